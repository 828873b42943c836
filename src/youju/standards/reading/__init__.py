"""Reading an edition from YAML or Excel, with every fault of a file named by its line."""
