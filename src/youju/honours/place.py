"""The pages of the room, in the order of its sub-navigation."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAGES: tuple[tuple[str, str | Promise], ...] = (
    ("index", _("评选")),
    ("titles", _("称号")),
    ("ratings", _("星级评定")),
    ("doubles", _("荣誉查重")),
)


def tabs(current: str) -> list[dict[str, Any]]:
    """Return the lists of the room, with the one that is shown marked."""
    return [
        {"text": text, "url": reverse(f"honours:{name}"), "current": name == current}
        for name, text in PAGES
    ]
