"""Excel forms filled in so that all else stays byte for byte. Pure.

A library that loads and saves a workbook drops what it does not know (shapes, charts, printer
settings). So the cells are set in the sheet's own XML, and every other part is copied as it is.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lxml import etree

from youju.kernel.workbook_out import safe
from youju.returns.reading.package import (
    MAIN,
    REL,
    broken,
    corner,
    opened,
    parsed,
    part,
    reference,
    sheets_of,
    whole,
    written,
)

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


@dataclass(frozen=True, slots=True)
class Put:
    """What goes into a cell: a number, shown with words before and after it (约, 余); or a text."""

    number: Decimal | None = None
    text: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One row of the last sheet, and the address behind its last cell."""

    cells: Sequence[str]
    address: str = ""


def fill(
    content: bytes,
    puts: Mapping[int, Mapping[tuple[int, int], Put]],
    title: str,
    sources: Sequence[Source],
) -> bytes:
    """Return the same workbook with cells filled in, and a last sheet that says whence.

    Args:
        puts: By number among the visible sheets, then by (row, column).
        title: Name of the last sheet.
        sources: Its rows, the head first.
    """
    with opened(content) as package:
        changed: dict[str, bytes] = {}
        styles = StyleSheet(part(package, "xl/styles.xml"))
        for number, sheet in enumerate(sheets_of(package)):
            tree = parsed(part(package, sheet.path))
            _put_all(tree, puts.get(number, {}), styles)
            _forget_results(tree)
            changed[sheet.path] = written(tree)
        changed |= _add_sheet(package, title, sources, styles)
        changed["xl/styles.xml"] = styles.written()
        return _packed(package, changed)


