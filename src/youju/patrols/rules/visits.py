"""Visits, places and inspections: words, checks and small sums; pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused

LATE_AFTER = timedelta(hours=24)
CLOCK_LEEWAY = timedelta(minutes=10)
MOST_FINDINGS = 60
NOTE = 200
MOST_ITEMS, ITEM = 60, 80


class Readiness(StrEnum):
    UNSEEN = "unseen"
    READY = "ready"
    REPAIR = "repair"
    MISSING = "missing"


class Way(StrEnum):
    """What a visit looked at: the place itself, the papers (软件材料), or both."""

    SITE = "site"
    PAPERS = "papers"
    BOTH = "both"


class Purpose(StrEnum):
    """Why somebody went: each counts under its own name."""

    PATROL = "patrol"
    SUPERVISION = "supervision"
    RESIDENTS = "residents"
    CLEANING = "cleaning"
    LESSON = "lesson"
    MOCK = "mock"


class TeamKind(StrEnum):
    RESIDENTS = "residents"
    SUPERVISION = "supervision"
    SANITATION = "sanitation"


class Heard(StrEnum):
    """Where an opinion was heard."""

    VISIT = "visit"
    RECEPTION = "reception"
    CHAT = "chat"
    BOX = "box"
    MEETING = "meeting"


class InspectionKind(StrEnum):
    PROVINCE = "province"
    NATION = "nation"
    DYNAMIC = "dynamic"
    UNDERCOVER = "undercover"
    INDEX = "index"
    MOCK = "mock"


@dataclass(frozen=True, slots=True)
class Fault:
    """What failed: an item of the checklist (or "" for something else), in words."""

    item: str
    text: str
    corrected: bool = False
    photos: tuple[int, ...] = ()


def check_times(done_at: datetime, now: datetime) -> bool:
    """Return whether the visit came in over a day after it was made; refuse one not made yet."""
    if done_at > now + CLOCK_LEEWAY:
        raise Refused(_("巡查时间还没有到，请核对日期和时间。"), field="done_at")
    return now - done_at > LATE_AFTER


def check_faults(
    known: Mapping[str, str], passed: Collection[str], faults: Sequence[Fault]
) -> list[Fault]:
    """Return the faults with their words; refuse items that the checklist does not have.

    Args:
        known: Code -> text of the checklist's items; empty where a unit without one is visited.
        passed: Codes that were found in order.
    """
    strange = (set(passed) | {one.item for one in faults if one.item}) - set(known)
    if strange:
        raise Refused(_("检查表里没有这一项，请刷新检查表后再记。"), field="items")
    if both := set(passed) & {one.item for one in faults}:
        label = known[min(both)]
        raise Refused(_("“%(item)s”同时记了合格和不合格。") % {"item": label}, field="items")
    if len(faults) > MOST_FINDINGS:
        raise Refused(_("一次最多记 %(n)s 个问题。") % {"n": MOST_FINDINGS}, field="items")
    return [_worded(one, known) for one in faults]


def _worded(fault: Fault, known: Mapping[str, str]) -> Fault:
    text = fault.text.strip()
    if not text and not fault.item:
        raise Refused(_("写一句问题是什么，或选检查表里的一项。"), field="items")
    if len(text) > NOTE:
        raise Refused(_("问题最多写 %(n)s 个字。") % {"n": NOTE}, field="items")
    said = text or _("未做到：%(item)s") % {"item": known[fault.item]}
    return Fault(fault.item, said[:NOTE], fault.corrected, fault.photos)


def check_lines(lines: Sequence[str]) -> list[str]:
    """Return the lines of a checklist without blanks; refuse none, too many, long or doubled ones."""
    found = [one.strip() for one in lines if one.strip()]
    if not 1 <= len(found) <= MOST_ITEMS:
        raise Refused(_("检查表写 1 到 %(n)s 项，一行一项。") % {"n": MOST_ITEMS}, field="items")
    if long := [one for one in found if len(one) > ITEM]:
        told = {"n": ITEM, "item": long[0][:20]}
        raise Refused(_("一项最多 %(n)s 个字：%(item)s……") % told, field="items")
    if doubled := [one for one in found if found.count(one) > 1]:
        raise Refused(_("“%(item)s”写了两次。") % {"item": doubled[0]}, field="items")
    return found


def check_people(people: Quantity | None) -> None:
    """Refuse a number of people that cannot be: 人次, whole, one number."""
    if people is None:
        return
    if people.unit not in ("", "人", "人次", "名") or people.upper is not None or people.per:
        raise Refused(_("人次只填一个数，如 4 或 360余。"), field="people")
    value = people.value
    if value is None or not (0 < value <= 100_000 and value == value.to_integral_value()):
        raise Refused(_("人次填整数，如 4 或 360余。"), field="people")


def check_readiness(readiness: Readiness, missing: str) -> str:
    """Return what is missing; refuse 有缺项 without saying what."""
    text = missing.strip()
    if readiness is Readiness.MISSING and not text:
        raise Refused(_("写明缺什么，责任单位才知道补什么。"), field="missing")
    return "" if readiness in (Readiness.READY, Readiness.UNSEEN) else text


def check_position(lat: float | None, lng: float | None) -> None:
    """Refuse half a position, or one that is nowhere."""
    if (lat is None) != (lng is None):
        raise Refused(_("经度和纬度要一起填，或都不填。"), field="lng")
    if lat is not None and lng is not None and not (-90 <= lat <= 90 and -180 <= lng <= 180):
        raise Refused(_("纬度在 ±90 之间，经度在 ±180 之间。"), field="lat")


def days_left(on: date, today: date) -> int:
    """Return how many days there are to a date; negative once it has passed."""
    return (on - today).days


def check_result(
    on: date,
    today: date,
    score: Decimal | None,
    full: Decimal | None,
    rank: int | None,
    of: int | None,
) -> None:
    """Refuse the result of an inspection that cannot be."""
    if on > today:
        raise Refused(_("检查日期还没有到，等检查完再填结果。"))
    if score is not None and score < 0:
        raise Refused(_("得分不能小于 0。"), field="score")
    if score is not None and full is not None and score > full:
        raise Refused(_("得分高于满分，请核对。"), field="score")
    if rank is not None and of is not None and rank > of:
        raise Refused(_("名次大于参评单位数，请核对。"), field="rank")


def check_lost(
    points: Decimal | None, score: Decimal | None, full: Decimal | None, lost: Decimal
) -> None:
    """Refuse points lost that are more than the score has room for."""
    if points is None:
        return
    if points <= 0:
        raise Refused(_("失分填大于 0 的数；不知道失几分就留空。"), field="points")
    if score is not None and full is not None and lost + points > full - score:
        room = full - score - lost
        raise Refused(
            _("满分减得分只余 %(n)s 分，失分加起来超过了，请核对。")
            % {"n": f"{room.normalize():f}"},
            field="points",
        )
