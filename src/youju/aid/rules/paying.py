"""Pairing a unit with a household, what is due in a year, and paying it; pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

MOST = Decimal(1_000_000)  # 元 for one household and year
REMIND_FROM = 10  # the month from which on what is not paid is told


class Level(StrEnum):
    """Of the helper's title as a civilised unit."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    OTHER = "other"


class Standing(StrEnum):
    """How a pairing stands in a year."""

    PAID = "paid"
    PART = "part"
    DUE = "due"
    FREE = "free"  # nothing was promised for the year


def check_pairing(helper: str, yearly: Decimal, since: date, until: date | None) -> None:
    """Refuse a pairing with nobody, an amount that cannot be, or an end before the beginning."""
    if not helper.strip():
        raise Refused(_("填帮扶单位的名称。"), field="helper")
    check_amount(yearly, "yearly")
    if until is not None and until < since:
        raise Refused(_("结束日期早于开始日期，请核对。"), field="until")


def check_amount(amount: Decimal, field: str = "amount") -> None:
    """Refuse nothing, and more than can be meant."""
    if not 0 < amount <= MOST:
        raise Refused(_("金额应大于 0，不超过 100万元。"), field=field)


def check_households(chosen: int, paired: int) -> None:
    """Refuse no household, and one that another unit is paired with already."""
    if not chosen:
        raise Refused(_("勾选结对的住户。"), field="households")
    if paired:
        why = _("有 %(n)s 户已经结对；换单位先结束原来的结对。") % {"n": paired}
        raise Refused(why, field="households")


def check_end(since: date, until: date | None, on: date) -> None:
    """Refuse to end what has ended, or before it began."""
    if until is not None:
        raise Refused(_("这对结对已经结束。"))
    if on < since:
        raise Refused(_("结束日期早于开始日期，请核对。"), field="on")


def holds_in(year: int, since: date, until: date | None) -> bool:
    """Return whether a pairing held on any day of a year."""
    return since.year <= year and (until is None or until.year >= year)


def due_in(
    year: int, yearly: Decimal, plans: Mapping[int, Decimal], since: date, until: date | None
) -> Decimal:
    """Return what is due in a year: the year's own plan, else the yearly amount; nought outside."""
    return plans.get(year, yearly) if holds_in(year, since, until) else Decimal(0)


def standing(due: Decimal, paid: Decimal) -> Standing:
    """Return how a year stands."""
    if not due:
        return Standing.FREE
    if paid >= due:
        return Standing.PAID
    return Standing.PART if paid else Standing.DUE


def check_payment(year: int, on: date, since: date, until: date | None, today: date) -> None:
    """Refuse a payment ahead of its day, or for a year in which the pairing did not hold."""
    if on > today:
        raise Refused(_("付款日期还没有到。"), field="on")
    if not holds_in(year, since, until):
        raise Refused(_("这一年没有结对，请核对年度。"), field="year")


def check_once(year: int, due: Decimal, paid: Decimal, amount: Decimal, why: str) -> None:
    """Refuse to pay more than a year's due without saying why it is paid once more."""
    if paid and paid + amount > due and len(why.strip()) < 4:
        told = {"year": year, "paid": f"{paid.normalize():f}", "due": f"{due.normalize():f}"}
        words = _(
            "%(year)s年已付 %(paid)s元，应付 %(due)s元。同一年不重复付款；确实要再付，写明原因，不少于 4 个字。"
        )
        raise Refused(words % told, field="again")


def check_visit(on: date, since: date, today: date) -> None:
    """Refuse a visit before the pairing or ahead."""
    if not since <= on <= today:
        raise Refused(_("走访日期应在结对之后、今天以前。"), field="on")
