"""Telling units about surveys, after the commit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction

from youju.inbox.actions import tell_unit
from youju.organisations.queries import Unit
from youju.organisations.rules import Role
from youju.surveys.models import Survey

KINDS: dict[str, str] = {
    "surveys.opened": "问卷调查开始",
    "surveys.closed": "问卷调查结束",
}
ASKERS = (Role.STAFF, Role.OFFICE, Role.GRID_WORKER)
READERS = (Role.OFFICE, Role.LEADER, Role.STAFF)


def tell(
    units: Iterable[Unit], roles: Iterable[Role], kind: str, survey: Survey, now: datetime
) -> None:
    """Tell those in these roles at each of the units, once the act is committed."""
    url = survey.get_absolute_url()
    for unit in units:
        told = partial(
            tell_unit, unit, tuple(roles), kind=kind, title=survey.title, url=url, now=now
        )
        transaction.on_commit(told)
