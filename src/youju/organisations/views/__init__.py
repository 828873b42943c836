"""Pages of the room."""

from youju.organisations.views.account import locked_out

__all__ = ["locked_out"]
