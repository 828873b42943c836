"""A workbook of 10,000 rows taken into a ledger: by the clock, and in seconds of processor."""

from __future__ import annotations

import io
import time
from datetime import date, timedelta
from typing import Any

import xlsxwriter
from django.utils import timezone

from scripts.large_city import world
from youju.facts.actions import publish_measures
from youju.kernel.ids import new_key
from youju.ledgers import imports
from youju.ledgers.facts_made import ENTRY_KIND
from youju.ledgers.matching import propose
from youju.ledgers.queries import ledger_at
from youju.ledgers.sheets import read_sheets, table_of
from youju.organisations.models import Membership, Person, Unit
from youju.organisations.rules import Role, UnitKind

ROWS = 10_000
HEADS = [
    "序号",
    "社区",
    "日期",
    "行动",
    "地点",
    "参加人数",
    "垃圾（车）",
    "小广告（处）",
    "对联（幅）",
    "说明",
]


def workbook(names: list[str]) -> bytes:
    """Return a file as a street would hand it in: a row of a hundred names no community."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("整治台账")
    sheet.write_row(0, 0, HEADS)
    for n in range(ROWS):
        name = "无名社区" if n % 100 == 99 else names[n % len(names)]
        day = date(2025, 1, 1) + timedelta(n % 365)
        number = "余" if n % 7 == 0 else ""
        cells = [n + 1, name, day.isoformat(), f"第{n % 53}周清洁日", f"{name}{n % 211}号楼前"]
        cells += [
            f"{20 + n % 31}人",
            f"{1 + n % 9}{number}",
            n % 17,
            n % 5,
            f"第{n}次，清理后复查合格",
        ]
        sheet.write_row(n + 1, 0, cells)
    book.close()
    return out.getvalue()


def figures() -> dict[str, Any]:
    """Take the file in as the page and the command do; the limit is 20 s by the clock."""
    if not Unit.objects.exists():
        world.plant()
    street = Unit.objects.filter(kind=UnitKind.STREET).order_by("path")[0]
    person, _made = Person.objects.get_or_create(username="bench-import", defaults={"name": "量测"})
    member = Membership.objects.create(person=person, unit=street, role=Role.OFFICE)
    ledger = ledger_at(member, "cleanup").ledger
    publish_measures(ENTRY_KIND, ledger.measure_specs())
    names = list(Unit.objects.filter(parent=street).order_by("path").values_list("name", flat=True))
    content = workbook(names)
    how: Any = {"actor": member, "now": timezone.now()}
    clock, processor = time.perf_counter(), time.process_time()
    batch = imports.receive_file(content, "整治.xlsx", unit=street, key=new_key(), **how)
    sheet = read_sheets(content, "整治.xlsx")[0]
    columns = propose(table_of(sheet, 0).heads, ledger)
    imports.map_columns(
        batch.pk, ledger="cleanup", sheet=sheet.name, header_row=0, columns=columns, **how
    )
    done = imports.import_now(batch.pk, key=new_key(), **how)
    return {
        "import_rows": ROWS,
        "import_taken": done.taken,
        "import_s": round(time.perf_counter() - clock, 1),
        "import_processor_s": round(time.process_time() - processor, 1),
    }
