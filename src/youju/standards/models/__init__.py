"""Tables of standards."""

from youju.standards.models.editions import Edition, Item

__all__ = ["Edition", "Item"]
