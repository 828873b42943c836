"""The split of the sample edition over the units of the demo city, and how they answered."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

from django.utils import timezone

from youju.console.demo.people import People
from youju.console.demo.places import Places
from youju.organisations.queries import Membership, Unit
from youju.standards import actions, queries
from youju.standards.actions import Share
from youju.standards.queries import Edition, Item

# Who leads what the sample edition says of 文明办, 住建局 …; the demo city has no more bureaus.
LEADS = {
    "住建局": "建设局", "市政": "建设局", "园林局": "建设局", "发改委": "建设局",
    "城管局": "城管局", "市场": "城管局", "生态环境局": "城管局", "公安": "城管局",
    "文旅局": "文化局", "体育局": "文化局", "宣传部": "文化局",
    "卫健委": "疾控中心", "医院": "市一医院", "民政局": "疾控中心",
    "教育局": "柳荫小学", "团委": "柳荫小学",
    "交通局": "公交公司", "公交公司": "公交公司",
    "商务局": "房产局", "物业": "房产局", "人社局": "房产局",
}  # fmt: skip
BACK = "职能已划入数据部门，本单位没有执法权"
SILENT = ("公交公司", "房产局")


def add_duties(places: Places, people: People, now: datetime) -> None:
    """Split the edition in force over bureaus, districts, streets and communities."""
    office = people.members["chengjiang"]
    edition = queries.current_edition(office, places.city)
    if edition is None:
        return
    given = now - timedelta(days=40)
    due = timezone.localdate(now) + timedelta(days=20)
    shares = _shares(edition, places, due)
    actions.split_items(edition.pk, shares, actor=office, now=given, key=uuid4())
    _answered(edition, places, people, office, given + timedelta(days=2))


def _shares(edition: Edition, places: Places, due: date) -> list[Share]:
    below = [*places.districts, *places.streets, *places.communities]
    found = []
    for n, item in enumerate(queries.items_of(edition).filter(leaf=True)):
        if n % 29 == 28:  # some wait for an owner
            continue
        lead = _lead(item, places, n)
        when = due - timedelta(days=30) if n % 40 == 7 else due  # some are late by now
        found.append(Share(item, lead, lead=True, due=max(when, due - timedelta(days=60))))
        other = below[n % len(below)]
        if other != lead:
            found.append(Share(item, other, lead=False, due=due))
    return found


def _lead(item: Item, places: Places, n: int) -> Unit:
    said = str(item.spec.get("duty", ""))
    named = next((short for words, short in LEADS.items() if words in said), "")
    return places[named] if named else [*places.districts, *places.streets][n % 8]


def _answered(
    edition: Edition, places: Places, people: People, office: Membership, at: datetime
) -> None:
    """Let most units accept, one hand something back, some stay silent."""
    for unit in [*places.beside, *places.districts, *places.streets]:
        actor = people.recorders.get(unit.pk)
        rows = list(queries.duties_of_unit(office, edition, unit))
        if actor is None or not rows or unit.short_name in SILENT:
            continue
        back = rows.pop() if unit.short_name == "文化局" else None
        section = "创建办" if unit in places.districts else ""
        left = rows[:-2] if unit.short_name == "建设局" else rows
        if left:
            actions.accept_duties(
                [one.pk for one in left], section=section, actor=actor, now=at, key=uuid4()
            )
        if back is not None:
            actions.hand_back_duty(back.pk, reason=BACK, actor=actor, now=at, key=uuid4())
