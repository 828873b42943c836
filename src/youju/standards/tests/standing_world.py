"""A small city measured by a small edition: places, visits, papers, figures, a judgement."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.patrols import actions as patrols
from youju.patrols.actions import Fault, Told
from youju.patrols.models import Place, Visit
from youju.standards.actions.standing import recompute
from youju.standards.models import Edition, Item
from youju.standards.publish import publish_edition
from youju.standards.queries import stood_of
from youju.standards.queries.standing import Stood
from youju.standards.spec import (
    EditionSpec,
    Gate,
    ItemKind,
    ItemSpec,
    ProofKind,
    ProofSpec,
    RuleSpec,
)

NOON = datetime(2026, 7, 8, 4, 0, tzinfo=UTC)
TODAY = date(2026, 7, 8)
COMMUNITY = ("community",)


def leaf(
    code: str, text: str, order: int, rule: RuleSpec, *proofs: ProofSpec, **more: Any
) -> ItemSpec:
    return ItemSpec(
        code, code.split(".")[0], text, order, rule=rule, proofs=proofs, weight=Decimal(25), **more
    )


def spec(**more: Any) -> EditionSpec:
    """Four items of 25 points: alleys looked at, papers, a figure, a judgement."""
    given = {"measure": "org.profile_green", "period": "latest"} | {}
    items = (
        ItemSpec("1", "", "环境", 0),
        leaf("1.1", "背街小巷", 1, RuleSpec("rate"), ProofSpec(ProofKind.VISITS, given={"days": 90}),
             places=("alley",), applies=COMMUNITY, kind=ItemKind.DYNAMIC, effort=Decimal("1.5"), fix="清理、修补并拍照"),
        leaf("1.2", "人均公共绿地", 2, RuleSpec("threshold", {"at": "≥8"}),
             ProofSpec(ProofKind.MEASURE, given={"measure": "org.profile_residents", "period": "latest"}),
             kind=ItemKind.QUANTIFIED, required="≥8㎡"),
        ItemSpec("2", "", "机制", 3),
        leaf("2.1", "议事记录", 4, RuleSpec("rate"), ProofSpec(ProofKind.EVIDENCE, given={"at_least": 2})),
        leaf("2.2", "班子作用", 5, RuleSpec("judged"), ProofSpec(ProofKind.JUDGEMENT)),
    )  # fmt: skip
    told: dict[str, Any] = {
        "gates": (Gate("env", "环境", ("1",), Decimal(60)),),
        "sample": True,
    } | more
    assert given
    return EditionSpec("small", "小体系", 2026, "city", items, **told)


class Measured(City):
    """The city with its office and a community's clerk, and the edition in force."""

    def __init__(self, edition: EditionSpec | None = None) -> None:
        super().__init__()
        self.office = make_member(self.city, Role.OFFICE, "shi")
        self.clerk = make_member(self.community, Role.STAFF, "jinqiao")
        self.neighbour = make_member(self.next_door, Role.STAFF, "taoli")
        self.leader = make_member(self.city, Role.LEADER, "lingdao")
        self.edition = publish_edition(
            edition or spec(), unit=self.city, source="", state=Edition.State.CURRENT,
            actor=self.office, now=NOON, key=uuid4(),
        )  # fmt: skip

    def item(self, code: str) -> Item:
        return Item.objects.select_related("edition").get(edition=self.edition, code=code)

    def place(self, name: str = "石井巷", kind: str = "alley", unit: Any = None) -> Place:
        at = unit or self.community
        actor = self.clerk if at == self.community else self.neighbour
        return patrols.add_place(at, kind, name, actor=actor, now=NOON, key=uuid4())

    def visit(
        self, place: Place, *faults: tuple[str, str], passed: Any = (), back: int = 1
    ) -> Visit:
        """Go there so many days ago: with these faults (check, words), the rest passed."""
        told = Told(passed=list(passed), faults=[Fault(*one) for one in faults])
        at = NOON - timedelta(back)
        actor = self.clerk if place.unit_id == self.community.pk else self.neighbour
        return patrols.record_visit(
            place=place.pk, told=told, done_at=at, actor=actor, now=NOON, key=uuid4()
        )

    def compute(self, day: date = TODAY, now: datetime = NOON) -> None:
        recompute(self.edition.pk, day, now=now)

    def stood(self, unit: Any = None) -> Stood:
        found = stood_of(self.office, self.edition, unit or self.community)
        assert found is not None
        return found
