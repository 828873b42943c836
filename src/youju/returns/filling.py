"""Cells and their figures: proposing, valuing, writing them into the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from youju.facts.queries import Figure, Measure, measures, unscoped_figures_of
from youju.kernel.periods import Period
from youju.kernel.quantity import AFTER_UNIT, BEFORE, ROUND_WORDS, Quantity
from youju.kernel.words import sentences
from youju.organisations.queries import Unit, roots, subtree
from youju.returns.models import Cell, Learned, Return
from youju.returns.reading import forms, prose, spans, word, xlsx_fill
from youju.returns.reading.grid import Grid
from youju.returns.reading.match import Catalogue, Known
from youju.returns.reading.meaning import FOREIGN, OWN_PERIOD, OWN_UNIT, TODAY, Meaning
from youju.returns.reading.package import reference
from youju.returns.reading.xlsx_fill import Put, Source
from youju.returns.rules import By

# The address of the trail of a figure, made by whoever knows the address of the house.
Address = Callable[[str, Unit, Period], str]


def catalogue() -> Catalogue:
    """Return the measures as the matcher knows them."""
    return Catalogue(Known(m.code, m.name, m.unit, (m.name, *m.words)) for m in measures())


def orgs_below(unit: Unit) -> dict[str, int]:
    """Return the units a form of this unit may have rows for, by every name; the others as FOREIGN."""
    root = roots().get(pk=unit.root_id)
    names = subtree(root).filter(until=None).values_list("name", "short_name")
    found = {name: FOREIGN for both in names for name in both if len(name) > 2}
    below: dict[str, int] = {}
    for one in subtree(unit).filter(until=None).exclude(pk=unit.pk).order_by("path"):
        below.setdefault(one.name, one.pk)
        below.setdefault(one.short_name, one.pk)
    return found | below | {unit.name: unit.pk, unit.short_name: unit.pk}


def stored(form: Return) -> bytes:
    """Return the file as it came."""
    with default_storage.open(form.stored) as kept:
        return bytes(kept.read())


def cells_of(form: Return, asked: Iterable[forms.Asked]) -> list[Cell]:
    """Return the cells of a form with what the words, or an earlier confirmation, say they ask for."""
    found = [_cell(form, one) for one in asked]
    learned = {
        one.words: one
        for one in Learned.objects.filter(
            root_id=form.root_id, words__in={cell.words for cell in found}
        )
    }
    for cell in found:
        if (known := learned.get(cell.words)) and not cell.special:
            cell.measure_code, cell.score, cell.why = known.measure_code, 1.0, []
            cell.rule = known.rule or cell.rule
            cell.by = By.LEARNED
    return found


def _cell(form: Return, one: forms.Asked) -> Cell:
    meaning, hit = one.meaning, one.hit
    return Cell(
        form=form,
        sheet=one.sheet,
        row=one.blank.row,
        col=one.blank.col,
        label=" / ".join("".join(text.split()) for text in one.blank.words)[:200],
        words=learn_key(meaning),
        special=meaning.special,
        by_hand=meaning.by_hand,
        measure_code=hit.code if hit else "",
        rule=meaning.rule,
        org_id=meaning.org if meaning.org not in (form.unit_id, FOREIGN) else None,
        unit_word=meaning.unit[:20],
        score=hit.score if hit else 0.0,
        why=list(hit.why) if hit else _why_not(meaning),
        by=By.WORDS if hit else By.NOBODY,
    )


def learn_key(meaning: Meaning) -> str:
    """Return what a mapping is learned by: the words of the thing, its unit, and the words of time."""
    return f"{meaning.words}@{meaning.rule}"[:300]


def _why_not(meaning: Meaning) -> list[str]:
    if meaning.special:
        return []
    if meaning.org == FOREIGN:
        return [_("这是别的单位的数")]
    if meaning.by_hand:
        return [_("要写文字，由人填")]
    if meaning.change:
        return [_("增减由表里的公式或人来算")]
    return [_("统计项里没有相近的名称")]


def value(form: Return, cells: Sequence[Cell]) -> None:
    """Look the figures of the cells up, and put them at the cells."""
    wanted: dict[Period, tuple[set[int], set[str]]] = {}
    for cell in cells:
        cell.value = cell.upper = None
        cell.qualifier, cell.value_unit, cell.n = "", "", 0
        if cell.measure_code and (period := spans.resolve(cell.rule, form.period)):
            units, codes = wanted.setdefault(period, (set(), set()))
            units.add(cell.org_id or form.unit_id)
            codes.add(cell.measure_code)
    known = {unit.pk: unit for unit in subtree(form.unit)}
    told: dict[tuple[Period, int, str], Figure] = {}
    for period, (units, codes) in wanted.items():
        found = unscoped_figures_of([known[pk] for pk in units if pk in known], period, codes)
        told |= {(period, *key): figure for key, figure in found.items()}
    for cell in cells:
        period = spans.resolve(cell.rule, form.period) if cell.measure_code else None
        if period and (one := told.get((period, cell.org_id or form.unit_id, cell.measure_code))):
            _value(cell, one)


def _value(cell: Cell, one: Figure) -> None:
    quantity = one.said
    if quantity is None or quantity.value is None:
        return
    same = (quantity.to(cell.unit_word) if cell.unit_word else None) or quantity
    cell.value, cell.upper, cell.qualifier = same.value, same.upper, same.qualifier[:10]
    cell.value_unit, cell.n = same.unit, one.n


VALUED = ["value", "upper", "qualifier", "value_unit", "n"]


def says_unit(cell: Cell, grid: Grid) -> bool:
    """Return whether a sentence leaves the unit to the figure: 清理垃圾____。, not 清理垃圾____车。"""
    tail = grid.cells[cell.row, cell.col + 1].text.strip() if grid.prose else "·"
    return not cell.unit_word and (not tail or tail[0] in "，。；、：！？,;.)）")


def put_of(form: Return, cell: Cell, today: date, grid: Grid) -> Put | None:
    """Return what is written into a cell of a grid, or None where it stays blank."""
    if cell.typed:
        number = typed_number(cell.typed)
        return number or Put(text=cell.typed)
    if cell.special:
        return Put(text=special_text(form, cell.special, today))
    quantity = cell.quantity
    if quantity is None or not cell.settled:
        return None
    put = put_quantity(quantity)
    if not says_unit(cell, grid):
        return put
    if put.text:
        return replace(put, text=f"{put.text}{quantity.unit}")
    return replace(put, after=f"{put.after}{quantity.unit}")


def typed_number(text: str) -> Put | None:
    """Return a typed cell as a number where it is nothing else."""
    plain = text.replace(",", "").strip()
    if plain.removeprefix("-").replace(".", "", 1).isdigit() and plain.isascii():
        return Put(number=Decimal(plain))
    return None


def put_quantity(quantity: Quantity) -> Put:
    """Return a quantity as a number with its qualifier around it: 50余, 约30; a range as text."""
    if quantity.upper is not None or (
        quantity.qualifier in ("上", "数") and quantity.value in ROUND_WORDS
    ):
        text = quantity.text()
        return Put(text=text.removesuffix(quantity.unit) if quantity.unit else text)
    before = after = ""
    for part in quantity.qualifier.split("+"):
        if part in BEFORE:
            before += part
        elif part in AFTER_UNIT:
            after += part
        else:
            after = part + after
    return Put(number=quantity.value, before=before, after=after)


def special_text(form: Return, special: str, today: date) -> str:
    """Return the words for a cell that asks whose, when or about when."""
    match special:
        case s if s == OWN_UNIT:
            return str(form.unit.name)
        case s if s == OWN_PERIOD:
            return form.period.label
        case s if s == TODAY:
            return f"{today.year}年{today.month}月{today.day}日"
    return ""


@dataclass(frozen=True, slots=True)
class Filled:
    """The file as it goes back, and how many figures it wanted and got."""

    content: bytes
    wanted: int
    got: int


def fill(form: Return, cells: Sequence[Cell], address: Address, today: date) -> Filled:
    """Write what is held into the file as it came, with the last sheet or page of sources."""
    names = {m.code: m for m in measures()}
    content = stored(form)
    grids = forms.read(content, form.kind)
    puts: dict[int, dict[tuple[int, int], Put]] = {}
    sources: list[Source] = []
    left: list[Source] = []
    for cell in cells:
        where = _place(form, grids[cell.sheet].name, cell)
        put = put_of(form, cell, today, grids[cell.sheet])
        if put is None:
            if not cell.by_hand:
                left.append(Source([where, cell.label, "", _left_because(cell), "", "", "", ""]))
            continue
        puts.setdefault(cell.sheet, {})[(cell.row, cell.col)] = put
        sources.append(_source(form, cell, where, names, address, put))
    writer = word if form.kind == forms.WORD else xlsx_fill
    rows = [Source(_heads()), *sources]
    if left:
        rows += [Source([_("没有填的"), *[""] * 7]), *left]
    figures = [cell for cell in cells if not cell.special and not cell.by_hand]
    got = sum(1 for cell in figures if not cell.typed and cell.value is not None and cell.settled)
    return Filled(writer.fill(content, puts, forms.SOURCES, rows), len(figures), got)


def _heads() -> list[str]:
    return [
        _("位置"), _("表上的项目"), _("填的数"), _("统计项"), _("时段"), _("单位"), _("记录数"), _("来处"),
    ]  # fmt: skip


def _place(form: Return, sheet: str, cell: Cell) -> str:
    at = reference(cell.row, cell.col)
    if cell.sheet == prose.NUMBER:
        return _("%(name)s第%(row)s段第%(n)s空") % {
            "name": sheet, "row": cell.row + 1, "n": cell.col // 2 + 1,
        }  # fmt: skip
    if form.kind == forms.WORD:
        return _("%(table)s第%(row)s行第%(col)s列") % {
            "table": sheet, "row": cell.row + 1, "col": cell.col + 1,
        }  # fmt: skip
    return f"{sheet}!{at}"


def _left_because(cell: Cell) -> str:
    if cell.measure_code and not cell.settled:
        return _("没有核对")
    return _("记录里没有这个数") if cell.measure_code else sentences(cell.why)


def _source(
    form: Return, cell: Cell, where: str, names: Mapping[str, Measure], address: Address, put: Put
) -> Source:
    if cell.typed or cell.special:
        how = _("手填，没有记录") if cell.typed else _("表的基本信息")
        return Source([where, cell.label, put.text or str(put.number), how, "", "", "", ""])
    period = spans.resolve(cell.rule, form.period) or form.period
    unit: Unit = cell.org or form.unit
    measure = names[cell.measure_code]
    target = address(cell.measure_code, unit, period)
    quantity = cell.quantity
    shown = quantity.text() if quantity else ""
    return Source(
        [
            where,
            cell.label,
            shown,
            measure.name,
            period.label,
            unit.short_name,
            str(cell.n),
            target,
        ],
        target,
    )
