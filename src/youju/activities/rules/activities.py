"""An activity: its states, its days, its words, those who came; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.activities.rules.kinds import AMOUNTS, TEXTS, Kind, checked_amount
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.kernel.words import Words

TITLE, TEXT, NOTE, PLACE = 80, 200, 500, 60
FARTHEST = timedelta(days=2 * 366)
LONGEST = timedelta(days=62)
UNDO_FOR = timedelta(days=30)
MOST_ITEMS = 100


class State(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


# CANCELLED back: within thirty days somebody may take the cancelling back.
ALLOWED: dict[State, set[State]] = {
    State.PLANNED: {State.HELD, State.CANCELLED},
    State.HELD: {State.CANCELLED},
    State.CANCELLED: {State.PLANNED, State.HELD},
}
NAMES = Words({State.PLANNED: "计划中", State.HELD: "已举办", State.CANCELLED: "已取消"})


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a programme."""

    title: str
    by: str = ""


def check_change(old: State, new: State) -> None:
    """Refuse a change of state that is not in the table."""
    if new not in ALLOWED[old]:
        told = {"old": NAMES[old], "new": NAMES[new]}
        raise Refused(_("这次活动%(old)s，不能改为%(new)s，请刷新页面。") % told)


def check_words(kind: Kind, title: str, place: str, sort: str, details: Mapping[str, str]) -> str:
    """Return the title; refuse what is missing or too long for the kind."""
    named = title.strip()
    if not named:
        raise Refused(_("写明活动名称，如 端午节包粽子。"), field="title")
    if len(named) > TITLE:
        raise Refused(_("名称不超过 %(n)s 字。") % {"n": TITLE}, field="title")
    if sort and sort not in kind.sorts:
        raise Refused(_("请从列表中选择类别。"), field="sort")
    told = {**details, "sort": sort, "place": place}
    labels = {**TEXTS, "sort": _("类别"), "place": _("地点")}
    for name in kind.needs:
        if not told.get(name, "").strip():
            raise Refused(_("写明%(what)s。") % {"what": labels[name]}, field=name)
    for name, text in told.items():
        if len(text) > TEXT:
            raise Refused(_("不超过 %(n)s 字。") % {"n": TEXT}, field=name)
    return named


def check_days(state: State, on: date, until: date | None, today: date) -> None:
    """Refuse days that cannot be: held in the future, planned too far, or the end before the start."""
    if state is State.HELD and on > today:
        raise Refused(_("还没有到这一天，请先列为计划。"), field="on")
    if not today - 10 * FARTHEST <= on <= today + FARTHEST:
        raise Refused(_("日期太远，请核对年份。"), field="on")
    if until is not None and not on <= until <= on + LONGEST:
        raise Refused(_("结束日期不能早于开始日期，也不能超过两个月。"), field="until")


def check_hours(starts: time | None, ends: time | None) -> None:
    """Refuse an end without a start, or before it."""
    if ends is not None and (starts is None or ends <= starts):
        raise Refused(_("结束时间要晚于开始时间。"), field="ends")


def check_amounts(kind: Kind, amounts: Mapping[str, Quantity | None]) -> dict[str, Quantity]:
    """Return the numbers that were told, each as it was said; refuse those that the kind has not."""
    found = {}
    for name, quantity in amounts.items():
        if quantity is None:
            continue
        if name not in kind.numbers:
            told = {"kind": kind.label, "label": AMOUNTS[name].label}
            raise Refused(_("“%(kind)s”不填“%(label)s”。") % told, field=name)
        found[name] = checked_amount(name, quantity)
    return found


def read_programme(text: str) -> list[Item]:
    """Return the programme of a box of text: a line for each item, who performs it after a bar or tab."""
    items = []
    for line in text.replace("｜", "|").replace("\t", "|").splitlines():
        title, _bar, by = line.partition("|")
        if title.strip():
            items.append(Item(title.strip()[:TITLE], by.strip()[:PLACE]))
    if len(items) > MOST_ITEMS:
        raise Refused(_("节目不超过 %(n)s 个。") % {"n": MOST_ITEMS}, field="programme")
    return items


def check_partners(host: int, root: int, partners: Sequence[tuple[int, int]]) -> None:
    """Refuse partners that are the host itself or of another house; each is (unit id, root id)."""
    if any(one == host for one, _root in partners):
        raise Refused(_("主办单位不用再选为联合单位。"), field="partners")
    if any(other != root for _one, other in partners):
        raise Refused(_("联合单位要在同一个系统里。"), field="partners")


def check_reason(reason: str) -> str:
    """Return why an activity is cancelled."""
    told = reason.strip()
    if not told:
        raise Refused(_("写明为什么取消。"), field="reason")
    if len(told) > TEXT:
        raise Refused(_("不超过 %(n)s 字。") % {"n": TEXT}, field="reason")
    return told


def quantities_kept(amounts: Mapping[str, Quantity]) -> dict[str, list[str]]:
    """Return numbers as plain data for a column: value, unit, qualifier and upper end as texts."""
    return {
        name: [
            "" if one.value is None else str(one.value),
            one.unit,
            one.qualifier,
            "" if one.upper is None else str(one.upper),
        ]
        for name, one in amounts.items()
    }
