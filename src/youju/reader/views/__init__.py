"""Pages of the room."""

from youju.reader.views import facts, readings

__all__ = ["facts", "readings"]
