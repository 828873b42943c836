"""Reading checklists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from youju.kernel.refusal import Missing
from youju.kernel.words import labelled
from youju.organisations.queries import May, Membership, Unit, subtree_ids, units_visible_to
from youju.ui.prepared import Prepared
from youju.work.models import Checklist, ChecklistLine
from youju.work.rules.checklists import LineState


def _visible(member: Membership | None) -> QuerySet[Checklist]:
    if member is None or not member.may(May.SEE):
        return Checklist.objects.none()
    units = units_visible_to(member)
    asked = ChecklistLine.objects.filter(unit__in=units).values("checklist_id")
    return Checklist.objects.filter(Q(unit__in=units) | Q(pk__in=asked)).select_related("unit")


def checklists_of(member: Membership, unit: Unit) -> QuerySet[Checklist]:
    """Return the visible checklists that the unit, or one below it, gave out or does."""
    units = subtree_ids(unit)
    asked = ChecklistLine.objects.filter(unit__in=units).values("checklist_id")
    return _visible(member).filter(Q(unit__in=units) | Q(pk__in=asked))


def checklist_for(member: Membership | None, checklist_id: int) -> Checklist:
    """Return one visible checklist. Raises Missing for any other."""
    found = _visible(member).filter(pk=checklist_id).first()
    if found is None:
        raise Missing(_("没有这份清单，或者不在您的查看范围内"))
    return found


def lines_of(member: Membership, checklist: Checklist) -> QuerySet[ChecklistLine]:
    """Return the lines of a checklist at the units the member may see, by unit and heading."""
    rows = checklist.lines.filter(unit__in=units_visible_to(member)).select_related("unit")
    return rows.order_by("unit__path", "order")


def lines_at(member: Membership, checklist: Checklist, unit: Unit) -> list[ChecklistLine]:
    """Return the lines of one unit that the member may see."""
    return list(lines_of(member, checklist).filter(unit=unit))


def line_for(member: Membership | None, line_id: int) -> ChecklistLine:
    """Return one visible line. Raises Missing for any other."""
    rows = ChecklistLine.objects.select_related("unit", "checklist__unit").filter(pk=line_id)
    if member is not None and member.may(May.SEE):
        found = rows.filter(unit__in=units_visible_to(member)).first()
        if found is not None:
            return found
    raise Missing(_("没有这一条，或者不在您的查看范围内"))


def lines_due(member: Membership, until: date) -> list[tuple[Checklist, int]]:
    """Return the checklists the member's own unit is to finish by a day, with how many headings are left."""
    return [(one, one.left) for one in _prepared_due(member.unit_id, until)]


def _due(unit_id: int, until: date) -> QuerySet[Checklist]:
    mine = Q(lines__unit=unit_id) & ~Q(lines__state=LineState.DONE)
    rows = Checklist.objects.filter(state=Checklist.State.OPEN, due_on__lte=until)
    rows = rows.annotate(left=Count("lines", filter=mine)).filter(left__gt=0)
    return rows.select_related("unit").order_by("due_on", "pk")


_prepared_due: Prepared[Any] = Prepared(_due, 987_654_321, date(1971, 2, 3))


@dataclass(frozen=True, slots=True)
class ChecklistState:
    """How far a checklist is over the units the member may see."""

    checklist: Checklist
    units: int
    complete: int
    lines: int
    done: int


def checklist_states(member: Membership, unit: Unit) -> list[ChecklistState]:
    """Return how far each open checklist is below a unit, the nearest day first."""
    rows = checklists_of(member, unit).filter(state=Checklist.State.OPEN).order_by("due_on", "pk")
    found = []
    for checklist in rows[:5]:
        lines = lines_of(member, checklist).filter(unit__in=subtree_ids(unit)).order_by()
        told = lines.values_list("unit_id").annotate(
            whole=Count("pk"), done=Count("pk", filter=Q(state=LineState.DONE))
        )
        counts = [(whole, done) for _unit, whole, done in told]
        complete = sum(whole == done for whole, done in counts)
        found.append(
            ChecklistState(
                checklist,
                len(counts),
                complete,
                sum(whole for whole, _done in counts),
                sum(done for _whole, done in counts),
            )
        )
    return found


def line_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these headings."""
    rows = ChecklistLine.objects.filter(pk__in=list(ids)).select_related("checklist", "unit")
    titles = {}
    for one in rows:
        named = {heading.code: heading.text for heading in one.checklist.lines_told}
        titles[str(one.pk)] = labelled(one.unit.short_name, named[one.heading])
    return titles
