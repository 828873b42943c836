"""Finding cases: those a member sees, and lists of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from youju.cases.models import Case, CaseEvent, CaseUnit, Raising
from youju.cases.models.case import HAS_ENDED
from youju.cases.rules import State
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit
from youju.organisations.rules import path_end


def within(path: str, column: str) -> Q:
    """Return the condition that a path column lies at or below a path."""
    return between(path, path_end(path), column)


def between(path: str, end: str, column: str) -> Q:
    """Return the condition that a path column lies at or below a path, of which the end is told."""
    return Q(**{f"{column}__gte": path, f"{column}__lt": end})


def cases_visible_to(member: Membership | None) -> QuerySet[Case]:
    """Return the cases that lie in the member's subtree, or are addressed to a unit of it."""
    if member is None or not member.may(May.SEE):
        return Case.objects.none()
    if member.unit.pk == member.unit.root_id:
        return Case.objects.filter(root_id=member.unit.root_id)
    return Case.objects.filter(_concerns(member.unit), root_id=member.unit.root_id)


def _concerns(unit: Unit) -> Q:
    joined = CaseUnit.objects.filter(within(unit.path, "unit__path"), case=OuterRef("pk"))
    raised = Raising.objects.filter(within(unit.path, "to__path"), case=OuterRef("pk"))
    return (
        within(unit.path, "path")
        | within(unit.path, "owner_path")
        | (Q(joint=True) & Q(Exists(joined)))
        | (Q(raised=True) & Q(Exists(raised)))
    )


def cases_under(member: Membership, unit: Unit) -> QuerySet[Case]:
    """Return the visible cases that lie at a unit or below it, or are answered for there."""
    if unit.pk == unit.root_id or unit.pk == member.unit_id:
        return cases_visible_to(member)
    return cases_visible_to(member).filter(
        within(unit.path, "path") | within(unit.path, "owner_path")
    )


def case_for(member: Membership | None, case_id: int) -> Case:
    """Return one visible case with its units and kind. Raises Missing for any other."""
    rows = cases_visible_to(member).filter(pk=case_id)
    found = rows.select_related("unit", "owner_unit", "kind", "rectified_by__person").first()
    if found is None:
        raise Missing("没有这个问题，或者不在您的查看范围内")
    return found


def found_in(member: Membership, kind: str, record_id: int) -> Case | None:
    """Return the visible case that was reported from a record, if any."""
    rows = cases_visible_to(member).filter(origin_kind=kind, origin_id=str(record_id))
    return rows.order_by("pk").first()


def events_of(case: Case) -> QuerySet[CaseEvent]:
    """Return the trail of a case the caller has found, oldest first."""
    return case.events.select_related("member__person", "unit").order_by("id")


def open_cases(member: Membership | None, unit: Unit) -> QuerySet[Case]:
    """Return the visible cases under a unit that have not ended.

    They are found by the small indexes that hold only open ones; what lies at the unit and what is
    addressed to it are looked up apart, since one condition over both would read the whole register.
    """
    if member is None or not member.may(May.SEE):
        return Case.objects.none()
    asked = member.unit if unit.pk in (unit.root_id, member.unit_id) else unit
    rows = Case.objects.filter(root_id=asked.root_id).exclude(HAS_ENDED)
    if asked.pk == asked.root_id:
        return rows
    rows = rows.filter(
        pk__in=open_at(
            asked.root_id, asked.path, path_end(asked.path), addressed=asked.pk == member.unit_id
        )
    )
    return rows if member.unit.covers(asked) else rows.filter(_concerns(member.unit))


def open_at(root_id: int, path: str, end: str, *, addressed: bool) -> QuerySet[Case, int]:
    """Return the ids of the open cases that lie between two paths, and where asked those addressed to a
    unit there."""
    rows = Case.objects.filter(root_id=root_id).exclude(HAS_ENDED).values_list("pk", flat=True)
    lying = rows.filter(between(path, end, "path"))
    parts: list[QuerySet[Any, int]] = [rows.filter(between(path, end, "owner_path"))]
    if addressed:
        joined = CaseUnit.objects.filter(between(path, end, "unit__path"))
        raised = Raising.objects.filter(between(path, end, "to__path"))
        parts += [
            joined.values_list("case_id", flat=True),
            raised.values_list("case_id", flat=True),
        ]
    return lying.union(*parts, all=True)


def overdue(member: Membership, unit: Unit, now: datetime) -> QuerySet[Case]:
    """Return the cases under a unit that the responsible unit is late with, latest deadline last."""
    rows = open_cases(member, unit).filter(
        state=State.DISPATCHED, paused_since=None, due_at__lt=now
    )
    return rows.order_by("due_at", "id")


def case_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these cases."""
    rows = Case.objects.filter(pk__in=list(ids)).values_list("pk", "number", "title")
    return {str(pk): f"{number} {title}" for pk, number, title in rows}
