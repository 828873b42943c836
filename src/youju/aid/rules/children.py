"""Stand-in parents and their rhythm (三知三谈四个一); files of children; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.words import Words

GROUPS = Words({"know": "三知", "talk": "三谈", "one": "四个一"})
NEEDS = ("left_behind", "moving_child", "street_child")  # of the register of needs


@dataclass(frozen=True, slots=True)
class Duty:
    """One of the three, three and four: what is done, and every how many days."""

    code: str
    group: str
    label: str
    days: int


@dataclass(frozen=True, slots=True)
class Due:
    """One duty with the day it was last done and the day it is due."""

    duty: Duty
    last: date | None
    on: date

    def late(self, today: date) -> bool:
        return self.on < today


def duties_from(rows: Sequence[Mapping[str, Any]]) -> tuple[Duty, ...]:
    """Return the rhythm that a catalogue file tells.

    Raises:
        ValueError: A code twice, an unknown group, a rhythm that is none.
    """
    found = tuple(Duty(**row) for row in rows)
    codes = [one.code for one in found]
    if len(set(codes)) < len(codes):
        raise ValueError("a code stands twice")
    for one in found:
        if one.group not in GROUPS or not 1 <= one.days <= 366:
            raise ValueError(f"odd duty {one.code}")
    return found


def due_of(
    duties: Iterable[Duty], since: date, contacts: Iterable[tuple[date, Iterable[str]]]
) -> list[Due]:
    """Return when each duty was last done and is due next: a rhythm from the last time, or from
    the beginning."""
    last: dict[str, date] = {}
    for on, codes in contacts:
        for code in codes:
            last[code] = max(on, last.get(code, on))
    return [
        Due(one, last.get(one.code), last.get(one.code, since) + timedelta(one.days))
        for one in duties
    ]


def check_stand_in(helper: str, minor: bool, fits: bool, others: int) -> None:
    """Refuse nobody, a child that is grown up or in no register of need, a child who has one."""
    if not helper.strip():
        raise Refused(_("填爱心家长的姓名，或从志愿者中选。"), field="helper")
    if not minor or not fits:
        words = _("孩子要先在住户里登记为留守、流动或流浪儿童。")
        raise Refused(words, field="child")
    if others:
        raise Refused(_("这个孩子已有爱心家长；换人先结束原来的。"), field="child")


def check_contact(on: date, since: date, today: date, done: Sequence[str]) -> None:
    """Refuse a day before the beginning or ahead, and a contact in which nothing was done."""
    if not since <= on <= today:
        raise Refused(_("联系日期应在结对之后、今天以前。"), field="on")
    if not done:
        raise Refused(_("勾选这次做了哪几项。"), field="done")


def check_file(minor: bool, fits: bool, consent: bool) -> None:
    """Refuse a file of somebody who is none of these children, or without the guardian's consent."""
    if not minor or not fits:
        raise Refused(_("先在住户里登记为留守、流动或流浪儿童。"), field="child")
    if not consent:
        raise Refused(_("未成年人要监护人同意，才能建档。"), field="consent")
