"""A district that asks residents, and those who work there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from youju.organisations.models import ProfileValue
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.surveys import actions
from youju.surveys.actions.surveys import Wording
from youju.surveys.models import Sheet, Survey, Version
from youju.surveys.queries import current_version
from youju.surveys.rules.form import Audience, Form, Kind, Option, Question

NOON = datetime(2026, 7, 8, 4, 0, tzinfo=UTC)
TODAY = date(2026, 7, 8)

KNOW = Question(
    "know_city", Kind.SINGLE, "您知道我市正在创建文明城市吗？",
    (Option("yes", "知道", 100), Option("some", "听说过", 50), Option("no", "不清楚", 0)), "know",
)  # fmt: skip
SATISFIED = Question(
    "sat_all", Kind.SINGLE, "您对本社区的环境卫生满意吗？",
    (Option("good", "满意", 100), Option("fair", "基本满意", 100), Option("bad", "不满意", 0), Option("none", "说不清")),
    "satisfied",
)  # fmt: skip
WAYS = Question(
    "ways", Kind.MULTIPLE, "您从哪里了解创建工作？",
    (Option("board", "公益广告"), Option("meeting", "社区活动"), Option("other", "其他")), most=2, required=False,
)  # fmt: skip
WORDS = Question("words", Kind.TEXT, "您还有什么建议？", required=False)
FORM = Form(
    (KNOW, SATISFIED, WAYS, WORDS),
    (
        Audience("residents", "居民", ("know_city", "sat_all", "ways", "words")),
        Audience("students", "学生", ("know_city",)),
    ),
)
YES = {"know_city": "yes", "sat_all": "good"}


class Town(City):
    """The city with the district's office, a leader, and staff of two communities."""

    def __init__(self) -> None:
        super().__init__()
        self.office = make_member(self.district, Role.OFFICE, "qu-office")
        self.leader = make_member(self.district, Role.LEADER, "qu-leader")
        self.staff = make_member(self.community, Role.STAFF, "jinqiao")
        self.neighbour = make_member(self.next_door, Role.STAFF, "taoli")
        self.stranger = make_member(self.elsewhere, Role.OFFICE, "linhe")

    def people(self, **by_unit: int) -> None:
        """Say how many live in a unit."""
        for name, n in by_unit.items():
            ProfileValue.objects.create(
                unit=getattr(self, name), item="population", value=Decimal(n), on=date(2026, 1, 1), source="统计"
            )  # fmt: skip

    def survey(
        self, *, form: Form = FORM, opened: bool = True, unit: Any = None, **wording: Any
    ) -> Survey:
        """Make a survey of the district, and open it."""
        told = Wording(**{"title": "2026年创建知晓率调查", "since": date(2026, 7, 1), **wording})
        act = {"actor": self.office, "now": NOON}
        made = actions.make_survey(unit or self.district, told, form=form, key=uuid4(), **act)
        return actions.open_survey(made.pk, key=uuid4(), **act) if opened else made

    def answer(self, of: Survey | Version, answers: Any = YES, **given: Any) -> Sheet:
        """Let a resident of the first community answer by the code on the wall."""
        version = of if isinstance(of, Version) else current_version(of)
        told = {
            "audience": "residents", "unit": self.community, "channel": "qr", "done_at": NOON, "actor": None,
            "now": NOON, "key": uuid4(), **given,
        }  # fmt: skip
        return actions.answer_sheet(version, answers=answers, **told)
