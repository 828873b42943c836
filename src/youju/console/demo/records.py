"""What the demo city did: a plan of entries, thinner in the year before, denser in this one.

Figures are those of real summaries of such work: some 26 clean-ups of a community in half a year
with 50余车 of rubbish, 230余幅 of old couplets, 500余个 small adverts, 3000余份 of leaflets.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from youju.console.demo.places import Places
from youju.kernel.periods import Grain, Period, around
from youju.organisations.queries import Unit


@dataclass(slots=True)
class Planned:
    """One entry to be made: where, in which ledger, when it was done and when it came in."""

    unit: Unit
    ledger: str
    day: date
    at: datetime
    values: dict[str, str]
    partners: list[Unit] = field(default_factory=list)
    photos: bool = False

    @property
    def period(self) -> Period:
        return around(self.day, Grain.DAY)


CLEAN_UPS = (
    ("周末清洁日", "桂苑小区"), ("楼道杂物清理", "棉纺宿舍 3号楼"), ("背街小巷整治", "石井巷"),
    ("沿街小广告清除", "柳荫路沿线"), ("卫生死角清理", "菜市场后巷"), ("河道两岸清理", "澄河步道"),
    ("车棚清理", "老车站小区"), ("绿化带捡拾", "文昌小游园"), ("门前三包集中行动", "石桥路"),
)  # fmt: skip
HELP = (
    ("公益劳动", "公益劳动"), ("路口文明劝导", "文明劝导"), ("入户宣传创建知识", "政策宣传"),
    ("关爱独居老人", "关爱帮扶"), ("邻里纠纷调解", "纠纷调解"), ("夜间治安巡逻", "治安巡逻"),
)  # fmt: skip
LESSONS = (
    ("文明礼仪进社区", "礼仪培训"), ("创建知识集中培训", "集中培训"), ("垃圾分类怎么分", "市民课堂"),
    ("防诈骗讲座", "市民课堂"), ("消防安全常识", "集中培训"), ("家庭急救知识", "市民学校"),
)  # fmt: skip
LEAFLETS = (
    ("致居民的一封信", "一封信"), ("市民文明公约", "公约"), ("创建知识手册", "手册"),
    ("文明养犬倡议", "传单"), ("垃圾分类指引", "传单"),
)  # fmt: skip
NEWS = (
    "清洁家园在行动",
    "楼道焕新记",
    "志愿红映红小巷",
    "一张便民桌",
    "老小区划出新车位",
    "居民议事会",
)
TOPICS = ("文明交通", "家风家训", "志愿服务", "垃圾分类", "未成年人保护", "文明餐桌")
FAULTS = (
    ("下水道", "堵塞外溢"),
    ("化粪池", "满溢"),
    ("雨水井", "井盖松动"),
    ("排污管网", "管道破损"),
)
QUARTER_STARTS = (1, 4, 7, 10)


class Planner:
    """Plans the entries of two years up to `today`; the same day always gives the same plan."""

    def __init__(self, places: Places, today: date) -> None:
        self.places, self.today = places, today
        self.chance = random.Random(2026)  # noqa: S311  demo data, not a secret
        self.size = {u.pk: self._size_of(u) for u in places.communities}

    def plan(self) -> list[Planned]:
        """Return all entries in the order they came in."""
        planned = [one for unit in self.places.communities for one in self._standing(unit)]
        for back in range(23, -1, -1):
            first = _month_back(self.today, back)
            density = 1.0 if back < 12 else 0.4
            for unit in self.places.communities:
                planned.extend(self._month(unit, first, density * self.size[unit.pk]))
            planned.extend(self._beside(first, density))
        return sorted((one for one in planned if one.day <= self.today), key=lambda one: one.at)

    def _size_of(self, unit: Unit) -> float:
        """Return how busy a community is: 柳荫街道 is the one that visitors look at."""
        busy = unit.parent_id == self.places["柳荫街道"].pk
        return self.chance.uniform(1.0, 1.3) if busy else self.chance.uniform(0.3, 0.55)

    # -- one month of a community

    def _month(self, unit: Unit, first: date, density: float) -> Iterator[Planned]:
        for _n in range(self._times(3.4 * density)):
            yield self._clean_up(unit, first)
        for _n in range(self._times(2.2 * density)):
            yield self._help(unit, first)
        for _n in range(self._times(1.3 * density)):
            yield self._lesson(unit, first)
        if self.chance.random() < 0.9 * density:
            yield self._leaflet(unit, first)
        if self.chance.random() < 0.8 * density:
            yield self._news(unit, first)
        if self.chance.random() < (1.0 if first.month in (1, 2, 9, 12) else 0.5) * density:
            yield self._visit(unit, first)
        if self.chance.random() < 0.35 * density:
            yield self._drain(unit, first)
        if self.chance.random() < 0.12 * density:
            yield self._paving(unit, first)
        if self.chance.random() < 0.3 * density:
            yield self._planned(unit, "screen_plays", self._on(first), self._screened())
        if first.month in QUARTER_STARTS and self.chance.random() < 0.9:
            yield self._board_change(unit, first)

    def _times(self, mean: float) -> int:
        whole = int(mean)
        return whole + (self.chance.random() < mean - whole)

    def _on(self, first: date) -> date:
        days = [first + timedelta(n) for n in range(28)]
        return self.chance.choice([day for day in days if day.day <= 28])

    def _planned(self, unit: Unit, ledger: str, day: date, values: dict[str, str]) -> Planned:
        """Put an entry into the plan: told the same day, now and then days later (补录)."""
        later = self.chance.randint(3, 12) if self.chance.random() < 0.04 else 0
        hour = time(self.chance.randint(9, 18), self.chance.randint(0, 59))
        at = timezone.make_aware(datetime.combine(day + timedelta(later), hour))
        latest = timezone.make_aware(datetime.combine(self.today, time(8, 20)))
        return Planned(unit, ledger, day, min(at, latest), {k: v for k, v in values.items() if v})

    def _said(self, value: int, unit: str, word: str = "余") -> str:
        """Return a quantity as people tell it: from twenty on often as 50余车."""
        if value >= 20 and self.chance.random() < 0.5:
            return f"{value // 10 * 10}{word}{unit}"
        return f"{value}{unit}"

    def _clean_up(self, unit: Unit, first: date) -> Planned:
        chance, day = self.chance, self._on(first)
        action, place = chance.choice(CLEAN_UPS)
        values = {
            "action": action,
            "place": place,
            "organiser": chance.choice(("社区", "社区", "网格", "物业", "志愿队")),
            "people": self._said(chance.randint(8, 36), "人次"),
            "rubbish": f"{chance.randint(1, 4)}车" if chance.random() < 0.75 else "",
            "debris": f"{chance.randint(1, 3)}车" if "楼道" in action else "",
            "adverts": self._said(chance.randint(10, 45), "个") if chance.random() < 0.5 else "",
            "couplets": self._said(chance.randint(20, 60), "幅") if day.month in (2, 3) else "",
        }
        if day.month in (3, 4, 11) and chance.random() < 0.3:
            values["trees"] = self._said(chance.randint(40, 160), "棵")
            values["walls"] = self._said(chance.randint(300, 2400), "平方米")
        if chance.random() < 0.12:
            values["sheds"] = f"{chance.randint(1, 9)}处"
        one = self._planned(unit, "cleanup", day, values)
        if chance.random() < 0.08:
            one.partners = [self._neighbour(unit)]
            one.values["action"] = "联合清理行动"
        return one

    def _neighbour(self, unit: Unit) -> Unit:
        near = [one for one in self.places.communities if one.parent_id == unit.parent_id]
        others = [one for one in near if one.pk != unit.pk]
        return self.chance.choice([*others, self.places["房产局"], self.places["城管局"]])

    def _help(self, unit: Unit, first: date) -> Planned:
        name, kind = self.chance.choice(HELP)
        people = self.chance.randint(3, 15)
        values = {
            "name": name,
            "place": self.chance.choice(("桂苑小区", "石桥路口", "社区广场", "澄河步道")),
            "kind": kind,
            "times": f"{self.chance.randint(1, 3)}次",
            "people": f"{people}人次",
            "hours": f"{people * self.chance.choice((2, 2, 3))}小时",
            "served": f"{self.chance.randint(2, 12)}户次" if kind == "关爱帮扶" else "",
        }
        return self._planned(unit, "volunteering", self._on(first), values)

    def _lesson(self, unit: Unit, first: date) -> Planned:
        topic, kind = self.chance.choice(LESSONS)
        values = {
            "topic": topic,
            "kind": kind,
            "place": "社区活动室",
            "sessions": "1次",
            "learners": self._said(self.chance.randint(18, 60), "人次"),
        }
        return self._planned(unit, "classes", self._on(first), values)

    def _leaflet(self, unit: Unit, first: date) -> Planned:
        name, kind = self.chance.choice(LEAFLETS)
        given = self.chance.randint(12, 60) * 10
        measured = "本" if kind == "手册" else "份"
        values = {
            "name": name,
            "kind": kind,
            "given": f"{given // 100 * 100}余{measured}" if given > 300 else f"{given}{measured}",
            "audience": self.chance.choice(("沿街商户", "各小区住户", "来访居民")),
        }
        return self._planned(unit, "printed", self._on(first), values)

    def _news(self, unit: Unit, first: date) -> Planned:
        used = self.chance.random() < 0.35
        values = {
            "headline": f"{unit.short_name}：{self.chance.choice(NEWS)}",
            "state": "已采用" if used else "已报送",
            "level": self.chance.choice(("县区级", "市级", "网络")) if used else "",
            "medium": self.chance.choice(("澄江日报", "澄江发布", "文明澄江网")) if used else "",
            "items": f"{self.chance.randint(1, 4)}条",
            "reprinted": "1次" if used and self.chance.random() < 0.3 else "",
        }
        return self._planned(unit, "media", self._on(first), values)

    def _visit(self, unit: Unit, first: date) -> Planned:
        cheered = self.chance.randint(3, 12)
        values = {
            "kind": self.chance.choice(("走访", "慰问", "三送一解")),
            "occasion": {1: "春节", 2: "春节", 9: "重阳"}.get(first.month, "日常"),
            "visitors": self.chance.choice(("社区干部", "街道领导", "共建单位", "志愿者")),
            "audience": self.chance.choice(("困难家庭", "低保户", "老人", "残疾人")),
            "visited": f"{cheered + self.chance.randint(2, 15)}户",
            "cheered": f"{cheered}户",
            "money": f"{cheered * 300}元" if self.chance.random() < 0.4 else "",
        }
        return self._planned(unit, "visits", self._on(first), values)

    def _drain(self, unit: Unit, first: date) -> Planned:
        kind, fault = self.chance.choice(FAULTS)
        values = {
            "place": self.chance.choice(("三兴小区", "棉纺宿舍", "石井巷 14号", "荷塘新村")),
            "kind": kind,
            "fault": fault,
            "state": self.chance.choice(("已修复", "已修复", "施工中")),
            "places": f"{self.chance.randint(1, 3)}处",
            "length": f"{self.chance.randint(20, 180)}米",
            "households": f"{self.chance.randint(12, 80)}户",
        }
        return self._planned(unit, "drains", self._on(first), values)

    def _paving(self, unit: Unit, first: date) -> Planned:
        kind = self.chance.choice(("道路硬化", "墙面粉刷"))
        area = self._said(self.chance.randint(200, 1800), "平方米")
        values = {
            "kind": kind,
            "place": self.chance.choice(("南巷", "老车站小区", "村口主路", "文昌路北段")),
            "paved": area if kind == "道路硬化" else "",
            "painted": area if kind == "墙面粉刷" else "",
            "cost": f"{self.chance.randint(2, 18)}万元",
        }
        return self._planned(unit, "paving", self._on(first), values)

    def _screened(self) -> dict[str, str]:
        items = f"{self.chance.randint(4, 20)}条"
        return {
            "topic": self.chance.choice(TOPICS),
            "owner": "社区",
            "items": items,
            "screens": "1块",
        }

    def _board_change(self, unit: Unit, first: date) -> Planned:
        values = {
            "place": "社区门口",
            "topic": self.chance.choice(TOPICS),
            "boards": f"{self.chance.randint(1, 3)}个",
            "reason": "定期更换",
        }
        return self._planned(unit, "board_changes", self._on(first), values)

    # -- things that stand, and units beside the line

    def _standing(self, unit: Unit) -> Iterator[Planned]:
        """Yield what a community has: boards, screens, lamps, spaces, rules, problems, plans."""
        day = _month_back(self.today, 21) + timedelta(self.chance.randint(0, 20))
        wait = self.chance.randint(-6, 75)
        change = self.today + timedelta(2 if unit.pk == self.places["金桥社区"].pk else wait)
        rows: tuple[tuple[str, dict[str, str]], ...] = (
            ("boards", {"kind": "宣传栏", "place": "社区门口", "boards": f"{self.chance.randint(2, 6)}个",
                        "content": self.chance.choice(TOPICS), "next_change": change.isoformat()}),
            ("boards", {"kind": "横幅", "place": "主街", "banners": f"{self.chance.randint(4, 18)}条"}),
            ("screens", {"owner": "社区居委会", "place": "社区广场", "screens": "1"}),
            ("lamps", {"kind": "路灯", "place": "辖区道路", "lamps": f"{self.chance.randint(24, 90)}盏"}),
            ("parking", {"place": "老车站小区", "spaces": f"{self.chance.randint(40, 210)}个"}),
            ("office_space", {"place": "社区服务中心", "area": f"{140 + unit.pk * 37 % 260}㎡", "tenure": "自有"}),
            ("service_rooms", {"kind": "文化活动室", "name": "文化活动室", "rooms": "2间", "state": "开放",
                               "area": f"{60 + unit.pk * 13 % 90}㎡", "hours": "每天 9:00—17:00", "free": "免费"}),
        )  # fmt: skip
        for ledger, values in rows:
            yield self._planned(unit, ledger, day, values)
        hung = self.today - timedelta(20 + unit.pk * 7 % 60)
        rules = {"name": "环境卫生保洁制度", "place": "服务大厅", "rules": f"{4 + unit.pk % 9}项"}
        yield self._planned(unit, "wall_rules", hung, {**rules, "edition": "2026年修订"})
        yield from self._open_points(unit)

    def _open_points(self, unit: Unit) -> Iterator[Planned]:
        problem, cause, asked = self.chance.choice(PROBLEMS)
        step, how = self.chance.choice(STEPS)
        day = _month_back(self.today, 8) + timedelta(self.chance.randint(0, 26))
        told = {"problem": problem, "cause": cause, "asked": asked}
        yield self._planned(unit, "problems", day, told)
        yield self._planned(unit, "next_steps", day, {"step": step, "how": how})
        if self.chance.random() < 0.4:
            honour = {
                "honour": self.chance.choice(HONOURS),
                "given_by": "澄江市文明办",
                "level": "市级",
            }
            yield self._planned(unit, "honours", day, honour)
        if self.chance.random() < 0.3:
            name, method, result = self.chance.choice(METHODS)
            told = {"name": name, "method": method, "result": result}
            yield self._planned(unit, "experience", day, told)

    def _beside(self, first: date, density: float) -> Iterator[Planned]:
        """Yield what the culture bureau and the city management bureau checked and seized."""
        for _n in range(self._times(5 * density)):
            values = {
                "business": f"{self.chance.choice(('蓝鲸', '星海', '百味', '金穗', '文昌'))}"
                f"{self.chance.choice(('网吧', '音像店', '餐馆', '书店'))}",
                "kind": self.chance.choice(("网吧", "音像", "餐饮", "书店")),
                "inspectors": f"{self.chance.randint(2, 8)}人次",
                "visits": f"{self.chance.randint(1, 12)}家次",
                "result": self.chance.choice(("合格", "合格", "当场改正", "限期整改")),
            }
            unit = self.places[self.chance.choice(("文化局", "文化局", "城管局"))]
            yield self._planned(unit, "inspections", self._on(first), values)
        if self.chance.random() < density:
            values = {
                "case": "校园周边音像制品清查",
                "filed": f"{self.chance.randint(1, 4)}起",
                "discs": f"{self.chance.randint(20, 400)}张",
                "books": f"{self.chance.randint(10, 160)}册",
            }
            yield self._planned(self.places["文化局"], "seizures", self._on(first), values)


PROBLEMS = (
    ("办公场所面积不够", "租用自建房，总面积只有167平方米，六室合用", "街道"),
    ("老小区下水道经常堵塞", "管网建于上世纪八十年代，局部塌陷，只能应急疏通", "市建设局"),
    ("楼道乱堆放反复", "住户把楼道当储物间，清了又堆", "房产局"),
    ("自建房停车位难划", "房前权属不清，住户意见不一", "街道"),
)
STEPS = (
    ("抓好重点整改", "对反复出现的点位逐一建账，网格员每周看一次，街道每月核一次"),
    ("加大宣传力度", "每季度更换宣传栏，入户发放一封信，楼栋长带头讲"),
    ("打造示范点", "选一个老小区做样板，把停车、晾晒、楼道三件事一次做好"),
)
HONOURS = ("文明社区", "志愿服务先进集体", "科普示范社区", "平安社区")
METHODS = (
    ("楼栋议事会", "每月一次，楼栋长召集，居民自己定清理时间", "楼道堆物少了七成"),
    (
        "先易后难摸底法",
        "网格员先列难点，容易的当周办，难的请街道联合行动",
        "难点清单由21处减到6处",
    ),
)


def _month_back(day: date, months: int) -> date:
    """Return the first day of the month so many months before."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)
