"""Checklists before an inspection: the file that names their headings; pure."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.lined_yaml import BadYaml, Node, read_lined
from youju.kernel.refusal import Refused

CODE = re.compile(r"[a-z][a-z0-9_]{1,29}")
NOTE = 500


class LineState(StrEnum):
    UNDONE = "todo"
    DOING = "doing"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a checklist.

    Attributes:
        text: What is to be there: 组织领导小组一个.
        hint: What it takes to call it done.
        measures: Codes of measures whose figures show what was recorded anyway.
    """

    code: str
    text: str
    hint: str = ""
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A checklist as it is shipped."""

    code: str
    label: str
    about: str
    headings: tuple[Heading, ...]


def read_templates(text: str) -> list[Template]:
    """Return the checklists of a file.

    Raises:
        Refused: With the line that is wrong and why.
    """
    try:
        top = read_lined(text)
        return [_template(one) for one in _rows(top, "checklists")]
    except BadYaml as error:
        told = {"line": error.line, "why": error.why}
        raise Refused(_("清单文件第 %(line)s 行：%(why)s") % told) from error


def _rows(node: Node, key: str) -> list[Node]:
    rows = node.get(key)
    if not isinstance(rows, list) or not all(isinstance(one, Node) for one in rows):
        raise BadYaml(node.line_of(key), _("“%(key)s”要写成一列") % {"key": key})
    return rows


def _template(node: Node) -> Template:
    headings = tuple(_heading(one) for one in _rows(node, "headings"))
    codes = [one.code for one in headings]
    if len(set(codes)) < len(codes) or not codes:
        raise BadYaml(node.line_of("headings"), _("条目不能为空，也不能重复"))
    return Template(_code(node), _word(node, "label"), str(node.get("about", "")), headings)


def _heading(node: Node) -> Heading:
    measures = node.get("measures", [])
    if not isinstance(measures, list):
        raise BadYaml(node.line_of("measures"), _("“%(key)s”要写成一列") % {"key": "measures"})
    hint = str(node.get("hint", ""))
    return Heading(_code(node), _word(node, "text"), hint, tuple(str(one) for one in measures))


def _code(node: Node) -> str:
    code = str(node.get("code", ""))
    if not CODE.fullmatch(code):
        raise BadYaml(node.line_of("code"), _("代码应是小写英文字母、数字和下划线"))
    return code


def _word(node: Node, key: str) -> str:
    word = str(node.get(key, "")).strip()
    if not word:
        raise BadYaml(node.line_of(key), _("缺“%(key)s”") % {"key": key})
    return word


def as_json(heading: Heading) -> dict[str, Any]:
    """Return a heading as plain data, for the copy that is kept with a checklist."""
    return asdict(heading)


def heading_from(data: dict[str, Any]) -> Heading:
    """Return the heading kept by `as_json`."""
    return Heading(**{**data, "measures": tuple(data["measures"])})


def check_line(state: LineState, note: str, done_on: date | None, today: date) -> str:
    """Return the note; refuse a heading called done without saying how, or on a day to come."""
    told = note.strip()
    if len(told) > NOTE:
        raise Refused(_("最多 %(n)s 个字，请写短一些。") % {"n": NOTE}, field="note")
    if state is LineState.DONE and not told:
        raise Refused(_("写明怎么做的，一两句话。"), field="note")
    if done_on is not None and done_on > today:
        raise Refused(_("完成日期还没有到，请核对。"), field="done_on")
    return told
