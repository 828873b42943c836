"""Care at home: what an elder is served with, how often, by whom, and who waits; pure."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.care.rules.visits import check_day
from youju.kernel.refusal import Refused


class What(StrEnum):
    CARE = "care"
    COMFORT = "comfort"
    HAIR = "hair"
    CHECKUP = "checkup"
    MEALS = "meals"
    CLEANING = "cleaning"


# How often each is usual, in days.
USUAL: dict[What, int] = {
    What.CARE: 7,
    What.COMFORT: 14,
    What.HAIR: 30,
    What.CHECKUP: 90,
    What.MEALS: 1,
    What.CLEANING: 7,
}
LEAST_AGE = 60


def check_service(age: int | None, every: int, provider: str, has_provider: bool) -> None:
    """Refuse a service for somebody who is not old, without a rhythm, or by nobody."""
    if age is not None and age < LEAST_AGE:
        raise Refused(_("居家养老服务登记给 %(n)s 岁以上的老人。") % {"n": LEAST_AGE})
    if not 1 <= every <= 366:
        raise Refused(_("间隔在 1 到 366 天之间。"), field="every_days")
    if not provider.strip() and not has_provider:
        raise Refused(_("写明由谁服务：单位、志愿队，或姓名。"), field="provider")


def check_call(on: date, since: date, until: date | None, today: date) -> None:
    """Refuse a service before it was arranged, after it ended, or ahead."""
    check_day(on, today)
    if on < since or (until is not None and on > until):
        raise Refused(_("日期不在服务的起止日期之内。"), field="on")


def check_end(since: date, until: date, today: date) -> None:
    """Refuse an end before the beginning, or ahead."""
    if not since <= until <= today:
        raise Refused(_("结束日期在开始以后、今天以前。"), field="on")


def due_on(since: date, last: date | None, every: int) -> date:
    """Return by when the next service should be."""
    return (last or since) + timedelta(days=every)


def days_late(due: date, today: date) -> int:
    """Return by how many days a service is late, 0 if it is not."""
    return max((today - due).days, 0)
