"""Telling units of what they are to answer for, after the commit: one message for many items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from youju.inbox.actions import tell_unit
from youju.organisations.queries import Unit
from youju.organisations.rules import Role
from youju.standards.models import Duty

KINDS = {
    "standards.duties_given": "收到指标分工",
    "standards.duty_back": "指标分工被退回",
    "standards.duty_kept": "指标分工维持",
    "standards.duty_ended": "指标分工解除",
    "standards.duties_reminded": "指标分工待认领",
    "standards.duties_soon": "指标分工快到期",
}
DOERS = (Role.STAFF, Role.OFFICE, Role.UNIT_USER)


def tell(unit: Unit, kind: str, title: str, url: str, now: datetime) -> None:
    """Tell those who work at the unit itself, once the act is committed."""
    told = partial(tell_unit, unit, DOERS, kind=kind, title=title, url=url, now=now)
    transaction.on_commit(told)


def tell_units(duties: Iterable[Duty], kind: str, words: str, now: datetime) -> int:
    """Tell each unit in one message of all its duties; return how many units."""
    rows = list(duties)
    units = {one.unit_id: one.unit for one in rows}
    for unit_id, n in Counter(one.unit_id for one in rows).items():
        tell(units[unit_id], kind, words % {"n": n}, mine_url(), now)
    return len(units)


def mine_url() -> str:
    return reverse("standards:my_items")


def url_of(duty: Duty) -> str:
    return reverse("standards:duty", args=[duty.pk])


def given_words() -> str:
    return _("收到测评指标分工 %(n)s 条，请认领")
