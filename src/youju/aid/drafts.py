"""The facts that each kind of record makes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from youju.aid.models import (
    Contact,
    Donation,
    Drive,
    Grant,
    Handover,
    Pairing,
    Payment,
    Tally,
    Visit,
)
from youju.aid.models.giving import YUAN, money
from youju.aid.rules.giving import Donor
from youju.aid.rules.paying import Level
from youju.facts.actions import Draft
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.kernel.quantity_text import parse_quantity
from youju.organisations.queries import PARTS, Unit
from youju.residents.measures import blurred

TOPIC = "AID"
STOCK, FLOW, DISTINCT = Adds.STOCK, Adds.FLOW, Adds.DISTINCT
LEVELS = {
    Level.PROVINCE: "省级文明单位",
    Level.CITY: "市级文明单位",
    Level.COUNTY: "县级文明单位",
    Level.OTHER: "其他单位",
}


def _spec(
    code: str, name: str, unit: str, adds: Adds = FLOW, *words: str, **more: Any
) -> MeasureSpec:
    return MeasureSpec(f"aid.{code}", name, unit, adds, TOPIC, words, **more)


# Counted by the month's tally of a unit; those of people and households are blurred.
STANDING = (
    _spec("paired", "结对帮扶户", "户", STOCK, "结对困难户", "结对特困户"),
    *(_spec(f"paired_{one}", f"{name}结对帮扶户", "户", STOCK) for one, name in LEVELS.items()),
    _spec("stand_ins", "爱心家长结对儿童", "人", STOCK, "爱心家长"),
    _spec("files", "留守流动儿童建档", "人", STOCK),
)
OPEN = (_spec("registers", "留守流动儿童信息库", "个", STOCK, "留守儿童信息库"),)
# What happened since the year began: stocks that begin anew each year, so that small months add up truly.
HAPPENED = (
    _spec("wishes", "征集微心愿", "个", STOCK, "征集心愿"),
    _spec("wishes_done", "圆梦", "名", STOCK, "实现微心愿", "圆梦行动"),
    _spec("companions", "一帮一陪伴", "名", STOCK, "一帮一"),
    _spec("pupils", "助学受助学生", "名", STOCK, "资助贫困学生", "受助学生"),
    _spec("street", "救助流浪儿童", "人", STOCK, "流浪儿童救助"),
)
TALLIED: tuple[MeasureSpec, ...] = (*STANDING, *OPEN, *HAPPENED)
SUMMED: tuple[MeasureSpec, ...] = (
    _spec("helpers", "结对帮扶单位", "个", DISTINCT),
    *(_spec(f"helpers_{one}", f"结对帮扶{name}", "个", DISTINCT) for one, name in LEVELS.items()),
    _spec("paid", "结对帮扶资金", YUAN, FLOW, "帮扶资金", parts=tuple(f"aid.paid_{one}" for one in LEVELS)),
    *(_spec(f"paid_{one}", f"{name}帮扶资金", YUAN) for one, name in LEVELS.items()),
    _spec("visits", "结对走访", "次"),
    _spec("drives", "募捐活动", "场", FLOW, "公益募捐活动"),
    _spec("donated", "公益募捐", YUAN, FLOW, "捐款", "募捐款"),
    _spec("donor_units", "捐赠单位", "个", FLOW, "捐款单位"),
    _spec("donors", "捐赠人数", "人", FLOW, "捐款人数"),
    _spec("worth", "捐赠物资折款", YUAN),
    _spec("handed", "发放募捐款", YUAN, FLOW, "发放捐款"),
    _spec("granted", "助学救助资金", YUAN, FLOW, "助学金", "助学资金"),
    _spec("pieces", "助学物资", "件", FLOW, "文具书籍"),
    _spec("contacts", "爱心家长联系", "次"),
)  # fmt: skip
MEASURES = (*TALLIED, *SUMMED)
UNIT_OF = {one.code: one.unit for one in MEASURES}
BLURRED = frozenset(one.code for one in (*STANDING, *HAPPENED))


def _one(unit: Unit, code: str, on: date, told: int | Decimal | Quantity = 1, **more: Any) -> Draft:
    full = f"aid.{code}"
    quantity = told if isinstance(told, Quantity) else Quantity(Decimal(told), UNIT_OF[full])
    return Draft(unit, full, replace(quantity, unit=UNIT_OF[full]), around(on, Grain.DAY), **more)


def helper_series(pairing: Pairing) -> str:
    """Return what stands for a helping unit, wherever it helps."""
    text = f"{pairing.unit.root_id}:{''.join(pairing.helper.split())}"
    return f"helper:{hashlib.sha256(text.encode()).hexdigest()[:20]}"


def _helper(pairing: Pairing, on: date) -> Iterator[Draft]:
    for code in ("helpers", f"helpers_{pairing.level}"):
        yield _one(pairing.unit, code, on, series=helper_series(pairing))


def of_pairing(one: Pairing) -> Iterator[Draft]:
    """The helping unit, on the day it began."""
    yield from _helper(one, one.since)


def of_payment(one: Payment) -> Iterator[Draft]:
    """The money, by the level of who paid it."""
    if one.counts:
        for code in ("paid", f"paid_{one.pairing.level}"):
            yield _one(one.pairing.unit, code, one.on, one.amount)
        yield from _helper(one.pairing, one.on)


def of_visit(one: Visit) -> Iterator[Draft]:
    if one.counts:
        yield _one(one.pairing.unit, "visits", one.on)


def of_drive(one: Drive) -> Iterator[Draft]:
    yield _one(one.unit, "drives", one.since)


def of_donation(one: Donation) -> Iterator[Draft]:
    if not one.counts:
        return
    unit = one.drive.unit
    code = "donor_units" if one.donor == Donor.UNIT else "donors"
    yield _one(unit, code, one.on, one.donors)
    for code, told in (("donated", one.money), ("worth", money(one.worth))):
        if told is not None:
            yield _one(unit, code, one.on, told)


def of_handover(one: Handover) -> Iterator[Draft]:
    if one.amount is not None and one.counts:
        yield _one(one.drive.unit, "handed", one.on, one.amount)


def of_grant(one: Grant) -> Iterator[Draft]:
    if not one.counts:
        return
    if (told := one.money) is not None:
        yield _one(one.unit, "granted", one.on, told)
    if one.pieces:
        yield _one(one.unit, "pieces", one.on, parse_quantity(one.pieces, "件"))


def of_contact(one: Contact) -> Iterator[Draft]:
    if one.counts:
        yield _one(one.stand_in.unit, "contacts", one.on)


def of_tally(one: Tally) -> Iterator[Draft]:
    """What was counted of a month, on its day; nothing of a grid, which its community counts."""
    if one.unit.kind in PARTS:
        return
    for code, text in sorted(one.counts.items()):
        full = f"aid.{code}"
        if full in UNIT_OF:
            told = parse_quantity(text, UNIT_OF[full])
            yield _one(one.unit, code, one.on, blurred(told) if full in BLURRED else told)
