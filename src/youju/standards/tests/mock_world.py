"""A district that tries out an assessment: its places, three assessors and a small edition."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from youju.facts.verify import differences
from youju.organisations.models import Membership
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.patrols import actions as patrols
from youju.patrols.models import Place
from youju.standards import actions
from youju.standards.models import Edition, Item, MockRound, MockSheet, MockSpot
from youju.standards.rules.mock import Answer, Mark
from youju.standards.tests.samples import HEAD, whole_spec

NOON = datetime(2026, 7, 8, 4, 0, tzinfo=UTC)
START, END = date(2026, 7, 8), date(2026, 7, 20)
ALLEYS = ("永安巷", "桂苑巷", "后街", "柳荫巷")


def an_edition(unit: Any, code: str = "trial") -> Edition:
    """Make an edition of three leaves: alleys by a sampling rule, squares without, households."""
    edition = Edition.objects.create(
        root_id=unit.root_id, unit=unit, code=code, name="文明城市测评体系（样例）", year=2026,
        level="city", full=Decimal(100), passing=Decimal(85), state=Edition.State.CURRENT,
        made_at=NOON, made_by_label="区创建办", head=HEAD,
    )  # fmt: skip
    leaf(edition, "3.1", "背街小巷", "3", places=["alley"], aliases=["SD-ALLEY-01", "SD-ALLEY-02"],
         sampling={"of": "alley", "number": 2, "per": "", "each": 0, "span": "500米"})  # fmt: skip
    leaf(edition, "3.2", "公共广场", "2", places=["square"], aliases=["SD-SQ-09"])
    leaf(edition, "6.1", "知晓率", "4", sampling={"of": "household", "number": 1, "each": 25})
    return edition


def leaf(edition: Edition, code: str, text: str, weight: str, **spec: Any) -> Item:
    order = Item.objects.filter(edition=edition).count()
    return Item.objects.create(
        root_id=edition.root_id, edition=edition, code=code, text=text, order=order, depth=1,
        leaf=True, weight=Decimal(weight), pinyin="", spec=whole_spec(code, text, order, weight) | spec,
    )  # fmt: skip


class Trial:
    """The city, its edition and places, and short ways to do things."""

    def __init__(self) -> None:
        self.city = City()
        self.district, self.community = self.city.district, self.city.community
        self.office = make_member(self.district, Role.OFFICE, "qu-office")
        self.first = make_member(self.district, Role.INSPECTOR, "ping-1")
        self.second = make_member(self.district, Role.INSPECTOR, "ping-2")
        self.third = make_member(self.district, Role.OFFICE, "ping-3")
        self.staff = make_member(self.community, Role.STAFF, "shequ")
        self.edition = an_edition(self.city.city)
        self.places = [
            self.place(name, "alley", lat=30.60 + 0.01 * n, lng=104.05)
            for n, name in enumerate(ALLEYS)
        ]
        self.places.append(self.place("金桥广场", "square"))

    def by(self, actor: Membership, **more: Any) -> dict[str, Any]:
        return {"actor": actor, "now": NOON, "key": uuid4(), **more}

    def place(self, name: str, kind: str, **more: Any) -> Place:
        return patrols.add_place(self.community, kind, name, **more, **self.by(self.staff))

    def draw(self, **told: Any) -> MockRound:
        given = {
            "unit": self.district, "edition": self.edition, "name": "第一轮模拟测评",
            "start": START, "end": END, "seed": "20260708",
        }  # fmt: skip
        return actions.draw_round(**given | told | self.by(told.pop("actor", self.office)))

    def opened(self, share: int = 0, **told: Any) -> MockRound:
        """Draw, and put the two assessors into one team."""
        made = self.draw(**told)
        people = [[self.first.pk, self.second.pk]]
        return actions.set_teams(made.pk, people, share=share, **self.by(self.office))

    def spot(self, found: MockRound, kind: str = "alley", n: int = 0) -> MockSpot:
        return found.spots.filter(kind=kind).order_by("order")[n]

    def sheet(
        self, spot: MockSpot, actor: Membership | None = None, *bad: str, **more: Any
    ) -> MockSheet:
        """Score a place: all in order but the checks named."""
        told = {"answers": answers(spot, *bad), **self.by(actor or self.first), **more}
        return actions.record_sheet(spot.pk, **told)


def answers(spot: MockSpot, *bad: str, na: str = "") -> dict[str, Answer]:
    lines = spot.round.checks[spot.kind]["items"]
    marks = {one["code"]: Mark.NO if one["code"] in bad else Mark.YES for one in lines}
    if na:
        marks[na] = Mark.NA
    return {code: Answer(mark) for code, mark in marks.items()}


def wrong_facts() -> list[str]:
    """Return what `youju facts verify` says of the records; these worlds make units without facts."""
    return [one for one in differences() if not one.startswith("单位 ")]
