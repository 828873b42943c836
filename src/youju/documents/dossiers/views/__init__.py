"""Pages of dossiers."""

from youju.documents.dossiers.views import editing, pages, shared

__all__ = ["editing", "pages", "shared"]
