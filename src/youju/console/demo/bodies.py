"""Who answers for what in the demo city: groups, duties, contracts, pairings, profiles, helpers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from youju.audit.actions import SYSTEM
from youju.console.demo.places import Places
from youju.kernel.quantity import Quantity
from youju.organisations import actions
from youju.organisations.queries import Unit
from youju.organisations.rules import (
    DeedKind,
    DutySubject,
    GroupKind,
    HelperRole,
    PairingKind,
    ProfileItem,
    Rank,
)

FUNCTIONAL = (
    "环境卫生组", "交通秩序管理组", "集贸市场管理组", "宣传氛围组", "市政设施组", "文化市场组",
    "未成年人工作组", "志愿服务组", "督查考核组",
)  # fmt: skip
BUREAU_OF = {"环境卫生组": "城管局", "市政设施组": "建设局", "文化市场组": "文化局"}
DUTIES = (
    (DutySubject.AREA, "桂苑小区一片", "一号楼楼长"),
    (DutySubject.AREA, "老车站小区一片", "三号楼楼长"),
    (DutySubject.INDEX, "公益广告和宣传栏", "宣传委员"),
    (DutySubject.TASK, "楼道堆物清理", ""),
)
PROFILE = {
    ProfileItem.AREA: ("0.4", "平方公里"),
    ProfileItem.HOUSEHOLDS: ("2860", "户"),
    ProfileItem.POPULATION: ("7900", "人"),
    ProfileItem.ESTATES: ("5", "个"),
    ProfileItem.BUILDINGS: ("62", "栋"),
    ProfileItem.UNITS: ("18", "家"),
    ProfileItem.STAFF: ("11", "人"),
    ProfileItem.OFFICE_AREA: ("320", "平方米"),
}


def set_up(places: Places, start: date, today: date, now: datetime) -> None:
    """Set up every body, duty, pairing, contract, profile and helper of the city."""
    _command(places, start, now)
    _leading_groups(places, start, now)
    _contracts(places, start, today, now)
    liaison = [places["房产局"], places["建设局"], places["文化局"], places["城管局"]]
    for number, unit in enumerate(places.communities):
        _duties(unit, start, now)
        _profile(unit, number, start, now)
        _pairing(unit, liaison[number % len(liaison)], start, now)
    for name in ("金桥社区", "桂苑社区"):
        _helpers(places[name], start, now)
    grid = places["金桥社区第一网格"]
    points = [("石井巷 14号", "乱堆建筑垃圾", True), ("桂苑 5号楼", "楼道杂物", False)]
    actions.survey_grid(
        grid, "楼道清理前摸底", "网格员", points, on=today - timedelta(40), actor=SYSTEM, now=now
    )


def _command(places: Places, start: date, now: datetime) -> None:
    command = actions.set_up_group(
        places.city,
        GroupKind.COMMAND,
        "澄江市文明城市创建工作指挥部",
        set_up_on=start,
        purpose="统一指挥全市创建工作",
        document="澄委发〔2024〕3号",
        daily_office="市创建办",
        actor=SYSTEM,
        now=now,
    )
    for rank, name, own in (
        (Rank.CHIEF, "汪书记", "市委书记"),
        (Rank.FIRST_DEPUTY, "石市长", "市长"),
        (Rank.STANDING_DEPUTY, "顾部长", "宣传部长"),
    ):
        actions.add_post(command, rank, name, since=start, own_post=own, actor=SYSTEM, now=now)
    for label in FUNCTIONAL:
        group = actions.set_up_group(
            places.city,
            GroupKind.FUNCTIONAL,
            label,
            set_up_on=start,
            parent=command,
            actor=SYSTEM,
            now=now,
        )
        short = BUREAU_OF.get(label)
        if short:
            bureau = places[short]
            actions.add_department(
                group, bureau.name, since=start, unit=bureau, actor=SYSTEM, now=now
            )
        actions.assign_task(
            group, DutySubject.TASK, label.removesuffix("组"), since=start, actor=SYSTEM, now=now
        )


def _leading_groups(places: Places, start: date, now: datetime) -> None:
    for unit in [*places.districts, *places.streets, *places.communities[:6]]:
        group = actions.set_up_group(
            unit,
            GroupKind.LEADING,
            f"{unit.name}文明创建工作领导小组",
            set_up_on=start,
            purpose="组织、指导、协调本级创建工作",
            actor=SYSTEM,
            now=now,
        )
        for rank, name, own in (
            (Rank.HEAD, f"{unit.short_name[0]}书记", "党组织书记"),
            (Rank.DEPUTY_HEAD, f"{unit.short_name[0]}副主任", "副主任"),
            (Rank.MEMBER, f"{unit.short_name[0]}委员", "宣传委员"),
        ):
            actions.add_post(group, rank, name, since=start, own_post=own, actor=SYSTEM, now=now)


def _contracts(places: Places, start: date, today: date, now: datetime) -> None:
    due = (today - timedelta(2), today, today + timedelta(3), today + timedelta(40))
    for district in places.districts:
        _pledge(places.city, district, "年度创建任务", start, today + timedelta(5), now)
    for number, street in enumerate(places.streets):
        below = [unit for unit in places.communities if unit.parent_id == street.pk]
        pledges = list(enumerate(below))
        if street == places["柳荫街道"]:
            pledges += [(place + 1, unit) for place, unit in enumerate(below)]
        for place, community in pledges:
            item = ("年度创建任务", "背街小巷整治", "宣传阵地更新", "楼道清理")[
                (number + place) % 4
            ]
            _pledge(street, community, item, start, due[(number + place) % 4], now)


def _pledge(unit: Unit, pledger: Unit, item: str, start: date, due_on: date, now: datetime) -> None:
    actions.sign_contract(
        unit,
        pledger,
        f"{pledger.short_name[0]}书记",
        item,
        signed_on=start + timedelta(30),
        due_on=due_on,
        points=Decimal(5),
        consequence="未完成的扣减年度考评分",
        actor=SYSTEM,
        now=now,
    )


def _duties(unit: Unit, start: date, now: datetime) -> None:
    for subject, label, owner in DUTIES:
        item = actions.add_duty_item(unit, subject, label, on=start, actor=SYSTEM, now=now)
        if owner:
            actions.give_duty(item, owner, since=start, actor=SYSTEM, now=now)


def _profile(unit: Unit, number: int, start: date, now: datetime) -> None:
    for item, (value, measured) in PROFILE.items():
        scaled = Decimal(value) * (80 + number * 7 % 60) / 100
        step = Decimal("0.1") if measured == "平方公里" else Decimal(1)
        actions.put_value(
            unit,
            item,
            Quantity(scaled.quantize(step), measured),
            on=start,
            source="社区基本情况表",
            actor=SYSTEM,
            now=now,
        )


def _pairing(unit: Unit, partner: Unit, start: date, now: datetime) -> None:
    pairing = actions.pair(
        unit,
        PairingKind.LIAISON,
        partner.name,
        since=start,
        partner=partner,
        resources="人员、车辆",
        actor=SYSTEM,
        now=now,
    )
    actions.log_deed(
        pairing,
        DeedKind.ACTION,
        "参加周末清洁日",
        on=start + timedelta(60),
        quantity=Quantity(Decimal(12), "人"),
        actor=SYSTEM,
        now=now,
    )


def _helpers(unit: Unit, start: date, now: datetime) -> None:
    for number in range(1, 9):
        role = HelperRole.STAIR_HEAD if number % 2 else HelperRole.RESIDENTS_HEAD
        actions.add_helper(
            unit, f"{number}号楼", role, f"{number}号楼楼长", since=start, actor=SYSTEM, now=now
        )
