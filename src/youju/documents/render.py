"""Filling a report: every slot becomes a number that knows what is behind it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import takewhile
from typing import Any

from youju.documents import language, list_sources, own_lists
from youju.documents.language import Slot
from youju.documents.lists import (
    PHOTO_LEDGERS,
    Line,
    ReportPhoto,
    ledgers_named,
    newest_entries,
    report_lines,
    report_photos,
)
from youju.documents.models import Report
from youju.documents.plots import Plot, plot_of
from youju.documents.slots import Figures, cell_form, fits, written
from youju.facts.queries import Figure, Measure, measures
from youju.kernel.periods import Period, day_label
from youju.ledgers.queries import Entry, Ledger
from youju.organisations.queries import Membership, Unit
from youju.ui.official import in_chinese


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text of a paragraph. `mark` is the key of the fault that stands there."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a report: what it says and which figure it is.

    `typed` marks one that somebody wrote by hand: it leads nowhere (无据).
    """

    position: int
    text: str
    name: str = ""
    measure: Measure | None = None
    figure: Figure | None = None
    typed: bool = False
    mark: str = ""


Run = Words | Number


@dataclass(slots=True)
class Block:
    """One filled block.

    Attributes:
        kind: text, list, table, photos or chart.
        at: Where it stands in the content: (section, block); section −1 is the opening.
        left_out: Why a text block is not in the report ("" when it is): its numbers are absent.
        rows: Cells of a table, head row first; a cell is runs.
        photos: Evidence items of a photo block; `cards` tells 时间, 地点, 人物, 事由 of each.
        first: Number of a list's first line; `numbered`: its lines have numbers.
    """

    kind: str
    at: tuple[int, int]
    runs: list[Run] = field(default_factory=list)
    left_out: str = ""
    caption: str = ""
    rows: list[list[list[Run]]] = field(default_factory=list)
    items: list[Line] = field(default_factory=list)
    photos: list[Any] = field(default_factory=list)
    cards: bool = False
    plot: Plot | None = None
    first: int = 1
    numbered: bool = True


@dataclass(slots=True)
class Section:
    """A section; the lines of its lists are numbered through, a line alone is not. Words that lead to
    a list of which nothing is there (抓好这些工作：) are left out with it."""

    heading: str
    blocks: list[Block]

    def __post_init__(self) -> None:
        number, lines = 1, sum(len(block.items) for block in self.blocks)
        for block in self.blocks:
            block.first = number
            number += len(block.items)
            block.numbered = lines > 1
        for at, block in enumerate(self.blocks):
            led = list(takewhile(lambda one: one.kind != "text", self.blocks[at + 1 :]))
            leads = block.kind == "text" and "".join(r.text for r in block.runs).endswith("：")
            if leads and led and all(one.left_out for one in led):
                block.left_out = led[0].left_out

    @property
    def empty(self) -> bool:
        return all(block.left_out for block in self.blocks)

    def runs(self) -> Iterator[Run]:
        for block in self.blocks:
            if not block.left_out:
                yield from block.runs
                for row in block.rows:
                    for cell in row:
                        yield from cell

    def numbers(self) -> Iterator[Number]:
        """Yield the numbers that stand in the section, in order."""
        for run in self.runs():
            if isinstance(run, Number):
                yield run


NUMBERED = ("text", "table")  # the kinds of blocks in which numbers stand


@dataclass(slots=True)
class Filled:
    """A whole filled report."""

    title: str
    addressee: str
    sections: list[Section]

    def numbers(self) -> Iterator[Number]:
        """Yield the numbers that stand in the report, in order."""
        for section in self.sections:
            yield from section.numbers()

    def runs(self) -> Iterator[Run]:
        for section in self.sections:
            yield from section.runs()

    def plain_text(self) -> str:
        """Return the words of the whole report, a line for each block."""
        lines = [self.title, self.addressee]
        for section in (one for one in self.sections if not one.empty):
            lines.append(section.heading)
            for block in section.blocks:
                if not block.left_out:
                    lines.append("".join(run.text for run in block.runs))
                    lines.extend(item.text for item in block.items)
                    lines.extend(
                        "\t".join("".join(r.text for r in cell) for cell in row)
                        for row in block.rows
                    )
        return "\n".join(line for line in lines if line)

    @property
    def characters(self) -> int:
        """Length as offices count it: characters of the text without spaces."""
        words = "".join(run.text for run in self.runs())
        items = "".join(i.text for s in self.sections for b in s.blocks for i in b.items)
        return len("".join((words + items).split()))


