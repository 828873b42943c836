"""Pairs of a volunteer with somebody who is cared for, and visits; pure."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused


class Cared(StrEnum):
    ALONE = "alone"
    LEFT_CHILD = "left_child"
    DISABLED = "disabled"
    MIGRANT = "migrant"
    OLD = "old"
    POOR = "poor"


class Help(StrEnum):
    TALK = "talk"
    HAIR = "hair"
    CLEANING = "cleaning"
    ERRANDS = "errands"
    LESSONS = "lessons"
    HEALTH = "health"
    REPAIR = "repair"
    OTHER = "other"


def check_pair(name: str, known: bool, consent: bool, every: int | None) -> None:
    """Refuse a pair with nobody or with two, without the person's consent, or an odd rhythm.

    Args:
        known: Whether somebody of the register of residents was chosen.
    """
    if not name.strip() and not known:
        raise Refused(_("选住户登记里的人，没有登记的填姓名。"), field="name")
    if name.strip() and known:
        raise Refused(_("已选住户登记里的人，姓名不用再填。"), field="name")
    if not consent:
        raise Refused(_("要本人或监护人同意，才能登记结对。"), field="consent")
    if every is not None and not 1 <= every <= 366:
        raise Refused(_("上门间隔在 1 到 366 天之间。"), field="every_days")


def check_visit(on: date, since: date, today: date) -> None:
    """Refuse a visit before the pair or ahead."""
    if not since <= on <= today:
        raise Refused(_("上门日期应在结对之后、今天以前。"), field="on")


def next_due(since: date, last: date | None, every: int | None) -> date | None:
    """Return by when the next visit should be; None without a rhythm."""
    return (last or since) + timedelta(every) if every else None
