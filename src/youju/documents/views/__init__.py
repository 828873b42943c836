"""Pages of the room."""

from youju.documents.views import (
    certificates,
    drafting,
    duties,
    lists,
    notices,
    proof,
    reports,
    templates,
)

__all__ = [
    "certificates",
    "drafting",
    "duties",
    "lists",
    "notices",
    "proof",
    "reports",
    "templates",
]
