"""Totals after any mixture of writes and folds equal a naive recomputation from the facts."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from youju.facts import actions, sums, totals
from youju.facts.actions import Draft, Source
from youju.facts.models import Fact, Measure
from youju.facts.rules import Adds, MeasureSpec, Sum
from youju.kernel.periods import parse_period
from youju.kernel.quantity import Bound, Quantity
from youju.organisations.models import Unit
from youju.organisations.rules import UnitKind
from youju.organisations.tests.factories import make_unit

NOW = datetime(2026, 7, 3, 9, 0, tzinfo=UTC)
FLOW = MeasureSpec("t.waste", "试验车次", "车")
STOCK = MeasureSpec("t.lamps", "试验盏数", "盏", adds=Adds.STOCK)
PERIODS = (
    "2026-01-05", "2026-01-31", "2026-02-10", "2026-02", "2026-03-01", "2026Q1", "2026H1", "2026",
    "2026-01-20..2026-02-10", "2025-12-30..2026-01-02", "?",
)  # fmt: skip
ASKED = ("2026-01", "2026-02", "2026Q1", "2026H1", "2026", "2026-01-15..2026-03-31", "2026-01-02..2026-02-11", "2026-02-03..2026-02-20")  # fmt: skip
QUALIFIERS = ("", "", "余", "近", "不足", "近+余")


@dataclass
class Step:
    """What one record says now; no drafts: it was taken back."""

    record: int
    drafts: list[tuple[int, str, int | None, str, bool, str, str, str]] = field(
        default_factory=list
    )
    fold: bool = False


draft = st.tuples(
    st.integers(0, 6),
    st.sampled_from(["t.waste", "t.lamps"]),
    st.one_of(st.none(), st.integers(0, 9)),
    st.sampled_from(QUALIFIERS),
    st.booleans(),
    st.sampled_from(PERIODS),
    st.sampled_from(["", "joint-1", "joint-2"]),
    st.sampled_from(["", "school-road"]),
)
steps = st.lists(
    st.builds(Step, st.integers(0, 3), st.lists(draft, max_size=4), st.booleans()), max_size=6
)
parents = st.lists(st.integers(0, 5), min_size=6, max_size=6)


def plant(parents: list[int]) -> list[Unit]:
    """Make seven units; each but the first hangs under an earlier one."""
    units = [make_unit("u0", UnitKind.CITY)]
    for n, parent in enumerate(parents, start=1):
        units.append(make_unit(f"u{n}", UnitKind.STREET, units[parent % n]))
    return units


def as_draft(units, given):
    at, measure, value, qualifier, ranged, period, share, series = given
    number = None if value is None else Decimal(value)
    upper = number + 2 if ranged and number is not None else None
    stock = measure == "t.lamps"
    return Draft(
        unit=units[at],
        measure=measure,
        quantity=Quantity(number, "盏" if stock else "车", qualifier, upper),
        period=parse_period(period),
        share_key="" if stock else share,
        series=series if stock else "",
    )


def naive(facts, code, unit, period):
    """Count by the words of the design, looking at every fact."""
    start, end = period.bounds
    below = [f for f in facts if f.unit.path.startswith(unit.path)]
    told = [f for f in below if f.measure.code == code and f.start is not None]
    if code == "t.lamps":
        latest = {}
        for fact in sorted((f for f in told if f.end <= end), key=lambda f: (f.end, str(f.id))):
            latest[(fact.unit_id, fact.series)] = fact
        counted = list(latest.values())
    else:
        joint = {}
        everything = [f for f in below if f.measure.code == code]
        for fact in everything:
            if fact.share_key:
                joint.setdefault(fact.share_key, []).append(fact)
        chosen = [f for f in everything if not f.share_key] + [largest(f) for f in joint.values()]
        counted = [f for f in chosen if f.start is not None and f.start >= start and f.end <= end]
    result = Sum()
    for fact in counted:
        result.n += 1
        if fact.value is None:
            result.unknown += 1
            continue
        result.value += fact.value
        said = fact.quantity.bound
        if said is Bound.ABOUT or (said is Bound.EXACT and fact.upper is not None):
            result.about += 1
        result.over += said is Bound.OVER
        result.under += said is Bound.UNDER
    return result


def largest(facts):
    def rank(fact):
        size = Decimal(-1) if fact.value is None else fact.value
        return (-size, not fact.quantity.exact, fact.unit_id, str(fact.id))

    return min(facts, key=rank)


def check(units):
    measures = list(Measure.objects.filter(code__startswith="t."))
    facts = list(Fact.objects.select_related("unit", "measure"))
    for code in ASKED:
        period = parse_period(code)
        found = sums.sums(units, period, measures)
        for unit in units:
            alone = sums.sums([unit], period, measures)
            for measure in measures:
                expected = naive(facts, measure.code, unit, period)
                key = (unit.pk, measure.pk)
                assert found.get(key, Sum()) == expected, (code, unit.name, measure.code)
                assert alone.get(key, Sum()) == expected, (code, unit.name, measure.code)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parents=parents, steps=steps)
def test_totals_equal_a_naive_count_after_any_writes_and_folds(parents, steps):
    with transaction.atomic():
        actions.publish_measures("t.record", [FLOW, STOCK])
        units = plant(parents)
        for step in steps:
            drafts = [as_draft(units, one) for one in step.drafts]
            actions.replace(Source("t.record", str(step.record)), drafts, now=NOW)
            if step.fold:
                actions.fold()

        check(units)
        assert totals.wrong_totals() == []
        actions.rebuild_totals()
        check(units)
        assert totals.wrong_totals() == []
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_total_changed_behind_the_back_is_found():
    actions.publish_measures("t.record", [FLOW])
    unit = make_unit("u0", UnitKind.CITY)
    actions.replace(
        Source("t.record", "1"),
        [Draft(unit, "t.waste", Quantity(Decimal(3), "车"), parse_period("2026-06-27"))],
        now=NOW,
    )
    actions.fold()
    Fact.objects.update(value=5)

    wrong = totals.wrong_totals()

    assert [(w.unit_id, str(w.start), str(w.end)) for w in wrong] == [
        (unit.pk, "2026-06-01", "2026-06-30")
    ]
    assert (wrong[0].kept, wrong[0].recomputed) == (3, 5)
