"""Objects of the room cases: a reported problem, a registered structure, a rule, a call for help."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from tests.access.objects import by, once
from youju.cases import actions
from youju.cases.rules import Source


def _case(world, own):
    return actions.report_case(
        unit=world.unit(own),
        kind="s0101",
        source=Source.GRID,
        place="金桥路 12号楼北侧",
        **by(world.staff(own)),
    )


@once
def case(world, own):
    return _case(world, own).pk


@once
def structure(world, own):
    return actions.register_structure(
        unit=world.unit(own),
        kind="rain_shed",
        title="3号楼西侧",
        surveyed_on=date(2026, 3, 5),
        **by(world.staff(own)),
    ).pk


@once
def rule(world, own):
    unit = world.unit(own)
    return actions.add_route(unit=unit, owner_unit=unit, kind="s0101", **by(world.staff(own))).pk


@once
def raising(world, own):
    """Asked of the own unit by the neighbour, or the other way round."""
    asked = _case(world, not own)
    actions.file_case(asked.pk, **by(world.staff(not own)))
    raised = actions.raise_case(
        asked.pk, to=world.unit(own), reason="请协调", **by(world.staff(not own))
    )
    return raised.raisings.get().pk


@once
def hard(world, own):
    """A problem on the list of hard ones, where it lies."""
    made = _case(world, own)
    actions.file_case(made.pk, **by(world.staff(own)))
    review_on = timezone.localdate() + timedelta(days=30)
    told = {"why": "money", "plan": "列入计划", "review_on": review_on}
    return actions.mark_hard(made.pk, **told, **by(world.staff(own))).hard_spans.get().pk


@once
def count(world, own):
    today = timezone.localdate()
    told = {"unit": world.unit(own), "kind": "b0110", "total": 40, "on": today}
    return actions.count_facilities(**told, **by(world.staff(own))).pk


def raised_here(world, own):
    """Asked by the own unit of the neighbour, or by the neighbour of one further away."""
    if own:
        return raising(world, False)
    made = _case(world, False)
    actions.file_case(made.pk, **by(world.staff(False)))
    told = {"to": world.city.hospital, "reason": "请协调"}
    return actions.raise_case(made.pk, **told, **by(world.staff(False))).raisings.get().pk


OBJECTS = {
    "hard_id": hard,
    "count_id": count,
    "cases:counted_raising.raising_id": once(raised_here),
    "case_id": case,
    "structure_id": structure,
    "rule_id": rule,
    "raising_id": raising,
    "code": lambda world, own: "s0101" if own else "s9999",
    "act": lambda world, own: "note",
    "step": lambda world, own: "talk",
}
