"""The trail of a figure: how it was added up, and the facts behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.queries import authors_of
from youju.facts import queries
from youju.facts.models import Fact, Measure
from youju.facts.queries import Figure
from youju.facts.registry import KINDS
from youju.facts.rules import Adds
from youju.kernel.periods import MONTHS, Grain, Period, around, day_label
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Membership, Unit

ROWS = 12
COARSE = 5
MOST_COUNTED = 1000
RECENT = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Row:
    """One fact behind a figure, as it is read."""

    period: Period
    title: str
    url: str
    kind_label: str
    unit: Unit
    author: str
    quantity: Quantity
    shared: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many facts there are behind a figure, and how many of each kind.

    Where there are more than MOST_COUNTED, `all` is that number and `more` is true; the kept totals
    then say how many of a sum are inexact or unknown.
    """

    all: int
    inexact: int
    unknown: int
    joint: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Some of the facts, and where the others begin ("" when there are none)."""

    rows: list[Row]
    next_cursor: str


@dataclass(frozen=True, slots=True)
class Course:
    """A figure month by month beside the year before, for a picture."""

    labels: list[str]
    now: list[float | None]
    then: list[float | None]
    now_label: str
    then_label: str


@dataclass(frozen=True, slots=True)
class Trail:
    """All that the panel of a figure shows."""

    measure: Measure
    unit: Unit
    period: Period
    figure: Figure
    before: Figure
    how: str
    counts: Counts
    listed: Rows
    left: int
    coarser: list[Row]
    course: Course
    children: list[tuple[Unit, Figure]]


def trail(member: Membership, unit: Unit, period: Period, code: str) -> Trail:
    """Return the trail of a measure at a unit and below, over a period.

    Raises:
        Forbidden: If the member may not see the unit.
        Missing: If there is no such measure.
    """
    measure = queries.measure_at(code)
    facts = queries.facts_behind(member, unit, period, measure)
    figure = queries.figures(member, unit, period, [measure])[code]
    counts = _counts(facts, figure)
    listed = _page(_newest(facts, timezone.localdate()) if counts.more else facts)
    coarse = list(queries.coarser(member, unit, period, measure).order_by("-end", "-id")[:COARSE])
    children = queries.children_figures(member, unit, period, measure)
    return Trail(
        measure=measure,
        unit=unit,
        period=period,
        figure=figure,
        before=queries.figures(member, unit, period.year_before(), [measure])[code],
        how=how_added(measure, period),
        counts=counts,
        listed=listed,
        left=0 if counts.more else counts.all - len(listed.rows),
        coarser=_rows(coarse),
        course=_course(member, unit, period, measure),
        children=[(child, one) for child, one in children if one.n],
    )


def how_added(measure: Measure, period: Period) -> str:
    """Return in a sentence how facts of the measure make a figure."""
    match measure.adds:
        case Adds.FLOW:
            return _("本单位和下级的记录相加；几家同办的一件事只计一次。")
        case Adds.STOCK:
            return _("每一处取截至%(day)s最近一次的数，再相加。") % {
                "day": day_label(period.bounds[1])
            }
        case Adds.DISTINCT:
            return _("同一人、同一处只计一次。")
    if measure.numerator:
        return _("由两项合计相除得出，不用各单位的比率平均。")
    return _("取本单位填报的最近一次；比率不相加。")


def _counts(facts: QuerySet[Fact], figure: Figure) -> Counts:
    some = facts.order_by()[: MOST_COUNTED + 1]
    told = some.aggregate(
        all=Count("id"),
        inexact=Count("id", filter=Q(value__isnull=False) & (~Q(qualifier="") | Q(upper__gt=0))),
        unknown=Count("id", filter=Q(value=None)),
        joint=Count("share_key", distinct=True, filter=~Q(share_key="")),
    )
    if told["all"] <= MOST_COUNTED:
        return Counts(**told)
    summed = figure.measure.adds == Adds.FLOW
    inexact, unknown = (figure.inexact, figure.unknown) if summed else (0, 0)
    return Counts(MOST_COUNTED, inexact, unknown, joint=0, more=True)


def rows_after(facts: QuerySet[Fact], cursor: str) -> Rows:
    """Return the next facts in the order newest first; a cursor that makes no sense begins anew."""
    try:
        day, told = cursor.split("~")
        end, key = date.fromisoformat(day), UUID(told)
    except ValueError:
        return _page(facts)
    return _page(_newest(facts.filter(Q(end__lt=end) | Q(end=end, id__lt=key)), end))


def _newest(facts: QuerySet[Fact], last: date) -> QuerySet[Fact]:
    """Return the facts, or where a page can be filled from them those of the month before `last`
    and later ones: the database then need not sort the facts of a city's year."""
    if last - date.min < RECENT:
        return facts
    recent = facts.filter(end__gt=last - RECENT)
    return recent if recent.order_by()[: ROWS + 1].count() > ROWS else facts


def _page(facts: QuerySet[Fact]) -> Rows:
    found = list(facts[: ROWS + 1])
    shown = found[:ROWS]
    more = f"{shown[-1].end}~{shown[-1].id}" if len(found) > ROWS else ""
    return Rows(_rows(shown), more)


def _rows(facts: Iterable[Fact]) -> list[Row]:
    told = list(facts)
    titles: dict[tuple[str, str], str] = {}
    authors: dict[tuple[str, str], str] = {}
    for kind in {fact.source_kind for fact in told}:
        ids = [fact.source_id for fact in told if fact.source_kind == kind]
        named = KINDS[kind].titles(ids) if kind in KINDS else {}
        titles |= {(kind, one): title for one, title in named.items()}
        by = authors_of(told[0].root_id, kind, ids)
        authors |= {(kind, one): label for one, label in by.items()}
    return [_row(fact, titles, authors) for fact in told]


def _row(
    fact: Fact, titles: dict[tuple[str, str], str], authors: dict[tuple[str, str], str]
) -> Row:
    kind, source = KINDS.get(fact.source_kind), (fact.source_kind, fact.source_id)
    label = kind.label if kind else fact.source_kind
    return Row(
        period=fact.period,
        title=titles.get(source) or f"{label} {fact.source_id}",
        url=kind.url(fact.source_id) if kind else "",
        kind_label=label,
        unit=fact.unit,
        author=authors.get(source, ""),
        quantity=fact.quantity,
        shared=bool(fact.share_key),
    )


def _course(member: Membership, unit: Unit, period: Period, measure: Measure) -> Course:
    shown = period if len(period.months()) >= 3 else around(period.bounds[1], Grain.YEAR)
    before = shown.year_before()
    both = Period(before.bounds[0], shown.bounds[1], Grain.SPAN)
    told = dict(queries.trend(member, unit, both, measure))
    then = [_value(told.get(month.year_before())) for month in shown.months()]
    return Course(
        labels=[MONTHS[month.bounds[0].month] for month in shown.months()],
        now=[_value(told.get(month)) for month in shown.months()],
        then=then if any(value is not None for value in then) else [],
        now_label=shown.label,
        then_label=before.label,
    )


def _value(one: Figure | None) -> float | None:
    if one is None or one.quantity is None or one.quantity.value is None:
        return None
    return float(one.quantity.value)
