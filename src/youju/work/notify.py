"""Telling units what happened to a task or checklist, after the commit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction

from youju.inbox.actions import tell_unit
from youju.organisations.queries import Unit, answering
from youju.organisations.rules import Role

KINDS: dict[str, str] = {
    "work.opened": "收到任务",
    "work.finished": "任务待验收",
    "work.returned": "任务验收不通过",
    "work.confirmed": "任务验收通过",
    "work.extended": "任务延期",
    "work.cancelled": "任务取消",
    "work.soon": "任务快到期",
    "work.late": "任务逾期",
    "work.raised": "任务逾期上报",
    "work.checklist": "收到迎检清单",
    "work.meeting": "收到会议通知",
}
DOERS = (Role.STAFF, Role.OFFICE, Role.UNIT_USER)
WITH_LEADER = (*DOERS, Role.LEADER)
ISSUERS = (Role.OFFICE, Role.STAFF, Role.UNIT_USER)
OFFICE = (Role.OFFICE, Role.LEADER)


def tell(unit: Unit, roles: Iterable[Role], kind: str, title: str, url: str, now: datetime) -> None:
    """Tell those in these roles at the unit itself, or the one that took it in, once the act is committed."""
    there = answering(unit)
    told = partial(tell_unit, there, tuple(roles), kind=kind, title=title, url=url, now=now)
    transaction.on_commit(told)
