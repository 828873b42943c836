"""Reads the glyphs of a rendered PDF with their places, fonts and sizes."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from .read_docx import blank

BASELINE_TOLERANCE = 1.0


@dataclass(frozen=True)
class Glyph:
    """One character as drawn; places in points from the page's lower left corner."""

    char: str
    left: float
    right: float
    baseline: float
    font: str
    size: float


@dataclass
class Page:
    """One page: its glyphs, and whether lines or pictures are drawn on it."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    drawn: bool = False

    def lines(self, floor: float) -> list[list[Glyph]]:
        """Return the lines above a height, top first, each from left to right."""
        rows: list[list[Glyph]] = []
        above = [glyph for glyph in self.glyphs if glyph.baseline > floor]
        for glyph in sorted(above, key=lambda each: -each.baseline):
            if rows and rows[-1][0].baseline - glyph.baseline < BASELINE_TOLERANCE:
                rows[-1].append(glyph)
            else:
                rows.append([glyph])
        return [sorted(row, key=lambda each: each.left) for row in rows]


def read_pages(pdf: bytes) -> list[Page]:
    """Return the pages of a PDF."""
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    pages = []
    for source in PDFPage.get_pages(io.BytesIO(pdf)):
        interpreter.process_page(source)
        layout = device.get_result()
        page = Page(layout.width, layout.height)
        for item in _items(layout):
            if isinstance(item, LTChar):
                page.glyphs.extend(_glyphs(item))
            else:
                page.drawn = True
        pages.append(page)
    return pages


def _items(container: Any) -> Iterator[Any]:
    for item in container:
        if isinstance(item, LTChar | LTCurve | LTImage):
            yield item
        elif isinstance(item, LTContainer):
            yield from _items(item)


def _glyphs(item: LTChar) -> Iterator[Glyph]:
    for char in item.get_text():
        plain = unicodedata.normalize("NFKC", char) if "\u2e80" <= char <= "\u2fdf" else char
        if not blank(plain):
            font = item.fontname.partition("+")[2] or item.fontname
            yield Glyph(plain, item.x0, item.x1, item.matrix[5], font, item.size)
