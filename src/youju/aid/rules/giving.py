"""Drives for donations, grants to pupils: what came in, what goes out; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.quantity import Quantity, number_text
from youju.kernel.refusal import Refused

MOST = 100_000_000  # yuan in one gift: more is a slip of the pen


class Donor(StrEnum):
    UNIT = "unit"
    PERSON = "person"


class Receiver(StrEnum):
    """Who gets what was given."""

    HOUSEHOLD = "household"
    PERSON = "person"
    PUPIL = "pupil"
    UNIT = "unit"


class Help(StrEnum):
    """Kinds of help for pupils and children."""

    SCHOOL = "school"
    EXAM = "exam"
    COMPUTER = "computer"
    SHOES = "shoes"
    STREET = "street"


def check_drive(name: str, since: date, until: date | None, today: date) -> None:
    """Refuse a drive without a name, one to come, or one that ends before it begins."""
    if not name.strip():
        raise Refused(_("填募捐活动的名称。"), field="name")
    if since > today:
        raise Refused(_("开始日期不能晚于今天；还没有开始的，到时再登记。"), field="since")
    if until is not None and until < since:
        raise Refused(_("结束日期早于开始日期，请核对。"), field="until")


def check_day(on: date, since: date, today: date, field: str = "on") -> None:
    """Refuse a day before the drive, or one to come."""
    if not since <= on <= today:
        raise Refused(_("日期应在活动开始之后、今天以前。"), field=field)


def check_donation(
    donor: Donor, name: str, unnamed: bool, donors: int, amount: Quantity | None, goods: str
) -> None:
    """Refuse a gift of nobody and a gift of nothing."""
    if donor is Donor.UNIT and not name.strip() and donors == 1:
        raise Refused(_("填捐赠单位的名称；几个单位一起登记的写个数。"), field="name")
    if donor is Donor.PERSON and not name.strip() and not unnamed and donors == 1:
        raise Refused(_("填捐赠人的姓名；本人不愿留名的勾选“不留名”。"), field="name")
    if donors < 1:
        raise Refused(_("捐赠单位或人数至少是 1。"), field="donors")
    check_gift(amount, goods)


def check_gift(amount: Quantity | None, goods: str) -> None:
    """Refuse neither money nor goods, and money of nought."""
    if amount is None and not goods.strip():
        raise Refused(_("填金额或物资，至少一项。"), field="amount")
    if amount is not None and not (amount.value or 0) > 0:
        raise Refused(_("金额应大于 0。"), field="amount")


def check_most(money: Quantity, field: str) -> None:
    """Refuse more yuan than can be meant."""
    if (money.value or 0) > MOST:
        raise Refused(_("一次最多记 1亿元，请核对金额和单位。"), field=field)


def check_handing(given: Decimal, handed: Decimal, amount: Decimal | None) -> None:
    """Refuse to hand over more than came in. Of 10余万元 there are at least 10万."""
    if amount is not None and handed + amount > given:
        left = max(given - handed, Decimal(0))
        told = {"given": number_text(given), "left": number_text(left)}
        words = _("已收 %(given)s元，还可发放 %(left)s元；发放不能超过收到的。")
        raise Refused(words % told, field="amount")


def check_withdrawing(counts: bool, why: str) -> None:
    """Refuse to take back twice, or without a word why."""
    if not counts:
        raise Refused(_("已经撤回。"))
    if len(why.strip()) < 2:
        raise Refused(_("写明撤回的原因。"), field="why")


def check_publishing(donations: int, since: date | None) -> None:
    """Refuse to publish a drive without gifts, or twice."""
    if since is not None:
        raise Refused(_("已经公开。"))
    if not donations:
        raise Refused(_("还没有登记捐款捐物，没有可公开的。"))


def counted(pupils: Quantity | None) -> Quantity | None:
    """Return how many were helped, counted in 名 whatever word was typed; refuse what counts no people."""
    if pupils is None:
        return None
    if pupils.unit not in ("", "名", "人", "个"):
        raise Refused(_("受助人数用“名”或“人”。"), field="pupils")
    return replace(pupils, unit="名")


def check_grant(
    pupils: Quantity | None, amount: Quantity | None, goods: str, on: date, today: date
) -> None:
    """Refuse a grant to nobody, of nothing, or to come."""
    if pupils is None or not (pupils.value or 0) > 0:
        raise Refused(_("填受助人数，或逐人登记。"), field="pupils")
    check_gift(amount, goods)
    if on > today:
        raise Refused(_("日期还没有到。"), field="on")


def check_listed(
    pupils: Quantity, amount: Quantity | None, listed: int, amounts: Sequence[Decimal | None]
) -> None:
    """Refuse a list that does not agree with what was told of the whole."""
    if pupils.exact and listed > (pupils.value or 0):
        raise Refused(_("逐人登记的已经够 %(n)s 人，请核对人数。") % {"n": f"{pupils.value:f}"})
    told = sum((one for one in amounts if one is not None), Decimal(0))
    if amount is not None and told and told > (amount.value or 0):
        words = _("逐人登记的合计 %(told)s元，超过总额 %(whole)s，请核对。")
        raise Refused(words % {"told": number_text(told), "whole": amount.text()}, field="amount")
    if amount is None and told:
        raise Refused(_("这一批没有资金，不填金额。"), field="amount")


def check_consent(consent: bool, guardian: str) -> None:
    """Refuse a child whose guardian did not agree."""
    if not guardian.strip():
        raise Refused(_("填监护人姓名；流浪儿童填救助机构的经办人。"), field="guardian")
    if not consent:
        raise Refused(_("未成年人要监护人同意，才能登记。"), field="consent")
