"""What was found wrong in the demo city this year, and how far each has come. Nothing of it happened."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from youju.cases import actions
from youju.cases.actions import Household
from youju.cases.queries import Case
from youju.cases.rules import Source
from youju.console.demo import photos
from youju.console.demo.people import People
from youju.console.demo.places import Places
from youju.evidence.actions import store
from youju.organisations.queries import Membership, Unit

SEED = 20260131
BUSY_EVERY, QUIET_EVERY = 17, 160  # days between two problems of a community
SHARP_DAYS = 60  # photos younger than this are ready at once
# Kind, who answers for it ("" the community itself), what was seen, what was done.
KINDS = (
    ("s0101", "城管局", "北侧暴露垃圾", "已清运 1 车，增设垃圾桶 1 个"),
    ("s0101", "", "墙角堆放生活垃圾", "当日清运，每日巡看"),
    ("s0106", "", "楼道堆放旧家具", "已劝离并清走"),
    ("s0108", "城管局", "墙面小广告", "已铲除并刷白"),
    ("b0110", "建设局", "路灯不亮", "更换灯头，当晚亮灯"),
    ("b0103", "建设局", "雨水井盖破损", "已更换井盖"),
    ("b0202", "建设局", "人行道地砖松动", "重新铺平 3 平方米"),
    ("s0301", "城管局", "机动车占人行道", "劝离车辆，加隔离桩"),
    ("s0305", "", "消防通道被堵", "清出通道，划线"),
    ("s0505", "房产局", "灭火器过期", "更换灭火器 4 具"),
    ("s0112", "建设局", "污水外冒", "疏通管道 20 米"),
    ("s0201", "城管局", "店外摆摊", "已入店经营"),
)
SOURCES = (
    Source.GRID, Source.GRID, Source.PATROL, Source.RESIDENT, Source.HOTLINE, Source.SUPERVISION, Source.SELF_CHECK,
    Source.UNDERCOVER, Source.GRID, Source.PATROL,
)  # fmt: skip
ROADS = (
    "路 3号楼",
    "路 12号楼",
    "巷口",
    "农贸市场门口",
    "小学东门",
    "新村 5号楼",
    "公交站旁",
    "广场西侧",
)


# Where, which kind, what, why it is not solved, the plan, who must help.
HARD = (
    ("金桥社区", "b0202", "老车站小区路面整体破损", "money", "争取列入老旧小区改造", "建设局"),
    ("桂苑社区", "s0402", "桂苑小区东墙搭建房屋", "rights", "先理清产权，再联合执法", "城管局"),
    ("桃李社区", "b0213", "桃李小学周边停车位不足", "works", "与学校错时共享操场", "公交公司"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A problem that was found: where and when, what, how, and how its course runs."""

    unit: Unit
    at: datetime
    kind: tuple[str, str, str, str]
    source: Source
    place: str
    lat: float
    lng: float
    course: int


def add_problems(places: Places, people: People, now: datetime) -> int:
    """Tell the problems of the year with their course, the hard ones, and the structures removed.

    Returns:
        How many photos came with them.
    """
    return _Problems(places, people, now).run()