def fill(
    content: dict[str, Any],
    *,
    unit: Unit,
    period: Period,
    title: str,
    addressee: str,
    today: date,
    author: Membership | None = None,
) -> Filled:
    """Fill a report's content with the figures of today; `author` is who writes, for what is told of them.

    Absent figures leave out their clause or sentence; the block says why.
    """
    texts = [block["source"] for _, block in _blocks(content) if block["kind"] == "text"]
    slots = {slot for text in texts for slot in language.slots(text)}
    tables = {n for _, block in _blocks(content) for n in block.get("measures", [])}
    names = tables | {name for slot in slots for name in (slot.name, slot.of) if name}
    compared = tables | {slot.name for slot in slots if slot.compares}
    codes = {code for _, block in _blocks(content) for code in ledger_codes(block)}
    ledgers = ledgers_named(unit, codes)
    figures = Figures(unit, period, names, today, compared)
    filler = Filler(figures, about_words(unit, period, today, author), ledgers, author)
    sections = []
    for number, section in enumerate(content["sections"]):
        blocks = [filler.block(block, (number, at)) for at, block in enumerate(section["blocks"])]
        sections.append(Section(section.get("heading", ""), blocks))
    whom = "" if unit.parent is None and "{{上级}}" in addressee else filler.about(addressee)
    return Filled(filler.about(title), whom, sections)


