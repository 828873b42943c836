"""Residents of the demo city: three areas of 金桥社区 and one next door. Nobody here exists; their
identity numbers are sound, of the division 990101, which there is not."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.console.demo.people import SURNAMES, People
from youju.console.demo.places import Places
from youju.kernel.idcard import check_character
from youju.organisations.queries import Membership, Unit
from youju.residents import actions
from youju.residents.actions import AreaTold
from youju.residents.queries import Area, Household, Need, Resident, visible

GIVEN = "小禾杏花溪荷雪湖米粒麦田建国秀英志强春梅文海桂兰明亮玉珍长青东升云飞素芬大山立新"
AREAS = (
    AreaTold("柳荫里", "open", "70、80年代", "", "无物业、停车难"),
    AreaTold("桂苑", "managed", "2008年", "0.6元/平方米·月", "", "785户"),
    AreaTold("棉纺宿舍", "dormitory", "1985年", "", "下水管老化"),
)
KINDS = {7: "空巢", 11: "残疾", 17: "优抚", 23: "孤寡", 29: "老党员"}
HEADS = "姓名,身份证号,电话,小区,门牌,与户主关系,居住方式,房东,登记类别,外来人口"
HOMES = 84


def add_residents(places: Places, people: People, now: datetime) -> None:
    """Take a roster in as a clerk would, then register what a roster does not hold."""
    clerk, care = people.members["jinqiao"], people.members["jiuzhu"]
    for told in AREAS:
        actions.add_area(clerk.unit, told, **_by(clerk, now))
    _roster(clerk, now)
    _grid(places, clerk, now)
    _bodies(clerk, now)
    _houses(clerk, now)
    _cares(clerk, care, now)


def _by(actor: Membership, now: datetime) -> dict[str, Any]:
    return {"actor": actor, "now": now, "key": uuid4()}


def _drawn(*what: object) -> int:
    """Return a number that is the same for the same things."""
    return int(sha256(":".join(map(str, what)).encode()).hexdigest()[:8], 16)


def _name(seed: str, surname: str) -> str:
    first = _drawn(seed) % (len(GIVEN) // 2) * 2
    return surname + (GIVEN[first : first + 2] if _drawn(seed, "two") % 5 else GIVEN[first])


def _number(birth: date, n: int, woman: bool) -> str:
    first = f"990101{birth:%Y%m%d}{n % 50 * 2 + (0 if woman else 1):03d}"
    return first + check_character(first)


def _row(home: int, n: int, head: str, now: datetime) -> list[str]:
    """Return one person of a household: the head, the spouse, a child, an old parent."""
    rented, relation = home % 9 == 8, ("户主", "配偶", "子女", "母亲")[n]
    age = (38, 36, 9, 91 if home % 6 == 0 else 72)[n] + _drawn(home, n) % (5 if n == 2 else 8)
    birth = date(timezone.localdate(now).year - age, 1 + home % 12, 1 + n + home % 20)
    surname = SURNAMES[(home * 7 + (n % 2) * 5) % len(SURNAMES)]
    name = head if n == 0 else _name(f"{home}-{n}", head[0] if n == 2 else surname)
    phone = "" if n == 2 else f"1{30 + home % 9}{_drawn(home, n, 'p') % 100_000_000:08d}"
    door = f"{1 + home // 28}-{1 + home % 28 // 12}-{101 + home % 12 * 100}"
    kind = KINDS.get((home * 4 + n) % 31, "") if n != 2 else ""
    if n == 0 and home % 13 == 5:
        kind = "低保"
    return [
        name, _number(birth, home, n in (1, 3)), phone, AREAS[home % 3].name, door, "" if rented else relation,
        "租住" if rented else "", "赵房东" if rented else "", kind, "是" if rented else "",
    ]  # fmt: skip


def _roster(clerk: Membership, now: datetime) -> None:
    rows = [HEADS.split(",")]
    for home in range(HOMES):
        head = _name(f"head-{home}", SURNAMES[home * 7 % len(SURNAMES)])
        size = 1 + _drawn(home, "size") % 4
        rows += [
            _row(home, n, head, now) for n in range(4) if n < size or (n == 3 and home % 6 == 0)
        ]
    content = "\n".join(",".join(row) for row in rows).encode()
    made = actions.receive_roster(content, "金桥住户名册.csv", unit=clerk.unit, **_by(clerk, now))
    actions.take_roster(made.pk, actor=clerk, now=now)


def _grid(places: Places, clerk: Membership, now: datetime) -> None:
    grid: Unit | None = clerk.unit.children.filter(kind="grid").order_by("path").first()
    area = _area(clerk, "柳荫里")
    if grid is not None:
        actions.give_building(area.pk, "1", grid, **_by(clerk, now))


def _area(clerk: Membership, name: str) -> Area:
    return visible(clerk, Area).get(name=name, unit=clerk.unit)


def _bodies(clerk: Membership, now: datetime) -> None:
    today = timezone.localdate(now)
    area = _area(clerk, "桂苑")
    actions.elect_committee(
        area.pk, chair="严主任", members=7, elected_on=today - timedelta(1826 - 62), ends_on=today + timedelta(62), **_by(clerk, now)
    )  # fmt: skip
    made = [
        actions.approach_firm(area.pk, name=name, on=today - timedelta(400), **_by(clerk, now))
        for name in ("安居物业公司", "清和物业公司", "乐家物业公司")
    ]
    signed = today - timedelta(380)
    actions.settle_firm(
        made[0].pk, state="chosen", on=signed, until=today + timedelta(700), duties="每日保洁、秩序维护、公共设施维修", **_by(clerk, now)
    )  # fmt: skip
    for one in made[1:]:
        actions.settle_firm(one.pk, state="declined", on=signed, **_by(clerk, now))
    actions.complain(made[0].pk, "3 号楼门禁坏了半个月", on=today - timedelta(6), **_by(clerk, now))


def _houses(clerk: Membership, now: datetime) -> None:
    today = timezone.localdate(now)
    homes = visible(clerk, Household).filter(area__name="棉纺宿舍").order_by("pk")[:8]
    houses = [
        actions.survey_house(one.pk, on=today - timedelta(90), text="墙体开裂、屋面渗漏", **_by(clerk, now))
        for one in homes
    ]  # fmt: skip
    for one in houses[:4]:
        actions.step_house(one.pk, state="appraised", on=today - timedelta(70), grade="C", **_by(clerk, now))  # fmt: skip
    for one, asked in zip(houses, ("rent", "subsidy", "subsidy"), strict=False):
        actions.step_house(one.pk, state="applied", on=today - timedelta(60), asked=asked, text="原房不宜再住，家庭收入低", **_by(clerk, now))  # fmt: skip
    actions.step_house(houses[0].pk, state="granted", on=today - timedelta(30), **_by(clerk, now))


def _cares(clerk: Membership, care: Membership, now: datetime) -> None:
    """Note reviews that are due, a talk of the care officer, and two registrations of one person."""
    today = timezone.localdate(now)
    people = list(visible(clerk, Resident).filter(minor=False).order_by("pk")[:40])
    watched = actions.note_need(
        "watched", resident_id=people[30].pk, since=today - timedelta(200), carer="片区民警", **_by(care, now)
    )  # fmt: skip
    actions.review(watched.pk, "谈就业打算，已介绍到社区保洁队", on=today - timedelta(20), **_by(care, now))  # fmt: skip
    for need in visible(clerk, Need).filter(until=None).order_by("pk")[:5]:
        actions.review(need.pk, "入户看过，情况稳定", on=today - timedelta(30), review_on=today + timedelta(3), carer="金专干", **_by(clerk, now))  # fmt: skip
