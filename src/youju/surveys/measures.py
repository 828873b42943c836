"""What the room counts, and the facts of each of its records.

The rates among the facts are those of the results page: where a survey weighs its areas by population, the
sheets of an area count for more or less, at every level above it, and all together for as many as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connections
from django.db.models import Count, Sum
from django.utils import timezone

from youju.facts.actions import Draft, Source, publish_measures
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Unit, subtree
from youju.surveys.models import Counted, DayTally, Issue, Sheet, Survey
from youju.surveys.rules.answers import WHOLE
from youju.surveys.rules.counts import COUNTED
from youju.surveys.rules.form import RATES
from youju.surveys.rules.rates import too_small, weights_of
from youju.surveys.rules.states import State

SURVEY_KIND, COUNTED_KIND = "surveys.survey", "surveys.counted"
TOPIC = "IDX"
_WORDS = {
    "know": ("居民知晓率", "创建知晓率"),
    "take_part": ("居民参与率", "创建参与率"),
    "support": ("居民支持率", "创建支持率"),
    "satisfied": ("居民满意率", "群众满意率", "满意度"),
}


def _sheets(code: str, name: str, words: tuple[str, ...] = ()) -> MeasureSpec:
    return MeasureSpec(f"surveys.{code}", name, "份", topic=TOPIC, words=words)


def _rate(code: str, name: str, of: str, over: str, words: tuple[str, ...] = ()) -> MeasureSpec:
    return MeasureSpec(
        f"surveys.{code}", name, "%", Adds.RATE, TOPIC, words,
        numerator=f"surveys.{of}", denominator=f"surveys.{over}",
    )  # fmt: skip


def survey_specs() -> list[MeasureSpec]:
    """Return what a survey counts."""
    found = [
        MeasureSpec("surveys.done", "问卷调查", "次", topic=TOPIC, words=("开展问卷调查", "问卷测评")),
        _sheets("issued", "发放问卷", ("发放调查问卷",)),
        _sheets("collected", "回收问卷", ("收回问卷",)),
        _sheets("valid", "有效问卷"),
        _rate("collected_rate", "问卷回收率", "collected", "issued"),
        _rate("valid_rate", "问卷有效率", "valid", "collected"),
    ]  # fmt: skip
    for rate, name in RATES.chinese().items():
        found.append(_sheets(f"{rate}_for", f"{name}（问卷）正向份数"))
        found.append(_sheets(f"{rate}_of", f"{name}（问卷）作答份数"))
        found.append(_rate(rate, name, f"{rate}_for", f"{rate}_of", _WORDS[rate]))
    return found


def counted_specs() -> list[MeasureSpec]:
    """Return what rates told by counts are made of."""
    found = []
    for code, one in COUNTED.items():
        for part, name in (("n", one.numerator), ("of", one.denominator)):
            spec = MeasureSpec(f"surveys.{code}_{part}", name, "人", topic=TOPIC)
            found.append(spec)
        found.append(_rate(code, one.name, f"{code}_n", f"{code}_of"))
    return found


def source_of(survey: Survey) -> Source:
    return Source(SURVEY_KIND, str(survey.pk))


def survey_drafts(survey: Survey) -> list[Draft]:
    """Return the facts of a closed survey: at each unit by month, small cells at the unit that asked."""
    if survey.at is not State.CLOSED or survey.closed_on is None:
        return []
    units = {one.pk: one for one in subtree(survey.unit)}
    found = [_one(survey.unit, "done", Decimal(1), survey.closed_on, "次")]
    for unit_id, code, n, day in [*_issued(survey), *_collected(survey)]:
        found.append(_one(units.get(unit_id, survey.unit), code, Decimal(n), day))
    for rate in RATES:
        for (unit_id, day), (sheets, favour) in _rated(survey, rate).items():
            unit = units.get(unit_id, survey.unit)
            found.append(_one(unit, f"{rate}_for", favour, day))
            found.append(_one(unit, f"{rate}_of", sheets, day))
    return found


def _one(unit: Unit, code: str, value: Decimal, day: date, measured_in: str = "份") -> Draft:
    period = around(day, Grain.MONTH)
    return Draft(unit, f"surveys.{code}", Quantity(value, measured_in), period)


def _issued(survey: Survey) -> Iterator[tuple[int, str, int, date]]:
    rows = Issue.objects.filter(survey=survey).order_by("unit_id", "on")
    for unit_id, on, n in rows.values_list("unit_id", "on").annotate(n=Sum("number")):
        yield unit_id, "issued", n, on


def _collected(survey: Survey) -> Iterator[tuple[int, str, int, date]]:
    """Yield the sheets by unit and month; what came back is what is valid and what is void."""
    by_month: dict[tuple[int, date], int] = defaultdict(int)
    days = DayTally.objects.filter(survey=survey, rate="", n__gt=0)
    for unit_id, day, n in days.values_list("unit_id", "day", "n"):
        by_month[unit_id, day.replace(day=1)] += n
    for (unit_id, day), n in sorted(by_month.items()):
        yield unit_id, "valid", n, day
        yield unit_id, "collected", n, day
    void = Sheet.objects.filter(survey=survey, spoiled=True).order_by("unit_id")
    for unit_id, n in void.values_list("unit_id").annotate(n=Count("id")):
        yield unit_id, "collected", n, survey.closed_on or timezone.localdate(survey.made_at)


def _rated(survey: Survey, rate: str) -> dict[tuple[int, date], tuple[Decimal, Decimal]]:
    """Return sheets, and those in favour, by unit and month, as far as each counts; those too small to
    be shown stand at the survey's unit."""
    cells: dict[tuple[int, date], list[int]] = defaultdict(lambda: [0, 0])
    days = DayTally.objects.filter(survey=survey, rate=rate, n__gt=0)
    for unit_id, day, n, score in days.values_list("unit_id", "day", "n", "score"):
        cell = cells[unit_id, day.replace(day=1)]
        cell[0] += n
        cell[1] += score
    hidden = too_small({key: one[0] for key, one in cells.items()}, survey.least)
    sizes: dict[int, int] = defaultdict(int)
    for (unit_id, _day), (n, _score) in cells.items():
        sizes[unit_id] += n
    weights = weights_of(sizes, people_of(survey))
    found: dict[tuple[int, date], list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for (unit_id, day), (n, score) in sorted(cells.items()):
        sums = found[survey.unit_id if (unit_id, day) in hidden else unit_id, day]
        sums[0] += n * weights[unit_id]
        sums[1] += score * weights[unit_id] / WHOLE
    return {key: (round(one[0], 4), round(one[1], 4)) for key, one in found.items()}


def people_of(survey: Survey) -> dict[int, Decimal]:
    """Return the populations that a survey is weighed by, as they were when it was counted."""
    return {int(unit_id): Decimal(n) for unit_id, n in survey.people.items()}


def counted_drafts(one: Counted) -> list[Draft]:
    """Return the facts of a rate told by counts; none once it is taken back."""
    if one.removed:
        return []
    period = around(one.on, Grain.DAY)
    return [
        Draft(one.unit, f"surveys.{one.kind}_{part}", Quantity(Decimal(value), "人"), period)
        for part, value in (("n", one.numerator), ("of", one.denominator))
    ]


def all_survey_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every survey, made again."""
    for one in Survey.objects.select_related("unit").order_by("pk").iterator(chunk_size=200):
        yield str(one.pk), survey_drafts(one)


def all_counted_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every rate told by counts, made again."""
    for one in Counted.objects.select_related("unit").order_by("pk").iterator(chunk_size=500):
        yield str(one.pk), counted_drafts(one)


def publish(*, using: str = "default", **_: Any) -> None:
    """Put the measures into the catalogue, after each migration."""
    if "facts_measure" in connections[using].introspection.table_names():
        publish_measures(SURVEY_KIND, survey_specs())
        publish_measures(COUNTED_KIND, counted_specs())
