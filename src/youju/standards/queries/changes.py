"""Reading two editions side by side; the asking member first."""

from __future__ import annotations

from dataclasses import dataclass

from youju.organisations.queries import Membership
from youju.standards.editions import spec_of
from youju.standards.models import Edition, Item
from youju.standards.queries.editions import edition_for, editions_visible_to
from youju.standards.rules.comparing import Row, compared


def comparison(before: Edition, after: Edition) -> list[Row]:
    """Return every line of two editions that the caller has found, with what changed."""
    return compared(spec_of(before).items, spec_of(after).items)


def editions_beside(member: Membership | None, edition: Edition) -> list[Edition]:
    """Return the other editions that one may be held against, the most likely first: of its level, the
    newest older one, then the newer ones, then the other levels."""
    rows = editions_visible_to(member).exclude(pk=edition.pk)
    return sorted(rows, key=lambda one: _distance(one, edition))


def _distance(one: Edition, edition: Edition) -> tuple[bool, bool, int, int]:
    newer = (one.year, one.pk) > (edition.year, edition.pk)
    return one.level != edition.level, newer, abs(edition.year - one.year), -one.pk


def edition_before(member: Membership | None, edition: Edition) -> Edition | None:
    """Return the edition that this one follows: the newest older one of its level."""
    found = next(iter(editions_beside(member, edition)), None)
    if found is None or found.level != edition.level:
        return None
    return found if (found.year, found.pk) < (edition.year, edition.pk) else None


@dataclass(frozen=True, slots=True)
class Matched:
    """An item of the new edition and the one of the old edition that it was."""

    before_id: int
    after_id: int
    needs_look: bool


def matched_items(member: Membership | None, before_id: int, after_id: int) -> list[Matched]:
    """Return the leaves that two visible editions have in common, by the ids of their items: for rooms
    above, which keep something for each item."""
    before, after = edition_for(member, before_id), edition_for(member, after_id)
    old, new = _ids(before), _ids(after)
    return [
        Matched(old[one.pair.before.code], new[one.pair.after.code], one.needs_look)
        for one in comparison(before, after)
        if one.leaf and one.pair.before and one.pair.after
    ]


def _ids(edition: Edition) -> dict[str, int]:
    return dict(Item.objects.filter(edition=edition).values_list("code", "pk"))
