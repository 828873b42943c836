"""A new ledger from the head and rows of a table, as the text of a catalogue file. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import yaml

from youju.kernel.labels import bare_head
from youju.ledgers.matching import SERIAL_WORDS, WHEN_WORDS
from youju.ledgers.sheets import Table
from youju.ledgers.whens import read_when

PERSONAL = re.compile(r"姓名|身份证|证件号|电话|手机|住址|家庭地址|联系方式|出生|银行卡|病情|户主")
_NUMBER = re.compile(r"(约|近)?[\d,.]+(余|多)?[^\d]{0,4}")
SAMPLE = 200


def ledger_text(table: Table, label: str, code: str, module: str, today: date) -> str:
    """Return the text of a catalogue file for a table: numbers are counted, days date the entry,
    few short words become choices. Columns of personal data are left out, and named at the top."""
    columns: list[dict[str, Any]] = []
    left_out = []
    when = ""
    for n, head in enumerate(table.heads):
        name, unit = bare_head(head)
        cells = [row[n] for _number, row in table.rows[:SAMPLE] if row[n]]
        if not name or name in SERIAL_WORDS:
            continue
        if PERSONAL.search(name):
            left_out.append(name)
        elif not when and _is_when(name, cells, today):
            when = name
        else:
            columns.append(_field(name, unit, cells, len(columns) + 1))
    data: dict[str, Any] = {"code": code, "label": label, "module": module, "rhythm": "each"}
    if when:
        data["when_label"] = when[:20]
    text = next((one for one in columns if one["type"] in ("text", "place")), None)
    if text is not None:
        data["title"] = f"{{{text['key']}}}"
    data["fields"] = columns
    data["measures"] = _measures(label, columns)
    head_note = f"# 个人信息不进台账，没有收：{'、'.join(left_out)}\n" if left_out else ""
    return head_note + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)


def _is_when(name: str, cells: list[str], today: date) -> bool:
    if not cells or not (name in WHEN_WORDS or "日期" in name or "时间" in name):
        return False
    return sum(_reads_as_when(cell, today) for cell in cells) >= 0.8 * len(cells)


def _reads_as_when(cell: str, today: date) -> bool:
    try:
        read_when(cell, today)
    except ValueError:
        return False
    return True


def _field(name: str, unit: str, cells: list[str], n: int) -> dict[str, Any]:
    found: dict[str, Any] = {"key": f"c{n:02}", "label": name[:30]}
    numbers = sum(1 for cell in cells if _NUMBER.fullmatch(cell))
    distinct = set(cells)
    if cells and numbers >= 0.8 * len(cells):
        return found | {"type": "quantity", "units": [unit or "个"]}
    if re.search(r"地点|地址|位置|场所|路段", name):
        return found | {"type": "place"}
    if any(len(cell) > 100 for cell in cells):
        return found | {"type": "long"}
    few = len(cells) >= 10 and len(distinct) <= 8 and all(len(cell) <= 8 for cell in distinct)
    if few:
        return found | {"type": "choice", "choices": sorted(distinct)}
    return found | {"type": "text"}


def _measures(label: str, columns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{"name": f"{label}条数", "of": "entry", "unit": "条"}]
    found += [
        {"name": f"{label}{one['label']}", "of": one["key"], "unit": one["units"][0]}
        for one in columns
        if one["type"] == "quantity"
    ]
    return found
