"""What is allowed; pure."""
