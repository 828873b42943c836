"""Workbooks of sheets of paper: the empty one to fill in, reading one, and the rows that were not taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.words import labelled
from youju.kernel.workbook import Unreadable, is_workbook, read_workbook
from youju.kernel.workbook_out import workbook
from youju.surveys.actions.sheets import PAPER_MOST, Given
from youju.surveys.models import Version
from youju.surveys.rules import paper
from youju.surveys.rules.answers import check_answers
from youju.surveys.rules.form import Question
from youju.surveys.rules.states import Channel
from youju.surveys.views.asking import Where
from youju.ui.forms import read_date

PLACE, DAY, WHY = "调查点", "作答日期", "没有导入的原因"
EXAMPLE = "填调查点的名称"  # the row that shows how to fill in; the sheet is Chinese


@dataclass(frozen=True, slots=True)
class Read:
    """What a workbook held: sheets that fit, and rows that do not, each with its number and reason."""

    given: list[Given]
    rejected: list[tuple[int, list[str], str]]
    heads: list[str]


def empty_workbook(version: Version, places: Sequence[Where], asked: Sequence[Question]) -> bytes:
    """Return a workbook to fill in: one row a sheet, one column a question, by its code."""
    heads = [PLACE, DAY, *(one.code for one in asked)]
    said = [EXAMPLE, "2026-7-5", *(_explained(one) for one in asked)]
    rows = [said] + [[one.label] for one in places[:200]]
    title = _("%(title)s：一行一份，答案填选项的序号") % {"title": version.survey.title}
    return workbook(_("纸质答卷"), title, heads, rows)


def _explained(question: Question) -> str:
    keys = "　".join(f"{n}{one.text}" for n, one in enumerate(question.options, 1))
    return f"{question.text} {keys}".strip()


def rejected_workbook(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return the rows that were not taken, each with the reason behind it, to be put right and sent again."""
    return workbook(_("没有导入的行"), title, [*heads, WHY], rows)


def read_sheets(content: bytes, version: Version, places: Sequence[Where]) -> Read:
    """Read a workbook of sheets.

    Raises:
        Refused: For a file that does not open, or whose head names no question.
    """
    rows = _rows(content)
    head_at = next((n for n, row in enumerate(rows[:5]) if PLACE in row), None)
    if head_at is None:
        raise Refused(_("没有找到表头“调查点”，请用下载的空表填写"), field="file")
    heads = [one for one in rows[head_at] if one != WHY]
    given, rejected = [], []
    for n, row in enumerate(rows[head_at + 1 :], start=head_at + 2):
        cells = [one.lstrip("'") for one in row[: len(heads)]]
        cells += [""] * (len(heads) - len(cells))
        if not any(one for head, one in zip(heads, cells, strict=True) if head != PLACE):
            continue
        if cells[heads.index(PLACE)] == EXAMPLE:
            continue
        try:
            given.append(_given(dict(zip(heads, cells, strict=True)), version, places))
        except (Refused, ValueError) as error:
            why = error.message if isinstance(error, Refused) else str(error)
            rejected.append((n, cells, why))
    if len(given) > PAPER_MOST:
        raise Refused(_("一次最多 %(most)s 份，请分成几个文件。") % {"most": PAPER_MOST}, field="file")  # fmt: skip
    return Read(given, rejected, heads)


def _rows(content: bytes) -> list[list[str]]:
    if not is_workbook(content):
        raise Refused(_("这不是 Excel 文件，请用 .xlsx 或 .xls"), field="file")
    try:
        sheets = read_workbook(content, PAPER_MOST + 50)
    except Unreadable as error:
        raise Refused(_("文件打不开，可能损坏、加了密码或太大"), field="file") from error
    return sheets[0][1] if sheets else []


def _given(row: dict[str, str], version: Version, places: Sequence[Where]) -> Given:
    at = _place(row[PLACE], places)
    today = timezone.localdate()
    day = read_date(row[DAY], today) if row.get(DAY) else today
    asked = {one.code: one for one in version.content.of(at.audience.code)}
    unknown = [one for one in row if one not in asked and one not in (PLACE, DAY) and row[one]]
    if unknown:
        raise Refused(_("没有代码为“%(code)s”的题") % {"code": unknown[0][:20]})
    answers = {
        code: given for code, one in asked.items() if (given := _typed(one, row.get(code, "")))
    }
    check_answers(version.content, at.audience.code, answers, partial=True)
    version_day = (version.survey.since, version.survey.until)
    if day > today or (version_day[0] and day < version_day[0]) or (version_day[1] and day > version_day[1]):  # fmt: skip
        raise Refused(_("作答日期不在调查的起止日期之内"))
    done_at = timezone.localtime() if day == today else timezone.make_aware(datetime.combine(day, time(12)))  # fmt: skip
    return Given(at.audience.code, at.unit, answers, Channel.PAPER, done_at, at.cell)


def _typed(question: Question, text: str) -> str | list[str]:
    try:
        return paper.typed(question, text)
    except Refused as refusal:
        raise Refused(labelled(question.code, refusal.message)) from refusal


def _place(name: str, places: Sequence[Where]) -> Where:
    fits = [one for one in places if name in (one.label, one.label.rpartition(" · ")[0])]
    fits = fits or [one for one in places if one.cell and name == one.cell.place]
    if len(fits) != 1:
        told = {"name": name[:20]}
        raise Refused(_("没有“%(name)s”这个调查点，或者不止一个，请照空表里的写法填写") % told)
    return fits[0]
