"""One module for each figure that `make bench` prints; each offers `figures()`."""
