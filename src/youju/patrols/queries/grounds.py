"""Cleaning areas and shop-fronts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Max, Q, QuerySet

from youju.kernel.periods import Period
from youju.organisations.queries import Membership, Unit
from youju.patrols.models import AreaCheck, AreaMonth, CleaningArea, Shop, ShopRound
from youju.patrols.queries.seen import at, visible
from youju.patrols.rules.cleaning import compare, is_repeated

MONTH = timedelta(30)


def areas_of(member: Membership | None, unit: Unit, day: date) -> QuerySet[CleaningArea]:
    """Return the areas that stand on the day, with how many faults are open."""
    rows = at(member, CleaningArea, unit).filter(Q(until=None) | Q(until__gte=day))
    open_ = Count("checks", filter=~Q(checks__fault="") & Q(checks__corrected_on=None))
    return rows.annotate(open_faults=open_, last_day=Max("checks__day")).order_by(
        "unit__path", "pk"
    )


def checks_of(area: CleaningArea) -> QuerySet[AreaCheck]:
    """Return an area's checks, newest first. The caller has found the area."""
    return area.checks.select_related("team").order_by("-day", "-pk")


def months_of(area: CleaningArea) -> QuerySet[AreaMonth]:
    """Return an area's settled months, newest first."""
    return area.months.order_by("-month")


@dataclass(frozen=True, slots=True)
class Compared:
    """A line of a month's comparison; `settled` is its row once the month is settled."""

    area: CleaningArea
    score: Decimal | None
    checks: int
    rank: int | None
    settled: AreaMonth | None = None


def comparison(member: Membership | None, unit: Unit, month: Period) -> list[Compared]:
    """Return the areas of the unit itself over a month, best first: as settled, else as it stands."""
    first, end = month.bounds
    held = at(member, AreaMonth, unit).filter(area__unit=unit, month=first)
    settled = list(held.select_related("area__unit").order_by("rank", "pk"))
    if settled:
        lines = [Compared(m.area, m.score, m.checks, m.rank, m) for m in settled]
        return sorted(lines, key=lambda one: (one.rank is None, one.rank or 0))
    areas = {one.pk: one for one in areas_of(member, unit, first).filter(unit=unit, since__lte=end)}
    scores: dict[int, list[Decimal]] = {pk: [] for pk in areas}
    rows = AreaCheck.objects.filter(area__in=areas, day__range=(first, end))
    for area_id, score in rows.values_list("area_id", "score"):
        scores[area_id].append(score)
    return [Compared(areas[r.area], r.score, r.checks, r.rank) for r in compare(scores)]


def shops_visible_to(member: Membership | None) -> QuerySet[Shop]:
    """Return the shops at the member's units."""
    return visible(member, Shop)


def shops_of(member: Membership | None, unit: Unit, day: date) -> QuerySet[Shop]:
    """Return the shops that stand, street by street, with how often each failed within a month."""
    recent = Q(faults__round__day__gt=day - MONTH, faults__round__day__lte=day)
    rows = at(member, Shop, unit).filter(until=None)
    counted = rows.annotate(
        failed_days=Count("faults", filter=recent),
        open_faults=Count("faults", filter=Q(faults__corrected_on=None)),
    )
    return counted.order_by("unit__path", "street", "pk")


@dataclass(frozen=True, slots=True)
class Street:
    """A street of a unit: its shops, those signed, those that keep breaking their duties."""

    unit: Unit
    name: str
    shops: int
    signed: int
    repeated: tuple[str, ...]
    checked_on: date | None


def streets_of(member: Membership | None, unit: Unit, day: date) -> list[Street]:
    """Return the streets with their shops, in two queries."""
    found: dict[tuple[int, str], list[Shop]] = {}
    for shop in shops_of(member, unit, day):
        found.setdefault((shop.unit_id, shop.street), []).append(shop)
    rows = at(member, ShopRound, unit).order_by()
    last = {
        (row["unit_id"], row["street"]): row["last"]
        for row in rows.values("unit_id", "street").annotate(last=Max("day"))
    }
    return [
        Street(
            shops[0].unit,
            name,
            len(shops),
            sum(one.signed_on is not None for one in shops),
            tuple(one.name for one in shops if is_repeated(one.failed_days)),  # type: ignore[attr-defined]
            last.get((unit_id, name)),
        )
        for (unit_id, name), shops in found.items()
    ]


def rounds_of(member: Membership | None, unit: Unit, period: Period) -> QuerySet[ShopRound]:
    """Return the walks of a period, newest first."""
    rows = at(member, ShopRound, unit).filter(day__range=period.bounds)
    return rows.order_by("-day", "-pk")
