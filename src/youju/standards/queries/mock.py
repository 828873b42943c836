"""Mock rounds, for one who may see their unit; the phone's lists for an assessor."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When

from youju.kernel.periods import Period
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit, subtree_ids, units_visible_to
from youju.standards.mock_results import Checked, Results, checked, lines_of, results_of
from youju.standards.models import Edition, Item, MockRound, MockSheet, MockSpot
from youju.standards.rules.drawing import draw, lot_from
from youju.standards.rules.mock import Mark

GONE = "没有这一轮模拟测评，或者不在您的查看范围内"


def mock_rounds_visible_to(member: Membership | None) -> QuerySet[MockRound]:
    """Return the rounds at the member's units."""
    if member is None or not member.may(May.SEE):
        return MockRound.objects.none()
    units = units_visible_to(member).values("id")
    return MockRound.objects.filter(unit__in=units).select_related("unit", "edition")


def mock_rounds_of(member: Membership | None, unit: Unit) -> QuerySet[MockRound]:
    """Return the rounds at a unit and below, newest first, with how many places are done."""
    rows = mock_rounds_visible_to(member).filter(unit__in=subtree_ids(unit))
    rows = rows.annotate(
        places=Count("spots", distinct=True),
        done=Count("spots", filter=Q(spots__sheets__isnull=False), distinct=True),
    )
    return rows.order_by("-start", "-pk")


def mock_round_for(member: Membership | None, round_id: int) -> MockRound:
    """Return one visible round. Raises Missing for any other."""
    found = mock_rounds_visible_to(member).filter(pk=round_id).first()
    if found is None:
        raise Missing(GONE)
    return found


def mock_spot_for(member: Membership | None, spot_id: int) -> MockSpot:
    """Return one place of a visible round, with its sheets. Raises Missing."""
    rounds = mock_rounds_visible_to(member).values("pk")
    rows = MockSpot.objects.filter(pk=spot_id, round__in=rounds)
    rows = rows.select_related("round__unit", "place__unit", "team")
    found = rows.prefetch_related("sheets", "settlements").first()
    if found is None:
        raise Missing(GONE)
    return found


def mock_sheet_target(sheet_id: int) -> tuple[int, str]:
    """Return the spot and the place of a sheet, for whoever made it; (0, "") of none."""
    found = MockSheet.objects.select_related("spot__place").filter(pk=sheet_id).first()
    return (found.spot_id, found.spot.place.name) if found else (0, "")


def spots_of(found: MockRound) -> list[MockSpot]:
    """Return the places of a round with all that came of them, team by team along the route."""
    rows = found.spots.select_related("place__unit", "team", "round")
    return list(rows.prefetch_related("sheets", "settlements"))


def mock_results(found: MockRound) -> Results:
    """Return the results of a round that the caller has found."""
    leaves = Item.objects.filter(edition=found.edition_id, leaf=True)
    return results_of(found, spots_of(found), leaves)


def drawn_again(found: MockRound, seed: str) -> list[tuple[str, tuple[int, ...], bool]]:
    """Return what a seed draws from the round's candidates: label, ids, and whether the round drew
    the same. Anybody who sees the round may try it."""
    lots = [lot_from(one) for one in found.frame]
    return [(lot.label, again := draw(lot, seed), again == lot.drawn) for lot in lots]


def mock_households(found: MockRound) -> list[tuple[Unit, int]]:
    """Return the communities drawn with how many households of each, for a survey's sample plan:
    nothing about anybody who lives there."""
    numbers = {one["unit"]: one["number"] for one in found.households}
    rows = Unit.objects.filter(pk__in=numbers).order_by("path")
    return [(one, numbers[one.pk]) for one in rows]


def mock_for_phone(member: Membership) -> list[dict[str, Any]]:
    """Return the places that the member still has to score, as plain data in the order of the
    route; in two queries where there are none."""
    rows = MockSpot.objects.filter(
        round__state=MockRound.State.OPEN, team__assessors__person=member.person_id
    )
    rows = rows.select_related("round", "team", "place__unit").prefetch_related("sheets")
    rows = rows.order_by("round_id", "team__number", "order", "pk")
    return [_for_phone(spot) for spot in rows if _is_open(spot, member)]


def _is_open(spot: MockSpot, member: Membership) -> bool:
    people = {one.person_id for one in spot.sheets.all()}
    needed = 2 if spot.double else 1
    return member.person_id not in people and len(people) < needed


def _for_phone(spot: MockSpot) -> dict[str, Any]:
    place = spot.place
    return {
        "id": spot.pk,
        "round": spot.round.name,
        "until": spot.round.end.isoformat(),
        "order": spot.order,
        "double": spot.double,
        "place": place.pk,
        "name": place.name,
        "kind_name": place.kind_label,
        "unit_name": place.unit.short_name,
        "address": place.address,
        "lat": place.lat,
        "lng": place.lng,
        "checks": [
            {
                "code": one["code"],
                "text": one["text"],
                "item": one["item"],
                "case_kind": one["problem"],
            }
            for one in lines_of(spot.round, spot.kind)
        ],
    }


def mock_failed_of(unit: Unit, period: Period) -> list[Checked]:
    """Return what failed in the unit's rounds of a period, for its own papers: round by round, along
    the routes."""
    start, end = period.bounds
    rows = MockSpot.objects.filter(
        round__unit__in=subtree_ids(unit), round__start__lte=end, round__end__gte=start
    )
    rows = rows.exclude(sheets=None).select_related("round", "place__unit", "team").distinct()
    rows = rows.order_by("round__start", "round_id", "order", "pk")
    spots = rows.prefetch_related("sheets", "settlements")
    return [one for spot in spots for one in checked(spot) if one.final is Mark.NO]


def lines_asked(found: MockRound, kind: str) -> list[dict[str, Any]]:
    """Return what is asked at a kind of place in a round."""
    return lines_of(found, kind)


def mock_editions(unit: Unit) -> QuerySet[Edition]:
    """Return the editions a unit can try out, those in force first; the caller has found the unit."""
    rows = Edition.objects.filter(root_id=unit.root_id).exclude(state=Edition.State.CLOSED)
    in_force = Case(When(state=Edition.State.CURRENT, then=0), default=1)
    return rows.order_by(in_force, "-year", "-pk")