def _blocks(content: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, section in enumerate(content["sections"]):
        for block in section["blocks"]:
            yield number, block


def ledger_codes(block: dict[str, Any]) -> Sequence[str]:
    """Return the codes of the ledgers that a list or photos are taken from."""
    if block["kind"] == "photos":
        return block.get("ledgers") or PHOTO_LEDGERS
    return [block["ledger"]] if block["kind"] == "list" else ()


def about_words(
    unit: Unit, period: Period, today: date, author: Membership | None = None
) -> dict[str, str]:
    """Return what the slots that are no measures say."""
    above = unit.parent.name if unit.parent else unit.name
    post = author.post if author else ""
    shared = next((n for n in range(len(post), 1, -1) if unit.name.endswith(post[:n])), 0)
    return {
        "单位": unit.name,
        "简称": unit.short_name,
        "上级": above,
        "时段": period.label,
        "今日": day_label(today),
        "年": f"{period.bounds[1].year}年",
        "上年同期": period.year_before().label,
        "姓名": author.person.name if author else "",
        "职务": post[shared:],  # 金桥社区 and 社区专干: said once
    }


class Filler:
    """Turns the blocks of a content into filled ones, numbering the numbers as they come."""

    def __init__(
        self,
        figures: Figures,
        words: dict[str, str],
        ledgers: dict[str, Ledger],
        author: Membership | None = None,
    ) -> None:
        self.figures, self.words, self.ledgers, self.author = figures, words, ledgers, author
        self.position = 0
        self.entries: dict[tuple[str, int], list[Entry]] = {}
        self.kinds: dict[str, Callable[[dict[str, Any], Block], None]] = {
            "text": self._text,
            "list": self._list,
            "table": self._table,
            "photos": self._photos,
            "chart": self._chart,
        }

    def about(self, text: str) -> str:
        return about_text(text, self.words)

    def block(self, block: dict[str, Any], at: tuple[int, int]) -> Block:
        filled = Block(block["kind"], at, caption=self.about(block.get("caption", "")))
        self.kinds[block["kind"]](block, filled)
        return filled

    def _text(self, block: dict[str, Any], filled: Block) -> None:
        source = block["source"]
        left = language.kept(source, lambda slot: fits(slot, self.figures))
        if not left.strip():
            absent = dict.fromkeys(slot.name for slot in language.slots(source))
            filled.left_out = "、".join(absent)
            return
        for piece in language.parse(left):
            if isinstance(piece, Slot):
                filled.runs.extend(self._slot(piece))
            else:
                filled.runs.extend(self._words(piece))

    def _slot(self, slot: Slot) -> Iterator[Run]:
        if slot.about:
            yield Words(self.words[slot.name])
        elif slot.form in language.CONDITIONS:
            return
        elif text := written(slot, self.figures):
            yield self._number(text, slot.name)

    def _number(self, text: str, name: str) -> Number:
        self.position += 1
        measure = self.figures.catalogue[name]
        return Number(self.position, text, name, measure, self.figures.now[measure.code])

    def _words(self, text: str) -> Iterator[Run]:
        at = 0
        for start, end in language.typed_numbers(text):
            if start > at:
                yield Words(text[at:start])
            self.position += 1
            yield Number(self.position, text[start:end], typed=True)
            at = end
        if at < len(text):
            yield Words(text[at:])

    def _list(self, block: dict[str, Any], filled: Block) -> None:
        unit, period, limit = self.figures.unit, self.figures.period, block.get("limit", 10)
        pattern = block.get("text", "")
        if own := own_lists.SOURCES.get(block["ledger"]):
            filled.items = own_lists.lines(own, self.author, period, pattern, limit)
        elif source := list_sources.SOURCES.get(block["ledger"]):
            filled.items = list_sources.lines(
                source, unit, period, pattern, limit, self.figures.today
            )
        elif held := self.ledgers.get(block["ledger"]):
            key = (block["ledger"], limit)  # more than one list may be of the same entries
            if key not in self.entries:
                self.entries[key] = newest_entries(unit, period, held, limit)
            lines = report_lines(unit, period, held, self.entries[key], pattern, self.figures.today)
            filled.items = lines[:limit]
        if not filled.items:
            filled.left_out = block.get("empty", "没有记录")

    def _table(self, block: dict[str, Any], filled: Block) -> None:
        told = [name for name in block["measures"] if self.figures.of(name)]
        if len(told) < block.get("least", 1):
            filled.left_out = "、".join(block["measures"])
            return
        if block.get("by") == "unit":
            self._table_by_unit(told, filled)
            return
        head = ["项目", "单位", self.words["时段"], self.words["上年同期"]]
        filled.rows.append([[Words(cell)] for cell in head])
        then = self.figures.period.year_before()
        for name in told:
            measure = self.figures.catalogue[name]
            before = self.figures.at(then, name)
            number = self._number(cell_form(self.figures.of(name)), name)
            old = cell_form(before)
            filled.rows.append([[Words(name)], [Words(measure.unit)], [number], [Words(old)]])

    def _table_by_unit(self, told: list[str], filled: Block) -> None:
        heads = [f"{name}（{self.figures.catalogue[name].unit}）" for name in told]
        filled.rows.append([[Words(cell)] for cell in ["单位", *heads]])
        values = {name: dict(self.figures.children(name)) for name in told}
        units = sorted({u for one in values.values() for u in one}, key=lambda u: u.path)
        if not units:
            filled.rows, filled.left_out = [], "、".join(told)
            return
        for unit in units:
            cells = [values[name].get(unit) for name in told]
            row = [cell_form(one) for one in cells]
            filled.rows.append([[Words(cell)] for cell in [unit.short_name, *row]])
        if len(units) == 1:
            return
        totals: list[Run] = [self._number(cell_form(self.figures.of(n)), n) for n in told]
        filled.rows.append([[Words("合计")], *([cell] for cell in totals)])

    def _photos(self, block: dict[str, Any], filled: Block) -> None:
        filled.photos = report_photos(
            self.figures.unit,
            self.figures.period,
            [self.ledgers[code] for code in ledger_codes(block) if code in self.ledgers],
            limit=block.get("count", 6),
        )
        filled.cards = bool(block.get("cards"))
        if not filled.photos:
            filled.left_out = "照片"

    def _chart(self, block: dict[str, Any], filled: Block) -> None:
        filled.plot = plot_of(block, self.figures)
        if filled.plot is None:
            filled.left_out = block["measures"][0]


def about_text(text: str, words: dict[str, str]) -> str:
    """Return a text with the slots that are no measures filled in."""
    pieces = language.parse(text)
    return "".join(p if isinstance(p, str) else words.get(p.name, "") for p in pieces)


@in_chinese
def filled(report: Report, today: date, *, only: Container[str] | None = None) -> Filled:
    """Return the report as it stands: a draft with today's figures, an issued one as it was issued.

    Args:
        only: Kinds of blocks to fill in a draft; the others are left away. None fills all.
    """
    if report.issued:
        return from_plain(report)
    sections = [
        {**one, "blocks": [b for b in one["blocks"] if only is None or b["kind"] in only]}
        for one in report.content["sections"]
    ]
    return fill(
        {"sections": sections},
        unit=report.unit,
        period=report.period,
        title=report.title,
        addressee=report.addressee,
        today=today,
        author=report.author if report.author_id else None,
    )


def as_plain(text: Filled) -> dict[str, Any]:
    """Return a filled report as plain data, to be kept with the issued report."""
    return {
        "title": text.title,
        "addressee": text.addressee,
        "sections": [
            {"heading": s.heading, "blocks": [_plain_block(b) for b in s.blocks if not b.left_out]}
            for s in text.sections
            if not s.empty
        ],
    }


def _plain_block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "at": list(block.at),
        "caption": block.caption,
        "items": [[item.text, item.url] for item in block.items],
        "photos": [asdict(photo) for photo in block.photos],
        "cards": block.cards,
        "plot": asdict(block.plot) if block.plot else None,
        "runs": _plain_runs(block.runs),
        "rows": [[_plain_runs(cell) for cell in row] for row in block.rows],
    }


