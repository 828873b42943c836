"""What is allowed in the room; pure."""
