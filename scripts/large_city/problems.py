"""A large register of problems, written straight into the table: every number follows from its row's."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from scripts.large_city import world
from scripts.large_city.bulk import keys_on_trust, without_indexes
from youju.cases.models import Case, CaseEvent, Kind
from youju.organisations.models import Unit
from youju.organisations.rules import UnitKind, path_of

SLOTS = 4001  # prime, so that slots, units and kinds mix
LAST = datetime(2026, 11, 21, 17, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CHUNK = 100_000  # cases in one statement
EVERY = timedelta(hours=6, minutes=30)
OPEN_SLOTS = 120  # the latest cases are still open: three in a hundred
SOURCES = ("grid", "grid", "patrol", "resident", "hotline", "supervision", "self_check")
OPEN_STATES = (
    "dispatched",
    "dispatched",
    "rectified",
    "filed",
    "reported",
    "disputed",
    "dispatched",
)
STEPS = (
    "slot", "state", "source", "received", "filed", "refused", "dispatched", "due", "rectified", "closed", "on_time",
    "counted", "title",
)  # fmt: skip


def plant_bureaus() -> None:
    """Put ten bureaus below each district: who answers for the problems there."""
    for district in Unit.objects.filter(kind=UnitKind.DISTRICT).order_by("path"):
        for n in range(10):
            made = Unit(
                kind=UnitKind.BUREAU,
                name=f"{district.name}局{n}",
                short_name=f"{district.name}局{n}",
                parent=district,
                root_id=district.root_id,
                path=f"-{district.pk}-{n}",
            )
            made.save()
            made.path = path_of(district.path, made.pk)
            made.save(update_fields=["path"])


def slot(n: int) -> dict[str, Any]:
    """Return the course of the cases of one slot."""
    received = LAST - EVERY * (SLOTS - 1 - n)
    filed = received + timedelta(minutes=20)
    dispatched = filed + timedelta(minutes=30)
    due = dispatched + timedelta(hours=24)
    rectified = dispatched + timedelta(hours=2 + (n * 7) % 30)
    closed = rectified + timedelta(hours=3)
    found: dict[str, Any] = dict.fromkeys(STEPS)
    source = SOURCES[n % len(SOURCES)]
    found |= {
        "slot": n,
        "received": received,
        "source": source,
        "title": f"金桥路{n % 97}号暴露垃圾",
    }
    state = "closed" if n % 25 else "refused"
    if n >= SLOTS - OPEN_SLOTS:
        state = OPEN_STATES[n % len(OPEN_STATES)]
    found["state"] = state
    if state == "refused":
        found["refused"] = filed
    if state not in ("refused", "reported"):
        found["filed"] = filed
    if state in ("dispatched", "disputed", "rectified", "closed"):
        found |= {"dispatched": dispatched, "due": due}
    if state in ("rectified", "closed"):
        found["rectified"] = rectified
    if state == "closed":
        late = rectified > due
        found |= {
            "closed": closed,
            "on_time": not late,
            "counted": (due if late else closed).date(),
        }
    return found


_INSERT = """
INSERT INTO cases_case ({columns})
WITH RECURSIVE counter(n) AS ({counter})
SELECT {values}
FROM counter JOIN bench_slot s ON s.slot = counter.n % {slots}
  JOIN bench_unit u ON u.place = counter.n % {units}
  JOIN bench_kind k ON k.place = counter.n % {kinds}
