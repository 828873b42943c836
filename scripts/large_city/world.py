"""A large made-up city, written straight into the tables: units, measures, facts.

Every number follows from its row's number, so that two runs measure the same city.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from scripts.large_city.bulk import without_indexes
from youju.facts import totals
from youju.facts.actions import publish_measures
from youju.facts.models import Fact
from youju.facts.rules import Adds, MeasureSpec
from youju.organisations.models import Unit
from youju.organisations.rules import UnitKind, path_of

MEASURES = 200
MADE_AT = datetime(2026, 11, 21, tzinfo=UTC)
CHUNK = 1_000_000  # facts in one statement


def plant() -> None:
    """Make one city of 10 districts, 100 streets and 1,000 communities."""
    with transaction.atomic():
        city = _unit(None, UnitKind.CITY, "城")
        for district_no in range(10):
            district = _unit(city, UnitKind.DISTRICT, f"区{district_no}")
            for street_no in range(10):
                street = _unit(district, UnitKind.STREET, f"街道{district_no}{street_no}")
                for community_no in range(10):
                    name = f"社区{district_no}{street_no}{community_no}"
                    _unit(street, UnitKind.COMMUNITY, name)


def _unit(parent: Unit | None, kind: UnitKind, name: str) -> Unit:
    made = Unit(kind=kind, name=name, short_name=name, parent=parent, root_id=0, path=f"-{name}")
    if parent is not None:
        made.path, made.root_id = f"-{parent.pk}-{name}", parent.root_id
    made.save()
    made.path = path_of(parent.path if parent else "", made.pk)
    made.root_id = parent.root_id if parent else made.pk
    made.save(update_fields=["path", "root_id"])
    return made


TOPICS = ("ENV", "PRJ", "INS", "PUB", "VOL", "AID", "ACT", "HON", "LAW", "ORG")


def publish() -> None:
    """Put 200 measures into the catalogue: every tenth a stock, the others flows, of ten modules."""
    publish_measures(
        "bench.record",
        [
            MeasureSpec(
                f"bench.m{n}",
                f"量测项{n}",
                "个",
                Adds.STOCK if n % 10 == 9 else Adds.FLOW,
                topic=TOPICS[n % len(TOPICS)],
            )
            for n in range(MEASURES)
        ],
    )


# n is the fact's number. Places and measures fill all months of three years; one of 20 says 余, one of
# 50 约.
_SQLITE = """
INSERT INTO facts_fact (root_id, id, unit_id, measure_id, start, "end", grain, value, qualifier, per,
  share_key, series, source_kind, source_id, made_at)
WITH RECURSIVE counter(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM counter WHERE n < {last}),
placed AS (
  SELECT n, n % {units} AS u, (n / {units}) % {measures} AS m, n / {units} / {measures} AS k FROM counter
), dated AS (
  SELECT n, u, m, printf('%d-%02d-%02d', 2024 + (k + u) % 3, 1 + (k / 3 * 5 + u / 10 + m) % 12,
    1 + (n * 13) % 28) AS day FROM placed
)
SELECT {root}, printf('%032x', n), ids.id, {measure} + m, day, day, 'day', 1 + n % 97,
  CASE WHEN n % 20 = 0 THEN '余' WHEN n % 50 = 1 THEN '约' ELSE '' END, '', '', '', 'bench.record',
  n / 4, '{made}'
FROM dated JOIN bench_place ids ON ids.place = u
"""
_POSTGRES = """
INSERT INTO facts_fact (root_id, id, unit_id, measure_id, start, "end", grain, value, qualifier, per,
  share_key, series, source_kind, source_id, made_at)
WITH placed AS (
  SELECT n, n % {units} AS u, (n / {units}) % {measures} AS m, n / {units} / {measures} AS k
  FROM generate_series({first}, {last}) AS n
), dated AS (
  SELECT n, u, m, make_date(2024 + ((k + u) % 3)::int, 1 + ((k / 3 * 5 + u / 10 + m) % 12)::int,
    1 + ((n * 13) % 28)::int) AS day FROM placed
)
SELECT {root}, lpad(to_hex(n), 32, '0')::uuid, ids.id, {measure} + m, day, day, 'day', 1 + n % 97,
  CASE WHEN n % 20 = 0 THEN '余' WHEN n % 50 = 1 THEN '约' ELSE '' END, '', '', '', 'bench.record',
  (n / 4)::text, '{made}'
FROM dated JOIN bench_place ids ON ids.place = u
"""


def load(first: int, last: int) -> None:
    """Write facts number `first` to `last` − 1, without their indexes, then these."""
    postgres = connection.vendor == "postgresql"
    places = list(Unit.objects.filter(kind=UnitKind.COMMUNITY).order_by("path"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT MIN(id) FROM facts_measure WHERE source_kind = 'bench.record'")
        measure = cursor.fetchone()[0]
        cursor.execute("CREATE TEMPORARY TABLE bench_place (place bigint PRIMARY KEY, id bigint)")
        cursor.executemany(
            "INSERT INTO bench_place VALUES (%s, %s)", [(n, u.pk) for n, u in enumerate(places)]
        )
        with without_indexes(Fact):
            for start in range(first, last, CHUNK):
                words = {
                    "units": len(places),
                    "measures": MEASURES,
                    "first": start,
                    "last": min(start + CHUNK, last) - 1,
                    "root": places[0].root_id,
                    "measure": measure,
                    "made": MADE_AT.strftime("%Y-%m-%d %H:%M:%S+00"),
                }
                cursor.execute((_POSTGRES if postgres else _SQLITE).format(**words))
        cursor.execute("DROP TABLE bench_place")
    settle()


def settle() -> None:
    """Bring the planner up to date, and sweep on PostgreSQL, as the database does by itself in time; and
    let its counters go on after the rows that were made with keys of their own."""
    with connection.cursor() as cursor:
        for line in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(line)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def total() -> None:
    """Make the totals in SQL, and let the database settle."""
    totals.rebuild()
    settle()
