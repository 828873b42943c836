"""Visits to households, and the rounds before festivals; pure."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

BACK = timedelta(days=366)  # how late something may be written down
ROUND = 100  # days that a round may last


class By(StrEnum):
    """Who came."""

    COMMUNITY = "community"
    LEADER = "leader"
    UNIT = "unit"
    VOLUNTEER = "volunteer"


def check_day(on: date, today: date, field: str = "on") -> None:
    """Refuse a day ahead, or so long ago that its year's figures are told."""
    if on > today:
        raise Refused(_("日期还没有到，做过再记。"), field=field)
    if on < today - BACK:
        raise Refused(_("只能补记一年以内的，请核对年份。"), field=field)


def check_visit(on: date, visitors: str, today: date) -> None:
    """Refuse a visit ahead, long ago, or by nobody."""
    check_day(on, today)
    if not visitors.strip():
        raise Refused(_("填走访人，几个人用顿号隔开。"), field="visitors")


def check_brought(money: Decimal | None, worth: Decimal | None) -> None:
    """Refuse to have brought less than nothing."""
    for field, amount in (("money", money), ("worth", worth)):
        if (amount or 0) < 0:
            raise Refused(_("金额不能小于 0，没有就不填。"), field=field)


def cheers(money: Decimal | None, goods: str, worth: Decimal | None) -> bool:
    """Return whether something was brought: then a visit (走访) is also 慰问."""
    return bool(money or worth or goods.strip())


def check_round(name: str, since: date, until: date) -> None:
    """Refuse a round without a name, one that ends before it begins, and one without an end in sight."""
    if not name.strip():
        raise Refused(_("填名称，如 2027年春节慰问。"), field="name")
    if until < since:
        raise Refused(_("结束日期早于开始日期，请核对。"), field="until")
    if until - since > timedelta(days=ROUND):
        raise Refused(_("一批慰问不超过 %(n)s 天，分批登记。") % {"n": ROUND}, field="until")
