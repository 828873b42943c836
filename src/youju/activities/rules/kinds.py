"""Kinds of activity and topic days: what each asks for and what it counts; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.kernel.words import Words, listed

CODE = re.compile(r"[a-z][a-z_]{1,29}")
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that an activity may have.

    Attributes:
        units: Those it may be written in; they mean the same thing, and the first is counted.
    """

    label: str
    units: tuple[str, ...]
    measure: str = ""


TEXTS = Words(
    {
        "topic": "主题",
        "speaker": "主讲人",
        "audience": "对象",
        "room": "场地布置",
        "content": "学习内容",
        "department": "职能部门",
        "performers": "演出队伍",
        "undertakers": "承办单位",
        "school": "学校",
        "results": "成果",
    }
)
HINTS = Words(
    {
        "speaker": "写身份，如 派出所民警、身边好人。",
        "audience": "如 居民代表、中小学生。",
        "room": "如 有背景板、座签。",
        "department": "哪个部门来的，如 司法所。",
        "undertakers": "系统里没有的承办单位写在这里。",
        "content": "学了什么文件、哪几篇。",
    }
)
PERSONS = ("人", "名", "位")
TIMES = ("场", "次", "期", "堂", "课", "场次", "个")
AMOUNTS: dict[str, Amount] = {
    "people": Amount("参加", ("人次", *PERSONS)),
    "sessions": Amount("场次", TIMES),
    "hours": Amount("课时", ("课时", "学时"), "hours"),
    "materials": Amount("发放资料", ("份", "册", "本", "张"), "materials"),
    "items": Amount("节目", ("个", "项", "台"), "items"),
    "staged": Amount("编排演出", ("台",), "staged"),
    "units": Amount("参加单位", ("家", "个"), "units"),
    "trees": Amount("植树", ("棵", "株"), "trees"),
    "works": Amount("作品", ("件", "幅", "篇"), "works"),
}
ALWAYS = ("people", "sessions")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of activity.

    Attributes:
        unit: The measure word of its sessions: 期, 场, 次.
        asks, counts: Further texts and numbers of its form.
        needs: What must be told: a text, `sort` or `place`.
        counted_as: Measures of other registers that its numbers go to, by number.
        notes: Whether its notes are looked at afterwards.
        children: Whether minors take part: no names are kept then.
    """

    code: str
    label: str
    group: str
    unit: str
    asks: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    counted_as: tuple[tuple[str, str], ...] = ()
    festival: bool = False
    topic_day: bool = False
    programme: bool = False
    notes: bool = False
    children: bool = False

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of its form, in order."""
        return (*ALWAYS, *self.counts)

    def measure(self, number: str) -> str:
        """Return the code of the measure that one of `people`, `persons` and `sessions` goes to."""
        own = f"activities.{self.code}" + ("" if number == "sessions" else f"_{number}")
        return dict(self.counted_as).get(number, own)


@dataclass(frozen=True, slots=True)
class TopicDay:
    """A day, week or month with a topic.

    Attributes:
        when: `12-04`, or `3 last 一` (month, which one, weekday).
        kind: The kind of activity usually held on it.
    """

    code: str
    label: str
    when: str
    topic: str
    kind: str = "topic_day"
    days: int = 1

    def first(self, year: int) -> date:
        """Return its day, or the first of them, in a year."""
        if "-" in self.when:
            return date.fromisoformat(f"{year}-{self.when}")
        month, which, weekday = self.when.split()
        wanted = WEEKDAYS.index(weekday)
        if which == "last":
            last = date(year + int(month) // 12, int(month) % 12 + 1, 1) - timedelta(1)
            return last - timedelta((last.weekday() - wanted) % 7)
        first = date(year, int(month), 1)
        return first + timedelta((wanted - first.weekday()) % 7 + 7 * (int(which) - 1))

    def last(self, year: int) -> date:
        """Return the last of its days in a year."""
        return self.first(year) + timedelta(self.days - 1)


def kind_from(row: dict[str, Any]) -> Kind:
    """Return the kind that a row of the catalogue describes. Raises Refused with what is wrong."""
    lists = ("asks", "counts", "sorts", "needs", "words")
    marks = ("festival", "topic_day", "programme", "notes", "children")
    told: dict[str, Any] = {name: tuple(row.get(name, ())) for name in lists}
    told |= {name: bool(row.get(name)) for name in marks}
    code = str(row["code"])
    unknown = [one for one in told["asks"] if one not in TEXTS]
    unknown += [one for one in told["counts"] if one not in AMOUNTS]
    unknown += [one for one in told["needs"] if one not in (*told["asks"], "sort", "place")]
    if unknown or not CODE.fullmatch(code):
        why = {"code": code, "what": listed(unknown) or code}
        raise Refused(_("活动种类“%(code)s”里的“%(what)s”不认识") % why)
    return Kind(
        code=code,
        label=str(row["label"]),
        group=str(row["group"]),
        unit=str(row["unit"]),
        counted_as=tuple(row.get("as", {}).items()),
        **told,
    )


def day_from(row: dict[str, Any]) -> TopicDay:
    """Return the topic day that a row of the catalogue describes. Raises Refused with what is wrong."""
    found = TopicDay(**{name: row[name] for name in TopicDay.__slots__ if name in row})
    try:
        found.first(2026)
    except ValueError as error:
        raise Refused(_("主题日“%(code)s”的日期写得不对") % {"code": found.code}) from error
    return found


def checked_amount(name: str, quantity: Quantity) -> Quantity:
    """Return a number of an activity as it was said; refuse what is not counted in its units."""
    amount = AMOUNTS[name]
    if quantity.unit not in amount.units:
        told = {"label": amount.label, "units": listed(amount.units)}
        raise Refused(_("“%(label)s”用 %(units)s 计，请改单位。") % told, field=name)
    if quantity.value is not None and quantity.value <= 0:
        raise Refused(_("“%(label)s”应大于零，没有就不填。") % {"label": amount.label}, field=name)
    return quantity


def counted(quantity: Quantity, unit: str) -> Quantity:
    """Return the quantity in the unit it is counted in, which means the same: 2600余名 → 2600余人."""
    return replace(quantity, unit=unit)


def is_persons(quantity: Quantity) -> bool:
    """Return whether a number of those who came counts persons, each once, and not attendances."""
    return quantity.unit in PERSONS
