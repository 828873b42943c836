"""Excel forms: read cell by cell, and filled in so that all else stays byte for byte. Pure.

A library that loads and saves a workbook drops what it does not know (shapes, charts, printer
settings). So the cells are set in the sheet's own XML, and every other part is copied as it is.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from youju.kernel.refusal import Refused
from youju.kernel.workbook import Unreadable, unpacked_size
from youju.returns.reading.grid import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Cell, Grid

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
MOST_UNPACKED = 80 * 2**20
MOST_MERGED = 100_000  # cells under merges
DATE_FORMATS = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
_REF = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


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


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def parsed(content: bytes) -> Any:
    """Return the tree of a part of the package. Raises Refused for broken XML."""
    try:
        return etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        raise broken() from error


def whole(text: str | None) -> int:
    """Return a number that an attribute tells; 0 where it tells none."""
    return int(text) if text and text.isascii() and text.isdigit() else 0


def broken() -> Refused:
    return Refused(
        _("文件打不开：可能已损坏或设了密码。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"),
        field="file",
    )


def opened(content: bytes) -> zipfile.ZipFile:
    """Return the package. Raises Refused for a broken one, or one that unpacks to too much."""
    try:
        if unpacked_size(content) > MOST_UNPACKED:
            raise Refused(_("文件展开后太大，请只保留要填的表再上传。"), field="file")
        return zipfile.ZipFile(io.BytesIO(content))
    except (Unreadable, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise broken() from error


def part(package: zipfile.ZipFile, name: str) -> bytes:
    """Return a part of the package. Raises Refused where it is missing or broken."""
    try:
        return package.read(name)
    except (KeyError, zipfile.BadZipFile, RuntimeError, ValueError, EOFError, OSError) as error:
        raise broken() from error


@dataclass(slots=True)
class _Styles:
    """What the reader needs of the styles: which are dates, which draw a border."""

    dates: list[bool] = field(default_factory=list)
    boxes: list[bool] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A visible sheet: its name and where its XML lies."""

    name: str
    path: str


def sheets_of(package: zipfile.ZipFile) -> list[SheetPart]:
    """Return the visible worksheets in order."""
    book = parsed(part(package, "xl/workbook.xml"))
    targets = {
        one.get("Id"): one.get("Target", "")
        for one in parsed(part(package, "xl/_rels/workbook.xml.rels"))
        if one.get("Type", "").endswith("/worksheet")
    }
    found = []
    for sheet in book.iter(f"{{{MAIN}}}sheet"):
        target = targets.get(sheet.get(f"{{{REL}}}id"))
        if target and sheet.get("state", "visible") == "visible":
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            found.append(SheetPart(sheet.get("name", ""), path))
    return found


def read(content: bytes) -> list[Grid]:
    """Return the visible sheets that hold anything.

    Raises:
        Refused: The file is broken, protected by a password, or no workbook.
    """
    with opened(content) as package:
        names = set(package.namelist())
        if "xl/workbook.xml" not in names:
            raise broken()
        texts = _texts(package) if "xl/sharedStrings.xml" in names else []
        styles = _styles(package) if "xl/styles.xml" in names else _Styles()
        return [_grid(package, one, texts, styles) for one in sheets_of(package)]


def _texts(package: zipfile.ZipFile) -> list[str]:
    tree = parsed(part(package, "xl/sharedStrings.xml"))
    return [_said(one) for one in tree.iterchildren(f"{{{MAIN}}}si")]


def _said(element: Any) -> str:
    """Return the text of a string item without its phonetic hints."""
    hints = {id(t) for p in element.iter(f"{{{MAIN}}}rPh") for t in p.iter(f"{{{MAIN}}}t")}
    return "".join(t.text or "" for t in element.iter(f"{{{MAIN}}}t") if id(t) not in hints)


def _styles(package: zipfile.ZipFile) -> _Styles:
    tree = parsed(part(package, "xl/styles.xml"))
    formats = {
        one.get("numFmtId"): one.get("formatCode", "") for one in tree.iter(f"{{{MAIN}}}numFmt")
    }
    borders = [
        any(side.get("style") for side in one) for one in tree.iterfind(f"{{{MAIN}}}borders/*")
    ]
    found = _Styles()
    for xf in tree.iterfind(f"{{{MAIN}}}cellXfs/*"):
        number, border = xf.get("numFmtId", "0"), whole(xf.get("borderId"))
        code = _QUOTED.sub("", formats.get(number, "")).lower()
        dated = any(mark in code for mark in ("y", "d")) or ("m" in code and "0" not in code)
        found.dates.append(dated or (number.isdigit() and int(number) in DATE_FORMATS))
        found.boxes.append(border < len(borders) and borders[border])
    return found