def _plain_runs(runs: list[Run]) -> list[Any]:
    return [run.position if isinstance(run, Number) else run.text for run in runs]


def from_plain(report: Report) -> Filled:
    """Return an issued report from what was kept, its numbers from the frozen ones."""
    kept = report.content["issued"]
    frozen = report.numbers.all()
    catalogue = {m.code: m for m in measures().filter(code__in={n.measure_code for n in frozen})}
    numbers = {
        n.position: Number(n.position, n.text, n.name, catalogue.get(n.measure_code), None, n.typed)
        for n in frozen
    }

    def runs(plain: list[Any]) -> list[Run]:
        return [numbers[one] if isinstance(one, int) else Words(one) for one in plain]

    sections = []
    for section in kept["sections"]:
        blocks = [
            Block(
                one["kind"],
                (one["at"][0], one["at"][1]),
                runs(one["runs"]),
                caption=one["caption"],
                rows=[[runs(cell) for cell in row] for row in one["rows"]],
                items=[Line(text, url) for text, url in one["items"]],
                photos=[ReportPhoto(**photo) for photo in one["photos"]],
                cards=one.get("cards", False),
                plot=Plot(**one["plot"]) if one.get("plot") else None,
            )
            for one in section["blocks"]
        ]
        sections.append(Section(section["heading"], blocks))
    return Filled(kept["title"], kept["addressee"], sections)


@in_chinese
def preview_block(report: Report, source: str, today: date) -> Block:
    """Return one paragraph of a draft as it would be filled, before it is saved."""
    content = {"sections": [{"blocks": [{"kind": "text", "source": source}]}]}
    text = fill(
        content, unit=report.unit, period=report.period, title="", addressee="", today=today
    )
    return text.sections[0].blocks[0]
