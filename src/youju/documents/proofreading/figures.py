"""Numbers: approximate twice, parts and whole, told twice, against the records, without source; pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from youju.documents.proofreading.text import Fault, Paper, Said, sentences_of
from youju.kernel.quantity import Bound, Quantity, agree
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.units import canonical_unit

_DIGITS = r"(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九]?[十百千万])[万亿]?"
_AFTER = r"(?:余|多|几)"
_UNIT = (
    r"(?:人次|户次|车次|家次|平方公里|平方米|平方|平米|立方米|立方|公里|公斤|万元|个百分点|%|"
    r"[\u4e00-\u9fff㎡])"
)
_DOUBLE = re.compile(rf"({_DIGITS})({_AFTER})({_AFTER})")
_BEFORE = r"(将近|接近|近|大约|约|超过|突破|不少于|不低于|至少)"
_OVER_TOO = re.compile(rf"{_BEFORE}({_DIGITS})({_AFTER})({_UNIT}?)")
_ABOUT_TOO = re.compile(rf"{_BEFORE}({_DIGITS}{_UNIT}{{0,3}}?)(左右|上下|以上)")
_YEAR_LIKE = re.compile(
    r"(?<!\d)20[012][1-9](?:余|多)(?![\u4e00-\u9fff]?年)|(?<![\d.])\d{1,3}202\d(?=平方|平米|㎡|元)"
)
_QUANTITY = re.compile(
    rf"(?:近|约|超过|不足|至少)?(?P<value>\d[\d,]*(?:\.\d+)?)(?P<size>[万亿])?(?P<over>余|多|几)?(?P<size2>万|亿)?(?P<unit>{_UNIT})"
)
_NO_COUNT = ("年", "月", "日", "号", "时", "点", "届", "期", "路", "度")


def of_paper(paper: Paper) -> Iterator[Fault]:
    """Yield the faults of numbers."""
    for at, line in enumerate(paper.lines):
        yield from _approximate(at, line.text)
        yield from _year_like(at, line.text)
        for start, sentence in sentences_of(line.text):
            yield from _parts(at, start, sentence)
    yield from _by_hand(paper)
    yield from _told_twice(paper)
    yield from _moved(paper)


def _approximate(at: int, text: str) -> Iterator[Fault]:
    for match in _DOUBLE.finditer(text):
        right = f"{match[1]}{match[2]}"
        note = _("“%(a)s”和“%(b)s”只用一个：%(right)s") % {
            "a": match[2], "b": match[3], "right": right,
        }  # fmt: skip
        yield Fault("approximate", at, match.start(), match.end(), match[0], note, right)
    for match in _OVER_TOO.finditer(text):
        before, number, over, unit = match.groups()
        note = _("“%(a)s”和“%(b)s”矛盾，写“%(one)s”或“%(two)s”") % {
            "a": before, "b": over, "one": f"{before}{number}{unit}", "two": f"{number}{over}{unit}",
        }  # fmt: skip
        yield Fault("approximate", at, match.start(), match.end(), match[0], note)
    for match in _ABOUT_TOO.finditer(text):
        right = match[1] + match[2]
        note = _("“%(a)s”和“%(b)s”重复，写“%(right)s”") % {
            "a": match[1], "b": match[3], "right": right,
        }  # fmt: skip
        yield Fault("approximate", at, match.start(), match.end(), match[0], note, right)


def _year_like(at: int, text: str) -> Iterator[Fault]:
    """2023余平方: where somebody replaced the years of an old text, quantities were hit as well."""
    for match in _YEAR_LIKE.finditer(text):
        note = _("这个数像是年份，请对照原文核对")
        yield Fault("year_like", at, match.start(), match.end(), match[0], note)


@dataclass(frozen=True, slots=True)
class _Count:
    start: int
    end: int
    value: Decimal
    exact: bool
    unit: str
    text: str


def _counts(text: str) -> list[_Count]:
    found = []
    for match in _QUANTITY.finditer(text):
        if match["unit"].startswith(_NO_COUNT):
            continue
        if match.start() and text[match.start() - 1] in "第.．":
            continue
        size = {"万": 10_000, "亿": 10**8}.get(match["size"] or match["size2"] or "", 1)
        value = Decimal(match["value"].replace(",", "")) * size
        exact = not match["over"] and match[0][0].isdigit()
        unit = canonical_unit(match["unit"])
        found.append(_Count(match.start(), match.end(), value, exact, unit, match[0]))
    return found


_ALL_OF = re.compile(r"(?:，|：)?(?:分别(?:是|为)|由[^，。]{0,6}组成[：，]|即|包括)")
_TOGETHER = re.compile(r"(?:共|共计|合计|总计|总共|累计|一共)[^，。；\d]{0,6}$")
_PARENTHESIS = re.compile(r"（([^（）]{4,120})）")


def _parts(at: int, start: int, sentence: str) -> Iterator[Fault]:
    counts = _counts(sentence)
    for place, whole in enumerate(counts):
        rest = sentence[whole.end :]
        below = [one for one in counts[place + 1 :] if one.unit == whole.unit]
        if among := re.match(r"[^，。；（\d]{0,6}[，（]其中", rest):
            parts = _listed(sentence, whole.end + among.end(), below)
            yield from _too_many(at, start, sentence, whole, parts)
        elif complete := _ALL_OF.match(rest):
            parts = _listed(sentence, whole.end + complete.end(), below)
            yield from _uneven(at, start, sentence, whole, parts)
        elif inside := _PARENTHESIS.match(rest):
            end = whole.end + inside.end()
            yield from _uneven(at, start, sentence, whole, [one for one in below if one.end < end])
        if _TOGETHER.search(sentence[: whole.start]):
            parts = _run_before(sentence, whole, counts[:place])
            yield from _uneven(at, start, sentence, whole, parts)


def _listed(sentence: str, start: int, below: Sequence[_Count]) -> list[_Count]:
    """Return the counts of one list: up to the next ； or a clause that tells of something else."""
    end = next((n for n in range(start, len(sentence)) if sentence[n] in "；。"), len(sentence))
    return [one for one in below if start <= one.start < end]


def _run_before(sentence: str, whole: _Count, before: Sequence[_Count]) -> list[_Count]:
    """Return the counts that lead up to a total without a number of another kind between."""
    parts: list[_Count] = []
    for one in reversed(before):
        if one.unit != whole.unit or "；" in sentence[one.end : whole.start]:
            break
        parts.insert(0, one)
    return parts


def _too_many(
    at: int, start: int, sentence: str, whole: _Count, parts: Sequence[_Count]
) -> Iterator[Fault]:
    """A part cannot be more than its whole; parts told in one list neither, when added up."""
    if not parts or not whole.exact:
        return
    span = sentence[parts[0].start : parts[-1].end]
    added = sum((one.value for one in parts), Decimal(0)) if "，" not in span else Decimal(0)
    most = max(added, *(one.value for one in parts), Decimal(0))
    if most > whole.value:
        yield _parts_fault(at, start, sentence, whole, parts, most)


def _uneven(
    at: int, start: int, sentence: str, whole: _Count, parts: Sequence[_Count]
) -> Iterator[Fault]:
    if len(parts) < 2 or not whole.exact or not all(one.exact for one in parts):
        return
    added = sum((one.value for one in parts), Decimal(0))
    if added != whole.value:
        yield _parts_fault(at, start, sentence, whole, parts, added)


def _parts_fault(
    at: int, start: int, sentence: str, whole: _Count, parts: Sequence[_Count], added: Decimal
) -> Fault:
    told = "＋".join(one.text for one in parts)
    note = _("分项 %(told)s 得 %(added)s，总数写的是 %(whole)s") % {
        "told": told, "added": f"{added:f}", "whole": whole.text,
    }  # fmt: skip
    return Fault("parts", at, start + whole.start, start + whole.end, whole.text, note)


def _quantity(text: str) -> Quantity | None:
    try:
        found = parse_quantity(text)
    except ValueError:
        return None
    return found if found.value is not None else None


def _may_be_one(one: Quantity, other: Quantity) -> bool:
    """Return whether two quotations can be of one figure; 约 leaves a tenth of room."""
    if agree(one, other):
        return True
    if Bound.ABOUT not in (one.bound, other.bound) or one.value is None or other.value is None:
        return False
    return abs(one.value - other.value) * 10 <= max(one.value, other.value)


def _by_hand(paper: Paper) -> Iterator[Fault]:
    """Numbers typed by hand: with a name of the catalogue before them they are compared with the
    records, and may become a slot."""
    for at, line in enumerate(paper.lines):
        for start, end in line.typed:
            text = line.text[start:end]
            name = next((n for n in paper.known if line.text[:start].endswith(n)), "")
            held, told = paper.known.get(name), _quantity(text)
            if held is not None and told is not None and told.unit in ("", held.unit):
                if not _may_be_one(told, held):
                    note = _("记录为 %(held)s，请改为 {{%(name)s}} 或补录记录") % {
                        "held": held.text(), "name": name,
                    }  # fmt: skip
                    yield Fault("against_record", at, start, end, text, note, f"{{{{{name}}}}}")
                else:
                    note = _("记录里有“%(name)s”，换成 {{%(name)s}} 就有来处") % {"name": name}
                    yield Fault("unsourced", at, start, end, text, note, f"{{{{{name}}}}}")
            else:
                note = _("没有记录支持：补录一条记录后换成数字名称，或删去")
                yield Fault("unsourced", at, start, end, text, note)


_OTHER_TIME = re.compile(
    r"每|各|平均|去年|上年|上期|同期|分别|其中|增|减|比|第|月|日|季度|计划|目标|力争|达到"
)
_THING = re.compile(r"[\u4e00-\u9fff]{4,10}$")


def _told_twice(paper: Paper) -> Iterator[Fault]:
    """The same words before two numbers of one unit that cannot be one figure."""
    seen: dict[tuple[str, str], tuple[Quantity, str]] = {}
    for at, line in enumerate(paper.lines):
        for one in _counts(line.text):
            if _sourced(line.figures, one):
                continue
            before = re.split(r"[，。；：！？（）、,;:()]", line.text[: one.start])[-1]
            thing = _THING.search(before)
            told = _quantity(one.text)
            if thing is None or told is None or _OTHER_TIME.search(before):
                continue
            key = (thing[0][-6:], one.unit)
            first = seen.setdefault(key, (told, one.text))
            if not _may_be_one(first[0], told):
                note = _("前面写的是“%(thing)s%(first)s”，请核对") % {
                    "thing": key[0], "first": first[1],
                }  # fmt: skip
                yield Fault("told_twice", at, one.start, one.end, one.text, note)


def _sourced(figures: Sequence[Said], one: _Count) -> bool:
    return any(said.start < one.end and one.start < said.end for said in figures)


def _moved(paper: Paper) -> Iterator[Fault]:
    """Figures of the records that say something else than when the text was last handed on."""
    told: Counter[str] = Counter()
    for at, line in enumerate(paper.lines):
        for said in line.figures:
            text, was = line.text[said.start : said.end], paper.before.get(said.name, ())
            place = told[said.name]
            told[said.name] += 1
            if place < len(was) and text not in was:
                note = _("起草、送审以后变了：原为 %(was)s，记录现为 %(now)s") % {
                    "was": was[place], "now": text,
                }  # fmt: skip
                yield Fault("moved", at, said.start, said.end, text, note)