class _Problems:
    def __init__(self, places: Places, people: People, now: datetime) -> None:
        self.places, self.people, self.now = places, people, now
        self.today = timezone.localdate(now)
        self.chance = random.Random(SEED)  # noqa: S311  a made-up city, not a secret
        self.photos = 0

    def run(self) -> int:
        self._configure()
        for found in sorted(self._found(), key=lambda one: one.at):
            self._told(found)
        self._hard()
        self._structures()
        return self.photos

    def _configure(self) -> None:
        """The street sends rubbish in 桂苑 to its own office, and the city counts its lamps."""
        street = self.places["柳荫街道"]
        how = self._by(self.people.members["liuyin"], self._morning(date(self.today.year, 1, 5)))
        actions.add_route(
            unit=street, owner_unit=self.places["城管局"], kind="s01", note="街道分工表", **how
        )
        for name, total in (("金桥社区", 126), ("桂苑社区", 84), ("桃李社区", 61)):
            actions.count_facilities(
                unit=self.places[name],
                kind="b0110",
                total=total,
                on=date(self.today.year, 1, 5),
                **self._by(self.people.recorder(self.places[name]), how["now"]),
            )

    def _found(self) -> Iterator[Found]:
        start = date(self.today.year, 1, 4)
        for unit in self.places.communities:
            busy = unit.parent_id == self.places["柳荫街道"].pk
            every = BUSY_EVERY if busy else QUIET_EVERY
            day = start + timedelta(self.chance.randrange(every))
            while day < self.today:
                yield self._one(unit, day)
                day += timedelta(every + self.chance.randrange(-every // 4, every // 4 + 1))

    def _one(self, unit: Unit, day: date) -> Found:
        at = timezone.make_aware(datetime.combine(day, time(8, 40)))
        return Found(
            unit,
            at + timedelta(minutes=self.chance.randrange(400)),
            self.chance.choice(KINDS),
            self.chance.choice(SOURCES),
            f"{unit.short_name[:2]}{self.chance.choice(ROADS)}",
            round((unit.lat or 0) + self.chance.uniform(-0.004, 0.004), 6),
            round((unit.lng or 0) + self.chance.uniform(-0.004, 0.004), 6),
            self.chance.randrange(100),
        )

    def _told(self, found: Found) -> None:
        staff = self.people.recorder(found.unit)
        before, after = photos.before_and_after(f"problem {found.at}", found.at.date())
        case = actions.report_case(
            unit=found.unit,
            kind=found.kind[0],
            source=found.source,
            title=f"{found.place}{found.kind[2]}",
            place=found.place,
            lat=found.lat,
            lng=found.lng,
            photos=[self._kept(before, "整改前", found.unit, staff, found.at)],
            **self._by(staff, found.at),
        )
        office = self._office(found.unit)
        if found.course < 5:
            reason = "现场未见此问题，已告知报告人"
            actions.refuse_case(case.pk, reason=reason, **self._by(office, found.at + hours(1)))
            return
        if self._reached(found.at + hours(1)):
            actions.file_case(case.pk, **self._by(office, found.at + hours(1)))
            self._given(found, case, office, after)

    def _given(self, found: Found, case: Case, office: Membership, after: bytes) -> None:
        owner = self.places[found.kind[1]] if found.kind[1] else found.unit
        at = found.at + hours(2)
        if not self._reached(at):
            return
        actions.dispatch_case(case.pk, owner_unit=owner, **self._by(office, at))
        worker = self.people.recorder(owner)
        done = at + hours(self._takes(found.course))
        if 90 <= found.course < 94 and self._reached(at + hours(1)):
            if not self._disputed(found, case, office, worker, at + hours(1)):
                return
            worker = self.people.recorder(found.unit)
            owner = found.unit
        if not self._reached(done):
            return
        self._put_right(found, case, worker, office, after, done)

    def _takes(self, course: int) -> int:
        """Return how many hours the work takes: most are quick, one in eight is late."""
        return 190 if course >= 88 else 3 + course % 20

    def _disputed(
        self, found: Found, case: Case, office: Membership, worker: Membership, at: datetime
    ) -> bool:
        """Dispute who answers for it; return whether it was settled by now."""
        if worker.unit_id == found.unit.pk:
            return True
        reason = "属小区内部，应由社区处理"
        actions.dispute_case(case.pk, reason=reason, **self._by(worker, at))
        settled = at + hours(20)
        if not self._reached(settled):
            return False
        how = self._by(office, settled)
        actions.settle_dispute(case.pk, uphold=True, to=found.unit, answer="改由社区办理", **how)
        return True

    def _put_right(
        self,
        found: Found,
        case: Case,
        worker: Membership,
        office: Membership,
        after: bytes,
        at: datetime,
    ) -> None:
        item = self._kept(after, "整改后", worker.unit, worker, at)
        note, how = found.kind[3], self._by(worker, at)
        actions.rectify_case(case.pk, note=note, photos=[item], **how)
        checked = at + hours(3)
        if not self._reached(checked):
            return
        if found.course % 12 == 7:
            note = "角落还有残留，请再清"
            how = self._by(office, checked)
            actions.verify_case(case.pk, passed=False, note=note, **how)
            again = checked + hours(20)
            if not self._reached(again + hours(2)):
                return
            how = self._by(worker, again)
            actions.rectify_case(case.pk, note="已再次清理", photos=[item], **how)
            checked = again + hours(2)
        actions.verify_case(case.pk, passed=True, note="现场看过", **self._by(office, checked))

    def _hard(self) -> None:
        """Three that cannot be put right soon; two are raised to a bureau, one of them is answered."""
        for n, told in enumerate(HARD):
            unit = self.places[told[0]]
            at = self._morning(self.today - timedelta(70 - n * 9))
            case = self._listed(unit, told, at)
            if n < 2:
                to, staff = self.places[told[5]], self.people.recorder(unit)
                self._raised(case, to, staff, at + hours(4), answered=n == 0)

    def _listed(self, unit: Unit, told: tuple[str, ...], at: datetime) -> Case:
        _unit, kind, title, why, plan, needs = told
        office = self.people.members["liuyin"]
        case = actions.report_case(
            unit=unit,
            kind=kind,
            source=Source.SELF_CHECK,
            title=title,
            place=title[:6],
            lat=unit.lat,
            lng=unit.lng,
            **self._by(self.people.recorder(unit), at),
        )
        actions.file_case(case.pk, **self._by(office, at + hours(1)))
        review_on = timezone.localdate(at) + timedelta(100)
        how = self._by(office, at + hours(2))
        return actions.mark_hard(
            case.pk, why=why, plan=plan, needs=needs, review_on=review_on, **how
        )

    def _raised(
        self, case: Case, to: Unit, staff: Membership, at: datetime, *, answered: bool
    ) -> None:
        how = self._by(staff, at)
        actions.raise_case(
            case.pk, to=to, reason="请派人现场踏勘，明确做法和资金", paper="金社〔2026〕3号", **how
        )
        raising = case.raisings.get()
        if answered:
            answer = "已踏勘，列入明年第一批改造计划"
            how = self._by(self.people.recorder(to), at + timedelta(9))
            actions.answer_raising(raising.pk, answer=answer, **how)

    def _structures(self) -> None:
        """The sheds and tanks of 桂苑社区, removed within a week; two households will not agree."""
        unit = self.places["桂苑社区"]
        staff = self.people.recorder(unit)
        first = date(self.today.year, 3, 9)
        if first + timedelta(30) > self.today:
            return
        for n in range(14):
            kind = ("bike_shed", "rain_shed", "tank", "wall")[n % 4]
            how = self._by(staff, self._morning(first))
            one = actions.register_structure(
                unit=unit,
                kind=kind,
                title=f"{n + 1}号楼{'东西南北'[n % 4]}侧",
                surveyed_on=first,
                household=Household(f"{'赵钱孙李周吴郑王'[n % 8]}某", f"{n + 1}号楼 1 单元 101"),
                count=1 + n % 3,
                stubborn=n in (5, 9),
                **how,
            )
            talk = first + timedelta(3 + n % 4)
            how = self._by(staff, self._morning(talk))
            said = "不同意，要求先解决停车" if n in (5, 9) else "讲清政策，同意拆除"
            actions.log_talk(
                one.pk, on=talk, said=said, people="楼长、片警", agreed=n not in (5, 9), **how
            )
            if n not in (5, 9):
                gone = first + timedelta(8 + n % 7)
                how = self._by(staff, self._morning(gone))
                actions.remove_structure(one.pk, on=gone, partners="执法大队、拆棚队", **how)

    def _office(self, unit: Unit) -> Membership:
        """Return who files and checks: the office above whoever does the work."""
        place = -2 if unit.pk in self.people.recorders else -3
        return self.people.recorders[unit.ancestor_ids[place]]

    def _kept(self, content: bytes, said: str, unit: Unit, actor: Membership, at: datetime) -> int:
        file = ContentFile(content, name=f"{at:%m%d}-{said}.jpg")
        sharp = self.now - at < timedelta(SHARP_DAYS)
        self.photos += 1
        item = store(file, unit=unit, actor=actor, now=at, at_once=sharp, caption=said)
        return int(item.pk)

    def _by(self, actor: Membership, at: datetime) -> dict[str, Any]:
        return {"actor": actor, "now": min(at, self.now), "key": uuid4()}

    def _morning(self, day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(9, 30)))

    def _reached(self, at: datetime) -> bool:
        return at <= self.now


def hours(n: int) -> timedelta:
    return timedelta(hours=n)
