"""The 版记: who else receives the document, who printed it and when.

A text box that holds a table of one column, anchored in the last paragraph to the foot of
the text block. LibreOffice ignores floating tables and frames there. When the last page
has no room, the box moves to a page of its own by itself and never covers text.
"""

from __future__ import annotations

from math import ceil

from . import geometry as g
from .model import Imprint
from .numerals import chinese_date
from .ooxml import TAB, Hand, Setting, border, cell, paragraph, row, run, table

ROW = 480
INDENT = g.SMALL * 10  # one character of 4号
LABEL = 3 * INDENT  # 抄送：
PRINTED_CHARACTERS = 26  # printer and date in one line, with a gap between them
HAND = Hand(size=g.SMALL)


def _lines(text: str) -> int:
    """Return the lines that 抄送 takes, rather one too many: the box has a fixed height."""
    width = (g.TEXT_WIDTH - LABEL - 2 * INDENT) / INDENT - 1
    return max(1, ceil(g.ems(text) / width))


def imprint(mark: Imprint, identifier: int) -> str:
    """Return the last paragraph of the document with the box in it."""
    rows = []
    height = ROW + 60
    if mark.copies_to:
        copies = "，".join(mark.copies_to) + "。"
        setting = Setting(line=ROW, left=(0, INDENT + LABEL), hanging=(0, LABEL), right=(0, INDENT))
        content = paragraph(run("抄送：" + copies, HAND), setting)
        rows.append(row(cell(content, g.TEXT_WIDTH), height=ROW))
        height += ROW * _lines(copies)
    printed = chinese_date(mark.printed_on) + "印发"
    setting = Setting(line=ROW, align="left", left=(0, INDENT), tab_right=g.TEXT_WIDTH - INDENT)
    name, day = run(mark.printer, HAND), TAB + run(printed, HAND)
    if g.ems(mark.printer + printed) > PRINTED_CHARACTERS:
        lines = paragraph(name, setting) + paragraph(day, setting)
        height += ROW
    else:
        lines = paragraph(name + day, setting)
    rows.append(row(cell(lines, g.TEXT_WIDTH), height=ROW))
    borders = border("top", 8) + border("bottom", 8) + border("insideH", 6)
    inside = table("".join(rows), [g.TEXT_WIDTH], borders=borders)
    inside += paragraph(setting=Setting(line=20))
    width, tall = g.TEXT_WIDTH * g.EMU_PER_TWIP, height * g.EMU_PER_TWIP
    box = f"<w:r>{_box(inside, width, tall, identifier)}</w:r>"
    return paragraph(box, Setting(line=20, new_page=mark.new_page))


def _box(inside: str, width: int, height: int, identifier: int) -> str:
    """Return the text box at the foot of the text block."""
    return (
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0">'
        '<wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:wrapTopAndBottom/><wp:docPr id="{identifier}" name="版记"/>'
        "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData "
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
        f"</wps:spPr><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
        'anchor="b"><a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>"
    )
