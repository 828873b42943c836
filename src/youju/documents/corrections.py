"""校对 of a draft: its filled text as a paper, faults with their places, mends in its source."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from youju.documents import rules
from youju.documents.models import Report
from youju.documents.proofreading import TITLE, Fault, Line, Paper, Said, proofread
from youju.documents.proofreading.text import sentences_of
from youju.documents.render import Block, Filled, Number, Run, Words
from youju.facts.queries import measures, unscoped_figures
from youju.kernel.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a line of the paper comes from: a heading, a text block, a line of a list.

    Attributes:
        block: The filled block; None for a heading.
        url: The record's page, for a line of a list.
    """

    section: int
    block: Block | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A fault of a draft and where it leads.

    Attributes:
        key: Names the fault as long as the sentence in which it stands does not change.
        before, after: The words around it.
        at: Section and block of the paragraph that can be edited, None for others.
        section: Where it stands; None for the title and the whole.
        mendable: Whether one press mends it.
        aside: Why somebody said that it is none, and who and when; None while it is open.
    """

    fault: Fault
    key: str
    before: str
    after: str
    at: tuple[int, int] | None = None
    url: str = ""
    section: int | None = None
    mendable: bool = False
    aside: dict[str, str] | None = None

    @property
    def heading(self) -> int | None:
        """Return the section whose heading it stands in, None for others."""
        return None if self.at or self.url else self.section

    @property
    def by_record(self) -> bool:
        """Return whether mending puts the figure of the records in the place of a typed number."""
        return (self.fault.mend or "").startswith("{{")


@dataclass(frozen=True, slots=True)
class Group:
    """The faults of one rule."""

    rule: str
    label: str
    grave: bool
    found: tuple[Found, ...]

    @property
    def mendable(self) -> int:
        return sum(one.mendable for one in self.found)


def paper_of(report: Report, text: Filled, today: date) -> tuple[Paper, list[Spot]]:
    """Return a filled draft as it is proofread, and where each of its lines comes from."""
    told: list[tuple[Line, Spot]] = []
    for number, section in enumerate(text.sections):
        if section.empty:
            continue
        if section.heading:
            told.append((Line(section.heading, heading=True), Spot(number)))
        for block in section.blocks:
            if not block.left_out:
                told.extend(_lines(number, block))
    lines = tuple(line for line, _spot in told)
    kind = report.template.kind
    paper = Paper(
        lines,
        title=text.title,
        addressee=text.addressee,
        kind=kind,
        limit=rules.limit_of(kind),
        unit=() if kind in rules.UNTITLED else (report.unit.name, report.unit.short_name),
        span=report.period.bounds,
        today=today,
        known=_known(report, lines),
        before=report.content.get("seen", {}),
    )
    return paper, [spot for _line, spot in told]


def _lines(section: int, block: Block) -> Iterator[tuple[Line, Spot]]:
    for item in block.items:
        yield Line(item.text, given=True), Spot(section, block, item.url)
    if block.kind == "text":
        text, figures, typed = "", [], []
        for run in block.runs:
            if isinstance(run, Number):
                end = len(text) + len(run.text)
                if run.typed:
                    typed.append((len(text), end))
                else:
                    figures.append(Said(len(text), end, run.name))
            text += run.text
        yield Line(text, figures=tuple(figures), typed=tuple(typed)), Spot(section, block)


def _known(report: Report, lines: Iterable[Line]) -> dict[str, Quantity]:
    """Return the figures whose names stand before a number typed by hand."""
    before = [line.text[:start] for line in lines for start, _end in line.typed]
    if not before:
        return {}
    codes = {
        code: name
        for code, name in measures().values_list("code", "name")
        if any(words.endswith(name) for words in before)
    }
    held = unscoped_figures(report.unit, report.period, codes) if codes else {}
    return {
        codes[code]: figure.quantity
        for code, figure in held.items()
        if figure.quantity and figure.quantity.value is not None
    }


def seen(text: Filled) -> dict[str, list[str]]:
    """Return what the figures say now, place by place, to be kept with the draft."""
    said: dict[str, list[str]] = {}
    for number in text.numbers():
        if not number.typed:
            said.setdefault(number.name, []).append(number.text)
    return said


def all_faults_of(report: Report, text: Filled, today: date) -> list[Found]:
    """Return the faults of a draft in the order of the text, also those set aside."""
    paper, spots = paper_of(report, text, today)
    aside = report.content.get("set_aside", {})
    told: Counter[str] = Counter()
    found = []
    for fault in proofread(paper):
        stands = _stands_on(paper, fault)
        key = hashlib.sha256(f"{stands}\n{told[stands]}".encode()).hexdigest()[:12]
        told[stands] += 1
        found.append(replace(_found(report, paper, spots, fault), key=key, aside=aside.get(key)))
    return found


def faults_of(report: Report, text: Filled, today: date) -> list[Found]:
    """Return the faults of a draft that are open."""
    return [one for one in all_faults_of(report, text, today) if one.aside is None]


def _stands_on(paper: Paper, fault: Fault) -> str:
    """Return the rule and the words on which a fault stands. Figures beside it go by their names, so
    that it stays the same when they move."""
    if fault.line == TITLE:
        body = "\n".join(line.text for line in paper.lines)
        return "\n".join((fault.rule, {"title": paper.title, "length": body}.get(fault.rule, "")))
    line = paper.lines[fault.line]
    spans = [(start, start + len(told)) for start, told in sentences_of(line.text)]
    first = max((start for start, _end in spans if start <= fault.start), default=0)
    last = min((end for _start, end in spans if end >= fault.end), default=len(line.text))
    before, after = _named(line, first, fault.start), _named(line, fault.end, last)
    return "\n".join((fault.rule, before, fault.found, after))


def _named(line: Line, start: int, end: int) -> str:
    """Return a part of a line with the names of its figures in their place."""
    words = ""
    for said in line.figures:
        if start <= said.start and said.end <= end:
            words += f"{line.text[start : said.start]}{{{{{said.name}}}}}"
            start = said.end
    return words + line.text[start:end]


def _found(report: Report, paper: Paper, spots: Sequence[Spot], fault: Fault) -> Found:
    if fault.line == TITLE:
        line, at, url, place, section = paper.title, None, "", None, None
    else:
        spot, line = spots[fault.line], paper.lines[fault.line].text
        at = spot.block.at if spot.block and not spot.url else None
        place = source_place(report.content, spot.block, fault) if at and spot.block else None
        url = spot.url
        section = spot.section
    mendable = fault.mend is not None and place is not None
    before, after = line[max(0, fault.start - 10) : fault.start], line[fault.end : fault.end + 10]
    return Found(fault, "", before, after, at, url, section, mendable)


def source_place(content: dict[str, Any], block: Block, fault: Fault) -> tuple[int, int] | None:
    """Return where the words of a fault stand in the block's source; None where they stand in a
    figure, or cannot be told for sure."""
    source: str = content["sections"][block.at[0]]["blocks"][block.at[1]]["source"]
    cursor = said = 0
    first: int | None = None
    for run in block.runs:
        after = said + len(run.text)
        own = source.find(run.text, cursor) if isinstance(run, Words) or run.typed else -1
        if own >= 0:
            cursor = own + len(run.text)
            if said <= fault.start < after:
                first = own + fault.start - said
            if first is not None and said < fault.end <= after:
                end = own + fault.end - said
                return (first, end) if source[first:end] == fault.found else None
        else:
            cursor = max(cursor, source.find("}}", cursor) + 2)
        said = after
    return None


def mended_sources(
    report: Report, text: Filled, chosen: Iterable[Found]
) -> dict[tuple[int, int], str]:
    """Return the sources of the paragraphs in which the chosen faults are mended."""
    blocks = {block.at: block for section in text.sections for block in section.blocks}
    places: dict[tuple[int, int], list[tuple[int, int, str]]] = {}
    for one in chosen:
        if one.at is not None and one.mendable:
            place = source_place(report.content, blocks[one.at], one.fault)
            if place is not None:
                places.setdefault(one.at, []).append((*place, one.fault.mend or ""))
    fixed = {}
    for at, found in places.items():
        source: str = report.content["sections"][at[0]]["blocks"][at[1]]["source"]
        for start, end, mend in sorted(found, reverse=True):
            source = source[:start] + mend + source[end:]
        fixed[at] = source
    return fixed


def grouped(found: Sequence[Found]) -> list[Group]:
    """Return the faults by rule, the grave ones first."""
    by_rule: dict[str, list[Found]] = {}
    for one in found:
        by_rule.setdefault(one.fault.rule, []).append(one)
    groups = [
        Group(rule, few[0].fault.label, few[0].fault.grave, tuple(few))
        for rule, few in by_rule.items()
    ]
    return sorted(groups, key=lambda group: not group.grave)


def marked(text: Filled, found: Iterable[Found]) -> Filled:
    """Return the text with the places of faults marked, each by its key."""
    by_block: dict[tuple[int, int], list[Found]] = {}
    for one in found:
        if one.at is not None and one.fault.end > one.fault.start:
            by_block.setdefault(one.at, []).append(one)
    for section in text.sections:
        for block in section.blocks:
            if block.at in by_block:
                block.runs = list(_marked_runs(block.runs, by_block[block.at]))
    return text


def _marked_runs(runs: Iterable[Run], found: Sequence[Found]) -> Iterator[Run]:
    """Split the words at the faults. Of faults at one place the first is marked."""
    told: set[str] = set()
    said = 0
    for run in runs:
        after = said + len(run.text)
        at = said
        for one in found:
            start, end = max(one.fault.start, at), min(one.fault.end, after)
            if start >= end:
                continue
            mark = "+" if one.key in told else one.key
            told.add(one.key)
            if isinstance(run, Number):
                run = replace(run, mark=mark)
                break
            if start > at:
                yield Words(run.text[at - said : start - said])
            yield Words(run.text[start - said : end - said], mark)
            at = end
        if isinstance(run, Number):
            yield run
        elif at < after:
            yield Words(run.text[at - said :])
        said = after
