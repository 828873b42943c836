"""A ledger's list as an Excel file that no spreadsheet runs as formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from youju.kernel.workbook_out import workbook
from youju.ledgers.models import Entry
from youju.ledgers.spec import Field, Ledger
from youju.ledgers.values import quantity_of, show_value

MOST_ROWS = 100_000


def ledger_file(ledger: Ledger, entries: Iterable[Entry], title: str) -> bytes:
    """Return the entries as a workbook: exact numbers as numbers, everything else as text."""
    heads = [
        ledger.when_label,
        "单位",
        "名称",
        *(one.heading for one in ledger.fields),
        *(("期限", "状态") if ledger.due else ()),
        "来源",
        "登记时间",
    ]
    rows = (
        [*_plain(entry), *_cells(ledger.fields, entry), *_due(ledger, entry), *_tail(entry)]
        for entry in entries
    )
    return workbook(ledger.label, title, heads, rows)


def _plain(entry: Entry) -> list[Any]:
    day = entry.period.code if entry.period.known else "不详"
    return [day, entry.unit.name, entry.title]


def _cells(fields: Sequence[Field], entry: Entry) -> list[Any]:
    return [_cell(one, entry.values.get(one.key)) for one in fields]


def _due(ledger: Ledger, entry: Entry) -> list[Any]:
    if ledger.due is None:
        return []
    now = entry.standing(ledger, timezone.localdate())
    return [entry.due_on.isoformat() if entry.due_on else "", now.label if now else ""]


def _tail(entry: Entry) -> list[Any]:
    return [str(entry.get_source_display()), f"{entry.received_at:%Y-%m-%d %H:%M}"]


def _cell(one: Field, kept: Any) -> Any:
    quantity = quantity_of(kept) if one.is_number else None
    if quantity is not None and quantity.exact and quantity.unit == one.unit and not quantity.per:
        return float(quantity.value or 0)
    return show_value(one, kept)


def rejects_file(heads: Sequence[str], rejects: Iterable[dict[str, Any]]) -> bytes:
    """Return the refused rows as they came, each with its row number and the reasons."""
    rows = ([one["row"], *one["cells"], one["reasons"]] for one in rejects)
    return workbook("未导入", "未导入的行：改好后可以直接再导入", ["原行号", *heads, "原因"], rows)
