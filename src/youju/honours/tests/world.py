"""A small city that chooses its best, for the tests of this room."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from youju.audit.actions import SystemActor
from youju.facts.queries import unscoped_figures
from youju.facts.verify import differences
from youju.honours import actions
from youju.honours.actions.nominations import Proposed
from youju.honours.models import Nomination, Selection, Title
from youju.kernel.periods import parse_period
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

NOON = datetime(2026, 7, 8, 12, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Wednesday
TODAY = NOON.date()
YEAR = parse_period("2026")
DEEDS = "十年如一日照顾瘫痪邻居，送饭三千余次。"


def told(unit: Any, code: str, period: Any = YEAR) -> str:
    """Return what a measure of the room says at a unit."""
    quantity = unscoped_figures(unit, period, [f"honours.{code}"])[f"honours.{code}"].quantity
    return quantity.text() if quantity else ""


def wrong() -> list[str]:
    """Return what the facts of this room's records are wrong in; units of a factory have none."""
    return [line for line in differences() if not line.startswith("单位")]


def after(days: int) -> datetime:
    return NOON + timedelta(days)


class Town(City):
    """The district's office selects, communities and the hospital nominate."""

    def __init__(self) -> None:
        super().__init__()
        self.office = make_member(self.district, Role.OFFICE, "qu-office")
        self.clerk = make_member(self.community, Role.STAFF, "jinqiao-staff")
        self.neighbour = make_member(self.next_door, Role.STAFF, "taoli-staff")
        self.care = make_member(self.district, Role.CARE_OFFICER, "qu-care")
        self.leader = make_member(self.district, Role.LEADER, "qu-leader")
        self.stranger = make_member(self.elsewhere, Role.OFFICE, "linhe-office")
        self.public = SystemActor(
            root_id=self.city.pk, unit_id=self.district.pk, role="public", label="居民"
        )

    def by(self, actor: Any, now: datetime = NOON) -> dict[str, Any]:
        return {"actor": actor, "now": now, "key": uuid4()}

    def select(self, kind: str = "moral_models", **more: Any) -> Selection:
        given = {
            "unit": self.district,
            "kind": kind,
            "title": "2026年度评选",
            "level": "county",
            "nominate_until": date(2026, 7, 31),
            **self.by(self.office),
        }
        return actions.start_selection(**given | more)

    def propose(self, selection: Selection, name: str = "周正明", **more: Any) -> Nomination:
        unit = more.pop("unit", self.community)
        actor = more.pop("actor", self.clerk)
        now = more.pop("now", NOON)
        given = {"category": selection.types[0].code, "name": name, "deeds": DEEDS, "consent": True}
        words = Proposed(**given | more)
        return actions.nominate(selection.pk, words, unit=unit, **self.by(actor, now))

    def judge(self, one: Nomination, result: str = "pass", **more: Any) -> Nomination:
        given = {"public_words": "十年照顾瘫痪邻居。", "note": "事迹属实。"}
        now = more.pop("now", NOON)
        actor = more.pop("actor", self.office)
        return actions.review_nomination(
            one.pk, result=result, **given | more, **self.by(actor, now)
        )

    def to(self, selection: Selection, stage: str, now: datetime = NOON, **more: Any) -> Selection:
        return actions.advance_selection(
            selection.pk, to=stage, **more, **self.by(self.office, now)
        )

    def noticed(self, kind: str = "moral_models", *names: str) -> Selection:
        """Return a selection on its notice, with nominees who passed."""
        selection = self.select(kind)
        for name in names or ("周正明", "吴秀兰"):
            self.judge(self.propose(selection, name, by_guardian=True))
        self.to(selection, "review")
        return self.to(selection, "notice")

    def award(self, selection: Selection, *names: str, now: datetime) -> Selection:
        ids = selection.nominations.filter(name__in=names).values_list("pk", flat=True)
        given = {"winners": list(ids), "paper": "澄文明委〔2026〕8号", "on": now.date()}
        return actions.award_selection(selection.pk, **given, **self.by(self.office, now))

    def title(self, kind: str = "civilised_unit", name: str = "区税务局", **more: Any) -> Title:
        unit = more.pop("unit", self.district)
        given = {"kind": kind, "level": "city", "name": name, "since": date(2024, 3, 1)}
        return actions.register_title(
            actions.Given(**given | more), unit=unit, **self.by(self.office)
        )

    def rate(self, business: str = "金桥书店", **more: Any) -> Any:
        scores = {"lawful": Decimal(38), "honest": Decimal(33), "scale": Decimal(20)}
        given = {
            "unit": self.district,
            "kind": "culture_business",
            "business": business,
            "year": 2026,
            "scores": scores,
            "on": TODAY,
            **self.by(self.office),
        }
        return actions.rate_business(**given | more)
