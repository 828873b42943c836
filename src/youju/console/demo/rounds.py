"""Who went round the demo city in the last weeks, what was found, who stood by, who cleans what."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.console.demo.people import People
from youju.console.demo.places import Places
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Membership, Unit
from youju.patrols import actions
from youju.patrols.actions import Asked, Fault, Purpose, Told, Way
from youju.patrols.queries import Place, Team, kind_named
from youju.patrols.rules.cleaning import Duties
from youju.patrols.rules.frequency import Each, Per, Who
from youju.patrols.rules.visits import Heard, InspectionKind, Readiness, TeamKind

# Unit, kind of place, name, address, owner, key place.
PLACES = (
    ("金桥社区", "road_main", "金桥路", "金桥路全段", "网格长", True),
    ("金桥社区", "market", "金桥农贸市场", "金桥路 12号", "市场主任", True),
    ("金桥社区", "estate", "老车站小区", "车站路 3号", "物业经理", False),
    ("金桥社区", "estate", "纺织宿舍", "棉纺巷 5号", "楼长", False),
    ("金桥社区", "netbar", "蓝星网吧", "金桥路 40号", "店主", False),
    ("金桥社区", "community_office", "金桥社区居委会", "金桥路 18号", "社区主任", True),
    ("金桥社区", "toilet", "金桥路公厕", "金桥路 22号旁", "环卫班长", False),
    ("桂苑社区", "estate", "桂苑小区", "桂苑路 1号", "物业经理", True),
    ("桂苑社区", "netbar", "方舟网吧", "桂苑路 9号", "店主", False),
    ("桃李社区", "around_school", "柳荫小学周边", "桃李路", "校办主任", True),
    ("柳荫里社区", "alley", "石井巷", "石井巷全段", "网格长", False),
    ("柳荫街道", "square", "柳荫广场", "柳荫路 2号", "绿化站长", True),
    ("市一医院", "outpatient", "门诊部", "门诊楼一层", "门诊部主任", True),
    ("市一医院", "unit_toilet", "门诊楼卫生间", "门诊楼各层", "保洁班长", False),
)
LACKING = {"金桥农贸市场": "公平秤检定标过期，入口公益广告少 1 处", "石井巷": "两盏路灯不亮"}
FAULTS = {
    "market": (("order", "入口两处出摊占道"), ("smoke", "")),
    "estate": (("stairs", "3 号楼楼道堆放电动车"), ("wires", "")),
    "road_main": (("park", "非机动车占人行道"),),
    "alley": (("lamps", "东段两盏路灯不亮"),),
}
OPINIONS = (
    ("希望在车棚装充电桩", Heard.CHAT, "老车站小区", ""),
    ("反映夜间施工扰民", Heard.RECEPTION, "棉纺巷", "已与工地协调，晚 10 点后停工。"),
    ("建议市场入口画停车线", Heard.BOX, "金桥农贸市场", "已报街道，下月施划。"),
    ("反映楼道灯不亮", Heard.RECEPTION, "纺织宿舍", ""),
    ("希望增设晾衣架", Heard.MEETING, "桂苑小区", "列入小区改造意见。"),
)
HEARD = ("希望巷口装一盏灯", "垃圾桶离单元门太近", "建议增加健身器材", "宠物粪便没人清")
JOINT_ROUND = (  # unit, praised, fault, what was seen
    ("澄东区", True, "", "责任分工到人，点位与台账一致"),
    ("澄西区", False, "台账缺三季度活动记录", "软件材料不全，缺三季度活动记录"),
    ("柳荫街道", False, "", "主次干道整洁，个别宣传栏内容待更新"),
    ("市一医院", True, "", "就诊引导有序，控烟和无障碍设施到位"),
    ("金桥社区", False, "楼道堆放杂物", "两处楼道堆放杂物，清理后反弹"),
    ("桂苑社区", False, "", "环境整洁，活动记录待补照片"),
    ("青禾镇", True, "", "村道保洁及时，门前三包落实较好"),
    ("石桥街道", False, "公益广告破损", "公益广告破损三处，没有及时更换"),
)
AREAS = (
    ("金桥路保洁段", "陈师傅", "", "每日两扫，8 小时保洁"),
    ("老车站小区", "林师傅", "", "楼道每周一拖，垃圾日产日清"),
    ("纺织宿舍", "郑师傅", "", "每日一扫，垃圾日产日清"),
    ("背街小巷片", "", "洁安保洁公司", "每日一扫，每周冲洗"),
)
SHOPS = (
    "老孙面馆",
    "金桥五金",
    "百姓药店",
    "顺风修车",
    "小林理发",
    "便民超市",
    "阿婆早点",
    "新华文具",
)


def add_rounds(places: Places, people: People, now: datetime) -> None:
    """Make what the room of rounds shows, from some six weeks ago until `now`."""
    _Rounds(places, people, now).run()


class _Rounds:
    """The rounds of the last weeks, made through the room's own acts."""

    def __init__(self, places: Places, people: People, now: datetime) -> None:
        self.places, self.people, self.now = places, people, now
        self.today = timezone.localdate(now)
        self.began = self.today - timedelta(45)
        self.dice = random.Random("youju rounds")  # noqa: S311  invented data, the same each time
        self.made: dict[str, Place] = {}

    def run(self) -> None:
        self._add_places()
        self._add_frequencies()
        teams = self._add_teams()
        self._visits(teams)
        self._opinions()
        self._inspections()
        self._roster()
        self._cleaning()
        self._shops()

    def by(self, actor: Membership, day: date, hour: int = 10) -> dict[str, Any]:
        """Return who acts and when; never later than now."""
        at = timezone.make_aware(datetime.combine(day, time(hour)))
        return {"actor": actor, "now": min(at, self.now), "key": uuid4()}

    def who(self, unit: Unit) -> Membership:
        return self.people.recorder(unit)

    def _add_places(self) -> None:
        for n, (unit, kind, name, address, owner, key_place) in enumerate(PLACES):
            at = self.places[unit]
            how = self.by(self.who(at), self.began)
            lat = round((at.lat or 31.2) + (n % 5 - 2) * 0.001, 5)
            lng = round((at.lng or 120.4) + (n % 3 - 1) * 0.001, 5)
            told: dict[str, Any] = {"address": address, "owner": owner, "key_place": key_place}
            self.made[name] = actions.add_place(at, kind, name, lat=lat, lng=lng, **told, **how)
            lacking = LACKING.get(name)
            ready = Readiness.MISSING if lacking else Readiness.READY
            if n % 4 != 3 or lacking:
                how = self.by(self.who(at), self.today - timedelta(9))
                actions.set_readiness(self.made[name].pk, ready, missing=lacking or "", **how)
        staff = self.people.members["jinqiao"]
        stops = [self.made[name] for name in ("金桥路", "金桥农贸市场", "老车站小区", "金桥路公厕")]
        actions.add_route(
            self.places["金桥社区"], "每日早查线", stops, **self.by(staff, self.began)
        )

    def _add_frequencies(self) -> None:
        hospital, community = self.places["市一医院"], self.places["金桥社区"]
        door = self.made["门诊部"]
        street, culture = self.places["柳荫街道"], self.places["文化局"]
        half_hours = Asked(Per.HALF_HOUR, kind="unit_toilet", hour_from=time(7), hour_to=time(17))
        lesson = Asked(Per.TERM, purpose=Purpose.LESSON)
        cleaning = Asked(Per.WEEK, who=Who.UNIT, purpose=Purpose.CLEANING, weekday=4)
        rules: tuple[tuple[Unit, str, Asked], ...] = (
            (hospital, "院领导每日巡查门诊部一次以上", Asked(Per.DAY, 1, Who.POST, "院领导", place=door)),
            (hospital, "中层干部每日巡查门诊部两次以上", Asked(Per.DAY, 2, Who.POST, "中层干部", place=door)),
            (hospital, "卫生间每半小时保洁", half_hours),
            (community, "每周五大扫除", cleaning),
            (community, "重点路段每日巡查", Asked(Per.DAY, kind="road_main", each=Each.PLACE)),
            (street, "网吧每季检查一次", Asked(Per.QUARTER, kind="netbar", each=Each.PLACE)),
            (street, "各社区每日巡查", Asked(Per.DAY, each=Each.UNIT)),
            (culture, "每学期一次法制课", lesson),
        )  # fmt: skip
        for unit, label, asked in rules:
            how = self.by(self.who(unit), self.began)
            made = actions.add_frequency(unit, label, asked, since=self.began, **how)
            if asked.per is Per.HALF_HOUR:
                for back in (2, 1):
                    day = self.today - timedelta(back)
                    marks = [n for n in range(20) if (n + back) % 9]
                    actions.keep_marks(made.pk, day, marks, **self.by(self.who(unit), day, 17))

    def _add_teams(self) -> tuple[Team, Team]:
        community, city = self.places["金桥社区"], self.places.city
        residents = actions.add_team(
            community,
            TeamKind.RESIDENTS,
            "金桥热心居民巡访队",
            since=self.began,
            people=12,
            **self.by(self.who(community), self.began),
        )
        joint = actions.add_team(
            city,
            TeamKind.SUPERVISION,
            "市创建联合督查组",
            since=self.began,
            people=9,
            units=[self.places[name] for name in ("建设局", "文化局", "城管局")],
            **self.by(self.people.members["chengjiang"], self.began),
        )
        return residents, joint

    def _visits(self, teams: tuple[Team, Team]) -> None:
        residents, joint = teams
        street = [name for name, *_rest in self._of_street()]
        day = self.began + timedelta(1)
        while day <= self.today:
            for name in self.dice.sample(street, 2):
                self._patrol(self.made[name], day)
            if day.weekday() == 4:
                self._to_unit("金桥社区", day, Told(Purpose.CLEANING, people=_people(18)))
            if day.weekday() == 5:
                self._to_unit("金桥社区", day, Told(Purpose.RESIDENTS, team=residents, people=_people(6), opinions=[HEARD[day.day % len(HEARD)]]))  # fmt: skip
            day += timedelta(1)
        self._joint_round(joint)
        door = self.made["门诊部"]
        for post in ("院领导", "中层干部"):
            told = Told(post=post, passed=["manners", "floor"])
            how = self.by(self.who(door.unit), self.today, 9)
            actions.record_visit(place=door.pk, told=told, **how)

    def _of_street(self) -> list[tuple[str, str]]:
        near = {"金桥社区", "桂苑社区", "柳荫里社区"}
        return [(name, kind) for unit, kind, name, *_rest in PLACES if unit in near]

    def _patrol(self, place: Place, day: date) -> None:
        codes = [one.code for one in kind_named(place.kind).kind.items]
        failing = FAULTS.get(place.kind, ()) if self.dice.random() < 0.3 else ()
        faults = [Fault(code, text) for code, text in failing[: self.dice.randint(1, 2)]]
        bad = {one.item for one in faults}
        told = Told(passed=[code for code in codes if code not in bad], faults=faults)
        how = self.by(self._walker(place), day, self.dice.randint(8, 16))
        visit = actions.record_visit(place=place.pk, told=told, **how)
        if faults and day < self.today - timedelta(2):
            actions.report_finding(visit.findings.order_by("pk")[0].pk, **how | {"key": uuid4()})

    def _walker(self, place: Place) -> Membership:
        grid = self.people.members["wangge"]
        return grid if grid.unit_id == place.unit_id else self.who(place.unit)

    def _to_unit(self, unit: str, day: date, told: Told, actor: Membership | None = None) -> None:
        at = self.places[unit]
        actions.record_visit(unit=at, told=told, **self.by(actor or self.who(at), day, 15))

    def _joint_round(self, joint: Team) -> None:
        inspector = self.people.members["ducha"]
        partners = [self.places[name] for name in ("建设局", "文化局", "城管局")]
        for n, (unit, praised, fault, note) in enumerate(JOINT_ROUND):
            faults = [Fault("", fault)] if fault else []
            told = Told(
                Purpose.SUPERVISION,
                Way.BOTH,
                faults=faults,
                people=_people(9),
                team=joint,
                praised=praised,
                note=note,
                partners=partners,
            )
            self._to_unit(unit, self.today - timedelta(12 - n), told, inspector)

    def _opinions(self) -> None:
        unit = self.places["金桥社区"]
        for n, (text, source, place, answer) in enumerate(OPINIONS):
            day = self.today - timedelta(3 * n + 1)
            how = self.by(self.who(unit), day)
            actions.hear_opinion(
                unit, text, source=source, heard_on=day, place=place, answer=answer, **how
            )

    def _inspections(self) -> None:
        city, office = self.places.city, self.people.members["chengjiang"]
        for years, score, rank in ((2, "86.4", 9), (1, "89.7", 5)):
            on = date(self.today.year - years, 5, 18)
            name = f"{on.year}年公共文明指数测评"
            how = self.by(office, on + timedelta(20))
            made = actions.add_inspection(city, InspectionKind.INDEX, name, on=on, **how)
            result: dict[str, Any] = {
                "score": Decimal(score),
                "full": Decimal(100),
                "rank": rank,
                "of": 13,
            }
            actions.settle_inspection(made.pk, **result, **how | {"key": uuid4()})
            for item, reason, points in (
                ("公益广告景观小品", "两条主干道数量不够", "1.5"),
                ("非机动车停放", "农贸市场周边乱停放", "2"),
            ):
                actions.add_lost_item(made.pk, item, reason, points=Decimal(points), **how | {"key": uuid4()})  # fmt: skip
        on = self.today + timedelta(23)
        how = self.by(office, self.began)
        name = f"{on.year}年省级文明城市测评"
        coming = actions.add_inspection(city, InspectionKind.PROVINCE, name, on=on, **how)
        chosen = [one for one in self.made.values() if one.key_place]
        actions.choose_places(coming.pk, chosen, **how | {"key": uuid4()})

    def _roster(self) -> None:
        unit = self.places["金桥社区"]
        staff = self.people.members["jinqiao"]
        people = [staff, self.people.members["wangge"], self.people.members["jiuzhu"]]
        how = self.by(staff, self.began)
        roster = actions.add_roster(unit, "迎检 24 小时待命", hours="8:00 至次日 8:00", since=self.began, phone="0390-0001", **how)  # fmt: skip
        month = around(self.today, Grain.MONTH).bounds
        first = max(month[0], self.began)
        actions.fill_roster(roster.pk, first=first, last=month[1], people=people, **how | {"key": uuid4()})  # fmt: skip
        shift = (
            roster.shifts.filter(day__gt=self.today, member=people[1]).order_by("day", "pk").first()
        )
        if shift is not None:
            actions.ask_swap(
                shift.pk, to=staff, reason="家中有事", **self.by(people[1], self.today, 9)
            )
        called = timezone.make_aware(datetime.combine(self.today - timedelta(3), time(22, 10)))
        actions.log_call(
            roster.pk,
            "老车站小区水管爆裂",
            called_at=called,
            answered_at=called + timedelta(minutes=18),
            result="联系水务抢修，当晚恢复",
            **self.by(staff, self.today - timedelta(2)),
        )

    def _cleaning(self) -> None:
        unit = self.places["金桥社区"]
        staff = self.who(unit)
        last = around(self.today.replace(day=1) - timedelta(1), Grain.MONTH).bounds[0]
        for n, (name, cleaner, company, standard) in enumerate(AREAS):
            told: dict[str, Any] = {"cleaner": cleaner, "company": company, "standard": standard}
            how = self.by(staff, last)
            area = actions.add_area(unit, name, since=last, shifts="6:00—10:00，14:00—17:00", **told, **how)  # fmt: skip
            for week in range(3):
                for first in (last, self.today.replace(day=1)):
                    day = min(first + timedelta(7 * week + n), self.today)
                    score = Decimal(88 + (n * 3 + week * 2) % 11)
                    fault = "绿化带有落叶未清" if (n + week) % 4 == 0 else ""
                    actions.check_area(area.pk, day=day, score=score, fault=fault, **self.by(staff, day))  # fmt: skip
        how = self.by(staff, self.today.replace(day=1), 11)
        settled = actions.settle_month(unit, last, **how)
        actions.give_reward(
            settled[0].pk, reward=Decimal(200), note="当月第一", **how | {"key": uuid4()}
        )

    def _shops(self) -> None:
        unit = self.places["金桥社区"]
        staff = self.who(unit)
        shops = [
            actions.add_shop(
                unit,
                "金桥路",
                name,
                duties=Duties.FOUR,
                made_on=self.began,
                owner="店主",
                signed_on=self.began if n % 7 else None,
                **self.by(staff, self.began),
            )
            for n, name in enumerate(SHOPS)
        ]
        for back in range(8, 0, -1):
            day = self.today - timedelta(back)
            failed = {shops[0].pk: "店外堆放桌椅"} if back % 2 else {}
            failed |= {shops[3].pk: "门前有油污"} if back == 4 else {}
            actions.check_shops(unit, "金桥路", day, failed, **self.by(staff, day, 16))


def _people(count: int) -> Quantity:
    return Quantity(Decimal(count), "人次")
