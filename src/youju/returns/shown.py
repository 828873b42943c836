"""What the pages of the room are made of, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.facts.queries import Figure, Measure, measures
from youju.kernel.periods import Period
from youju.kernel.words import Words, labelled, sentences
from youju.organisations.queries import Unit
from youju.returns import asking, filling, queries
from youju.returns.filling import says_unit
from youju.returns.models import Answer, Call, Cell, Item, Reply, Return
from youju.returns.reading import forms, spans
from youju.returns.reading.grid import Cell as Read
from youju.returns.reading.grid import Grid

MARKS = Words({
    "got": "", "typed": "", "doubt": "待核对", "missing": "没有记录", "none": "没有对上", "hand": "手填",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell of the grid on the page: a word of the form, or a blank to be looked at."""

    text: str
    rows: int
    cols: int
    cell: Cell | None = None
    mark: str = ""
    formula: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the form as it is shown."""

    name: str
    number: int
    rows: list[list[Spot]]
    prose: bool = False


def sheets(form: Return, cells: Iterable[Cell]) -> list[Sheet]:
    """Return the sheets of a form with its cells where they lie."""
    at = {(one.sheet, one.row, one.col): one for one in cells}
    grids = forms.read(filling.stored(form), form.kind)
    found = []
    for number, grid in forms.numbered(grids):
        edge = grid.right_edge()
        rows = [
            [_spot(one, at.get((number, one.row, one.col)), form, grid) for one in line if one.col < edge]
            for line in grid.rows()
        ]  # fmt: skip
        rows = [_over(line) for line in rows]
        if grid.prose:
            rows = [
                told for line in rows if (told := [one for one in line if one.text or one.cell])
            ]
        if any(spot.text or spot.cell for line in rows for spot in line):
            found.append(Sheet(grid.name, number, rows, grid.prose))
    return found


def _over(line: list[Spot]) -> list[Spot]:
    """Return a line whose words run over the empty cells behind them, as a title does that is not merged."""
    told = [spot for spot in line if spot.text or spot.cell or spot.formula]
    alone = len(line) > 2 and told == line[:1] and all(one.rows == 1 for one in line)
    if not alone or line[0].cell:
        return line
    return [replace(line[0], cols=sum(one.cols for one in line))]


def _spot(one: Read, cell: Cell | None, form: Return, grid: Grid) -> Spot:
    if cell is None:
        return Spot(one.text, one.rows, one.cols, formula=one.formula)
    text = shown(form, cell)
    if grid.prose and cell.quantity and not (cell.typed or cell.special or says_unit(cell, grid)):
        text = replace(cell.quantity, unit="").text()  # the sentence says it: 24 次
    return Spot(text, one.rows, one.cols, cell, MARKS[cell.look], name=cell.label)


def shown(form: Return, cell: Cell) -> str:
    """Return what stands in a cell on the page."""
    if cell.typed:
        return cell.typed
    if cell.special:
        return filling.special_text(form, cell.special, timezone.localdate(form.made_at))
    quantity = cell.quantity
    return quantity.text() if quantity else ""


def counts(cells: Iterable[Cell]) -> dict[str, int]:
    """Return how many cells of a form are got, doubtful, missing, unknown, typed, for a hand."""
    found = dict.fromkeys(("got", "typed", "doubt", "missing", "none", "hand"), 0)
    for one in cells:
        found[one.look] += 1
    return found


def trail_url(code: str, unit: Unit, period: Period) -> str:
    """Return the address of the trail of a figure, within the house."""
    query = {"measure": code, "unit": unit.code or str(unit.pk), "period": period.code}
    return f"{reverse('facts:trail')}?{urlencode(query)}"


@dataclass(frozen=True, slots=True)
class About:
    """What the panel of a cell says of it."""

    measure: Measure | None
    period: Period | None
    rule: str
    unit: Unit
    url: str


def about(form: Return, cell: Cell) -> About:
    """Return what a cell asks for, in words, and where its figure comes from."""
    measure = measures().filter(code=cell.measure_code).first() if cell.measure_code else None
    period = spans.resolve(cell.rule, form.period) if cell.rule else None
    unit = cell.org or form.unit
    url = trail_url(cell.measure_code, unit, period) if measure and period else ""
    return About(measure, period, spans.shown(cell.rule), unit, url)


def state_chips(form_counts: Mapping[str, int], state: str) -> list[dict[str, object]]:
    """Return the filters of the list of forms."""
    chips: list[dict[str, object]] = [{"text": _("全部"), "url": "?", "current": not state}]
    chips += [
        {"text": one.label, "url": f"?state={one.value}", "count": form_counts[one.value], "current": state == one.value}
        for one in Return.State
        if form_counts.get(one.value)
    ]  # fmt: skip
    return chips


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's answers in the table of a call."""

    reply: Reply
    items: Sequence[Item]
    answers: list[Answer | None]
    late: bool

    @property
    def cells(self) -> list[tuple[Item, Answer | None]]:
        """Each item with what was answered to it."""
        return list(zip(self.items, self.answers, strict=True))


def lines(
    replies: Sequence[Reply],
    items: Sequence[Item],
    answers: Mapping[tuple[int, int], Answer],
    late: Iterable[int],
) -> list[Line]:
    """Return the table of a call: one line for each unit."""
    behind = set(late)
    return [
        Line(one, items, [answers.get((one.pk, item.pk)) for item in items], one.pk in behind)
        for one in replies
    ]


def result_rows(call: Call, found: Sequence[Line]) -> list[list[object]]:
    """Return the rows of the Excel file of a call."""
    rows: list[list[object]] = []
    for line in found:
        cells: list[object] = [line.reply.unit.name]
        for one in line.answers:
            exact = one is not None and one.value is not None and not one.qualifier
            number = (
                float(one.value) if exact and one is not None and one.value is not None else None
            )
            cells.append(number if number is not None else (one.text if one else ""))
        notes = [labelled(one.item.label, one.reason) for one in line.answers if one and one.reason]
        cells += [
            line.reply.answered_at.strftime("%Y-%m-%d") if line.reply.answered_at else _("未答复"),
            sentences(notes),
        ]
        rows.append(cells)
    return rows


@dataclass(frozen=True, slots=True)
class Question:
    """One item of a call before the one who answers: what the records say, and what was answered."""

    item: Item
    figure: Figure | None
    url: str
    initial: dict[str, str]


def questions(reply: Reply, items: Sequence[Item]) -> list[Question]:
    """Return the items of a call with the figures that the records of the unit have."""
    period = reply.call.period
    held = asking.held(items, [reply.unit], period)
    before = queries.answers_of([reply])
    found = []
    for item in items:
        figure = held.get((reply.unit_id, item.measure_code))
        quantity = figure.quantity if figure else None  # what is added up is not rounded
        known = quantity is not None and quantity.value is not None
        told = before.get((reply.pk, item.pk))
        text = told.text if told else (quantity.text() if known and quantity else "")
        initial = {f"text_{item.pk}": text, f"reason_{item.pk}": told.reason if told else ""}
        url = trail_url(item.measure_code, reply.unit, period) if known else ""
        found.append(Question(item, figure if known else None, url, initial))
    return found
