"""What the report tests arrange: the ledgers' small world, entries in it, and a leader who signs."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from youju.documents import actions
from youju.documents.models import Report, Template
from youju.kernel.periods import Grain, around, parse_period
from youju.ledgers.actions import record_entry
from youju.ledgers.models import Entry
from youju.ledgers.tests.world import World, make_member, make_world
from youju.organisations.models import Membership, Unit
from youju.organisations.rules import Role

JULY = datetime(2026, 7, 8, 10, 42, tzinfo=ZoneInfo("Asia/Shanghai"))
HALF = parse_period("2026H1")


def a_world() -> tuple[World, Membership]:
    """Return the small world and a leader of 金桥社区."""
    world = make_world()
    return world, make_member("jq-leader", "庚书记", world.jinqiao, Role.LEADER)


def a_clean_up(actor: Membership, day: date, unit: Unit | None = None, **values: str) -> Entry:
    """Record one clean-up with the values as typed."""
    told = {"action": "周末清洁日", "place": "桂苑小区", **values}
    return record_entry(
        "cleanup",
        unit=unit or actor.unit,
        values=told,
        period=around(day, Grain.DAY),
        actor=actor,
        now=JULY,
        key=uuid4(),
    )


def a_draft(actor: Membership, unit: Unit | None = None, code: str = "half-year") -> Report:
    """Start a half-year summary from the shipped template."""
    template = Template.objects.get(code=code, live=True)
    return actions.start_report(
        template.pk, unit=unit or actor.unit, period=HALF, actor=actor, now=JULY, key=uuid4()
    )


def issued(world: World, leader: Membership) -> Report:
    """Take 金桥社区's half-year summary to its signature."""
    report = a_draft(world.clerk)
    actions.send_for_review(report.pk, actor=world.clerk, now=JULY, key=uuid4())
    return actions.issue_report(report.pk, actor=leader, now=JULY, key=uuid4())
