"""What is due of problems: for the office, for the unit that answers, for those who check on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.cases.queries import (
    Case,
    late_elsewhere,
    open_cases,
    owed_now,
    raised_to,
    reviews_due,
    slim,
)
from youju.cases.queries.due import MOST
from youju.cases.rules import State
from youju.console.due_row import EACH, WEEK, Due
from youju.organisations.queries import May, Membership, subtree
from youju.organisations.rules import Role

CHECKERS = {Role.GRID_WORKER, Role.STAFF, Role.OFFICE, Role.INSPECTOR}
FEW = 5  # cases that wait for the same are told one by one; of the rest how many there are
SMALL = ("grid", "area")  # units without an office of their own: their community's answers


def _url(case: Case) -> str:
    return reverse("cases:case", args=[case.pk])


def _told(case: Case, what: str) -> str:
    return _("%(title)s，%(what)s") % {"title": case.title, "what": what}


def cases_given(member: Membership, today: date) -> Iterator[Due]:
    """Yield the cases the member's own unit has to put right, the nearest deadline first."""
    if not member.may(May.RECORD):
        return
    for case in owed_now(member):
        on = timezone.localdate(case.due_at) if case.due_at else None
        yield Due(_told(case, _("待整改")), _url(case), _("问题"), case.get_source_display(), on)


def cases_here(member: Membership, today: date) -> Iterator[Due]:
    """Yield the cases that lie at the member's own unit and wait for an act of it."""
    waiting = _waits_for(member)
    if not waiting:
        return
    small = Q(kind__in=SMALL)
    here = Q(pk=member.unit_id) | small & Q(parent=member.unit_id)
    here |= small & Q(parent__parent=member.unit_id, parent__kind__in=SMALL)
    rows = open_cases(member, member.unit).filter(
        path__in=subtree(member.unit).filter(here).values("path")
    )
    asked = Q(state__in=waiting) | Q(extension_asked=True)
    rows = rows.filter(asked).exclude(owner_unit=member.unit_id)
    waits: dict[tuple[str, str], list[Case]] = {}
    found = slim(rows.order_by("received_at", "pk"))
    for case in found:
        at = "" if case.extension_asked else case.state
        what = waiting[State(at)] if at else _("待答复延期")
        waits.setdefault((at, what), []).append(case)
    for (at, what), cases in waits.items():
        for case in cases[:FEW]:
            yield Due(_told(case, what), _url(case), _("问题"), case.get_source_display())
        if more := len(cases[FEW:]):
            text = (
                _("%(what)s的还有 %(n)s 件")
                if len(found) < MOST
                else _("%(what)s的还有 %(n)s 件以上")
            )
            url = f"{reverse('cases:list')}?state={at}" if at else reverse("cases:intake")
            yield Due(text % {"what": what, "n": more}, url, _("问题"), member.unit.short_name)


def _waits_for(member: Membership) -> dict[State, str]:
    """Return what cases in which states wait for, as far as the member may do it."""
    found = {}
    if member.may(May.DISPATCH):
        found = {
            State.REPORTED: _("待立案"),
            State.FILED: _("待派遣"),
            State.DISPUTED: _("待裁定异议"),
        }
    if Role(member.role) in CHECKERS:
        found[State.RECTIFIED] = _("待复核")
    return found


def cases_late(member: Membership, today: date) -> Iterator[Due]:
    """Yield the cases under the member's unit that other units are late with."""
    if not member.may(May.DISPATCH):
        return
    for case in late_elsewhere(member, timezone.now()):
        on = timezone.localdate(case.due_at) if case.due_at else today
        source = case.owner_unit.short_name if case.owner_unit else ""
        yield Due(_told(case, _("逾期未整改")), _url(case), _("问题"), source, on)


def hard_to_review(member: Membership, today: date) -> Iterator[Due]:
    """Yield the hard cases to be looked at again within the week."""
    if not member.may(May.DISPATCH):
        return
    for one in reviews_due(member, today + WEEK)[:EACH]:
        title = _told(one.case, _("挂账回看"))
        yield Due(title, _url(one.case), _("问题"), member.unit.short_name, one.review_on)


def calls_for_help(member: Membership, today: date) -> Iterator[Due]:
    """Yield what other units asked of the member's own."""
    if not member.may(May.DISPATCH):
        return
    rows = raised_to(member, member.unit).filter(state="asked", to=member.unit_id)
    for one in rows[:EACH]:
        title = _("%(title)s，待答复求助") % {"title": one.case.title}
        url = reverse("cases:answer", args=[one.pk])
        yield Due(title, url, _("问题"), one.unit.short_name)
