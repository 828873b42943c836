"""What the pages let people fill in."""
