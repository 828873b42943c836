"""Telling units what happened to a selection or a nomination, after the commit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction

from youju.inbox.actions import tell_unit
from youju.organisations.queries import Unit
from youju.organisations.rules import Role

KINDS: dict[str, str] = {
    "honours.nominated": "收到推荐",
    "honours.reviewed": "推荐的审核结果",
    "honours.objection": "收到公示异议",
    "honours.awarded": "表彰结果",
    "honours.warned": "称号被警示或撤销",
}
OFFICE = (Role.OFFICE, Role.STAFF, Role.UNIT_USER)


def tell(
    unit: Unit, kind: str, title: str, url: str, now: datetime, roles: Iterable[Role] = OFFICE
) -> None:
    """Tell those in these roles at the unit itself, once the act is committed."""
    told = partial(tell_unit, unit, tuple(roles), kind=kind, title=title, url=url, now=now)
    transaction.on_commit(told)
