"""Telling units what happened to a notice, after the commit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction

from youju.inbox.actions import tell_unit
from youju.organisations.queries import Unit
from youju.organisations.rules import Role
from youju.supervision.models import Notice

KINDS: dict[str, str] = {
    "supervision.issued": "收到整改通知书",
    "supervision.replied": "整改通知书待复查",
    "supervision.back": "复查不通过",
    "supervision.struck": "整改通知书销号",
}
ANSWERERS = (Role.STAFF, Role.OFFICE, Role.UNIT_USER, Role.LEADER)
ISSUERS = (Role.OFFICE, Role.INSPECTOR, Role.STAFF)


def tell(unit: Unit, roles: Iterable[Role], kind: str, notice: Notice, now: datetime) -> None:
    """Tell those in these roles at the unit itself, once the act is committed."""
    url = notice.get_absolute_url()
    told = partial(tell_unit, unit, tuple(roles), kind=kind, title=str(notice), url=url, now=now)
    transaction.on_commit(told)
