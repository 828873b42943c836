"""What is allowed, by subject; pure."""
