"""Pages of the room."""

from youju.documents.views import drafting, duties, lists, notices, proof, reports, templates

__all__ = ["drafting", "duties", "lists", "notices", "proof", "reports", "templates"]
