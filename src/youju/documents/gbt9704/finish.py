"""A document with its PDF, the 版记 on the last side of the sheet."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf

from .model import Document
from .render import to_pdf
from .writer import write_docx


def finished(document: Document, *, double_sided: bool = False) -> tuple[bytes, bytes]:
    """Return the DOCX and its PDF.

    Printed on both sides, the 版记 belongs on an even page: if the pages come out odd, it
    is written once more with the 版记 on the page after.

    Raises:
        Refused: As `write_docx` and `to_pdf` do.
    """
    docx = write_docx(document)
    pdf = to_pdf(docx)
    if not double_sided or document.imprint is None or _pages(pdf) % 2 == 0:
        return docx, pdf
    later = replace(document, imprint=replace(document.imprint, new_page=True))
    docx = write_docx(later)
    return docx, to_pdf(docx)


def _pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
