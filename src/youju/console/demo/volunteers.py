"""The volunteers of the demo city: register, teams, association, services of the last weeks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.console.demo.people import People
from youju.console.demo.places import Places
from youju.kernel.quantity_text import parse_quantity
from youju.organisations.queries import Membership
from youju.residents.queries import kind_of, needs_of
from youju.volunteers import actions
from youju.volunteers.actions import About, Plan, When
from youju.volunteers.queries import Team, Volunteer
from youju.volunteers.rules.association import Attendance, Body, Post
from youju.volunteers.rules.orders import Step
from youju.volunteers.rules.pairs import Cared, Help
from youju.volunteers.rules.posts import PostKind
from youju.volunteers.rules.register import Grade
from youju.volunteers.rules.stars import Have
from youju.volunteers.rules.teams import EIGHT, Function, TeamKind

# Name, what one is good at, what one offers on the card.
PEOPLE = (
    ("袁志愿", "急救", "文明劝导、巡逻"),
    ("穆清", "理发", "上门理发"),
    ("闵小满", "法律", "政策法律咨询"),
    ("甄好", "电工", "小修小补"),
    ("裴春", "书画", "辅导功课"),
    ("岑立", "医护", "量血压、看病陪护"),
    ("阮青", "驾驶", "代购代办"),
    ("覃山", "太极", "健身带操"),
    ("邱禾", "心理咨询", "减压疏导"),
    ("洪武", "退役军人", "治安巡逻"),
)
NAMES = {
    Function.LAW: "政策法律宣传队",
    Function.CLEAN: "环境卫生维护队",
    Function.DISPUTES: "民事纠纷调解队",
    Function.PATROL: "治安巡逻队",
    Function.MINORS: "未成年人教育队",
    Function.MIND: "心理减压疏导队",
    Function.CULTURE: "文化娱乐健身队",
    Function.CARE: "老弱帮扶队",
}
UNIT_TEAMS = (
    ("供电公司志愿服务队", Function.POWER, 60),
    ("市一医院志愿服务队", Function.MEDICINE, 80),
    ("税务志愿服务队", Function.TAX, 40),
    ("市场监管志愿服务队", Function.CONSUMER, 45),
)
PROGRAMMES = (
    "关爱空巢老人", "关爱留守儿童", "关爱残疾人", "关爱农民工", "清洁家园", "文明交通", "文明餐桌", "网络文明传播",
    "法律宣传", "义诊送药",
)  # fmt: skip
# Days from today, service, kind, place, how many of the register came, others.
SERVICES = (
    (-30, "清洁家园", Function.CLEAN, "老车站小区", 6, "20余人次"),
    (-23, "慰问老人", Function.CARE, "纺织宿舍", 4, ""),
    (-16, "清洁家园", Function.CLEAN, "背街小巷", 7, "35人次"),
    (-9, "义诊送药", Function.MEDICINE, "金桥社区居委会", 3, ""),
    (-2, "文明交通", Function.TRAFFIC, "金桥路口", 5, ""),
)
COMING = (
    (3, "清洁家园", Function.CLEAN, "桂苑路"),
    (6, "关爱空巢老人", Function.CARE, "纺织宿舍"),
)


def add_volunteers(places: Places, people: People, now: datetime) -> None:
    """Make what the room of volunteers shows, from some weeks ago until `now`."""
    _Volunteers(places, people, now).run()


class _Volunteers:
    """The volunteers of 金桥社区 and of the district above it."""

    def __init__(self, places: Places, people: People, now: datetime) -> None:
        self.places, self.people, self.now = places, people, now
        self.today = timezone.localdate(now)
        self.began = self.today - timedelta(60)
        self.unit, self.staff = places["金桥社区"], people.members["jinqiao"]

    def run(self) -> None:
        self.made = [self._register(n, *one) for n, one in enumerate(PEOPLE)]
        self.teams = self._teams()
        self._association()
        self._programmes()
        self._services()
        self._patrols()
        self._post()
        self._stations()
        self._pairs()
        self._orders()
        self._certificate()

    def by(self, day: date, hour: int = 17, actor: Membership | None = None) -> dict[str, Any]:
        """Return who acts and when; never later than now."""
        at = timezone.make_aware(datetime.combine(day, time(hour)))
        return {"actor": actor or self.staff, "now": min(at, self.now), "key": uuid4()}

    def day(self, back: int) -> date:
        return self.today + timedelta(back)

    def _register(self, n: int, name: str, skill: str, offers: str) -> Volunteer:
        about = About(name, f"1390000{n:04}", skill, offers, f"0390-{1000 + n}" if n % 2 else "")
        on = self.began + timedelta(n)
        made = actions.add_volunteer(self.unit, about, registered_on=on, **self.by(on))
        if n == 0:
            to = self.people.members["zhiyuan"]
            actions.link_account(made.pk, to=to, **self.by(on))
        return made

    def _teams(self) -> dict[Function, Team]:
        found = {}
        for n, function in enumerate(EIGHT):
            told: dict[str, Any] = {
                "kind": TeamKind.FUNCTION,
                "function": function,
                "since": self.began,
            }
            team = actions.add_team(self.unit, NAMES[function], **told, **self.by(self.began))
            for k in range(1 + n % 2):
                one = self.made[(n + k * 3) % len(self.made)]
                on = self.day(-45)
                actions.join_team(team.pk, one.pk, leads=k == 0, since=on, **self.by(on))
            found[function] = team
        office = self.people.members["chengdong"]
        for name, function, stated in UNIT_TEAMS:
            how = self.by(self.began, actor=office)
            actions.add_team(
                office.unit, name, kind=TeamKind.UNIT, function=function, since=self.began, stated=stated, **how
            )  # fmt: skip
        ids, on = [one.pk for one in self.made[:8]], self.day(-40)
        actions.record_training(
            self.unit, "志愿者岗前培训：急救和劝导用语", ids, on=on, **self.by(on)
        )
        for one in self.made[:3]:
            actions.assess(one.pk, self.today.year, Grade.EXCELLENT, **self.by(self.day(-1)))
        actions.apply(self.unit, About("新申请人", "13900009999", "摄影"), **self.by(self.day(-1)))
        return found

    def _association(self) -> None:
        office = self.people.members["chengdong"]
        on = self.began
        how = self.by(on, actor=office)
        here = actions.found_association(
            office.unit, "澄东区志愿者协会", founded_on=on, members=4560, **how
        )
        people, words = Attendance(120, 108), "通过协会章程，选举第一届理事会。"
        how["key"] = uuid4()
        meeting = actions.hold_meeting(here.pk, Body.ASSEMBLY, people, on=on, decided=words, **how)
        text = "第一条 本会弘扬奉献、友爱、互助、进步的志愿精神。\n第二条 会员自愿加入，退出自由。"
        actions.adopt_charter(meeting.pk, "协会章程", votes=105, text=text, **how | {"key": uuid4()})  # fmt: skip
        for post, name, votes in (
            (Post.PRESIDENT, "会长闻远", 106),
            (Post.SECRETARY, "秘书长祝安", 104),
        ):
            actions.elect(meeting.pk, post, name, votes=votes, **how | {"key": uuid4()})

    def _programmes(self) -> None:
        self.programmes = {
            name: actions.add_programme(
                self.unit, name, since=self.began, owner="金桥社区志愿服务队", **self.by(self.began)
            )
            for name in PROGRAMMES
        }

    def _when(self, day: date, start: int, hours: int, wanted: int = 10) -> When:
        at = timezone.make_aware(datetime.combine(day, time(start)))
        return When(at, at + timedelta(hours=hours), wanted)

    def _services(self) -> None:
        for back, name, kind, place, came, others in SERVICES:
            day = self.day(back)
            plan = Plan(name, kind, place, contact="金专干", programme=self.programmes.get(name))
            made = actions.add_service(self.unit, plan, [self._when(day, 9, 2)], **self.by(day, 8))
            shift = made.shifts.get()
            ids = [one.pk for one in self.made[:came]]
            actions.list_present(shift.pk, ids, **self.by(day, 11))
            actions.confirm_shift(shift.pk, {}, **self.by(day, 12))
            crowd = parse_quantity(others, "人次") if others else None
            told: dict[str, Any] = {"result": f"{place}{name}一次", "others": crowd}
            if back != SERVICES[-1][0]:
                actions.close_service(made.pk, **told, **self.by(day, 13))
        missed = self.made[8]
        actions.ask_make_up(shift.pk, missed.pk, 120, reason="到场较早，名单漏记", **self.by(day, 14, self.people.members["wangge"]))  # fmt: skip
        for ahead, name, kind, place in COMING:
            plan = Plan(name, kind, place, programme=self.programmes.get(name))
            when = self._when(self.day(ahead), 9, 2, wanted=3)
            made = actions.add_service(self.unit, plan, [when], **self.by(self.today, 8))
            if ahead == COMING[0][0]:
                for one in self.made[1:5]:
                    actions.sign_up(made.shifts.get().pk, one.pk, **self.by(self.today, 9))

    def _patrols(self) -> None:
        """Keep watch every third night for four weeks: enough for a star."""
        plan = Plan("夜间值守", Function.PATROL, "老车站小区", team=self.teams[Function.PATROL])
        days = [self.day(-n) for n in range(30, 3, -3)]
        whens = [self._when(day, 18, 12, wanted=2) for day in days]
        made = actions.add_service(self.unit, plan, whens, **self.by(days[0], 8))
        ids = [self.made[9].pk]
        for day, shift in zip(days, made.shifts.order_by("starts"), strict=True):
            actions.list_present(shift.pk, ids, **self.by(day, 20))
            actions.confirm_shift(shift.pk, {}, **self.by(day + timedelta(1), 7))

    def _post(self) -> None:
        how = self.by(self.began)
        told: dict[str, Any] = {
            "kind": PostKind.CROSSING,
            "since": self.began,
            "place": "金桥路与车站路口",
        }
        post = actions.add_post(self.unit, "金桥路口", **told, **how)
        span: dict[str, Any] = {
            "weekdays": [0, 2, 4],
            "hours": (time(7, 30), time(8, 30)),
            "wanted": 2,
        }
        first, last = self.day(-6), self.day(12)
        made = actions.plan_post(post.pk, first, last, **span, **self.by(self.day(-7)))
        for n, shift in enumerate(made.shifts.order_by("starts")):
            day = timezone.localdate(shift.starts)
            two = [self.made[0].pk, self.made[1 + n % 4].pk]
            if day < self.today:
                actions.list_present(shift.pk, two, **self.by(day, 8))
                actions.confirm_shift(shift.pk, {}, persuaded=9 + 3 * n, **self.by(day, 9))
            elif day > self.today and n % 2:
                actions.sign_up(shift.pk, two[0], **self.by(self.today, 7))

    def _stations(self) -> None:
        nine = [one.value for one in Have]
        for name, place, met in (
            ("金桥社区志愿服务站", "金桥路 18号一楼", nine),
            ("老车站服务广场", "车站路 3号", nine[:7]),
        ):
            kind = "square" if "广场" in name else "station"
            told: dict[str, Any] = {
                "place": place,
                "head": "金专干",
                "hours": "每天 8:30—17:30",
                "kind": kind,
            }
            made = actions.add_station(self.unit, name, since=self.began, **told, **self.by(self.began))  # fmt: skip
            on = self.day(-12)
            actions.check_station(made.pk, met, on=on, **self.by(on))

    def _pairs(self) -> None:
        team, kinds = (
            self.teams[Function.CARE],
            {Cared.ALONE: "empty_nest", Cared.DISABLED: "disabled"},
        )
        for n, (name, kind, help, every) in enumerate((
            ("曹奶奶", Cared.ALONE, Help.TALK, 7), ("尤大爷", Cared.DISABLED, Help.HAIR, 30), ("小禾", Cared.LEFT_CHILD, Help.LESSONS, 7),
        )):  # fmt: skip
            told: dict[str, Any] = {
                "kind": kind,
                "since": self.began,
                "team": team,
                "every_days": every,
            }
            one, known = self.made[1 + n], kinds.get(kind)
            need = (
                needs_of(self.staff, self.unit, kind_of(known)).order_by("pk").first()
                if known
                else None
            )
            whom = need.resident if need else None
            told |= {"whom": whom, "name": "" if whom else name}
            made = actions.add_pair(self.unit, one.pk, **told, **self.by(self.began))
            for back in range(-28, -4 - 4 * n, 14):
                actions.visit_pair(made.pk, self.day(back), help, **self.by(self.day(back)))

    def _orders(self) -> None:
        team, when = self.teams[Function.CARE], self.day(5)
        for n, need in enumerate(("上门理发", "疏通下水道", "辅导作业", "陪同看病")):
            told: dict[str, Any] = {
                "kind": Function.CARE,
                "wanted_on": when,
                "asker": "曹奶奶",
                "place": "纺织宿舍",
            }
            made = actions.ask_order(self.unit, need, **told, **self.by(self.day(-6 + n)))
            steps: tuple[tuple[Step, dict[str, Any]], ...] = (
                (Step.GIVE, {"team": team}), (Step.TAKE, {}), (Step.FINISH, {"words": "已上门办好"}), (Step.RATE, {"stars": 5}),
            )  # fmt: skip
            for step, more in steps[: 4 - n]:
                actions.step_order(made.pk, step, **more, **self.by(self.day(-2)))

    def _certificate(self) -> None:
        span: dict[str, Any] = {
            "since": self.began,
            "until": self.day(-10),
            "content": "清洁家园 2 次、夜间值守",
        }
        for n, back in ((0, -9), (9, -2)):
            how = self.by(self.day(back))
            made = actions.notice_certificate(self.made[n].pk, **span, **how)
            if back < -7:
                told: dict[str, Any] = {
                    "responsible": "金主任",
                    "handler": "金专干",
                    "contact": "金桥路 18号 0390-0001",
                }
                actions.issue_certificate(made.pk, **told, **self.by(self.today))
