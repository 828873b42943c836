"""A city's score: 1,000 communities by 176 items worked out, and one of them read."""

from __future__ import annotations

import gc
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from scripts.benches.cases import p95_ms
from scripts.benches.facts import timed
from scripts.large_city import world
from youju.facts import totals
from youju.organisations.models import Membership, Person, Unit
from youju.organisations.rules import Role, UnitKind
from youju.patrols.models import Finding, Place, Visit
from youju.standards.actions.standing import recompute
from youju.standards.models import Edition
from youju.standards.publish import publish_edition
from youju.standards.queries.standing import stood_of
from youju.standards.spec import EditionSpec, ItemKind, ItemSpec, ProofKind, ProofSpec, RuleSpec

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=world.MADE_AT.tzinfo)
KINDS = ("road_main", "estate", "market", "toilet", "alley", "square", "netbar", "community_office")
ITEMS = 176
FACTS = 400_000


def _leaf(n: int) -> ItemSpec:
    """Return one of the items: of every ten four are looked at, three are papers, two are figures."""
    kind = n % 10
    rule, proofs, places = (
        RuleSpec("rate"),
        ProofSpec(ProofKind.EVIDENCE, given={"at_least": 2}),
        (),
    )
    if kind < 4:
        places = (KINDS[n % len(KINDS)],)
        proofs = ProofSpec(ProofKind.VISITS, given={"days": 90})
    elif kind < 6:
        rule = RuleSpec("threshold", {"at": "≥20", "partial": True})
        proofs = ProofSpec(ProofKind.MEASURE, given={"measure": f"bench.m{n}", "period": "months"})
    elif kind == 6:
        proofs = ProofSpec(ProofKind.CASES, given={"rate": "on_time"})
    elif kind == 7:
        rule, proofs = RuleSpec("judged"), ProofSpec(ProofKind.JUDGEMENT)
    return ItemSpec(
        f"{1 + n // 20}.{n % 20 + 1}", str(1 + n // 20), f"指标{n}", n + 20, weight=Decimal(1), rule=rule,
        proofs=(proofs,), places=places, kind=ItemKind.GENERAL, applies=("community",) if n % 3 else (),
    )  # fmt: skip


def spec() -> EditionSpec:
    """Return an edition of 176 leaves in nine branches."""
    branches = [ItemSpec(str(n), "", f"类{n}", n) for n in range(1, 10)]
    return EditionSpec(
        "bench", "量测体系", 2026, "city", (*branches, *(_leaf(n) for n in range(ITEMS)))
    )


def furnish() -> None:
    """Put eight places into each community, each looked at five times, one time in seven with a fault."""
    communities = list(Unit.objects.filter(kind=UnitKind.COMMUNITY).order_by("path"))
    places = [
        Place(
            root_id=unit.root_id, unit=unit, kind=kind, kind_label=kind, name=f"{kind}{unit.pk}", pinyin="",
            made_on=date(2026, 1, 1),
        )
        for unit in communities
        for kind in KINDS
    ]  # fmt: skip
    places = Place.objects.bulk_create(places, batch_size=500)
    visits = [
        Visit(
            root_id=place.root_id, unit_id=place.unit_id, place=place, kind=place.kind, purpose="patrol",
            role="staff", by_unit_id=place.unit_id, passed=["litter", "scrawl", "ads", "park"], checked=5,
            faults=1 if (place.pk + turn) % 7 == 0 else 0, done_at=NOW - timedelta(15 * turn + 1),
            done_on=DAY - timedelta(15 * turn + 1), received_at=NOW, made_by_label="量测",
        )
        for place in places
        if place.pk % 11
        for turn in range(5)
    ]  # fmt: skip
    made = Visit.objects.bulk_create(visits, batch_size=500)
    Finding.objects.bulk_create(
        [Finding(visit=one, item="wires", text="飞线充电") for one in made if one.faults],
        batch_size=500,
    )


def figures() -> dict[str, Any]:
    """The limits: worked out in 5 s, read in 50 ms."""
    world.plant()
    world.publish()
    world.load(0, FACTS)
    totals.rebuild()
    furnish()
    city = Unit.objects.get(kind=UnitKind.CITY)
    person = Person.objects.create(username="bench-standards", name="量测")
    office = Membership.objects.create(person=person, unit=city, role=Role.OFFICE)
    edition = publish_edition(
        spec(),
        unit=city,
        source="",
        state=Edition.State.CURRENT,
        actor=office,
        now=NOW,
        key=uuid4(),
    )
    world.settle()
    community = Unit.objects.filter(kind=UnitKind.COMMUNITY).order_by("path")[500]
    first = timed(lambda: recompute(edition.pk, DAY - timedelta(1), now=NOW))
    again = timed(lambda: recompute(edition.pk, DAY, now=NOW))
    gc.collect()
    gc.freeze()  # the pages are read by another process than that which works out the scores

    def read(unit: Unit) -> None:
        stood = stood_of(office, edition, unit)
        if stood is None or not stood.losses:
            raise RuntimeError("nothing was worked out")

    return {
        "standards": {
            "units": Unit.objects.count(),
            "items": ITEMS,
            "first_s": round(first, 2),
            "again_s": round(again, 2),
            "read_community_ms": p95_ms(lambda: read(community)),
            "read_city_ms": p95_ms(lambda: read(city)),
        }
    }
