"""Works and investments: kinds, states, what was there before and after, matters on the way; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.quantity import Quantity
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Refused
from youju.kernel.words import Words, labelled

TITLE, PLACE, NAME, TEXT, SCOPE = 80, 60, 60, 500, 1000
MOST_FEATURES = 40
MOST_MONEY = Decimal(10) ** 13
FARTHEST = timedelta(days=15 * 366)


class Kind(StrEnum):
    RENOVATION = "renovation"
    MUNICIPAL = "municipal"
    INSIDE = "inside"
    INVESTMENT = "investment"


NAMES = Words(
    {
        Kind.RENOVATION: "旧小区改造",
        Kind.MUNICIPAL: "市政工程",
        Kind.INSIDE: "单位内部工程",
        Kind.INVESTMENT: "城镇建设投资项目",
    }
)
SORTS = ("道路", "桥梁", "路灯", "绿化", "供热", "供水", "排水", "环卫", "房屋", "其他")


class State(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


STATE_NAMES = Words(
    {
        State.PLANNED: "未开工",
        State.RUNNING: "在建",
        State.DONE: "已完工",
        State.STOPPED: "停缓建",
    }
)
OPEN = (State.PLANNED, State.RUNNING)


class Matter(StrEnum):
    """What comes up on the way and is settled some day."""

    NODE = "node"
    DEFECT = "defect"
    OBJECTION = "objection"
    OBSERVATION = "observation"


MATTER_NAMES = Words(
    {
        Matter.NODE: "节点",
        Matter.DEFECT: "遗留问题",
        Matter.OBJECTION: "居民异议",
        Matter.OBSERVATION: "监督意见",
    }
)
# What residents who watch the works speak of, and whom their opinion is passed on to.
ABOUT = Words({"building": "施工", "material": "用料", "design": "设计", "other": "其他"})
PASSED = Words({"builder": "施工方", "designer": "设计方", "both": "设计方和施工方"})
STAGES = ("摸底", "方案", "清障", "施工", "验收")
DUE = (Matter.NODE, Matter.DEFECT)  # have a day by which they are to be settled


def leader_name(kind: Kind) -> str:
    """Return what the leader who stands for a project is called: one inside a unit stands on the spot."""
    return _("带班领导") if kind is Kind.INSIDE else _("包挂领导")


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that is built: what there was of it, and what there is or will be."""

    name: str
    before: Quantity | None
    after: Quantity | None


_ARROW = re.compile(r"\s*(?:→|->|=>|➜|变为|增加到|增至)\s*")


def read_features(text: str) -> list[Feature]:
    """Read one feature to a line: 路灯：2处 → 23盏; 改造住户：785户 (only what there is now).

    Raises:
        Refused: With the line that cannot be read.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_FEATURES:
        raise Refused(_("最多 %(n)s 行，请分几次填。") % {"n": MOST_FEATURES}, field="features")
    return [_feature(line) for line in lines]


def _feature(line: str) -> Feature:
    name, colon, told = line.replace("：", ":").partition(":")
    parts = _ARROW.split(told.strip())
    if not colon or not name.strip() or len(parts) > 2 or len(name) > NAME:
        why = _("“%(line)s”要写成“名称：原有 → 现有”，如 路灯：2处 → 23盏。")
        raise Refused(why % {"line": line[:40]}, field="features")
    try:
        amounts = [parse_quantity(one) if one.strip("—- 无") else None for one in parts]
    except ValueError as error:
        raise Refused(labelled(f"“{line[:40]}”", error), field="features") from error
    before, after = (amounts[0], amounts[1]) if len(amounts) == 2 else (None, amounts[0])
    if any(one is not None and len(one.text()) > 40 for one in amounts):
        raise Refused(_("“%(line)s”的数量太长。") % {"line": line[:40]}, field="features")
    return Feature(name.strip(), before, after)


def check_money(told: Quantity | None, field: str) -> Decimal | None:
    """Return an amount of money in yuan; refuse another unit, a vague or impossible amount."""
    if told is None:
        return None
    money = told.to("元")
    if money is None or money.value is None:
        raise Refused(_("写金额，如 5640万元、142.25亿元。"), field=field)
    if not 0 <= money.value < MOST_MONEY:
        raise Refused(_("金额不对，请核对单位是元、万元还是亿元。"), field=field)
    return money.value


def check_days(starts_on: date, due_on: date) -> None:
    """Refuse an end before the beginning, or many years away."""
    if due_on < starts_on:
        raise Refused(_("竣工期限早于开工日期，请核对。"), field="due_on")
    if due_on - starts_on > FARTHEST:
        raise Refused(_("工期超过十五年，请核对年份。"), field="due_on")


def check_started(starts_on: date, finished_on: date | None) -> None:
    """Refuse to let works begin after they were finished."""
    if finished_on is not None and starts_on > finished_on:
        raise Refused(_("开工日期晚于竣工日期，请核对。"), field="starts_on")


def check_running(now: State) -> None:
    """Refuse what only goes while the works are not over."""
    if now not in OPEN:
        raise Refused(_("项目%(state)s，不能再办这一步。") % {"state": STATE_NAMES[now]})


def check_percent(percent: int, before: int, note: str) -> None:
    """Refuse progress that is none, and a step back without a word why."""
    if not 0 <= percent <= 100:
        raise Refused(_("进度填 0 到 100。"), field="percent")
    if percent < before and not note.strip():
        raise Refused(_("进度比上次（%(n)s%%）低，写明原因。") % {"n": before}, field="note")


def check_spent(spent: Decimal | None, before: Decimal, note: str) -> None:
    """Refuse money that comes back without a word why."""
    if spent is not None and spent < before and not note.strip():
        raise Refused(_("累计完成投资比上次少，写明原因。"), field="note")


def check_end(starts_on: date, on: date, today: date) -> None:
    """Refuse an end before the beginning or after today."""
    if on < starts_on:
        raise Refused(_("日期早于开工日期，请核对。"), field="on")
    if on > today:
        raise Refused(_("日期还没有到，请核对。"), field="on")


def days_between(starts_on: date, finished_on: date) -> int:
    """Return how many days the works took, the first and the last counted."""
    return (finished_on - starts_on).days + 1


def check_settled(settled: bool, on: date, raised_on: date, today: date) -> None:
    """Refuse to settle a matter twice, before it came up, or on a day to come."""
    if settled:
        raise Refused(_("这一条已经办结。"))
    if on < raised_on:
        raise Refused(_("日期早于提出日期，请核对。"), field="on")
    if on > today:
        raise Refused(_("日期还没有到，请核对。"), field="on")


def check_changed(matter: Matter, talks: int) -> None:
    """Refuse to agree on an objection that nobody has talked about."""
    if matter is Matter.OBJECTION and not talks:
        raise Refused(_("先记下和居民、设计方谈过的情况，再记结果。"))
