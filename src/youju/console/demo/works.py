"""Meetings, works and investments of the demo city. Nobody here exists."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from youju.console.demo import photos
from youju.console.demo.people import People
from youju.console.demo.places import Places
from youju.evidence.actions import store
from youju.kernel.quantity_text import parse_quantity
from youju.work import actions
from youju.work.actions import About, Call
from youju.work.rules.meetings import Came, Kind, Minutes
from youju.work.rules.projects import Kind as Works

WEEKS = 6
POINTS = (
    "楼道堆物清理",
    "公益广告更换",
    "门前三包续签",
    "背街小巷路面",
    "志愿服务站补齐",
    "迎检资料",
)
MINORS = """市一医院：学生体检和心理门诊
柳荫小学：校内道德课堂
文化局：网吧整治
金桥社区：“三结合”网络，假期活动"""
PARTIES = """市一医院：义诊和健康讲座
公交公司：站台保洁
机床厂党总支：小区物业"""
LIST = (
    ("滨河路大修", "道路", "建设局", -20, "1200万元", "980万元", "85"),
    ("人民桥加固", "桥梁", "建设局", 30, "460万元", "210万元", "45"),
    ("老城区路灯更新", "路灯", "建设局", 12, "180万元", "150万元", "80"),
    ("西片区供热管网", "供热", "建设局", 25, "2600万元", "900万元", "35"),
    ("中心绿地补种", "绿化", "城管局", -40, "95万元", "95万元", "100"),
    ("垃圾填埋场掩盖", "环卫", "城管局", -8, "300万元", "240万元", "80"),
)  # fmt: skip
LEFT = (
    "菜市场东墙残破，没有粉刷",
    "楼面破旧，外墙没有粉刷",
    "清扫保洁不及时、不到位",
    "入口处路面没有铺完",
)


def add_works(places: Places, people: People, now: datetime) -> int:
    """Hold meetings on every level, and put works on the list. Returns how many photos were kept."""
    works = _Works(places, people, now)
    works.run()
    return works.photos


class _Works:
    def __init__(self, places: Places, people: People, now: datetime) -> None:
        self.places, self.people, self.now = places, people, now
        self.today, self.photos = timezone.localdate(now), 0

    def run(self) -> None:
        self._weekly()
        self._systems()
        self._passed_on()
        self._renovation()
        self._lists()

    def _by(self, username: str, days: int = 0) -> dict[str, Any]:
        actor = self.people.members.get(username)
        return {"actor": actor, "now": self.now - timedelta(days), "key": uuid4()}

    def _day(self, days: int) -> date:
        return self.today - timedelta(days)

    def _weekly(self) -> None:
        """Meet each Monday at nine, but for one week; each meeting gives a task."""
        monday = self.today - timedelta(self.today.weekday())
        office = self.people.members["liuyin"]
        system = actions.found_system(
            unit=office.unit, kind="weekly", title="一周一会", rhythm="week", weekday=0, clock=time(9), place="街道三楼会议室",
            since=monday - timedelta(7 * WEEKS), text="听取上周工作，交流经验，布置下周工作。", **self._by("liuyin", 7 * WEEKS),
        )  # fmt: skip
        for n in range(WEEKS, 0, -1):
            if n == 3:
                continue
            on = monday - timedelta(7 * n)
            back = (self.today - on).days
            told = f"{POINTS[WEEKS - n]}\n迎检分工"
            call = Call(
                Kind.WEEKLY, "创建周例会", on, time(9), system.place, points=told, system=system
            )
            here = actions.call_meeting(office.unit, call, **self._by("liuyin", back))
            first = here.points.get(text=POINTS[WEEKS - n])
            outcome = f"{POINTS[WEEKS - n]}由各社区逐条做，下周会上报"
            minutes = Minutes(
                on, 14, 16, outcomes=[(first.pk, outcome)], text="各社区汇报上周工作。"
            )
            actions.hold_meeting(here.pk, minutes, **self._by("liuyin", back))
            if n <= 2:
                due = self.today + timedelta(7 - 5 * (n - 1))
                actions.resolve(
                    here.pk, title=POINTS[WEEKS - n], owner_unit=self.places["桃李社区"], due_on=due, **self._by("liuyin", back)
                )  # fmt: skip

    def _systems(self) -> None:
        """Keep the joint systems: of party organisations in a community, for minors in the city."""
        community = self.places["金桥社区"]
        since = self._day(100)
        given: dict[str, Any] = {"rhythm": "quarter", "since": since}
        joint = actions.found_system(
            unit=community,
            kind="joint",
            title="党组织联席会议制度",
            members=PARTIES,
            **given,
            **self._by("jinqiao"),
        )
        call = Call(
            Kind.JOINT,
            "驻区单位党组织联席会议",
            self._day(30),
            place="社区党群服务中心",
            points="共建小区物业\n暑期岗位",
            system=joint,
        )
        self._held("jinqiao", community, call, 30, 11, ("合力整治机床厂家属区，每月一次",))
        minors = actions.found_system(
            unit=self.places.city, kind="minors", title="未成年人工作联席会议制度", members=MINORS, **given | {"rhythm": "half"},
            **self._by("chengjiang"),
        )  # fmt: skip
        call = Call(
            Kind.MINORS,
            "未成年人工作联席会议",
            self._day(45),
            place="市政府二会议室",
            points="网吧整治分工",
            system=minors,
        )
        self._held(
            "chengjiang",
            self.places.city,
            call,
            45,
            23,
            ("文化局牵头，公安、市监配合，每季集中整治一次",),
        )
        done = {"市第一人民医院": "体检 2600 人，心理门诊每周三次", "金桥社区": "假期活动 12 场"}
        for seat in minors.seats.all():
            text = next((told for name, told in done.items() if name[-4:] in seat.name), "")
            if text:
                actions.report_duty(
                    seat.pk, text=text, on=self._day(5), **self._by("chengjiang", 5)
                )

    def _held(
        self, username: str, unit: Any, call: Call, back: int, present: int, outcomes: tuple[str, ...], **more: Any
    ) -> Any:  # fmt: skip
        here = actions.call_meeting(unit, call, **self._by(username, back + 3))
        points = list(here.points.order_by("pk"))
        told = [(point.pk, text) for point, text in zip(points, outcomes, strict=False)]
        said = more.pop("said", "")
        came = [Came(one.pk, True, said if one.speaks else "") for one in here.parties.all()]
        minutes = Minutes(call.on, present, came=came, outcomes=told, **more)
        return actions.hold_meeting(here.pk, minutes, **self._by(username, max(back, 0)))

    def _passed_on(self) -> None:
        """Mobilise the city; two of its levels pass it on, one community has not yet."""
        east, street = self.places["澄东区"], self.places["柳荫街道"]
        papers, by = "《澄江市创建工作实施方案》\n《重点任务分解表》", self._day(2)
        top = Call(
            Kind.MOBILISE, "全市创建动员大会", self._day(16), place="市会议中心", papers=papers, points="部署攻坚阶段工作",
            speakers="建设局\n城管局", pass_on=[east], pass_by=self._day(12),
        )  # fmt: skip
        said = "因本系统工作失误扣分的，主要领导愿意负主要责任。"
        first = self._held(
            "chengjiang", self.places.city, top, 16, 260, ("任务分解到单位，限时完成",), said=said
        )
        second = Call(
            Kind.MOBILISE,
            "澄东区动员部署会",
            self._day(13),
            papers=papers,
            after=first,
            pass_on=[street],
            pass_by=self._day(8),
        )
        second_held = self._held("chengdong", east, second, 13, 120, ())
        below = [self.places[name] for name in ("金桥社区", "桂苑社区", "桃李社区", "柳荫里社区")]
        third = Call(
            Kind.MOBILISE,
            "柳荫街道部署会",
            self._day(9),
            papers=papers,
            after=second_held,
            pass_on=below,
            pass_by=by,
        )
        third_held = self._held("liuyin", street, third, 9, 46, ())
        own = Call(Kind.MOBILISE, "金桥社区动员会", self._day(5), papers=papers, after=third_held)
        self._held("jinqiao", below[0], own, 5, 38, ())

    def _renovation(self) -> None:
        """Renovate an old neighbourhood, with what came up on the way."""
        office = self.people.members["liuyin"]
        about = About(
            Works.RENOVATION, "机床厂家属区改造", self.places["桃李社区"], self._day(150), self._day(-20), place="桃李巷", households=785,
            scope="下水、道路、路灯、绿化、围墙", builder="市规划设计院、市政二公司", invested=parse_quantity("320万元"),
            features="路灯：2处 → 23盏\n下水管网：1800米\n停车位：40个 → 126个",
        )  # fmt: skip
        drawn = photos.before_and_after("桃李巷", self._day(150))
        before, later = (
            self._photo(one, said) for one, said in zip(drawn, ("改造前", "施工中"), strict=True)
        )
        here = actions.open_project(office.unit, about, photos=[before], **self._by("liuyin", 150))
        for n, node in enumerate(list(here.matters.order_by("pk"))[:3]):
            back = 140 - 30 * n
            actions.settle_matter(node.pk, on=self._day(back), **self._by("liuyin", back))
        actions.report_works(
            here.pk, percent=72, spent=parse_quantity("230万元"), note="下水、路面完成，正在装路灯", photos=[later],
            **self._by("liuyin", 12),
        )  # fmt: skip
        for text in LEFT:
            told = {"text": text, "on": self._day(10), "due_on": self._day(-10)}
            self._matter(here.pk, "defect", 10, **told)
        self._objection(here.pk)
        self._watched(here.pk)
        self._agreed_on("work.project", here.pk)

    def _matter(self, project_id: int, kind: str, back: int, **told: Any) -> int:
        return actions.raise_matter(project_id, kind, **told, **self._by("liuyin", back)).pk

    def _objection(self, project_id: int) -> None:
        told = {"text": "3号楼住户反对硬化楼前花坛", "on": self._day(100)}
        one = self._matter(project_id, "objection", 100, **told)
        talks = (
            (95, "3号楼住户", "希望留花坛"),
            (90, "设计方", "可以改"),
            (86, "建设局", "同意局部变更"),
        )
        for back, party, result in talks:
            how = self._by("liuyin", back)
            actions.add_talk(one, on=self._day(back), party=party, result=result, **how)
        end = self._by("liuyin", 80)
        outcome = "保留花坛，改局部图纸"
        actions.settle_matter(one, on=self._day(80), outcome=outcome, changed=True, **end)

    def _watched(self, project_id: int) -> None:
        team = [
            actions.add_supervisor(
                project_id, name=name, phone="13800000000", since=self._day(150), **self._by("liuyin", 150)
            )
            for name in ("田守信", "白素梅", "鲁长河", "丁桂兰", "卫东来")
        ]  # fmt: skip
        seen = {"text": "路沿石标号和图纸不符", "on": self._day(60), "supervisor": team[0]}
        told = self._matter(project_id, "observation", 60, **seen)
        how = self._by("liuyin", 55)
        actions.settle_matter(told, on=self._day(55), outcome="施工方已更换", **how)

    def _agreed_on(self, kind: str, record_id: int) -> None:
        unit = self.people.members["liuyin"].unit
        for back, agreed in ((120, False), (112, True)):
            call = Call(
                Kind.COORDINATE, "菜市场撤除协调会", self._day(back), parties="市场承包人\n商户代表\n包点部门",
                points="撤除日期", origin=(kind, str(record_id)),
            )  # fmt: skip
            outcomes = ("按期撤除",) if agreed else ()
            self._held("liuyin", unit, call, back, 15, outcomes, agreed=agreed)

    def _photo(self, content: bytes, said: str) -> int:

        file = SimpleUploadedFile(f"{said}.jpg", content, "image/jpeg")
        office = self.people.members["liuyin"]
        self.photos += 1
        return store(file, unit=office.unit, caption=said, **self._by("liuyin")).pk

    def _lists(self) -> None:
        """Paste the city's yearly list of works; a hospital's ten days; what a town invests."""
        rows = [
            {
                "title": title, "sort": sort, "owner": owner, "starts_on": self._day(120).isoformat(), "due_on": self._day(-due).isoformat(),
                "invested": money, "spent": spent, "percent": percent,
            }
            for title, sort, owner, due, money, spent, percent in LIST
        ]  # fmt: skip
        year = self._day(120).year
        actions.add_projects(
            self.places.city, Works.MUNICIPAL, year, rows, **self._by("chengjiang", 5)
        )
        inside = About(
            Works.INSIDE, "门诊部改造", self.places["市一医院"], self._day(40), self._day(28)
        )
        made = actions.open_project(self.places.city, inside, **self._by("chengjiang", 40))
        actions.end_project(made.pk, done=True, on=self._day(31), **self._by("chengjiang", 31))
        for title, money, homes in (
            ("新区路网一期", "2.4亿元", None),
            ("青禾集镇沿街立面改造", "560万元", 428),
        ):
            about = About(
                Works.INVESTMENT,
                title,
                self.places["青禾镇"],
                self._day(90),
                self._day(-90),
                invested=parse_quantity(money),
                households=homes,
            )
            actions.open_project(self.places.city, about, **self._by("chengjiang", 90))
