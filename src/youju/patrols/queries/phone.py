"""What the phone keeps for use without a network: places and checklists, as plain data."""

from __future__ import annotations

from typing import Any

from youju.organisations.queries import Membership
from youju.patrols.queries.seen import kinds, places_visible_to

MOST_PLACES = 2000


def places_for_phone(member: Membership) -> list[dict[str, Any]]:
    """Return the standing places in the member's view, in one query."""
    rows = places_visible_to(member).filter(retired_on=None).order_by("unit__path", "pk")
    return [
        {
            "id": place.pk,
            "name": place.name,
            "pinyin": place.pinyin,
            "kind": place.kind,
            "kind_label": place.kind_label,
            "unit": place.unit_id,
            "unit_label": place.unit.short_name,
            "address": place.address,
            "lat": place.lat,
            "lng": place.lng,
            "key": place.key_place,
            "readiness": place.get_readiness_display(),
            "missing": place.missing,
            "last_visit": place.last_visit_at.isoformat() if place.last_visit_at else None,
            "last_faults": place.last_faults,
        }
        for place in rows[:MOST_PLACES]
    ]


def checklists_for_phone(member: Membership) -> list[dict[str, Any]]:
    """Return the checklists of the kinds that the member's places have, in two queries."""
    held = places_visible_to(member).filter(retired_on=None)
    used = set(held.order_by().values_list("kind", flat=True).distinct())
    return [
        {
            "code": version.code,
            "label": version.label,
            "group": version.group,
            "version": version.number,
            "items": [
                {"code": one.code, "text": one.text, "case_kind": one.problem}
                for one in version.kind.items
            ],
        }
        for version in kinds().filter(code__in=used)
    ]
