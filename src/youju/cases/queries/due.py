"""What is due of problems for one member: asked at each visit of the first page, so its SQL is kept.

Cases come with what a line shows of them and no more.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.db.models import QuerySet

from youju.cases.models import Case, HardCase
from youju.cases.models.case import HAS_ENDED
from youju.cases.queries.cases import open_at
from youju.cases.rules import State
from youju.organisations.queries import May, Membership, require
from youju.organisations.rules import path_end
from youju.ui.prepared import Prepared

MOST = 20
_SHOWN = ("title", "source", "state", "due_at", "extension_asked", "owner_unit__short_name")


def slim(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Return the first of them with no more of each than a line shows: whole cases cost twice that."""
    return rows.select_related(None).select_related("owner_unit").only(*_SHOWN)[:MOST]


def owed_now(member: Membership) -> list[Case]:
    """Return what the member's own unit has to put right, wherever it lies, the nearest deadline first."""
    if not member.may(May.SEE):
        return []
    return _prepared_owed(member.unit.root_id, member.unit.path)


def _owed(root_id: int, path: str) -> QuerySet[Case]:
    rows = Case.objects.filter(root_id=root_id, owner_path=path).exclude(HAS_ENDED)
    rows = rows.filter(state=State.DISPATCHED, paused_since=None, hard=False)
    return slim(rows.order_by("due_at", "pk"))


def late_elsewhere(member: Membership, now: datetime) -> list[Case]:
    """Return the cases under the member's unit that other units are late with, the latest first."""
    if not member.may(May.SEE):
        return []
    unit = member.unit
    if unit.pk == unit.root_id:
        return _prepared_late_all(unit.pk, now)
    return _prepared_late(unit.root_id, unit.path, path_end(unit.path), now, unit.pk)


def _late_all(root_id: int, now: datetime) -> QuerySet[Case]:
    return _late_of(Case.objects.filter(root_id=root_id).exclude(HAS_ENDED), now, root_id)


def _late(root_id: int, path: str, end: str, now: datetime, unit_id: int) -> QuerySet[Case]:
    rows = Case.objects.filter(pk__in=open_at(root_id, path, end, addressed=True), root_id=root_id)
    return _late_of(rows.exclude(HAS_ENDED), now, unit_id)


def _late_of(rows: QuerySet[Case], now: datetime, unit_id: int) -> QuerySet[Case]:
    late = rows.filter(state=State.DISPATCHED, paused_since=None, due_at__lt=now)
    return slim(late.exclude(owner_unit=unit_id).order_by("due_at", "id"))


def reviews_due(member: Membership, until: date) -> list[HardCase]:
    """Return the hard cases at the member's own unit that are to be looked at again by a day, longest
    first; each with its case's title and no more."""
    require(member, May.SEE)
    return _prepared_reviews(member.unit_id, until)


def _reviews(unit_id: int, until: date) -> QuerySet[HardCase]:
    rows = HardCase.objects.filter(until=None, case__unit=unit_id, review_on__lte=until)
    rows = rows.select_related("case").only("review_on", "case__title")
    return rows.order_by("since", "pk")[:MOST]


_THEN = datetime(1971, 2, 3, 4, 5, tzinfo=UTC)
_prepared_owed = Prepared(_owed, 987_654_321, "~owed~")
_prepared_late_all = Prepared(_late_all, 987_654_321, _THEN)
_prepared_late = Prepared(_late, 987_654_321, "~low~", "~high~", _THEN, 876_543_219)
_prepared_reviews = Prepared(_reviews, 987_654_321, date(1971, 2, 3))
