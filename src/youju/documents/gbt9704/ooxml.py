"""Runs, paragraphs and table cells as WordprocessingML text.

Elements are written in the order the schema wants; Word refuses some files otherwise.
Every run names its four fonts: python-docx's `font.name` leaves out `w:eastAsia`, and
Chinese then falls to another face. The hint keeps “ ” — … full width in Word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from .geometry import BODY, CHARACTER_SPACING, FANGSONG, LINE

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return text as XML may hold it: no control characters, line ends as spaces."""
    return escape(ILLEGAL.sub("", text).replace("\n", " ").replace("\t", " "), {'"': "&quot;"})


def fonts(font: str) -> str:
    """Return the rFonts element that names one font for every script."""
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{font}" w:hAnsi="{font}" '
        f'w:eastAsia="{font}" w:cs="{font}"/>'
    )


@dataclass(frozen=True)
class Hand:
    """How characters are set; spacing None takes body spacing for body size, else none."""

    font: str = FANGSONG
    size: int = BODY
    bold: bool = False
    color: str = ""
    underline: str = ""
    spacing: int | None = None

    def properties(self) -> str:
        """Return the rPr element."""
        spacing = self.spacing
        if spacing is None:
            spacing = CHARACTER_SPACING if self.size == BODY else 0
        return "".join(
            (
                "<w:rPr>",
                fonts(self.font),
                "<w:b/><w:bCs/>" if self.bold else "",
                f'<w:color w:val="{self.color}"/>' if self.color else "",
                f'<w:spacing w:val="{spacing}"/>',
                f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/>',
                f'<w:u w:val="{self.underline}"/>' if self.underline else "",
                "</w:rPr>",
            )
        )


BODY_HAND = Hand()


def run(text: str, hand: Hand = BODY_HAND) -> str:
    """Return one run of text."""
    return f'<w:r>{hand.properties()}<w:t xml:space="preserve">{clean(text)}</w:t></w:r>'


TAB = "<w:r><w:tab/></w:r>"


@dataclass(frozen=True)
class Setting:
    """How a paragraph is set. Indents are (characters in hundredths, twips) pairs.

    LibreOffice ignores the character form and Word prefers it, so both are written.
    `auto_line` lets a picture take its height; in an exact line it is cut to a strip.
    """

    style: str = ""
    align: str = "both"
    line: int = LINE
    auto_line: bool = False
    before: int = 0
    after: int = 0
    first: tuple[int, int] = (0, 0)
    hanging: tuple[int, int] = (0, 0)
    left: tuple[int, int] = (0, 0)
    right: tuple[int, int] = (0, 0)
    new_page: bool = False
    keep_next: bool = False
    border: str = ""
    tab_right: int = 0

    def _indent(self) -> str:
        pairs = (
            ("left", self.left),
            ("right", self.right),
            ("hanging", self.hanging),
            ("firstLine", self.first),
        )
        inner = "".join(
            (f' w:{name}Chars="{chars}"' if chars else "") + f' w:{name}="{twips}"'
            for name, (chars, twips) in pairs
            if twips
        )
        return f"<w:ind{inner}/>" if inner else ""

    def properties(self) -> str:
        """Return the pPr element."""
        line = (
            'w:line="240" w:lineRule="auto"'
            if self.auto_line
            else f'w:line="{self.line}" w:lineRule="exact"'
        )
        off_grid = self.auto_line or self.line != LINE
        return "".join(
            (
                "<w:pPr>",
                f'<w:pStyle w:val="{self.style}"/>' if self.style else "",
                "<w:keepNext/>" if self.keep_next else "",
                "<w:pageBreakBefore/>" if self.new_page else "",
                '<w:widowControl w:val="0"/>',
                f"<w:pBdr>{self.border}</w:pBdr>" if self.border else "",
                f'<w:tabs><w:tab w:val="right" w:pos="{self.tab_right}"/></w:tabs>'
                if self.tab_right
                else "",
                '<w:overflowPunct w:val="1"/>',
                '<w:snapToGrid w:val="0"/>' if off_grid else "",
                f'<w:spacing w:before="{self.before}" w:after="{self.after}" {line}/>',
                self._indent(),
                f'<w:jc w:val="{self.align}"/>',
                f"{BODY_HAND.properties()}</w:pPr>",
            )
        )


BODY_SETTING = Setting()


def paragraph(content: str = "", setting: Setting = BODY_SETTING) -> str:
    """Return one paragraph; without content an empty line."""
    return f"<w:p>{setting.properties()}{content}</w:p>"


# After a table: Word joins two tables, and wants a paragraph at the end of the text.
THIN_SPACE, WIDE_SPACE = (paragraph(setting=Setting(line=line)) for line in (20, 240))


def cell(content: str, width: int, *, span: int = 1, down: str = "", align: str = "center") -> str:
    """Return one table cell; `down` is restart or continue of a cell merged downward."""
    grid_span = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    grid_span += f'<w:vMerge w:val="{down}"/>' if down else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid_span}'
        f'<w:vAlign w:val="{align}"/></w:tcPr>{content}</w:tc>'
    )


def row(cells: str, *, height: int, header: bool = False) -> str:
    """Return one row that is never split; header rows repeat on each page.

    The height is a least height: an exact one swallows a cell's second line.
    """
    repeat = "<w:tblHeader/>" if header else ""
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>'
        f"{repeat}</w:trPr>{cells}</w:tr>"
    )


def table(rows: str, widths: list[int], *, borders: str, margin: int = 0) -> str:
    """Return a table of fixed column widths, centred (else it stands 2 mm too far left)."""
    lines = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{lines}</w:tblGrid>{rows}</w:tbl>"
    )


def border(edge: str, size: int, *, color: str = "000000", space: int = 0) -> str:
    """Return one border line; size is in eighths of a point."""
    return f'<w:{edge} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/>'
