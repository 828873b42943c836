"""Word forms: their tables read as grids, and filled in where they lie. Pure."""

from __future__ import annotations

import copy
import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from youju.kernel.quantity import number_text
from youju.kernel.refusal import Refused
from youju.returns.reading import prose
from youju.returns.reading.grid import MOST_CELLS, MOST_ROWS, Cell, Grid
from youju.returns.reading.package import broken, opened, part
from youju.returns.reading.xlsx_fill import Put, Source

WIDTHS = (2.6, 3.6, 1.9, 2.5, 2.6, 1.9, 1.3, 1.2)  # centimetres of the columns of the last page
NEAR = 6  # paragraphs above a table that may say what it is


def _document(content: bytes) -> Any:
    with opened(content) as package:
        if "word/document.xml" not in package.namelist():
            raise broken()
        if b"<!DOCTYPE" in part(package, "word/document.xml")[:4096]:
            raise broken()
    try:
        found = Document(io.BytesIO(content))
    except Exception as error:  # the library has no one error of its own
        raise broken() from error
    if getattr(found.element, "body", None) is None:
        raise broken()
    return found


def read(content: bytes) -> list[Grid]:
    """Return the tables of a document in order, with the lines above each.

    Raises:
        Refused: The file is broken, or no document.
    """
    found: list[Grid] = []
    lines: list[str] = []
    body = _document(content).element.body
    for child in body:
        if child.tag == qn("w:p"):
            lines.append(_line(child))
        elif child.tag == qn("w:tbl"):
            cells = {spot: cell for spot, (cell, _tc) in laid_out(child).items()}
            near = tuple(line for line in lines if line)[-NEAR:]
            found.append(Grid(f"表{len(found) + 1}", cells, near))
            lines = []
    heads = [line for p in body.iterchildren(qn("w:p")) if (line := _line(p)) and "__" not in line]
    sentences = prose.read(body, tuple(heads[:NEAR]))
    return [*found, sentences] if sentences else found


def _line(paragraph: Any) -> str:
    return "".join(t.text or "" for t in paragraph.iter(qn("w:t"))).strip()


def laid_out(table: Any) -> dict[tuple[int, int], tuple[Cell, Any]]:
    """Return the cells of a table by their corner, each with its element; merges grown together."""
    found: dict[tuple[int, int], tuple[Cell, Any]] = {}
    above: dict[int, tuple[int, int]] = {}
    for row, line in enumerate(table.iterchildren(qn("w:tr"))):
        col = _number(line.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
        for tc in _cells(line):
            properties = tc.find(qn("w:tcPr"))
            wide = _number(None if properties is None else properties.find(qn("w:gridSpan")), 1)
            merged = None if properties is None else properties.find(qn("w:vMerge"))
            goes_on = merged is not None and merged.get(qn("w:val"), "continue") == "continue"
            if goes_on and col in above:
                held, element = found[above[col]]
                found[above[col]] = (_taller(held, row), element)
            else:
                found[(row, col)] = (Cell(row, col, _text(tc), 1, wide), tc)
                for n in range(col, col + wide):
                    above[n] = (row, col)
            col += wide
        if len(found) > MOST_CELLS or row > MOST_ROWS:
            raise Refused(_("表太大，一张表最多 %(n)s 格。") % {"n": MOST_CELLS}, field="file")
    return found


def _cells(line: Any) -> list[Any]:
    """Return the cells of a row, also those inside a content control."""
    direct = list(line.iterchildren(qn("w:tc")))
    boxed = [tc for box in line.iterchildren(qn("w:sdt")) for tc in box.iter(qn("w:tc"))]
    return direct if not boxed else list(line.iter(qn("w:tc")))


def _taller(cell: Cell, row: int) -> Cell:
    return Cell(cell.row, cell.col, cell.text, row - cell.row + 1, cell.cols)


def _number(element: Any, default: int) -> int:
    told = "" if element is None else element.get(qn("w:val"), "")
    return min(int(told), 60) if told.isdigit() else default


def _text(tc: Any) -> str:
    lines = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in tc.iter(qn("w:p"))]
    return "".join(lines)


def fill(
    content: bytes,
    puts: Mapping[int, Mapping[tuple[int, int], Put]],
    title: str,
    sources: Sequence[Source],
) -> bytes:
    """Return the same document with cells filled in, and a last page that says whence."""
    document = _document(content)
    tables = list(document.element.body.iterchildren(qn("w:tbl")))
    for number, table in enumerate(tables):
        cells = laid_out(table)
        for spot, put in puts.get(number, {}).items():
            cell, tc = cells[spot]
            _say(tc, _shown(put) + cell.tail if not put.text else put.text)
    said = {at: put.text or _shown(put) for at, put in puts.get(prose.NUMBER, {}).items()}
    prose.fill(document.element.body, said)
    out = io.BytesIO()
    try:
        _add_page(document, title, sources)
        document.save(out)
    except ValueError as error:  # a measure of the page that is none
        raise broken() from error
    return out.getvalue()


def _shown(put: Put) -> str:
    number = "" if put.number is None else f"{put.number.normalize():f}"
    if put.number is not None and put.after and put.after[0] in "余多":
        number = number_text(put.number)
    return f"{put.before}{number}{put.after}"


def _say(tc: Any, text: str) -> None:
    """Put the text into the first paragraph of a cell, in the type that stands there."""
    paragraph = tc.find(qn("w:p"))
    if paragraph is None:
        paragraph = OxmlElement("w:p")
        tc.append(paragraph)
    runs = list(paragraph.iter(qn("w:r")))
    mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    look = runs[0].find(qn("w:rPr")) if runs else mark
    for run in runs:
        run.getparent().remove(run)
    run = OxmlElement("w:r")
    if look is not None:
        run.append(copy.deepcopy(look))
    said = OxmlElement("w:t")
    said.text = text
    said.set(qn("xml:space"), "preserve")
    run.append(said)
    paragraph.append(run)


def _add_page(document: Any, title: str, sources: Sequence[Source]) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    head = document.add_paragraph().add_run(title)
    head.bold = True
    if not sources:
        return
    table = document.add_table(rows=0, cols=len(sources[0].cells))
    table.autofit = False
    _draw_lines(table)
    numbers: dict[str, int] = {}  # on paper a link is a number, its address stands below the table
    for n, source in enumerate(sources):
        for cell, text, width in zip(table.add_row().cells, source.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(0)
            pointed = bool(source.address) and text == source.address
            shown = f"[{numbers.setdefault(text, len(numbers) + 1)}]" if pointed else text
            run = paragraph.add_run(shown)
            run.font.size = Pt(9)
            run.bold = n == 0
            if pointed:
                run.underline = True
                _link(document, paragraph, run, source.address)
    for address, number in numbers.items():
        line = document.add_paragraph()
        line.paragraph_format.space_after = line.paragraph_format.space_before = Pt(0)
        line.add_run(f"[{number}] {address}").font.size = Pt(8)


def _draw_lines(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single")
        line.set(qn("w:sz"), "4")
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _link(document: Any, paragraph: Any, run: Any, address: str) -> None:
    key = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    link.append(run._r)
    paragraph._p.append(link)
