"""What is allowed, what is asked and what is found by it; pure."""
