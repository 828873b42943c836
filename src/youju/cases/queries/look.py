"""A case beside its asker: whether they see it, and what they may do with it."""

from __future__ import annotations

from youju.cases import rules
from youju.cases.models import Case, CaseUnit, Raising
from youju.kernel.refusal import Forbidden
from youju.organisations.queries import May, Membership
from youju.organisations.rules import Role

# Who speaks for a unit that is asked for help: functional offices have no office of their own.
ANSWERERS = frozenset({Role.STAFF, Role.OFFICE, Role.UNIT_USER})
VERIFIERS = frozenset({Role.STAFF, Role.OFFICE, Role.INSPECTOR, Role.GRID_WORKER})


def sees(member: Membership, case: Case) -> bool:
    """Return whether the case lies, or is answered for, at the member's unit or below it."""
    if not member.may(May.SEE):
        return False
    path = member.unit.path
    if case.path.startswith(path) or (case.owner_path and case.owner_path.startswith(path)):
        return True
    return (case.joint and _helps(member, case)) or (case.raised and _raised_to(member, case))


def _helps(member: Membership, case: Case) -> bool:
    units = CaseUnit.objects.filter(case=case).select_related("unit")
    return any(member.unit.covers(one.unit) for one in units)


def _raised_to(member: Membership, case: Case) -> bool:
    return any(member.unit.covers(one.to) for one in case.raisings.select_related("to"))


def look_at(member: Membership, case: Case) -> rules.Look:
    """Return the case as the rules see it when this member asks."""
    covers = member.unit.covers(case.unit)
    owner = case.owner_unit
    records = member.may(May.RECORD)
    answers = owner is not None and member.unit.covers(owner)
    return rules.Look(
        state=case.at,
        records=records and covers,
        dispatches=member.may(May.DISPATCH) and covers,
        verifies=member.role in VERIFIERS and covers,
        answers=records and (answers or (case.joint and _helps(member, case))),
        rectified_it=_same_person(member, case),
        of_owner=owner is not None and owner.covers(member.unit),
        sees=records,
        extension_asked=case.extension_asked,
        accepted=case.accepted_at is not None,
        hard=case.hard,
    )


def _same_person(member: Membership, case: Case) -> bool:
    worker = case.rectified_by
    return worker is not None and worker.person_id == member.person_id


def acts_open_to(member: Membership, case: Case) -> list[tuple[rules.Act, str]]:
    """Return every act with the reason why it cannot be done now; "" where it can."""
    look = look_at(member, case)
    return [(act, rules.reason_against(act, look)) for act in rules.WHO]


def may_answer(member: Membership, raising: Raising) -> bool:
    """Return whether the member may answer what was asked of a unit."""
    waits = raising.state == Raising.State.ASKED
    return waits and member.role in ANSWERERS and member.unit.covers(raising.to)


def require_answerer(member: Membership) -> None:
    """Refuse a member who does not speak for the unit."""
    if member.role not in ANSWERERS:
        raise Forbidden("由本单位的专干、创建办或联络员答复。")
