"""A form from its file to its blanks: each with what it asks for, and the measure proposed. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from django.utils.translation import gettext as _

from youju.kernel.labels import plain_label
from youju.kernel.periods import Period
from youju.kernel.refusal import Refused
from youju.kernel.workbook import MOST_BYTES
from youju.returns.reading import near, prose, spans, word, xlsx
from youju.returns.reading.blanks import NOTE, Blank, blanks, titles, unit_note
from youju.returns.reading.grid import Grid
from youju.returns.reading.match import SURE, Catalogue, Hit
from youju.returns.reading.meaning import FOREIGN, TOTAL, Meaning, Reader
from youju.returns.reading.package import broken

EXCEL, WORD = "xlsx", "docx"
OLD = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # what a file with a password holds
MOST_BLANKS = 2_000
SOURCES = "数据来源"  # title of the sheet or page that `filling` adds
REGISTER = re.compile(r"登记(表|簿|册|台账|情况)")  # any form may be called so
UNIT_IN_BRACKETS = re.compile(r"[（(](计量)?单位[:：][^）)]*[）)]")


@dataclass(frozen=True, slots=True)
class Asked:
    """One blank of a form as it was read: where, what it means, and the measure proposed."""

    sheet: int
    blank: Blank
    meaning: Meaning
    hit: Hit | None


def kind_of(content: bytes, name: str) -> str:
    """Return xlsx or docx.

    Raises:
        Refused: Too large, an old or protected file, or another kind.
    """
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if len(content) > MOST_BYTES:
        raise Refused(_("文件超过 20 MB，请只保留要填的表再上传。"), field="file")
    if content[:4] == OLD and ENCRYPTED in content:
        raise Refused(
            _("文件设了密码。请用 Excel 或 WPS 打开，取消密码，另存后再上传。"), field="file"
        )
    if content[:4] == OLD:
        raise Refused(
            _("这是旧格式（.xls、.doc、.et、.wps）或设了密码的文件，改写后会走样。请用 Excel 或 WPS 打开，另存为 .xlsx 或 .docx，不设密码，再上传。"),
            field="file",
        )  # fmt: skip
    if suffix in (EXCEL, WORD) and content[:2] == b"PK":
        return suffix
    if suffix in (EXCEL, WORD):
        raise broken()
    raise Refused(_("只收 Excel（.xlsx）和 Word（.docx）表格；别的格式请先另存。"), field="file")


def read(content: bytes, kind: str) -> list[Grid]:
    """Return the sheets or tables of a form.

    Raises:
        Refused: The file does not open, or holds no table.
    """
    grids = word.read(content) if kind == WORD else xlsx.read(content)
    tables = [grid for grid in grids if not grid.prose]
    if len(grids) > 1 and tables and _is_sources(tables[-1]):
        grids.remove(tables[-1])
    if not any(grid.cells for grid in grids):
        raise Refused(
            _(
                "文件里没有要填的。Word 文件要有表格或者句子里的空（____），Excel 文件要有可见的工作表。"
            ),
            field="file",
        )
    return grids


def numbered(grids: Sequence[Grid]) -> list[tuple[int, Grid]]:
    """Return the sheets or tables with their numbers; all sentences are one sheet before the first."""
    return [(prose.NUMBER if grid.prose else n, grid) for n, grid in enumerate(grids)]


def _is_sources(grid: Grid) -> bool:
    """Return whether a table is the last sheet or page of a form that went back filled in."""
    return grid.name.startswith(SOURCES) or SOURCES in grid.before


def period_of(grids: Sequence[Grid], name: str, today: date) -> Period | None:
    """Return the period the form speaks of: in its titles, else in the file's name."""
    for text in (*(line for grid in grids for line in titles(grid)), name):
        if found := spans.period_in(text, today):
            return found
    return None


def title_of(grids: Sequence[Grid], name: str) -> str:
    """Return the form's title: the first long line above its table, else the file's name."""
    lines = [
        UNIT_IN_BRACKETS.sub("", "".join(line.split())) for grid in grids for line in titles(grid)
    ]
    long = [
        line
        for line in lines
        if 6 <= len(line) <= 60 and not (NOTE.search(line) and len(line) < 20)
    ]
    named = [line for line in long if any(mark in line for mark in ("表", "台账", "统计", "汇总"))]
    return next(iter([*named, *long]), name.rsplit(".", 1)[0])


