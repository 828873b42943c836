"""The pages of the place 测评, wherever they are shown."""

from __future__ import annotations

from typing import Any

from django import template

from youju.standards.place import tabs

register = template.Library()


@register.simple_tag
def place_tabs(current: str) -> list[dict[str, Any]]:
    """Return the pages of the place, with the one that is shown marked."""
    return tabs(current)
