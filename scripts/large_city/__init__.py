"""The large made-up city that benches measure."""