def _packed(package: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in package.infolist():
            packed.writestr(one, changed.get(one.filename) or part(package, one.filename))
        for name in changed.keys() - set(package.namelist()):
            packed.writestr(name, changed[name])
    return out.getvalue()


class StyleSheet:
    """The styles of the workbook, to which some are added that differ in one thing."""

    def __init__(self, content: bytes) -> None:
        self.tree = parsed(content)
        self.made: dict[tuple[str, str], str] = {}

    def _append(self, group: str, element: Any) -> str:
        parent = self.tree.find(f"{{{MAIN}}}{group}")
        parent.append(element)
        parent.set("count", str(len(parent)))
        return str(len(parent) - 1)

    def _copy(self, group: str, number: int) -> Any:
        parent = self.tree.find(f"{{{MAIN}}}{group}")
        if parent is None or not len(parent):
            raise broken()
        found = parent[number] if number < len(parent) else parent[0]
        return etree.fromstring(etree.tostring(found))

    def shown_as(self, style: str, before: str, after: str) -> str:
        """Return a style like `style` that shows its number with words around: 50余."""
        key = (style, f"{before}|{after}")
        if key not in self.made:
            xf = self._copy("cellXfs", whole(style))
            code = f'"{before}"0.####"{after}"' if before else f'0.####"{after}"'
            code = code.replace("0.####", "General")
            xf.set("numFmtId", self._format(code))
            xf.set("applyNumberFormat", "1")
            self.made[key] = self._append("cellXfs", xf)
        return self.made[key]

    def _format(self, code: str) -> str:
        group = self.tree.find(f"{{{MAIN}}}numFmts")
        if group is None:
            group = etree.Element(f"{{{MAIN}}}numFmts")
            self.tree.insert(0, group)
        taken = [whole(one.get("numFmtId")) for one in group]
        number = str(max([163, *taken]) + 1)
        etree.SubElement(group, f"{{{MAIN}}}numFmt", numFmtId=number, formatCode=code)
        group.set("count", str(len(group)))
        return number

    def head(self) -> str:
        """Return a style with bold type."""
        if ("", "head") not in self.made:
            font = self._copy("fonts", 0)
            if font.find(f"{{{MAIN}}}b") is None:
                font.insert(0, etree.Element(f"{{{MAIN}}}b"))
            xf = self._copy("cellXfs", 0)
            xf.set("fontId", self._append("fonts", font))
            xf.set("applyFont", "1")
            self.made[("", "head")] = self._append("cellXfs", xf)
        return self.made[("", "head")]

    def wrapped(self) -> str:
        """Return a style whose long words go on in the next line, so that a page holds them."""
        if ("", "wrapped") not in self.made:
            xf = self._copy("cellXfs", 0)
            for held in xf.findall(f"{{{MAIN}}}alignment"):
                xf.remove(held)
            look = {"wrapText": "1", "vertical": "top"}
            xf.insert(0, etree.Element(f"{{{MAIN}}}alignment", look))
            xf.set("applyAlignment", "1")
            self.made[("", "wrapped")] = self._append("cellXfs", xf)
        return self.made[("", "wrapped")]

    def written(self) -> bytes:
        return written(self.tree)


def _put_all(tree: Any, puts: Mapping[tuple[int, int], Put], styles: StyleSheet) -> None:
    data = tree.find(f"{{{MAIN}}}sheetData")
    if data is None or not puts:
        return
    rows = {whole(one.get("r")): one for one in data}
    for (row, col), put in sorted(puts.items()):
        if row + 1 not in rows:
            rows[row + 1] = _inserted(data, "row", str(row + 1), lambda e: whole(e.get("r")))
        _put(_cell_in(rows[row + 1], row, col), put, styles)


def _inserted(parent: Any, tag: str, ref: str, order: Any) -> Any:
    """Put a new child where its reference belongs."""
    made = etree.Element(f"{{{MAIN}}}{tag}", r=ref)
    after = [one for one in parent if order(one) < order(made)]
    parent.insert(len(after), made)
    return made


def _cell_in(row_element: Any, row: int, col: int) -> Any:
    ref = reference(row, col)
    for one in row_element:
        if one.get("r") == ref:
            return one
    return _inserted(row_element, "c", ref, lambda e: corner(e.get("r", ""))[1])


def _put(cell: Any, put: Put, styles: StyleSheet) -> None:
    for child in list(cell):
        cell.remove(child)
    if put.number is None:
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t")
        text.text = safe(put.text) if len(put.text) > 1 else put.text
        return
    cell.attrib.pop("t", None)
    if put.before or put.after:
        cell.set("s", styles.shown_as(cell.get("s", "0"), put.before, put.after))
    etree.SubElement(cell, f"{{{MAIN}}}v").text = f"{put.number.normalize():f}"


def _forget_results(tree: Any) -> None:
    """Drop what formulas gave before, so that every program works them out anew."""
    for cell in tree.iter(f"{{{MAIN}}}c"):
        value = cell.find(f"{{{MAIN}}}v")
        if value is not None and cell.find(f"{{{MAIN}}}f") is not None:
            cell.remove(value)
            cell.attrib.pop("t", None)


def _add_sheet(
    package: zipfile.ZipFile, title: str, sources: Sequence[Source], styles: StyleSheet
) -> dict[str, bytes]:
    """Return the parts that change when a sheet is put behind the others."""
    book = parsed(part(package, "xl/workbook.xml"))
    links = parsed(part(package, "xl/_rels/workbook.xml.rels"))
    types = parsed(part(package, "[Content_Types].xml"))
    names = set(package.namelist())
    path = next(p for n in range(1, 10_000) if (p := f"xl/worksheets/source{n}.xml") not in names)
    key = next(k for n in range(1, 10_000) if (k := f"rIdSource{n}") not in {e.get("Id") for e in links})  # fmt: skip
    etree.SubElement(
        links, f"{{{PACKAGE}}}Relationship", Id=key, Type=f"{REL}/worksheet",
        Target=path.removeprefix("xl/"),
    )  # fmt: skip
    etree.SubElement(types, f"{{{TYPES}}}Override", PartName=f"/{path}", ContentType=SHEET_TYPE)
    sheets = book.find(f"{{{MAIN}}}sheets")
    taken = {one.get("name") for one in sheets}
    name = next(t for n in range(1, 1000) if (t := title if n == 1 else f"{title}{n}") not in taken)
    number = max(whole(one.get("sheetId")) for one in sheets) + 1
    etree.SubElement(
        sheets, f"{{{MAIN}}}sheet", {"name": name, "sheetId": str(number), f"{{{REL}}}id": key}
    )
    _work_out_on_load(book)
    sheet, addresses = _source_sheet(sources, (styles.head(), styles.wrapped()))
    found = {
        "xl/workbook.xml": written(book),
        "xl/_rels/workbook.xml.rels": written(links),
        "[Content_Types].xml": written(types),
        path: sheet,
    }
    if addresses:
        found[path.replace("worksheets/", "worksheets/_rels/") + ".rels"] = addresses
    return found


def _work_out_on_load(book: Any) -> None:
    calc = book.find(f"{{{MAIN}}}calcPr")
    if calc is None:
        calc = etree.Element(f"{{{MAIN}}}calcPr")
        before = ("definedNames", "externalReferences", "functionGroups", "sheets")
        for tag in before:
            found = book.find(f"{{{MAIN}}}{tag}")
            if found is not None:
                found.addnext(calc)
                break
    calc.set("fullCalcOnLoad", "1")


LINE = 15  # points of a line
WIDTHS = (12, 30, 12, 20, 16, 14, 8, 100)


def _lines(source: Source) -> int:
    """Return how many lines the longest cell of a row takes; a Chinese character is two wide."""
    wide = [sum(1 + (ord(one) > 255) for one in text) for text in source.cells]
    return (
        max((-(-n // (width - 1)) for n, width in zip(wide, WIDTHS, strict=False)), default=1) or 1
    )


def _source_sheet(sources: Sequence[Source], looks: tuple[str, str]) -> tuple[bytes, bytes]:
    tree = etree.Element(f"{{{MAIN}}}worksheet", nsmap={None: MAIN, "r": REL})
    shape = etree.SubElement(tree, f"{{{MAIN}}}sheetPr")
    etree.SubElement(shape, f"{{{MAIN}}}pageSetUpPr", fitToPage="1")
    cols = etree.SubElement(tree, f"{{{MAIN}}}cols")
    for n, width in enumerate(WIDTHS, start=1):
        etree.SubElement(cols, f"{{{MAIN}}}col", min=str(n), max=str(n), width=str(width), customWidth="1")  # fmt: skip
    data = etree.SubElement(tree, f"{{{MAIN}}}sheetData")
    links = etree.Element(f"{{{PACKAGE}}}Relationships", nsmap={None: PACKAGE})
    pointed: list[tuple[str, str]] = []
    for row, source in enumerate(sources):
        high = {"ht": str(LINE * _lines(source)), "customHeight": "1"}  # not all programs fit rows
        line = etree.SubElement(data, f"{{{MAIN}}}row", {"r": str(row + 1), **high})
        for col, text in enumerate(source.cells):
            cell = etree.SubElement(line, f"{{{MAIN}}}c", r=reference(row, col), t="inlineStr")
            cell.set("s", looks[row > 0])
            inside = etree.SubElement(cell, f"{{{MAIN}}}is")
            etree.SubElement(inside, f"{{{MAIN}}}t").text = safe(text)
        if source.address:
            key = f"rId{row}"
            etree.SubElement(
                links, f"{{{PACKAGE}}}Relationship", Id=key, Type=f"{REL}/hyperlink",
                Target=source.address, TargetMode="External",
            )  # fmt: skip
            pointed.append((reference(row, len(source.cells) - 1), key))
    if pointed:
        group = etree.SubElement(tree, f"{{{MAIN}}}hyperlinks")
        for ref, key in pointed:
            etree.SubElement(group, f"{{{MAIN}}}hyperlink", {"ref": ref, f"{{{REL}}}id": key})
    page = {"paperSize": "9", "orientation": "landscape", "fitToWidth": "1", "fitToHeight": "0"}
    etree.SubElement(tree, f"{{{MAIN}}}pageSetup", page)
    return written(tree), written(links) if pointed else b""