def asked(grids: Sequence[Grid], catalogue: Catalogue, orgs: Mapping[str, int]) -> list[Asked]:
    """Return the blanks of a form with what each asks for.

    Raises:
        Refused: The form has no blanks, or too many.
    """
    reader = Reader(orgs, catalogue.units, catalogue.names)
    found: list[Asked] = []
    for number, grid in numbered(grids):
        found += _doubt_kinds(_doubt_totals(_of_grid(number, grid, reader, catalogue)))
        _check_few(len(found))
    if not found:
        raise Refused(_("没有找到要填的空格。请确认上传的是空白表，表头和行名都在。"), field="file")
    return found


def _check_few(blanks: int) -> None:
    if blanks > MOST_BLANKS:
        raise Refused(_("空格超过 %(n)s 个，请分成几份。") % {"n": MOST_BLANKS}, field="file")


def _of_grid(number: int, grid: Grid, reader: Reader, catalogue: Catalogue) -> list[Asked]:
    note = unit_note(grid)
    lines = [
        one for one in titles(grid) if "__" not in one
    ]  # a sentence to be filled in is no title
    title = REGISTER.sub("", plain_label("".join(lines)))
    wanted = list(islice((prose.blanks if grid.prose else blanks)(grid), MOST_BLANKS + 1))
    _check_few(len(wanted))
    found: list[Asked] = []
    for blank in wanted:
        if blank.section in lines:
            blank = replace(blank, section="")
        meaning = reader.meaning(blank, note, title)
        foreign = meaning.org == FOREIGN
        plain = not (meaning.special or meaning.by_hand or meaning.change or foreign)
        hit = _hit(meaning, blank, found, title + meaning.section, catalogue) if plain else None
        found.append(Asked(number, blank, meaning, hit))
    return found


def _hit(
    meaning: Meaning, blank: Blank, found: Sequence[Asked], context: str, catalogue: Catalogue
) -> Hit | None:
    """Return the measure that the words mean, alone or with the lines before."""
    lines = near.lines_before(found, blank)
    hit = catalogue.best(meaning, context, "".join(near.label_of(one.meaning) for one in lines))
    bare = near.takes_up(near.label_of(meaning), lines)
    if bare or hit is None or hit.score < SURE:
        whole = near.completed(meaning, lines, catalogue)
        if whole and (bare or hit is None or whole.score > hit.score):
            return whole
    if hit and bare:
        return hit.doubted(_("可能说的是上一项"))
    if hit and meaning.part and not near.of_one_kind(hit, lines):
        return hit.doubted(_("“其中”只要一部分"))
    return hit


def _doubt_totals(asked: Sequence[Asked]) -> list[Asked]:
    """Let nobody take a total of some kinds for the figure of all: 合计 below 低保户 and 残疾人.

    Nor the own figure for the total of a table that has rows of others.
    """
    others = any(one.meaning.org == FOREIGN for one in asked)
    crossed = {one.blank.col for one in asked if one.meaning.rows and one.meaning.columns}
    return [
        replace(one, hit=one.hit.doubted(_("合计只是上面各行之和")))
        if one.hit
        and (others or one.blank.col in crossed)
        and TOTAL.fullmatch("".join("".join(one.blank.left[-1:]).split()))
        else one
        for one in asked
    ]


def _doubt_kinds(asked: Sequence[Asked]) -> list[Asked]:
    """Doubt words left out and headings where a form tells kinds apart.

    A form that asks twice for one figure wants it of two kinds: 清理垃圾 by 物业公司, by 居委会.
    """
    sure = Counter(_figure(one) for one in asked if one.hit and one.hit.score >= SURE)
    if max(sure.values(), default=0) < 2:
        return list(asked)
    return [
        replace(one, hit=one.hit.doubted(_("表上分类要数，这里是全部的数")))
        if one.hit and (one.hit.left or one.meaning.section or sure[_figure(one)] > 1)
        else one
        for one in asked
    ]


def _figure(one: Asked) -> tuple[str, str, int | None]:
    return (one.hit.code if one.hit else "", one.meaning.rule, one.meaning.org)
