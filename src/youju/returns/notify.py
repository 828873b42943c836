"""Telling units of calls and answers, after the commit."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from youju.inbox.actions import tell_unit
from youju.organisations.queries import Unit
from youju.organisations.rules import Role

KINDS: dict[str, str] = {
    "returns.called": "上级要数",
    "returns.reminded": "要数催报",
    "returns.answered": "要数已答复",
}
WHO = (Role.STAFF, Role.OFFICE, Role.UNIT_USER)


def tell(unit: Unit, kind: str, title: str, url: str, now: datetime) -> None:
    """Tell those who do the work at the unit itself, once the act is committed."""
    told = partial(tell_unit, unit, WHO, kind=kind, title=title, url=url, now=now)
    transaction.on_commit(told)
