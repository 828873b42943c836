"""The forms of the room, by what they write."""
