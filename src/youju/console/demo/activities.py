"""What was held in the demo city within a year: classes, lecture halls, festivals, studies, and what comes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from youju.activities import actions
from youju.activities.actions import Asked, Item, Part, SeriesTold, Told
from youju.activities.queries import Activity, Series
from youju.activities.rules.norms import Per
from youju.audit.actions import SystemActor
from youju.console.demo.people import People
from youju.console.demo.photos import gathering
from youju.console.demo.places import Places
from youju.evidence.actions import store
from youju.kernel.festivals import festivals_between
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Membership, Unit

CLASSES = (
    ("劳动法常识讲座", "劳动", "司法所干部"), ("廉租房政策讲座", "廉租房政策", "房产所干部"), ("户籍办理讲座", "户籍", "派出所民警"),
    ("防诈骗一堂课", "法律", "派出所民警"), ("家庭急救培训", "卫生健康", "社区医生"), ("垃圾分类怎么分", "科普", "社区专干"),
)  # fmt: skip
STUDIES = (
    "创建工作方案",
    "公民道德建设实施纲要",
    "基层治理文件选读",
    "安全生产通报",
    "作风建设文件",
)
SERVICES = (("法律", "司法所"), ("卫生", "卫生服务中心"), ("科技", "科协"), ("文体", "文化站"))
JOINT = ("duanwu", "zhongqiu", "chongyang")
SHOW = (("开场舞《金桥春早》", "金桥社区舞蹈队"), ("快板《文明新风》", "桂苑社区曲艺队"), ("合唱《我们的家》", "柳荫街道合唱团"),
        ("小品《让座》", "柳荫小学"), ("太极扇", "老年协会"))  # fmt: skip
RESIDENTS = (
    ("李阿姨", "13900000011", 2),
    ("陈先生", "13900000012", 1),
    ("周奶奶", "13900000013", 3),
)


def add_activities(places: Places, people: People, now: datetime) -> int:
    """Make what the room of activities shows, from some ten months ago until some weeks ahead. Returns
    how many photos."""
    held = _Held(places, people, now)
    held.run()
    return held.photos


class _Held:
    """A year of activities, made through the room's own acts."""

    def __init__(self, places: Places, people: People, now: datetime) -> None:
        self.places, self.people, self.now = places, people, now
        self.today = timezone.localdate(now)
        self.began = self.today - timedelta(300)
        self.photos = 0
        self.near = [places[name] for name in ("金桥社区", "桂苑社区", "桃李社区")]

    def run(self) -> None:
        self._norms()
        self._classes()
        self._halls()
        self._festivals()
        self._studies()
        self._others()
        self._series()
        self._coming()

    def by(self, actor: Membership, day: date) -> dict[str, Any]:
        at = timezone.make_aware(datetime.combine(day, time(16)))
        return {"actor": actor, "now": min(at, self.now), "key": uuid4()}

    def hold(self, unit: Unit, kind: str, title: str, on: date, **more: Any) -> Activity | None:
        """Record it on its day; what lies ahead is left out."""
        if on > self.today:
            return None
        told = Told(kind, title, on, **more)
        return actions.record_activity(unit, told, **self.by(self.people.recorder(unit), on))

    def _photo(self, unit: Unit, title: str, on: date) -> list[int]:
        """Return a photo of an activity that was held, ready to serve it."""
        if on > self.today:
            return []
        file = ContentFile(gathering(f"{title} {on}", on), name=f"{on:%m%d}.jpg")
        how = self.by(self.people.recorder(unit), on)
        self.photos += 1
        return [store(file, unit=unit, caption=title, at_once=True, **how).pk]

    def _norms(self) -> None:
        street, community = self.places["柳荫街道"], self.places["金桥社区"]
        school_year = "《教育工作意见》"
        for unit, asked in (
            (street, Asked("citizen_class", "市民课堂每月一次", Per.MONTH, 1, each=True)),
            (
                community,
                Asked("citizen_class", "开齐开足课时", Per.YEAR, 12, 40, basis=school_year),
            ),
            (community, Asked("study", "两委班子集中学习", Per.HALF, 5)),
            (community, Asked("moral_hall", "道德讲堂每季一期", Per.QUARTER, 1)),
        ):
            how = self.by(self.people.recorder(unit), self.began)
            actions.add_norm(unit, asked, since=self.began, **how)

    def _classes(self) -> None:
        month = around(self.began, Grain.MONTH)
        n = 0
        while month.bounds[0] <= self.today:
            for which, unit in enumerate(self.near):
                n += 1
                # 桃李社区 leaves some months out: somebody is short.
                if which == 2 and n % 2:
                    continue
                topic, sort, speaker = CLASSES[n % len(CLASSES)]
                on = month.bounds[0] + timedelta(6 + which * 4)
                amounts = {"people": _many(30 + n % 25, "人次"), "hours": _many(2, "课时")}
                self.hold(
                    unit, "citizen_class", topic, on, sort=sort, amounts=amounts, place="社区活动室",
                    starts=time(14, 30), details={"topic": topic, "speaker": speaker},
                )  # fmt: skip
            month = around(month.bounds[1] + timedelta(1), Grain.MONTH)

    def _halls(self) -> None:
        for n, unit in enumerate([*self.near, self.places["柳荫街道"]]):
            for back in (250, 160, 70):
                on = self.today - timedelta(back + n * 3)
                details = {"topic": "我的梦中国梦", "speaker": "身边好人", "room": "有背景板"}
                amounts = {"people": _many(60 + n * 8, "人")}
                self.hold(unit, "moral_hall", "道德讲堂", on, details=details, amounts=amounts)

    def _festivals(self) -> None:
        host, guests = self.near[0], self.near[1:3]
        for festival in festivals_between(self.began, self.today):
            people = (
                Quantity(Decimal(2600), "名", "余")
                if festival.code == "qingming"
                else _many(120, "人次")
            )
            self.hold(
                host, "festival", f"我们的节日·{festival.name}", festival.day - timedelta(1), festival=festival.code,
                partners=guests if festival.code in JOINT else (),
                amounts={"people": people}, note=f"{festival.custom}。", place="社区广场",
                photos=self._photo(host, festival.name, festival.day - timedelta(1)) if festival.code in JOINT else (),
            )  # fmt: skip

    def _studies(self) -> None:
        unit = self.near[0]
        other = self.people.members["jiuzhu"]
        for n, text in enumerate(STUDIES):
            on = self.today - timedelta(20 + n * 24)
            amounts = {"people": _many(9, "人")}
            held = self.hold(unit, "study", "两委班子集中学习", on, sort="两委班子", details={"content": text}, amounts=amounts)  # fmt: skip
            if held is not None and n % 2:
                how = self.by(other, on + timedelta(3))
                told: dict[str, Any] = {
                    "on": on + timedelta(3),
                    "due": 9,
                    "came": 9,
                    "notes": 9 - n // 3,
                }
                actions.check_notes(held.pk, **told, **how)

    def _others(self) -> None:
        unit, day = self.near[0], self.today
        for n, (sort, department) in enumerate(SERVICES):
            on = day - timedelta(30 + n * 21)
            amounts = {"materials": _many(200 + n * 40, "份")}
            self.hold(unit, "into_community", f"{sort}进社区", on, sort=sort, details={"department": department}, amounts=amounts)  # fmt: skip
        show = [Item(*one) for one in SHOW]
        amounts = {"people": Quantity(Decimal(1000), "人", "上"), "items": _many(len(show), "个"), "units": _many(7, "家")}  # fmt: skip
        street, on = self.places["柳荫街道"], day - timedelta(46)
        photos = self._photo(street, "邻里文化节开幕演出", on)
        self.hold(street, "performance", "邻里文化节开幕演出", on, programme=show, amounts=amounts, photos=photos, place="柳荫广场")  # fmt: skip
        for kind, title, back, more in (
            ("visit", "参观烈士陵园", 190, {"place": "烈士陵园", "sort": "烈士陵园", "amounts": {"people": _many(86, "人")}}),
            ("drill", "地震疏散演练", 120, {"sort": "地震", "details": {"school": "柳荫小学"}, "amounts": {"people": _many(620, "人")}}),
            ("practice", "植绿护绿", 220, {"sort": "经常性实践", "amounts": {"people": _many(160, "人"), "trees": _many(240, "棵")}}),
            ("health_talk", "高血压预防", 34, {"sort": "讲座", "amounts": {"people": _many(48, "人次"), "materials": _many(120, "份")}}),
        ):  # fmt: skip
            self.hold(unit, kind, title, day - timedelta(back), **more)

    def _series(self) -> None:
        unit = self.near[0]
        parts = [Part("社区", Decimal(6)), Part("企业", Decimal(2)), Part("学校", Decimal(2))]
        end = self.today + timedelta(60)
        given = SeriesTold("社区科普大学", self.began, end, "按听众分", Decimal(10), parts)
        actor = self.people.recorder(unit)
        series: Series = actions.add_series(
            unit, "science_university", given, **self.by(actor, self.began)
        )
        held = {one.label: one for one in series.parts.all()}
        for n, label in enumerate(("社区", "社区", "企业", "学校", "社区", "企业", "社区")):
            on = self.began + timedelta(20 + n * 36)
            amounts = {"people": _many(35 + n, "人次"), "hours": _many(2, "课时")}
            self.hold(unit, "science_university", f"科普讲座 第{n + 1}讲", on, series=series, part=held[label], amounts=amounts)  # fmt: skip

    def _coming(self) -> None:
        staff = self.people.members["jinqiao"]
        for n, (kind, title, days) in enumerate((
            ("health_talk", "冬季用药安全讲座", 6), ("culture", "社区趣味运动会", 12), ("citizen_class", "家庭急救", 3),
        )):  # fmt: skip
            on = self.today + timedelta(days)
            told = Told(
                kind, title, on, starts=time(9, 30), place="社区活动室", note="名额有限，欢迎报名。"
            )
            how = self.by(staff, self.today)
            made = actions.plan_activity(staff.unit, told, **how)
            if n < 2:
                actions.open_signup(
                    made.pk, capacity=5 if n else 40, signup_until=None, **how | {"key": uuid4()}
                )
                self._sign_up(made, n)

    def _sign_up(self, activity: Activity, n: int) -> None:
        actor = SystemActor(root_id=activity.root_id, role="public", label="居民")
        for name, phone, seats in RESIDENTS:
            digest = sha256(f"demo {n} {phone}".encode()).hexdigest()
            actions.sign_up(activity.pk, name=name, phone=phone, seats=seats, code_digest=digest, actor=actor, now=self.now, key=uuid4())  # fmt: skip


def _many(count: int, unit: str) -> Quantity:
    return Quantity(Decimal(count), unit)
