"""Punctuation, widths, brackets, dates: what can be seen in the characters alone; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from youju.documents.proofreading.text import Fault, Line, Paper, han

WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_BRACKETS = re.compile(r"(?<![A-Za-z])\([^()\n]{0,80}\)")
_HALF = re.compile(r"[,;:?!()]")
_NUMBER = re.compile(r"[\[（(【［〔](\d{4})[\]）)】］〕]\s*(?:第\s*)?(\d{1,4})\s*号")
_DAY = re.compile(r"(?<![\d.])((?:19|20)\d\d)([./-])(\d{1,2})\2(\d{1,2})(?![\d.])")
_SHORT_YEAR = re.compile(r"(?<![\d.第])(\d{2})年(?=\d{1,2}月)")
_WRITTEN = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(?:(\d{1,2})日)?")
_MONTH_DAY = re.compile(r"(?<![年\d])(\d{1,2})月(\d{1,2})日")
_DOUBLED = re.compile(r"[，。；：、！]{2,}")
_FULL = re.compile(r"[０-９Ａ-Ｚａ-ｚ％．]+")
_PAIRS = {
    "“": "”",
    "‘": "’",
    "（": "）",
    "《": "》",
    "〈": "〉",
    "〔": "〕",
    "【": "】",
    "「": "」",
}
_CLOSING = {after: before for before, after in _PAIRS.items()} | {"〞": "“"}  # 〞: told as a mark
_LISTED = re.compile(r"^\s*[\d一二三四五六七八九十①-⑳]{1,3}[)）]")
_STRAIGHT = re.compile(r"\"|(?<![A-Za-z])'|'(?![A-Za-z])")


def of_lines(paper: Paper) -> Iterator[Fault]:
    """Yield the faults of every line, of which earlier ones say more than later ones."""
    for at, line in enumerate(paper.lines):
        for check in (_numbers, _dates, _no_such_day, _half_width, _quotes, _unpaired, _doubled):
            yield from check(at, line)
        yield from _full_width(at, line)


def _numbers(at: int, line: Line) -> Iterator[Fault]:
    for match in _NUMBER.finditer(line.text):
        right = f"〔{match[1]}〕{int(match[2])}号"
        if match[0] != right:
            note = _("文号用六角括号，不写“第”，不补零：%(right)s") % {"right": right}
            yield Fault("number", at, match.start(), match.end(), match[0], note, right)


def _dates(at: int, line: Line) -> Iterator[Fault]:
    for match in _DAY.finditer(line.text):
        right = f"{match[1]}年{int(match[3])}月{int(match[4])}日"
        note = _("日期写作“%(right)s”") % {"right": right}
        yield Fault("date", at, match.start(), match.end(), match[0], note, right)
    for match in _SHORT_YEAR.finditer(line.text):
        yield Fault("date", at, match.start(), match.end(), match[0], _("年份写四位数字"))


def _no_such_day(at: int, line: Line) -> Iterator[Fault]:
    for match in _WRITTEN.finditer(line.text):
        if not _exists(int(match[1]), int(match[2]), int(match[3] or 1)):
            yield Fault(
                "no_day", at, match.start(), match.end(), match[0], _("没有这个日期，请核对")
            )
    for match in _MONTH_DAY.finditer(line.text):
        if not _exists(2024, int(match[1]), int(match[2])):  # a leap year: 29th of February may be
            yield Fault(
                "no_day", at, match.start(), match.end(), match[0], _("没有这个日期，请核对")
            )


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _half_width(at: int, line: Line) -> Iterator[Fault]:
    text = line.text
    for place in sorted({*_in_brackets(text), *_loose(text)}):
        wide = WIDE[text[place]]
        note = _("中文里用“%(mark)s”") % {"mark": wide}
        yield Fault("mark", at, place, place + 1, text[place], note, wide)
    for match in re.finditer(r"(?<=[\u3400-\u9fff）)”])\.(?=[\u3400-\u9fff]|\s*$)", text):
        listed = re.search(r"[\u3400-\u9fff]\.[\u3400-\u9fff]\.", text[match.start() - 1 :][:4])
        again = re.search(r"\.[\u3400-\u9fff]{1,2}\.$", text[: match.end()])
        wide = "、" if listed or again else "。"
        note = _("中文里用“%(mark)s”") % {"mark": wide}
        yield Fault("mark", at, match.start(), match.end(), ".", note, wide)


def _in_brackets(text: str) -> Iterator[int]:
    for match in _BRACKETS.finditer(text):
        around = text[match.start() - 1 : match.start()] + match[0] + text[match.end() :][:1]
        if any(map(han, around)):
            yield from (match.start(), match.end() - 1)


def _loose(text: str) -> Iterator[int]:
    """Yield half-width marks beside a Chinese character or mark; those between digits are none."""
    for match in _HALF.finditer(text):
        at = match.start()
        before, after = text[:at].rstrip()[-1:], text[at + 1 :].lstrip()[:1]
        if before.isdigit() and after.isdigit():
            continue
        if any(char and (han(char) or char in "”“》《）（。，；、") for char in (before, after)):
            yield at


def _quotes(at: int, line: Line) -> Iterator[Fault]:
    for mark, (opening, closing) in {'"': ("“", "”"), "'": ("‘", "’")}.items():
        found = [m for m in _STRAIGHT.finditer(line.text) if m[0] == mark]
        if mark == "'" and "“" not in line.text and '"' not in line.text:
            opening, closing = "“", "”"  # the outer quotes are double
        paired = len(found) % 2 == 0
        for number, match in enumerate(found):
            right = (opening, closing)[number % 2]
            note = (
                _("用弯引号“%(mark)s”") % {"mark": right}
                if paired
                else _("引号不成对，请补上或删去")
            )
            yield Fault(
                "quote", at, match.start(), match.end(), mark, note, right if paired else None
            )


def _unpaired(at: int, line: Line) -> Iterator[Fault]:
    listed = _LISTED.match(line.text)
    open_: list[tuple[int, str]] = []
    for place in range(listed.end() if listed else 0, len(line.text)):
        char = line.text[place]
        if char in _PAIRS:
            open_.append((place, char))
        elif char in _CLOSING:
            if open_ and open_[-1][1] == _CLOSING[char]:
                open_.pop()
            else:
                yield _alone(at, place, char)
    for place, char in open_:
        yield _alone(at, place, char)


def _alone(at: int, place: int, char: str) -> Fault:
    return Fault("unpaired", at, place, place + 1, char, _("“%(mark)s”没有配对") % {"mark": char})


def _doubled(at: int, line: Line) -> Iterator[Fault]:
    for match in _DOUBLED.finditer(line.text):
        right = next((mark for mark in "。！；：，" if mark in match[0]), match[0][0])
        note = _("标点重复，留“%(mark)s”") % {"mark": right}
        yield Fault("doubled_mark", at, match.start(), match.end(), match[0], note, right)


def _full_width(at: int, line: Line) -> Iterator[Fault]:
    for match in _FULL.finditer(line.text):
        right = unicodedata.normalize("NFKC", match[0])
        note = _("数字和字母用半角：%(right)s") % {"right": right}
        yield Fault("width", at, match.start(), match.end(), match[0], note, right)
