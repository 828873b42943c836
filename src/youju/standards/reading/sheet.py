"""An edition from an Excel workbook: the sheet 指标 with its items, the sheet 版本 with the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.lined_yaml import Node
from youju.kernel.workbook import Unreadable, read_workbook
from youju.standards.loader import Checked, check_node
from youju.standards.reading.columns import COLUMNS, OTHER_HEADS, lined, read_cell
from youju.standards.reading.items import MOST_ITEMS, Known
from youju.standards.reading.nodes import HEAD_LINES, Collector, Fault

HEADS = COLUMNS | OTHER_HEADS
EDITION = {
    "代码": "code", "名称": "name", "年份": "year", "层级": "level", "满分": "full", "达标线": "passing", "说明": "about",
    "缺项": "absent", "样例": "sample",
}  # fmt: skip
GATE, NEGATIVE, CYCLE = "单项门槛", "负面清单", "周期"
HEAD_SHEET = "版本"
NEEDED = ("code", "text")
Rows = list[list[str]]


def check_workbook(
    content: bytes, known: Known | None = None, given: Mapping[str, str] | None = None
) -> Checked:
    """Return what a workbook says, with every fault named by its row.

    Args:
        given: Code, name, year or level to take in place of what the workbook says.
    """
    try:
        sheets = read_workbook(content, MOST_ITEMS + 100)
    except Unreadable:
        return Checked(None, (Fault(1, _("打不开，请另存为不加密的 xlsx 再试")),))
    rows = next((rows for name, rows in sheets if name != HEAD_SHEET and _head(rows)), None)
    if rows is None:
        told = {"heads": "、".join(COLUMNS)}
        return Checked(
            None,
            (
                Fault(
                    1,
                    _("没有找到表头。指标表至少要有“编号”“测评内容”两列，可用的列：%(heads)s")
                    % told,
                ),
            ),
        )
    take = Collector()
    top = _edition(next((rows for name, rows in sheets if name == HEAD_SHEET), []), take)
    top["items"] = _tree(_items(rows, take), take)
    found = check_node(top, known, given)
    faults = tuple(sorted({*found.faults, *take.faults}))
    return Checked(
        found.spec, faults, tuple(sorted({*found.warnings, *take.warnings})), found.unproven
    )


def _head(rows: Rows) -> tuple[int, dict[int, str]] | None:
    """Return the row of the heads and which column holds what, or None."""
    for at, row in enumerate(rows[:10]):
        columns = {n: HEADS[cell.strip()] for n, cell in enumerate(row) if cell.strip() in HEADS}
        if all(key in columns.values() for key in NEEDED):
            return at, columns
    return None


def _plain(cell: str) -> str:
    """Return a cell without the mark that keeps it text."""
    return cell.removeprefix("'").replace("\u3000", " ").strip()


def _items(rows: Rows, take: Collector) -> list[Node]:
    head = _head(rows)
    assert head is not None  # the caller chose the sheet by it
    at, columns = head
    found = []
    for number, row in enumerate(rows[at + 1 :], at + 2):
        cells = {key: _plain(row[n]) for n, key in columns.items() if n < len(row)}
        given = {key: cell for key, cell in cells.items() if cell}
        if given:
            read = {key: read_cell(key, cell, number, take) for key, cell in given.items()}
            found.append(lined(read, number))
    return found


def _tree(items: list[Node], take: Collector) -> list[Node]:
    """Hang each line under its parent: the one it names, else the longest code that begins its own."""
    held: dict[str, Node] = {}
    top: list[Node] = []
    for node in items:
        code = str(node.get("code", ""))
        named = str(node.pop("parent", "") or "")
        if named and named not in held:
            told = {"code": code, "parent": named}
            take.fault(node, "parent", _("“%(code)s”的上级“%(parent)s”不在它前面的行里") % told)
        above = held.get(named or _above(code, held))
        (top if above is None else above.setdefault("items", [])).append(node)
        held.setdefault(code, node)
    return top


def _above(code: str, held: dict[str, Node]) -> str:
    while "." in code:
        code = code.rpartition(".")[0]
        if code in held:
            return code
    return ""


def _edition(rows: Rows, take: Collector) -> Node:
    """Return the head of an edition from rows of 项目、内容."""
    top = lined({}, HEAD_LINES + 1)
    for number, row in enumerate(rows, HEAD_LINES + 1):
        cells = [_plain(cell) for cell in row] + [""] * 5
        name, first, second, third, fourth = cells[:5]
        if name == GATE:
            _add(
                top,
                "gates",
                number,
                code=first,
                label=second,
                least=third.lstrip("≥"),
                items=_codes(fourth),
            )
        elif name == NEGATIVE:
            _add(top, "negative", number, code=first, text=second, group=third, measure=fourth)
        elif name == CYCLE:
            _cycle(top, first, second, number)
        elif name in EDITION and first:
            key = EDITION[name]
            top[key], top.lines[key] = (first == "是" if key == "sample" else first), number
    return top


def _codes(cell: str) -> list[str]:
    return [one.strip() for one in cell.replace("，", "、").split("、") if one.strip()]


def _add(top: Node, key: str, row: int, **given: Any) -> None:
    told = {name: value for name, value in given.items() if value}
    top.setdefault(key, []).append(lined(told, row))
    top.lines.setdefault(key, row)


def _cycle(top: Node, year: str, weight: str, row: int) -> None:
    cycle = top.setdefault("cycle", lined({}, row))
    cycle[year], cycle.lines[year] = weight, row