"""
_COUNTER = {
    "postgresql": "SELECT generate_series({first}, {last})",
    "sqlite": "SELECT {first} UNION ALL SELECT n + 1 FROM counter WHERE n < {last}",
}
_WORKED = "CASE WHEN s.dispatched IS NULL THEN {otherwise} ELSE {value} END"
VALUES: dict[str, str] = {
    "root_id": "{root}",
    "unit_id": "u.id",
    "path": "u.path",
    "number": "'量问〔2026〕' || n || '号'",
    "kind_id": "k.id",
    "source": "s.source",
    "state": "s.state",
    "severity": "1 + n % 3",
    "title": "s.title",
    "place": "'金桥路'",
    "lat": "31.2 + (n % 2003) * 0.00015",
    "lng": "120.4 + (n % 1999) * 0.00025",
    "quantity": "''",
    "description": "''",
    "reporter_name": "''",
    "reporter_phone": "''",
    "origin_kind": "''",
    "origin_id": "''",
    "done_at": "s.received",
    "received_at": "s.received",
    "late": "{no}",
    "made_by_id": "NULL",
    "made_by_label": "'量测'",
    "filed_at": "s.filed",
    "refused_at": "s.refused",
    "dispatched_at": "s.dispatched",
    "owner_unit_id": _WORKED.format(otherwise="NULL", value="u.owner"),
    "owner_path": _WORKED.format(otherwise="''", value="u.owner_path"),
    "limit": _WORKED.format(otherwise="NULL", value="8"),
    "limit_unit": _WORKED.format(otherwise="''", value="'work_hour'"),
    "due_at": "s.due",
    "rectified_at": "s.rectified",
    "rectified_by_id": "CASE WHEN s.rectified IS NULL THEN NULL ELSE {worker} END",
    "rectify_note": "''",
    "closed_at": "s.closed",
    "on_time": "s.on_time",
    "counted_on": "s.counted",
    "reworks": "0",
    "reopened": "0",
    "joint": "{no}",
    "hard": "{no}",
    "raised": "{no}",
    "extension_asked": "{no}",
    "watch_step": "0",
}


def load(first: int, last: int, worker_id: int) -> None:
    """Write cases number `first` to `last` − 1."""
    with connection.cursor() as cursor:
        counts = _helpers(cursor)
        postgres = connection.vendor == "postgresql"
        words = {
            **counts,
            "root": Unit.objects.order_by("path")[0].root_id,
            "no": "false" if postgres else "0",
            "worker": worker_id,
        }
        values = ", ".join(VALUES.values()).format(**words)
        columns = ", ".join(f'"{name}"' for name in VALUES)
        with keys_on_trust(), without_indexes(Case):
            for start in range(first, last, CHUNK):
                told = {"first": start, "last": min(start + CHUNK, last) - 1}
                counter = _COUNTER[connection.vendor].format(**told)
                sql = _INSERT.format(columns=columns, values=values, counter=counter, **words)
                cursor.execute(sql)
        for table in ("slot", "unit", "kind"):
            cursor.execute(f"DROP TABLE bench_{table}")
    world.settle()


def _helpers(cursor: Any) -> dict[str, int]:
    """Make three small tables: the courses, the places with who answers for each, the kinds."""
    moment, yes = Case._meta.get_field("due_at"), Case._meta.get_field("on_time")
    types = {
        **dict.fromkeys(STEPS, moment.db_type(connection)),
        "slot": "bigint",
        "state": "varchar(10)",
        "source": "varchar(12)",
        "on_time": yes.db_type(connection),
        "counted": "date",
        "title": "varchar(120)",
    }
    told = ", ".join(f"{name} {types[name]}" for name in STEPS)
    cursor.execute(f"CREATE TEMPORARY TABLE bench_slot ({told})")
    rows = [slot(n) for n in range(SLOTS)]
    marks = ", ".join(["%s"] * len(STEPS))
    adapted = [[_adapted(row[name], name) for name in STEPS] for row in rows]
    cursor.executemany(f"INSERT INTO bench_slot VALUES ({marks})", adapted)
    units = list(Unit.objects.filter(kind=UnitKind.COMMUNITY).order_by("path"))
    bureaus = list(Unit.objects.filter(kind=UnitKind.BUREAU).order_by("path"))
    cursor.execute(
        "CREATE TEMPORARY TABLE bench_unit (place bigint, id bigint, path varchar(80), owner bigint, "
        "owner_path varchar(80))"
    )
    for n, unit in enumerate(units):
        owner = bureaus[n // 100 * 10 + n % 10]
        cursor.execute(
            "INSERT INTO bench_unit VALUES (%s, %s, %s, %s, %s)",
            [n, unit.pk, unit.path, owner.pk, owner.path],
        )
    kinds = list(Kind.objects.exclude(parent_code="").order_by("pk").values_list("pk", flat=True))
    cursor.execute("CREATE TEMPORARY TABLE bench_kind (place bigint, id bigint)")
    cursor.executemany("INSERT INTO bench_kind VALUES (%s, %s)", list(enumerate(kinds)))
    for table in ("slot", "unit", "kind"):
        first = "slot" if table == "slot" else "place"
        cursor.execute(f"CREATE UNIQUE INDEX bench_{table}_at ON bench_{table} ({first})")
        cursor.execute(f"ANALYZE bench_{table}")
    return {"slots": SLOTS, "units": len(units), "kinds": len(kinds)}


def _adapted(value: Any, name: str) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


TRAIL = (
    ("report", "", "reported", "received_at"),
    ("file", "reported", "filed", "filed_at"),
    ("dispatch", "filed", "dispatched", "dispatched_at"),
    ("rectify", "dispatched", "rectified", "rectified_at"),
    ("pass", "rectified", "closed", "closed_at"),
)


def tell(case: Case) -> None:
    """Write the trail of a closed case: its page is to be as long as in practice."""
    CaseEvent.objects.bulk_create(
        CaseEvent(
            case=case,
            act=act,
            before=before,
            after=after,
            at=getattr(case, moment),
            received_at=getattr(case, moment),
            member=case.rectified_by,
            label="量测",
            unit_id=case.unit_id,
            note="现场已清理干净",
        )
        for act, before, after, moment in TRAIL
    )
