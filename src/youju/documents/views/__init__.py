"""Pages of the room."""

from youju.documents.views import drafting, lists, proof, reports, templates

__all__ = ["drafting", "lists", "proof", "reports", "templates"]
