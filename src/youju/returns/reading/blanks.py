"""The blank cells of a form, with the labels that stand before and above each. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from youju.returns.reading.grid import Cell, Grid

NOTE = re.compile(
    r"(计量)?单位[:：]|^(填报|填表|制表|审核|报送|上报|报告)(单位|日期|时间|人|员)?(（[^）]*）)?[:：]|(负责人|联系人|联系电话|填表人|审核人|制表人)[:：]"
    r"|^表\s*号|^文\s*号|^有效期|^注[:：]|^说明[:：]|^备注[:：]|^附[件表]"
)
# A line between the title and the table, whose words are no heads of columns.
NOTED = re.compile(
    r"^(填报|填表|制表|报送|上报|报告)(单位|日期|时间|部门|社区|村|街道|学校)(（[^）]*）)?[:：]|^(计量)?单位[:：]"
    r"|^(统计|填报|报告|所属)(月份|季度|年度|时间|时段|时期|期间|区间)[:：]"
)
UNIT_NOTE = re.compile(r"(?:计量)?单位[:：]\s*([^\s，,、;；)）]{1,6})")
TITLE = re.compile(r"20\d\d年.{3}|(统计|汇总|登记|情况|月报|季报|年报|明细)表$|.{19}")
OWN = re.compile(
    r"(?:(填报|填表|报送|上报|报告)(?:单位(名称)?|社区|村|街道|学校)|单位名称|单位全称)(（[^）]*(章|名)[^）]*）)?[:：]?[\s_]*"
)
PLACE_NAME = re.compile(
    r"(社区|村|街道|乡镇)(全称|名称)[:：]?"
)  # one's own only beside it: a column is a list
PERIOD_WORDS = re.compile(
    r"(?:(统计|填报|报告|所属)?(时段|时期|期间|所属期|报告期)(别)?|(统计|所属)(月份|季度|年度|时间|区间))[:：]?"
)
DAY_WORDS = re.compile(r"(填报|填表|报送|上报|制表)(日期|时间)[:：]?")
BY_HAND = re.compile(
    r"备\s*注|说明|主要问题|负责人|填表人|制表人|审核人?|联系人|经办人|书记|居委会主任|联系电话|电话|签\s*[字章]|盖章|姓名|职务|地址|地点|存在问题|下一步|主要做法|工作亮点|典型|措施|建议|照片|附件|网址|名称|主题|内容|日期|时间"
)


# Notes whose blank is for a hand or for the house's name, and for no figure of the column above.
KEPT = re.compile(f"{OWN.pattern}$|{PLACE_NAME.pattern}$|{DAY_WORDS.pattern}$|{BY_HAND.pattern}")


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell that wants something.

    Attributes:
        left: Labels in its row, the outermost first; above: labels in its column, the top first.
        section: The heading between the lines that it stands under.
        tail: The unit printed in the cell itself.
    """

    row: int
    col: int
    left: tuple[str, ...]
    above: tuple[str, ...]
    section: str = ""
    tail: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.left, *self.above)


def titles(grid: Grid) -> tuple[str, ...]:
    """Return the lines above the table and in its first rows that are no labels of one column."""
    found = list(grid.before)
    if grid.prose:
        return tuple(found)
    for cells in grid.rows():
        told = [cell for cell in cells if cell.text.strip()]
        noted = any(NOTE.search(cell.text) for cell in told)
        if not noted and (len(told) > 2 or any(_asks(grid, cell) for cell in cells)):
            break
        found += [cell.text.strip() for cell in told]
    return tuple(found)


def unit_note(grid: Grid) -> str:
    """Return the unit said for the whole form: （单位：人次）."""
    if grid.prose:
        return ""
    for text in (*grid.before, *(cell.text for cell in grid.cells.values())):
        match = UNIT_NOTE.search("".join(text.split()))
        if match and not OWN.match("".join(text.split())):
            before = "".join(text.split())[: match.start()]
            if not before or before[-1] in "（(，, ；;）)":
                return match[1]
    return ""


