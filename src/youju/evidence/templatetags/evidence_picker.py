"""What the picker of photos and files needs to know."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.conf import settings

from youju.evidence import rules
from youju.evidence.queries import Item
from youju.evidence.shown import Picked, held

register = template.Library()


@register.simple_tag
def upload_limit() -> int:
    """The largest file, in bytes."""
    limit: int = settings.UPLOAD_LIMIT_BYTES
    return limit


@register.simple_tag
def upload_limit_mb() -> int:
    return upload_limit() // 2**20


@register.simple_tag
def accepted_files() -> str:
    """The endings of the files that are accepted, as <input accept> takes them."""
    return "image/*," + rules.ACCEPT


@register.filter
def as_picked(items: Iterable[Item] | None) -> list[Picked]:
    """Items a record has already, as the picker shows them."""
    return [held(item) for item in items or ()]
