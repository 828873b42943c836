"""A volunteer's way through the register, and the unified number; pure.

Source:
    志愿服务记录与证明出具办法（民政部令第67号）: 基本信息、服务、培训、表彰、评价, true and exact;
    MZ/T 061-2015: a number of its own instead of the ID number. The number's form is ours.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused


class State(StrEnum):
    APPLIED = "applied"
    DECLINED = "declined"
    REGISTERED = "registered"
    TRAINED = "trained"
    SERVING = "serving"
    LEFT = "left"


CHANGES: dict[State, frozenset[State]] = {
    State.APPLIED: frozenset({State.REGISTERED, State.DECLINED}),
    State.DECLINED: frozenset({State.REGISTERED}),
    State.REGISTERED: frozenset({State.TRAINED, State.SERVING, State.LEFT}),
    State.TRAINED: frozenset({State.SERVING, State.LEFT}),
    State.SERVING: frozenset({State.LEFT}),
    State.LEFT: frozenset({State.REGISTERED}),  # comes back, with the same number
}
ACTIVE = frozenset({State.REGISTERED, State.TRAINED, State.SERVING})


class Grade(StrEnum):
    EXCELLENT = "excellent"
    GOOD = "good"
    BASIC = "basic"
    FAILED = "failed"


def check_change(before: State, after: State) -> None:
    """Refuse a change of state that cannot follow."""
    if after not in CHANGES[before]:
        raise Refused(_("这名志愿者现在的状态不能办这一步，请刷新页面核对。"))


def check_active(state: State) -> None:
    """Refuse whoever is not in the register now."""
    if state not in ACTIVE:
        raise Refused(_("还没有登记注册或者已经退出，请先办注册。"), field="volunteer")


def check_person(name: str, adult: bool, consent: bool) -> None:
    """Refuse to keep somebody without a name, under 18, or without consent."""
    if not name.strip():
        raise Refused(_("填姓名。"), field="name")
    if not adult:
        raise Refused(
            _("未满 18 周岁的不建个人档案，由学校或监护人带队参加，活动里记人数。"), field="adult"
        )
    if not consent:
        raise Refused(_("要本人同意登记这些信息，才能保存。"), field="consent")


def check_double(before: str) -> None:
    """Refuse somebody who stands in the register already; `before` says who."""
    if before:
        raise Refused(
            _("这个手机号已登记为 %(who)s，不用重复登记。") % {"who": before}, field="phone"
        )


def number_head(code: str, year: int) -> str:
    """Return the first eight digits of a number: the district's six (GB/T 2260) and the year's two."""
    return f"{(code or '')[:6]:0<6}{year % 100:02}"


def full_number(head: str, serial: int) -> str:
    """Return a unified volunteer number: 8 digits of head, 5 of serial, 1 to check (Luhn)."""
    body = f"{head}{serial:05}"
    return f"{body}{_luhn(body)}"


def is_number(text: str) -> bool:
    """Return whether it is a number of this form with the right last digit."""
    return len(text) == 14 and text.isascii() and text.isdigit() and _luhn(text[:-1]) == text[-1]


def _luhn(body: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def check_training(on: date, hours: Decimal | None, today: date) -> None:
    """Refuse a training that lies ahead or took no time."""
    if on > today:
        raise Refused(_("培训日期还没有到，办完再记。"), field="on")
    if hours is not None and not 0 < hours <= 24:
        raise Refused(_("一次培训的学时在 0 到 24 之间。"), field="hours")


def check_assessment(year: int, registered_on: date, today: date) -> None:
    """Refuse the assessment of a year that has not begun, or before the volunteer came."""
    if not registered_on.year <= year <= today.year:
        raise Refused(_("考核年度应在注册那年到今年之间。"), field="year")


def check_leaving(on: date, registered_on: date, today: date) -> None:
    """Refuse a day of leaving before registration or ahead."""
    if not registered_on <= on <= today:
        raise Refused(_("退出日期应在注册之后、今天以前。"), field="on")
