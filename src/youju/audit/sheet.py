"""The log as an Excel sheet."""

from __future__ import annotations

import json
from collections.abc import Iterable
from io import BytesIO

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.queries import Entry
from youju.audit.registry import kind_label, label_of

MOST_ROWS = 100_000


def log_sheet(entries: Iterable[Entry]) -> bytes:
    """Return the entries as an .xlsx file. Every cell is text, so that none can be a formula."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True, "in_memory": False}) as book:
        sheet = book.add_worksheet(_("审计日志"))
        heads = (_("时间"), _("何人"), _("何事"), _("结果"), _("对象"), _("对象编号"), _("说明"))
        rows = [heads]
        for number, head in enumerate(rows[0]):
            sheet.write_string(0, number, head)
        for line, entry in enumerate(entries, start=1):
            for number, text in enumerate(_cells(entry)):
                sheet.write_string(line, number, text)
    return file.getvalue()


def _cells(entry: Entry) -> tuple[str, ...]:
    return (
        timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S"),
        entry.actor_label,
        label_of(entry.act),
        entry.get_outcome_display(),
        kind_label(entry.subject_kind),
        entry.subject_id,
        json.dumps(entry.detail, ensure_ascii=False, default=str) if entry.detail else "",
    )
