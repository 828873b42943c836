"""Telling units what happened to a case: after the commit, through the inbox."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.urls import NoReverseMatch, reverse

from youju.cases.models import Case
from youju.inbox.actions import tell, tell_unit
from youju.organisations.queries import Membership, Unit
from youju.organisations.rules import Role

GRAVE = "cases.grave"
KINDS: dict[str, str] = {
    GRAVE: "严重问题上报",
    "cases.given": "派来问题",
    "cases.asked": "待裁定的异议、延期",
    "cases.settled": "异议、延期的答复",
    "cases.rectified": "待复核问题",
    "cases.back": "复核不通过",
    "cases.reopened": "问题重新办理",
    "cases.due": "问题将到期",
    "cases.late": "问题逾期",
    "cases.raised": "上报求助",
    "cases.answered": "求助答复",
    "cases.review": "挂账到期回看",
}
WORKERS = (Role.STAFF, Role.OFFICE, Role.UNIT_USER)
OFFICES = (Role.STAFF, Role.OFFICE)


def page_of(case: Case) -> str:
    """Return the page of a case; "" while the pages are not there."""
    try:
        return reverse("cases:case", args=[case.pk])
    except NoReverseMatch:
        return ""


def tell_workers(unit: Unit, kind: str, title: str, case: Case, now: datetime) -> None:
    """Tell those who work at a unit, once the act is committed."""
    _later(partial(tell_unit, unit, WORKERS, kind=kind, title=title, url=page_of(case), now=now))


def tell_offices(unit: Unit, kind: str, title: str, case: Case, now: datetime) -> None:
    """Tell those who dispatch at a unit, once the act is committed."""
    _later(partial(tell_unit, unit, OFFICES, kind=kind, title=title, url=page_of(case), now=now))


def tell_roles(
    unit: Unit, roles: Iterable[Role], kind: str, title: str, case: Case, now: datetime
) -> None:
    """Tell certain roles at a unit, once the act is committed."""
    _later(
        partial(tell_unit, unit, tuple(roles), kind=kind, title=title, url=page_of(case), now=now)
    )


def tell_members(
    members: Iterable[Membership], kind: str, title: str, case: Case, now: datetime
) -> None:
    """Tell certain members, once the act is committed."""
    _later(partial(tell, list(members), kind=kind, title=title, url=page_of(case), now=now))


def _later(telling: Callable[[], object]) -> None:
    transaction.on_commit(telling)
