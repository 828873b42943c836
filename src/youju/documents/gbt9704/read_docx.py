"""Reads back what a DOCX says: each character with its font, each paragraph's text."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def blank(char: str) -> bool:
    """Say whether a character leaves no ink, so that it does not count."""
    return char.isspace() or char in "\u200b\u2060\ufeff"


@dataclass
class Content:
    """The parts of a DOCX that the check needs."""

    parts: dict[str, Any]
    characters: list[tuple[str, str]] = field(default_factory=list)  # character, font
    body_paragraphs: list[str] = field(default_factory=list)  # over the full width
    other_paragraphs: list[str] = field(default_factory=list)  # signature, date, captions
    page_starts: set[str] = field(default_factory=set)  # texts that may end a page early
    headers: list[list[tuple[str, str]]] = field(default_factory=list)  # repeated rows


def read_content(docx: bytes) -> Content:
    """Read the document part, styles, settings and footers of a DOCX."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        }
    content = Content(parts)
    body = parts["word/document.xml"].find(f"{W}body")
    for paragraph in body.iter(f"{W}p"):
        _read_paragraph(paragraph, content)
    for table in body.iter(f"{W}tbl"):
        header = [
            pair
            for row in table.iterfind(f"{W}tr")
            if row.find(f"{W}trPr/{W}tblHeader") is not None
            for paragraph in row.iter(f"{W}p")
            for pair in paragraph_characters(paragraph)
        ]
        if header:
            content.headers.append(header)
    return content


def paragraph_characters(paragraph: Any) -> list[tuple[str, str]]:
    """Return the inked characters of a paragraph's own runs, each with its font."""
    found: list[tuple[str, str]] = []
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p")) is not paragraph:
            continue
        fonts = run.find(f"{W}rPr/{W}rFonts")
        font = "" if fonts is None else fonts.get(f"{W}eastAsia", "")
        for text in run.iterfind(f"{W}t"):
            found.extend((char, font) for char in text.text or "" if not blank(char))
    return found


def _read_paragraph(paragraph: Any, content: Content) -> None:
    characters = paragraph_characters(paragraph)
    content.characters.extend(characters)
    text = "".join(char for char, _ in characters)
    properties = paragraph.find(f"{W}pPr")
    indent = properties.find(f"{W}ind")
    sides = indent is not None and any(
        indent.get(W + name) for name in ("left", "right", "hanging")
    )
    in_cell = next(paragraph.iterancestors(f"{W}tc"), None) is not None
    early = any(properties.find(W + name) is not None for name in ("pageBreakBefore", "keepNext"))
    if early:
        content.page_starts.add(text)
    align = properties.find(f"{W}jc")
    full = align is None or align.get(f"{W}val") == "both"
    if full and not (sides or in_cell) and text:
        content.body_paragraphs.append(text)
    elif text:
        content.other_paragraphs.append(text)
