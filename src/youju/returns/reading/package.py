"""The package that an office file is: its parts, read as untrusted XML and written again. Pure."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from youju.kernel.refusal import Refused
from youju.kernel.workbook import Unreadable, unpacked_size

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MOST_UNPACKED = 80 * 2**20
MOST_XML = 16 * 2**20  # a part that is parsed; a form of 8,000 cells has less than two
_REF = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def parsed(content: bytes) -> Any:
    """Return the tree of a part of the package. Raises Refused for broken XML."""
    try:
        tree = etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        raise broken() from error
    if tree.getroottree().docinfo.doctype:  # office files have none: entities are somebody's trick
        raise broken()
    return tree


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
        package = zipfile.ZipFile(io.BytesIO(content))
        xml = [
            one.file_size for one in package.infolist() if one.filename.endswith((".xml", ".rels"))
        ]
        if max(xml, default=0) > MOST_XML:
            raise Refused(
                _("表太大：里面有成片的空行或格式。请把要填的表复制到新文件里，再上传。"),
                field="file",
            )
        return package
    except (Unreadable, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise broken() from error


def part(package: zipfile.ZipFile, name: str) -> bytes:
    """Return a part of the package. Raises Refused where it is missing or broken."""
    try:
        return package.read(name)
    except (KeyError, zipfile.BadZipFile, RuntimeError, ValueError, EOFError, OSError) as error:
        raise broken() from error


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


def written(tree: Any) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
