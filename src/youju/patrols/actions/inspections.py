"""Inspections: announcing one, choosing its places, what came of it, what lost points."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Unit
from youju.patrols import measures
from youju.patrols.actions.frame import act_at, act_on
from youju.patrols.models import Inspection, LostItem, Place
from youju.patrols.rules.visits import InspectionKind, check_lost, check_result


def add_inspection(
    unit: Unit,
    kind: InspectionKind,
    name: str,
    *,
    on: date,
    note: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Inspection:
    """Announce an inspection with its date, or enter one of a past year."""
    with act_at("add_inspection", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Inspection.objects.get(pk=doing.subject_id)
        if Inspection.objects.filter(unit=unit, name=name, on=on).exists():
            raise Refused(_("这一天已登记过同名检查。"), field="name")
        made = Inspection.objects.create(unit=unit, kind=kind, name=name, on=on, note=note)
        doing.on(measures.INSPECTION, made.pk, name=name, date=on.isoformat())
    return made


def choose_places(
    inspection_id: int,
    places: Sequence[Place],
    *,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Inspection:
    """Name the places that are to be seen."""
    with act_on("choose_places", Inspection, inspection_id, actor=actor, now=now, key=key) as (
        doing,
        found,
    ):
        doing.on(measures.INSPECTION, found.pk, places=len(places))
        if not doing.replayed:
            if any(not found.unit.covers(one.unit) for one in places):
                raise Refused(_("只能选本单位范围内的点位。"), field="places")
            found.places.set(places)
    return found


def settle_inspection(
    inspection_id: int,
    *,
    score: Decimal | None = None,
    full: Decimal | None = None,
    rank: int | None = None,
    of: int | None = None,
    result: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Inspection:
    """Keep what came of it; told again it replaces the former."""
    with act_on("settle_inspection", Inspection, inspection_id, actor=actor, now=now, key=key) as (
        doing,
        found,
    ):
        doing.on(measures.INSPECTION, found.pk, rank=rank)
        if doing.replayed:
            return found
        today = timezone.localdate(now)
        check_result(found.on, today, score, full, rank, of)
        if score is None and rank is None and not result.strip():
            raise Refused(_("填得分、名次或结果中的一项。"), field="result")
        found.score, found.full, found.rank, found.of = score, full, rank, of
        found.result, found.settled_on = result.strip(), today
        found.save()
        measures.count_again(measures.INSPECTION, found, now)
    return found


def add_lost_item(
    inspection_id: int,
    item: str,
    reason: str,
    *,
    points: Decimal | None = None,
    place: Place | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> LostItem:
    """Keep an item that lost points, with where and why."""
    with act_on("add_lost_item", Inspection, inspection_id, actor=actor, now=now, key=key) as (
        doing,
        found,
    ):
        if doing.replayed:
            return LostItem.objects.get(pk=doing.subject_id)
        if found.settled_on is None:
            raise Refused(_("先填检查结果，再记失分项。"))
        lost = found.lost.aggregate(total=Sum("points"))["total"] or Decimal(0)
        check_lost(points, found.score, found.full, lost)
        made = LostItem.objects.create(
            inspection=found, item=item, reason=reason, points=points, place=place
        )
        measures.count_again(measures.INSPECTION, found, now)
        doing.on("patrols.lost_item", made.pk, item=item)
    return made
