"""Every write of the room."""

from youju.evidence.actions.keeping import make_copies, mark, store
from youju.evidence.actions.linking import describe, link, set_links, unlink

__all__ = ["describe", "link", "make_copies", "mark", "set_links", "store", "unlink"]
