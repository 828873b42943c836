"""The numbers of the results pages: questions, rates, areas beside each other, one survey after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from youju.organisations.queries import Membership, Unit
from youju.organisations.queries.populations import populations
from youju.surveys.measures import people_of
from youju.surveys.models import DayTally, Survey, Tally
from youju.surveys.queries import current_version, surveys_visible_to
from youju.surveys.rules.form import Form, Kind, Question, rate_name
from youju.surveys.rules.rates import Change, Count, Rate, change, percent, rate_of, too_small

MOST_SURVEYS = 12  # in one comparison over time


@dataclass(frozen=True, slots=True)
class Row:
    """One option of a question: how many chose it, and what share of those who answered."""

    text: str
    n: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Answered:
    """One question as it was answered; without rows where too few did."""

    number: int
    question: Question
    n: int
    rows: tuple[Row, ...]

    @property
    def several(self) -> bool:
        return self.question.kind is Kind.MULTIPLE


@dataclass(frozen=True, slots=True)
class RateLine:
    """One rate of a survey, with the official value where there is one."""

    code: str
    name: str
    rate: Rate | None
    official: Decimal | None = None

    @property
    def beside(self) -> Decimal | None:
        """How far ours is above the official one, in points."""
        return self.rate.value - self.official if self.rate and self.official is not None else None


@dataclass(frozen=True, slots=True)
class Cell:
    """A rate of one area or audience; hidden where too few answered."""

    rate: Rate | None
    hidden: bool = False
    step: Change | None = None

    @property
    def above(self) -> bool:
        return self.step is not None and self.step.certain and self.step.points > 0

    @property
    def below(self) -> bool:
        return self.step is not None and self.step.certain and self.step.points < 0


@dataclass(frozen=True, slots=True)
class Line:
    """One area, audience or survey and its rates, in the order of the columns."""

    label: str
    n: int
    cells: tuple[Cell, ...]
    url: str = ""
    day: date | None = None


def sees_all(member: Membership, survey: Survey) -> bool:
    """Return whether the member is of the unit that asked, or above it: small cells are shown there."""
    return member.unit.covers(survey.unit)


def answered(survey: Survey, form: Form, audience: str, least: int) -> list[Answered]:
    """Return each question of an audience ("" for all) with its options.

    Args:
        least: Questions that fewer answered come without numbers; 0 shows all.
    """
    rows = Tally.objects.filter(version__survey=survey)
    if audience:
        rows = rows.filter(audience=audience)
    sums = rows.order_by().values_list("question", "option").annotate(n=Sum("n"))
    counts = {(question, option): n for question, option, n in sums}
    asked = form.of(audience) if audience else form.questions
    closed = [one for one in asked if one.kind is not Kind.TEXT]
    return [_answered(n, one, counts, least) for n, one in enumerate(closed, start=1)]


def _answered(
    number: int, question: Question, counts: Mapping[tuple[str, str], int], least: int
) -> Answered:
    n = counts.get((question.code, ""), 0)
    if n < max(least, 1):
        return Answered(number, question, n, ())
    chosen = [(one.text, counts.get((question.code, one.code), 0)) for one in question.options]
    return Answered(
        number, question, n, tuple(Row(text, of, percent(of / n)) for text, of in chosen)
    )


def _cells(survey_ids: Iterable[int], audience: str = "") -> dict[tuple[int, str, str, int], Count]:
    """Return sheets and scores by survey, rate, audience and unit."""
    rows = DayTally.objects.filter(survey_id__in=list(survey_ids))
    if audience:
        rows = rows.filter(audience=audience)
    sums = (
        rows.order_by()
        .values_list("survey_id", "rate", "audience", "unit_id")
        .annotate(n=Sum("n"), score=Sum("score"))
    )
    return {(*key, unit): Count(n, score) for *key, unit, n, score in sums if n}


def _by_unit(
    cells: Mapping[tuple[int, str, str, int], Count], survey_id: int, rate: str
) -> dict[int, Count]:
    found: dict[int, Count] = defaultdict(lambda: Count(0, 0))
    for (of, code, _audience, unit_id), count in cells.items():
        if (of, code) == (survey_id, rate):
            found[unit_id] = found[unit_id] + count
    return dict(found)


def _people(survey: Survey, unit_ids: Iterable[int]) -> dict[int, Decimal] | None:
    if not survey.weighted:
        return None
    if survey.people:
        return people_of(survey)
    return populations(
        unit_ids, survey.closed_on or survey.until or timezone.localdate(survey.made_at)
    )


def rate_lines(survey: Survey, form: Form, audience: str, least: int) -> list[RateLine]:
    """Return the rates of a survey, each beside the official one."""
    cells = _cells([survey.pk], audience)
    people = _people(survey, {key[3] for key in cells})
    officials = {} if audience else dict(survey.officials.values_list("rate", "value"))
    found = []
    for code in form.rates:
        rate = rate_of(_by_unit(cells, survey.pk, code), people)
        shown = rate if rate and rate.n >= least else None
        found.append(RateLine(code, rate_name(code), shown, officials.get(code)))
    return found


def whole(survey: Survey, audience: str = "") -> int:
    """Return how many valid sheets there are."""
    rows = DayTally.objects.filter(survey=survey, rate="")
    if audience:
        rows = rows.filter(audience=audience)
    return rows.aggregate(n=Sum("n"))["n"] or 0


def areas(survey: Survey, form: Form, level: str, audience: str, least: int) -> list[Line]:
    """Return the rates of the areas beside each other; the first line is all of them.

    Args:
        level: The kind of unit a line is: community, street; sheets of units below count with it.
        least: Cells with fewer sheets, and those that would give them away, are hidden; 0 hides none.
    """
    cells = _cells([survey.pk], audience)
    units = {
        one.pk: one
        for one in Unit.objects.filter(pk__in={key[3] for key in cells}).only("pk", "path")
    }
    ancestors = {pk for one in units.values() for pk in one.ancestor_ids}
    lines = list(
        Unit.objects.filter(pk__in=ancestors, kind=level, path__startswith=survey.unit.path)
    )
    people = _people(survey, units)
    columns = [
        _column(_by_unit(cells, survey.pk, rate), lines, units, people, least)
        for rate in form.rates
    ]
    sheets = _by_unit(cells, survey.pk, "")
    found = [
        Line(
            one.short_name,
            sum(n.n for pk, n in sheets.items() if one.pk in units[pk].ancestor_ids),
            tuple(column[one.pk] for column in columns),
        )
        for one in sorted(lines, key=lambda one: one.path)
    ]
    total = sum(count.n for count in sheets.values())
    return [Line("", total, tuple(column[0] for column in columns)), *found]


def _column(
    own: Mapping[int, Count],
    lines: list[Unit],
    units: Mapping[int, Unit],
    people: Mapping[int, Decimal] | None,
    least: int,
) -> dict[int, Cell]:
    """Return one rate by line (unit id), and of all together under 0."""
    grouped = {
        one.pk: {pk: count for pk, count in own.items() if one.pk in units[pk].ancestor_ids}
        for one in lines
    }
    sizes = {pk: sum(count.n for count in held.values()) for pk, held in grouped.items()}
    hidden = too_small(sizes, least) if least else frozenset()
    total = rate_of(own, people)
    found = {0: Cell(total)}
    for pk, held in grouped.items():
        rate = rate_of(held, people)
        step = change(total, rate) if rate and total else None
        found[pk] = Cell(None, hidden=True) if pk in hidden else Cell(rate, step=step)
    return found


def audiences(survey: Survey, form: Form, least: int) -> list[Line]:
    """Return the rates of the audiences beside each other."""
    cells = _cells([survey.pk])
    people = _people(survey, {key[3] for key in cells})
    found = []
    for one in form.audiences:
        mine = {key: count for key, count in cells.items() if key[2] == one.code}
        rates = [rate_of(_by_unit(mine, survey.pk, code), people) for code in form.rates]
        row = tuple(
            Cell(None, hidden=True) if rate and rate.n < least else Cell(rate) for rate in rates
        )
        n = sum(count.n for count in _by_unit(mine, survey.pk, "").values())
        found.append(Line(one.label, n, row))
    return found


def over_time(member: Membership, survey: Survey) -> tuple[list[str], list[Line]]:
    """Return the rates of the surveys of the same unit one after another, each with the step from
    the one before; and the codes of the rates."""
    rows = surveys_visible_to(member).filter(unit=survey.unit, since__isnull=False)
    held = list(rows.exclude(state=Survey.State.DRAFT).order_by("-since", "-pk")[:MOST_SURVEYS])
    held.reverse()
    cells = _cells([one.pk for one in held])
    rates = list(current_version(survey).content.rates)
    before: dict[str, Rate] = {}
    lines = []
    for one in held:
        people = _people(one, {key[3] for key in cells if key[0] == one.pk})
        row = []
        for code in rates:
            rate = rate_of(_by_unit(cells, one.pk, code), people)
            rate = rate if rate and rate.n >= one.least else None
            last = before.get(code)
            row.append(Cell(rate, step=change(last, rate) if rate and last else None))
            if rate:
                before[code] = rate
        n = sum(count.n for count in _by_unit(cells, one.pk, "").values())
        lines.append(Line(one.title, n, tuple(row), one.get_absolute_url(), one.since))
    return rates, lines


def column(lines: list[Line], n: int) -> list[float | None]:
    """Return one rate of the surveys for a line of a chart; None where it is unknown."""
    rates = [one.cells[n].rate for one in lines]
    return [float(rate.value) if rate else None for rate in rates]


def same_questions(
    member: Membership, survey: Survey
) -> list[tuple[Question, list[tuple[str, Decimal, int]]]]:
    """Return the questions asked before under the same code, each with its share in favour by survey."""
    rows = surveys_visible_to(member).filter(unit=survey.unit, since__isnull=False)
    held = list(rows.exclude(state=Survey.State.DRAFT).order_by("-since", "-pk")[:MOST_SURVEYS])
    held.reverse()
    sums = Tally.objects.filter(version__survey__in=held).order_by()
    counts: dict[tuple[int, str, str], int] = {
        (of, question, option): n
        for of, question, option, n in sums.values_list(
            "version__survey_id", "question", "option"
        ).annotate(n=Sum("n"))
    }
    found = []
    for question in current_version(survey).content.questions:
        if question.rate:
            values = [
                (str(one.since)[:7], *said)
                for one in held
                if (said := _favour(question, counts, one.pk)) and said[1] >= one.least
            ]
            if len(values) > 1:
                found.append((question, values))
    return found


def _favour(
    question: Question, counts: Mapping[tuple[int, str, str], int], survey_id: int
) -> tuple[Decimal, int] | None:
    """Return the share in favour of a question in one survey, in per cent, and of how many."""
    held = [
        (one.share, counts.get((survey_id, question.code, one.code), 0))
        for one in question.options
        if one.share is not None
    ]
    n = sum(of for _share, of in held)
    return (percent(sum(share * of for share, of in held) / (n * 100)), n) if n else None