def blanks(grid: Grid) -> Iterator[Blank]:
    """Yield the cells that want something, in reading order."""
    boxed = any(cell.boxed and cell.blank for cell in grid.cells.values())
    edge = grid.right_edge()
    noted = frozenset(cell.row for cell in grid.cells.values() if NOTED.search(_plain(cell)))
    for cells in grid.rows():
        for cell in cells:
            if (
                not cell.blank
                or cell.col >= edge
                or (boxed and not cell.boxed and not _own(grid, cell))
            ):
                continue
            left = _left(grid, cell)
            above, section = _above(grid, cell, noted)
            if not left and not above:
                continue
            if not boxed and not _beside(grid, cell) and not (left and above):
                continue
            yield Blank(cell.row, cell.col, left, above, section, cell.tail)


def _plain(cell: Cell) -> str:
    return "".join(cell.text.split())


def _own(grid: Grid, cell: Cell) -> bool:
    """Return whether a cell without a border stands behind 填报单位: above the table nobody draws boxes.

    Where neither is merged, the label runs over into the cell, and would be cut off by what is put there.
    """
    near = grid.at(cell.row, cell.col - 1)
    if near is None or (cell.cols == 1 and near.cols == 1):
        return False
    plain = "".join(near.text.split())
    return bool(OWN.fullmatch(plain) or DAY_WORDS.fullmatch(plain))


def _asks(grid: Grid, cell: Cell) -> bool:
    return cell.blank and cell.boxed and _beside(grid, cell)


def _beside(grid: Grid, cell: Cell) -> bool:
    """Return whether a label stands right before the cell, and no title."""
    near = grid.at(cell.row, cell.col - 1)
    return near is not None and near.worded and not TITLE.search("".join(near.text.split()))


def _left(grid: Grid, cell: Cell) -> tuple[str, ...]:
    """Return the run of labels nearest before a cell: what stands behind an earlier blank is another's."""
    found: list[str] = []
    col = cell.col - 1
    while col >= 0:
        near = grid.at(cell.row, col)
        if near is not None and near.worded and not _wide(grid, near):
            found.append(near.text.strip())
        elif found:
            break
        col = (near.col if near else col) - 1
    return tuple(text for text in reversed(found) if not NOTE.search(text) or KEPT.search(text))


def _above(grid: Grid, cell: Cell, noted: frozenset[int]) -> tuple[tuple[str, ...], str]:
    """Return the run of labels nearest above a cell, and the heading that lies between."""
    found: list[str] = []
    section = ""
    row = cell.row - 1
    while row >= 0:
        near = grid.at(row, cell.col)
        outside = near is not None and near.worded and cell.boxed and not near.boxed
        if near is not None and (row in noted or outside):
            break
        if near is not None and near.worded and _wide(grid, near):
            if found:
                break
            section = section or near.text.strip()
        elif near is not None and near.worded and not NOTE.search(near.text):
            found.append(near.text.strip())
        elif found and not (near is not None and near.number):
            break
        row = (near.row if near else row) - 1
    if found and not _heads(grid, cell, row):
        return (), section
    return tuple(reversed(found)), section


def _wide(grid: Grid, cell: Cell) -> bool:
    """Return whether a cell goes over the whole table, as titles and headings do."""
    left = grid.left_edge()
    numbered = cell.col > left and all(
        (one := grid.at(cell.row, col)) is None or one.numbering or one.number
        for col in range(left, cell.col)
    )  # fmt: skip
    return (
        cell.cols >= (2 if numbered else 3)
        and (numbered or cell.col <= left)
        and cell.cols >= grid.right_edge() - cell.col
    )


def _heads(grid: Grid, cell: Cell, end: int) -> bool:
    """Return whether what stands above is a head: in its rows stand labels alone.

    In a form of labels and blanks in turn, the cell above is another's label, with blanks beside it.
    """
    row = cell.row - 1
    while row > end:
        near = grid.at(row, cell.col)
        if near is not None and near.worded and not _wide(grid, near):
            line = {
                id(c): c
                for col in range(grid.left_edge(), grid.right_edge())
                if (c := grid.at(row, col))
            }
            inside = [one for one in line.values() if one.col >= grid.left_edge()]
            empty = [one for one in inside if one.blank and one.rows == 1 and one.boxed]
            if len(empty) * 2 > len(inside) or (empty and _by_turns(grid, cell.row)):
                return False
        row -= 1
    return True


def _by_turns(grid: Grid, row: int) -> bool:
    """Return whether labels and blanks stand in turn in a row, each blank behind its own label."""
    line = [one for one in grid.cells.values() if one.row == row and one.boxed]
    empty = [one for one in line if one.blank]
    return len(empty) > 1 and all(_beside(grid, one) for one in empty)
