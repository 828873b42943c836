"""Reading the words of archived files, so that they are found by what they say."""

from __future__ import annotations

import io
import logging
import zipfile
from datetime import datetime

import docx
from django.utils import timezone
from docx.opc.exceptions import PackageNotFoundError
from pdfminer.high_level import extract_text
from pdfminer.pdfparser import PDFSyntaxError

from youju.documents.dossiers.gather import ARCHIVE, ENTRY
from youju.documents.dossiers.paper import PDF, WORD
from youju.documents.models import PaperText
from youju.evidence.queries import Item, items_serving, open_original
from youju.kernel.refusal import Missing
from youju.ledgers.queries import entry_ids

log = logging.getLogger(__name__)
AT_ONCE = 20  # files
MOST = 200_000  # characters of one file
READABLE = (PDF, WORD, "text/plain")


def text_of(content: bytes, media_type: str) -> str:
    """Return the words of a PDF, Word or text file; "" where it cannot be read."""
    try:
        if media_type == PDF:
            return str(extract_text(io.BytesIO(content)))[:MOST]
        if media_type == WORD:
            return _word(content)[:MOST]
        return content.decode("utf-8", errors="replace")[:MOST]
    except (PDFSyntaxError, PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError):
        return ""


def _word(content: bytes) -> str:
    opened = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in opened.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in opened.paragraphs), *cells])


def read_new(*, now: datetime | None = None) -> int:
    """Read archived files that nobody has read yet, a few at a time; return how many."""
    known = PaperText.objects.values("item_id")
    items = items_serving(ENTRY, entry_ids(ARCHIVE)).filter(media_type__in=READABLE)
    waiting = list(items.exclude(pk__in=known).order_by("pk")[:AT_ONCE])
    for item in waiting:
        PaperText.objects.update_or_create(
            item=item, defaults={"text": _words(item), "read_at": now or timezone.now()}
        )
    return len(waiting)


def _words(item: Item) -> str:
    try:
        with open_original(item.stored) as file:
            return text_of(file.read(), item.media_type)
    except Missing:
        log.warning("file of evidence item %s is gone", item.pk)
        return ""