def corner(reference: str) -> tuple[int, int]:
    """Return row and column, from 0, of A1. Raises Refused for no reference."""
    match = _REF.fullmatch(reference)
    if not match:
        raise broken()
    col = 0
    for letter in match[1]:
        col = col * 26 + ord(letter) - 64
    return int(match[2]) - 1, col - 1


def reference(row: int, col: int) -> str:
    """Return A1 for row and column, from 0."""
    letters, left = "", col + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _grid(package: zipfile.ZipFile, sheet: SheetPart, texts: list[str], styles: _Styles) -> Grid:
    tree = parsed(part(package, sheet.path))
    cells: dict[tuple[int, int], Cell] = {}
    for element in tree.iter(f"{{{MAIN}}}c"):
        row, col = corner(element.get("r", ""))
        if row < MOST_ROWS and col < MOST_COLUMNS:
            cells[(row, col)] = _cell(element, row, col, texts, styles)
        if len(cells) > MOST_CELLS:
            raise Refused(_("表太大，一张表最多 %(n)s 格。") % {"n": MOST_CELLS}, field="file")
    _merge(tree, cells)
    return Grid(sheet.name, cells)


def _cell(element: Any, row: int, col: int, texts: list[str], styles: _Styles) -> Cell:
    style = element.get("s", "0")
    number = whole(style)
    boxed = number < len(styles.boxes) and styles.boxes[number]
    formula = element.find(f"{{{MAIN}}}f") is not None
    dated = number < len(styles.dates) and styles.dates[number]
    return Cell(row, col, _text(element, texts, dated), formula=formula, boxed=boxed)


def _text(element: Any, texts: list[str], dated: bool) -> str:
    value = element.findtext(f"{{{MAIN}}}v") or ""
    match element.get("t", "n"):
        case "s":
            return texts[int(value)] if value.isdigit() and int(value) < len(texts) else ""
        case "inlineStr":
            return _said(element)
        case "n":
            return _day(value) if dated and value else value
    return str(value)


def _day(value: str) -> str:
    """Return a day as a month's head is read: 2026年3月."""
    try:
        day = date(1899, 12, 30) + timedelta(int(float(value)))
    except (ValueError, OverflowError):
        return value
    return f"{day.year}年{day.month}月"


def _merge(tree: Any, cells: dict[tuple[int, int], Cell]) -> None:
    left_over = MOST_MERGED
    for merged in tree.iter(f"{{{MAIN}}}mergeCell"):
        first, _colon, last = merged.get("ref", "").partition(":")
        (top, left), (bottom, right) = corner(first), corner(last or first)
        bottom, right = min(bottom, MOST_ROWS - 1), min(right, MOST_COLUMNS - 1)
        if not (top <= bottom and left <= right):
            continue
        left_over -= (bottom - top + 1) * (right - left + 1)
        if left_over < 0:
            raise Refused(_("合并的格太多，请只保留要填的表再上传。"), field="file")
        held = cells.get((top, left)) or Cell(top, left, boxed=False)
        for spot in [s for s in cells if top <= s[0] <= bottom and left <= s[1] <= right]:
            del cells[spot]
        cells[(top, left)] = Cell(
            top, left, held.text, bottom - top + 1, right - left + 1, held.formula, held.boxed
        )


# -- filling in ---------------------------------------------------------------------------------


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
            changed[sheet.path] = _written(tree)
        changed |= _add_sheet(package, title, sources, styles)
        changed["xl/styles.xml"] = styles.written()
        return _packed(package, changed)


def _packed(package: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in package.infolist():
            packed.writestr(one, changed.get(one.filename) or package.read(one.filename))
        for name in changed.keys() - set(package.namelist()):
            packed.writestr(name, changed[name])
    return out.getvalue()


def _written(tree: Any) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


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

    def written(self) -> bytes:
        return _written(self.tree)


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
        text.text = put.text
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
    sheet, addresses = _source_sheet(sources, styles.head())
    found = {
        "xl/workbook.xml": _written(book),
        "xl/_rels/workbook.xml.rels": _written(links),
        "[Content_Types].xml": _written(types),
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


WIDTHS = (10, 34, 14, 24, 22, 18, 10, 60)


def _source_sheet(sources: Sequence[Source], head: str) -> tuple[bytes, bytes]:
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
        line = etree.SubElement(data, f"{{{MAIN}}}row", r=str(row + 1))
        for col, text in enumerate(source.cells):
            cell = etree.SubElement(line, f"{{{MAIN}}}c", r=reference(row, col), t="inlineStr")
            if row == 0:
                cell.set("s", head)
            inside = etree.SubElement(cell, f"{{{MAIN}}}is")
            etree.SubElement(inside, f"{{{MAIN}}}t").text = text
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
    return _written(tree), _written(links) if pointed else b""
