"""What must follow when units stand elsewhere: the paths of cases, and the tallies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from youju.audit.actions import SYSTEM
from youju.cases import recount
from youju.jobs import actions as jobs
from youju.jobs.registry import Report
from youju.kernel.ids import new_key

JOB = "cases.rebuild"
_PATHS = """
UPDATE cases_case SET {column} = (SELECT path FROM organisations_unit u WHERE u.id = cases_case.{unit})
WHERE {unit} IN (SELECT id FROM organisations_unit) AND {column} <>
  (SELECT path FROM organisations_unit u WHERE u.id = cases_case.{unit})
"""


def tree_changed(now: datetime) -> None:
    """Bring the paths of cases up to date in the act that moved units; the tallies follow in a job."""
    with connection.cursor() as cursor:
        for column, unit in (("path", "unit_id"), ("owner_path", "owner_unit_id")):
            cursor.execute(_PATHS.format(column=column, unit=unit))
    jobs.start(JOB, "重算问题统计", actor=SYSTEM, now=now, payload={}, key=new_key())


def rebuild(job_id: int, payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Make all tallies again: the handler of the job."""
    recount.rebuild()
    return {"text": "问题统计已按现在的单位关系重算"}
