"""Keeping the tallies in step with the cases: appended by every act, folded by a routine."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from youju.cases.measures import course_of
from youju.cases.models import Case, TallyChange
from youju.cases.rules.rates import COLUMNS, counts_by_month

Side = TallyChange.Side
Key = tuple[int, str, int, date, int, str, str]  # root, side, unit, month, kind, class, source
Counts = Counter[tuple[Key, str]]


def counts_of(case: Case) -> Counts:
    """Return what a case adds to the tallies of the unit where it lies, and of the one that answers."""
    months = months_of(case)
    found: Counts = Counter()
    above = case.kind.parent_code or case.kind.code
    for side, unit_id in ((Side.PLACE, case.unit_id), (Side.OWNER, case.owner_unit_id)):
        if unit_id is not None:
            for (month, column), n in months.items():
                key = (case.root_id, side.value, unit_id, month, case.kind_id, above, case.source)
                found[(key, column)] += n
    return found


def months_of(case: Case) -> Counter[tuple[date, str]]:
    """Return what a case counts, by first day of the month and column: the same for both units."""
    course = course_of(case)
    return counts_by_month(course, course.reported or timezone.localdate(case.received_at))


def append(before: Counts, after: Counts) -> None:
    """Append the difference that an act made."""
    after = Counter(after)
    after.subtract(before)
    rows: dict[Key, dict[str, int]] = {}
    for (key, column), n in after.items():
        if n:
            rows.setdefault(key, {})[column] = n
    changes = [
        TallyChange(
            root_id=root,
            side=side,
            unit_id=unit,
            month=month,
            kind_id=kind,
            class_code=above,
            source=source,
            **columns,
        )
        for (root, side, unit, month, kind, above, source), columns in rows.items()
    ]
    if changes:
        TallyChange.objects.bulk_create(changes, batch_size=500)


_NAMES = ", ".join(COLUMNS)
_SUMS = ", ".join(f"SUM(c.{name})" for name in COLUMNS)
_ADDED = ", ".join(f"{name} = cases_tally.{name} + excluded.{name}" for name in COLUMNS)
# A path is the ids from the root down, 7 digits each (`organisations.rules.STEP`).
_ABOVE = "CAST(substr(u.path, 7 * n.n + 1, 7) AS bigint)"
_LEVELS = " UNION ALL ".join(f"SELECT {n} AS n" for n in range(11))
_KEYS = {"kind": "CAST(c.kind_id AS varchar(40))", "class": "c.class_code", "source": "c.source"}
# First the changes of each unit are added up, then these go to every unit above.
_OWN = " UNION ALL ".join(
    f"SELECT c.root_id, c.side, c.unit_id, '{by}' AS by_what, c.month, {key} AS key_of, "  # noqa: S608
    + ", ".join(f"SUM(c.{name}) AS {name}" for name in COLUMNS)
    + f" FROM {{changes}} c GROUP BY c.root_id, c.side, c.unit_id, c.month, {key}"
    for by, key in _KEYS.items()
)
_FOLD = f"""
INSERT INTO cases_tally (root_id, side, unit_id, "by", month, "key", {_NAMES})
SELECT c.root_id, c.side, {_ABOVE}, c.by_what, c.month, c.key_of, {_SUMS}
FROM ({_OWN}) c JOIN organisations_unit u ON u.id = c.unit_id
  JOIN ({_LEVELS}) n ON 7 * n.n < length(u.path)
GROUP BY c.root_id, c.side, {_ABOVE}, c.by_what, c.month, c.key_of
ON CONFLICT (unit_id, side, "by", month, "key") DO UPDATE SET {_ADDED}
"""  # noqa: S608  the parts are constants above


def fold() -> None:
    """Fold the appended changes into the tallies. One folder at a time; readers see either form."""
    if not TallyChange.objects.exists():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended('cases.fold', 0))")
            if cursor.fetchone() == (False,):
                return
            gone = "WITH gone AS (DELETE FROM cases_tallychange RETURNING *) "
            cursor.execute(gone + _FOLD.format(changes="gone"))
        else:
            cursor.execute(_FOLD.format(changes="cases_tallychange"))
            TallyChange.objects.all().delete()


def own_sums(changes: str) -> str:
    """Return the SQL of the sums of each unit alone, in three lists, from what stands after FROM."""
    return _OWN.format(changes=changes)


def alone() -> None:
    """Wait until nobody folds, and keep all others from folding and appending to the end of this."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('cases.fold', 0))")
            cursor.execute("LOCK TABLE cases_tallychange IN SHARE ROW EXCLUSIVE MODE")
