"""Pages of the room."""

from youju.documents.views import drafting, lists, notices, proof, reports, templates

__all__ = ["drafting", "lists", "notices", "proof", "reports", "templates"]
