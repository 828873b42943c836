"""Selections, titles and ratings of the demo city: one awarded, one on its notice, one being voted on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.console.demo.people import People
from youju.console.demo.places import Places
from youju.honours import actions
from youju.honours.actions.nominations import Proposed
from youju.honours.queries import Nomination, Selection
from youju.portal.actions.reporting import resident_of

# (category, name, who he is, community, deeds)
MODELS = (
    ("filial", "季桂香", "居民", "金桥社区", "照顾瘫痪婆婆十一年，每天翻身擦洗，没有生过褥疮。"),
    ("filial", "路长根", "退休工人", "桂苑社区", "妻子失明，二十年来每天读报、牵手买菜。"),
    ("helpful", "温大海", "修车师傅", "桃李社区", "免费给老人修轮椅、换门锁，三年四百多次。"),
    ("helpful", "万秀英", "楼组长", "金桥社区", "帮双职工家庭接送孩子，七年没有间断。"),
    ("brave", "雷志强", "外卖骑手", "柳荫里社区", "三月在河边救起落水儿童，没有留名。"),
    ("honest", "丁有信", "粮油店主", "桃李社区", "捡到三万元货款，守了一夜等失主。"),
    ("devoted", "叶知秋", "社区医生", "金桥社区", "十五年上门随访高血压病人，建档一千二百份。"),
    ("devoted", "石磊", "保洁班长", "桂苑社区", "每天四点半上路，暴雨夜清堵二十七处。"),
)
GOOD = (
    ("helpful", "高明亮", "网格员", "金桥社区", "雪天为独居老人送菜送药，十二户一户不落。"),
    ("honest", "白玉兰", "裁缝", "桃李社区", "退回顾客口袋里忘记的现金和首饰，前后六次。"),
    ("filial", "江小满", "职工", "桂苑社区", "捐出肝脏救父亲，手术后三个月回到岗位。"),
)
SCORES = {"季桂香": (92, 95, 90), "路长根": (88, 90, 86), "温大海": (91, 89, 93), "万秀英": (90, 92, 88)}  # fmt: skip
TITLES = (
    ("civilised_unit", "city", "柳荫街道办事处", "市文明委", "澄文明委〔2024〕6号", 2),
    ("civilised_unit", "county", "澄东区税务分局", "区文明委", "澄东文明委〔2025〕2号", 1),
    ("civilised_unit", "county", "澄东区第一小学", "区文明委", "澄东文明委〔2025〕2号", 1),
    ("civilised_area", "street", "桂苑小区", "街道文明办", "", 1),
    ("civilised_stair", "community", "金桥苑 3 幢 2 单元", "金桥社区", "", 1),
    ("civilised_family", "street", "倪家和", "街道文明办", "", 1),
)
SHOPS = (
    ("金桥书店", (39, 34, 21)),
    ("柳荫影城", (37, 30, 20)),
    ("城北网吧", (30, 28, 14)),
    ("桃李琴行", (36, 33, 16)),
)


def add_honours(places: Places, people: People, now: datetime) -> None:
    """Let the street choose its models and good people, and keep its titles and ratings."""
    _Street(places, people, now).run()


class _Street:
    """The street office, who selects, and the communities, who nominate."""

    def __init__(self, places: Places, people: People, now: datetime) -> None:
        self.places, self.people, self.now = places, people, now
        self.office = people.members["liuyin"]
        self.today = timezone.localdate(now)

    def run(self) -> None:
        self._awarded()
        self._asked_to_vote()
        self._on_notice()
        self._titles()
        self._ratings()

    def _by(self, actor: Any, days: int) -> dict[str, Any]:
        return {"actor": actor, "now": self.now + timedelta(days), "key": uuid4()}

    def _start(
        self, kind: str, title: str, days: int, seats: dict[str, int], nominated: int
    ) -> Selection:
        until = self.today + timedelta(days + nominated)
        told: dict[str, Any] = {"kind": kind, "title": title, "level": "street", "seats": seats}
        more: dict[str, Any] = {
            "nominate_until": until,
            "open_to_public": True,
            **self._by(self.office, days),
        }
        return actions.start_selection(unit=self.office.unit, **told, **more)

    def _propose(self, selection: Selection, rows: Any, days: int) -> dict[str, Nomination]:
        found = {}
        for category, name, about, community, deeds in rows:
            unit = self.places[community]
            words = Proposed(category, name, deeds, about, "", consent=True, shows_name=True)
            by = self._by(self.people.recorder(unit), days)
            one = actions.nominate(selection.pk, words, unit=unit, **by)
            judged: dict[str, Any] = {
                "result": "pass",
                "public_words": deeds,
                **self._by(self.office, days + 1),
            }
            found[name] = actions.review_nomination(one.pk, **judged)
        return found

    def _to(self, selection: Selection, stage: str, days: int, until: date | None = None) -> None:
        actions.advance_selection(
            selection.pk, to=stage, until=until, **self._by(self.office, days)
        )

    def _awarded(self) -> None:
        """One selection from nomination to award with a vote."""
        year = (self.today - timedelta(90)).year
        seats = dict.fromkeys(
            ("striving", "thrifty", "neighbourly", "public_minded", "enterprising"), 0
        )
        selection = self._start("moral_models", f"{year}年度柳荫街道道德模范评选", -90, seats, 20)
        nominees = self._propose(selection, MODELS, -85)
        self._to(selection, "review", -69)
        self._to(selection, "notice", -68)
        self._to(selection, "vote", -55, self.today - timedelta(45))
        self._vote(selection, list(nominees.values()), -55)
        self._to(selection, "jury", -44)
        for n in range(3):
            points = {
                one.pk: Decimal(SCORES.get(name, (85, 87, 89))[n]) for name, one in nominees.items()
            }
            by = self._by(self.office, -43)
            actions.score_nominees(selection.pk, juror=f"评委{'甲乙丙'[n]}", points=points, **by)
        self._to(selection, "award", -42)
        first = ("季桂香", "温大海", "雷志强", "丁有信", "叶知秋")
        given: dict[str, Any] = {
            "winners": [nominees[name].pk for name in first],
            "paper": f"柳办发〔{year}〕21号",
        }
        day = self.today - timedelta(40)
        by = self._by(self.office, -40)
        actions.award_selection(selection.pk, **given, on=day, given_by="柳荫街道", **by)

    def _vote(self, selection: Selection, nominees: list[Nomination], begun: int) -> None:
        by = self._by(self.office, begun)
        codes = actions.issue_codes(selection.pk, unit=self.places["金桥社区"], number=30, **by)
        voter = resident_of(self.office.unit)
        for n, code in enumerate(codes[: 24 if begun < -9 else 9]):
            held = {one.category: one for one in (nominees if n % 3 == 0 else reversed(nominees))}
            now = self.now + timedelta(days=begun + 1, minutes=9 * n)
            at: dict[str, Any] = {**self._by(voter, 0), "now": now}
            chosen = [one.pk for one in held.values()]
            prefix = f"10.{n % 9}.0.0/24"
            actions.cast_ballot(selection.pk, code=code, choices=chosen, prefix=prefix, **at)

    def _asked_to_vote(self) -> None:
        """One that is voted on now."""
        seats = dict.fromkeys(("filial", "helpful", "brave", "honest", "devoted"), 0)
        selection = self._start("moral_models", f"{self.today.year}年度最美邻里评选", -30, seats, 9)
        rows = [("neighbourly" if n % 2 else "public_minded", *one[1:]) for n, one in enumerate(MODELS[5:] + GOOD)]  # fmt: skip
        self._propose(selection, rows, -28)
        self._to(selection, "review", -18)
        self._to(selection, "notice", -17)
        self._to(selection, "vote", -4, self.today + timedelta(10))
        nominees = list(selection.nominations.order_by("pk"))
        self._vote(selection, nominees, -4)

    def _on_notice(self) -> None:
        """The month's good people on their notice, with a word from a resident; and one that asks."""
        month = f"{self.today.year}年{self.today.month}月"
        selection = self._start("good_people", f"柳荫街道{month}身边好人评选", -14, {}, 10)
        nominees = self._propose(selection, GOOD, -12)
        self._to(selection, "review", -3)
        self._to(selection, "notice", -2)
        said: dict[str, Any] = {"kind": "comment", "words": "我住对门，亲眼见他雪天送菜。"}
        by = self._by(resident_of(self.office.unit), -1)
        actions.object_to(nominees["高明亮"].pk, **said, **by)
        sent: dict[str, Any] = {"level": "city", "to": "市文明办", "on": self.today - timedelta(1)}
        actions.refer_nomination(nominees["江小满"].pk, **sent, **self._by(self.office, -1))
        asked = self._start(
            "civilised_families", f"{self.today.year}年度文明家庭评选", -5, {"all": 20}, 20
        )
        words = Proposed("all", "宁国平", "垃圾分类全楼带头，邻里没有红过脸。", consent=True)
        unit = self.places["桃李社区"]
        by = self._by(self.people.recorder(unit), -1)
        actions.nominate(asked.pk, words, unit=unit, **by)

    def _titles(self) -> None:
        unit = self.office.unit
        for n, (kind, level, name, given_by, paper, years) in enumerate(TITLES):
            since = self.today - timedelta(365 * years + 30 * n)
            told = actions.Given(kind, level, name, since, given_by=given_by, paper=paper)
            title = actions.register_title(told, unit=unit, **self._by(self.office, -30))
            if kind == "civilised_unit" and n != 2:
                duties = title.of_kind.duties[: 5 - n]
                result: dict[str, Any] = {
                    "year": self.today.year,
                    "result": "warned" if n else "held",
                }
                note = "志愿服务活动少，限下半年补上" if n else ""
                on = self.today - timedelta(20)
                by = self._by(self.office, -20)
                actions.review_title(title.pk, **result, duties=duties, note=note, on=on, **by)
        told = actions.Given(
            "honest_household", "street", "柳荫街道道德诚信户", self.today - timedelta(120), holders=86, each=Decimal(600)
        )  # fmt: skip
        households = actions.register_title(told, unit=unit, **self._by(self.office, -30))
        self._aid(households.pk, "小额贷款", "农商行柳荫支行", 12, None)
        model = actions.Given("moral_model", "county", "季桂香", self.today - timedelta(200))
        held = actions.register_title(
            model, unit=self.places["金桥社区"], **self._by(self.office, -30)
        )
        self._aid(held.pk, "慰问金", "柳荫街道", 1, Decimal(2000))
        self._aid(held.pk, "体检", "澄东区人民医院", 1, None)

    def _aid(self, title_id: int, kind: str, by: str, people: int, amount: Decimal | None) -> None:
        told: dict[str, Any] = {"kind": kind, "by": by, "people": people, "amount": amount}
        on = self.today - timedelta(10)
        actions.record_aid(title_id, **told, on=on, **self._by(self.office, -10))

    def _ratings(self) -> None:
        for n, (business, points) in enumerate(SHOPS):
            scores = dict(zip(("lawful", "honest", "scale"), map(Decimal, points), strict=True))
            told: dict[str, Any] = {
                "kind": "culture_business",
                "business": business,
                "year": self.today.year,
            }
            on = self.today - timedelta(15 + n)
            by = self._by(self.office, -15 - n)
            actions.rate_business(unit=self.office.unit, **told, scores=scores, on=on, **by)
