"""What the room allows and how it counts; pure."""
