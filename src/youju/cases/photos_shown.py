"""The photos of a case as its pages show them: before and after side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from youju.cases.models import Case
from youju.cases.queries import photos_of
from youju.evidence.queries import Item, Link, Role
from youju.kernel.words import labelled
from youju.ui.templatetags.ui import when


@dataclass(frozen=True, slots=True)
class Pair:
    """A photo before, and the one after from the same spot; either may not be taken yet."""

    before: dict[str, str] | None
    after: dict[str, str] | None


def pairs_of(case: Case) -> tuple[list[Pair], list[dict[str, str]]]:
    """Return the pairs in their order, and the photos beside them."""
    return paired_links(photos_of(None, case))


def paired_links(links: Sequence[Link]) -> tuple[list[Pair], list[dict[str, str]]]:
    """Return links as pairs, and those beside them."""
    by_role: dict[str, dict[int, Link]] = {Role.BEFORE: {}, Role.AFTER: {}}
    others = []
    for n, link in enumerate(links, start=1):
        if link.role in by_role and link.item.is_photo:
            by_role[link.role][link.pair or n] = link
        elif link.item.is_photo:
            others.append(shown(link, _("现场照片")))
    return _paired(by_role[Role.BEFORE], by_role[Role.AFTER]), others


def _paired(before: dict[int, Link], after: dict[int, Link]) -> list[Pair]:
    return [
        Pair(
            shown(before[n], _("整改前")) if n in before else None,
            shown(after[n], _("整改后")) if n in after else None,
        )
        for n in sorted({*before, *after})
    ]


def shown(link: Link, said: str) -> dict[str, str]:
    """Return a photo as the components take it: address, words for those who cannot see it, caption."""
    item = link.item
    told = item.caption or item.topic or item.place
    return {
        "thumb": _copy(item),
        "url": reverse("evidence:item", args=[item.pk]),
        "alt": labelled(said, told) if told else said,
        "caption": f"{when(item.taken_at or item.received_at)}　{item.unit.short_name}",
    }


def _copy(item: Item) -> str:
    """Return the address of the picture; of what stands in its place while its copies are made."""
    if item.waiting or item.broken:
        return reverse("evidence:thumb", args=[item.pk])
    return reverse("evidence:copy", args=[item.pk, "medium"])


def missing_after(pairs: Sequence[Pair]) -> int:
    """Return how many before-photos have no after-photo yet."""
    return sum(one.after is None for one in pairs)


def before_of(case: Case) -> list[dict[str, Any]]:
    """Return the before-photos that the next after-photos are to be paired with, in order."""
    pairs, _others = pairs_of(case)
    return [one.before for one in pairs if one.before is not None]
