"""What was found becomes a problem of the register, with one tap."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from youju.cases.actions import Origin, report_case
from youju.cases.rules import Source
from youju.evidence.queries import items_of
from youju.kernel.refusal import Refused
from youju.kernel.words import labelled
from youju.organisations.queries import May, Membership, Unit
from youju.patrols import measures
from youju.patrols.actions.frame import act_on
from youju.patrols.actions.visits import FINDING
from youju.patrols.models import AreaCheck, Finding, LostItem, Opinion, Visit
from youju.patrols.rules.visits import Purpose

OTHER_PROBLEM = "s0612"
NOT_CLEAN = "s0103"


def report_finding(
    finding_id: int, *, kind: str = "", actor: Membership, now: datetime, key: UUID
) -> Finding:
    """Report what a visit found, with its photos; the kind follows from the checklist's item."""
    with act_on(
        "report_finding", Finding, finding_id,
        way="visit__unit", actor=actor, now=now, key=key, may=May.RECORD,
    ) as (doing, finding):  # fmt: skip
        doing.on(FINDING, finding.pk)
        if doing.replayed:
            return finding
        visit = finding.visit
        if visit.state != Visit.State.LIVE:
            raise Refused(_("这次巡查已经撤下，不能再转。"))
        if finding.corrected:
            raise Refused(_("已当场改正，不用再转。"))
        place = visit.place
        photos = [one.item_id for one in items_of(actor, FINDING, finding.pk)]
        _report(
            finding,
            unit=visit.unit,
            kind=kind or _kind_of(visit, finding.item),
            source=_source_of(visit),
            title=finding.text,
            place=f"{place.name} {place.address}".strip() if place else visit.unit.name,
            lat=place.lat if place else None,
            lng=place.lng if place else None,
            photos=photos,
            origin=Origin(measures.VISIT, str(visit.pk)),
            done_at=visit.done_at,
            actor=actor,
            now=now,
            key=key,
        )
    return finding


def _kind_of(visit: Visit, code: str) -> str:
    item = visit.checklist.kind.item(code) if visit.checklist else None
    return (item.problem if item else "") or OTHER_PROBLEM


def _source_of(visit: Visit) -> Source:
    if visit.purpose == Purpose.SUPERVISION:
        return Source.SUPERVISION
    if visit.purpose == Purpose.MOCK:
        return Source.SELF_CHECK
    if visit.role == Membership.Role.GRID_WORKER:
        return Source.GRID
    return Source.PATROL


def _report(record: Any, *, unit: Unit, title: str, **told: Any) -> None:
    """Report it, once, and keep the number of the problem on the record."""
    if record.case_id is not None:
        raise Refused(_("已经转为问题 %(number)s。") % {"number": record.case_number})
    case = report_case(unit=unit, title=title[:60], description=title, **told)
    record.case_id, record.case_number = case.pk, case.number
    record.save(update_fields=["case_id", "case_number"])


def report_opinion(
    opinion_id: int, *, kind: str = OTHER_PROBLEM, actor: Membership, now: datetime, key: UUID
) -> Opinion:
    """Report what residents said as a problem of theirs."""
    with act_on(
        "report_opinion", Opinion, opinion_id, actor=actor, now=now, key=key, may=May.RECORD
    ) as (doing, opinion):
        doing.on(measures.OPINION, opinion.pk)
        if not doing.replayed:
            _report(
                opinion,
                unit=opinion.unit,
                kind=kind,
                source=Source.RESIDENT,
                title=opinion.text,
                place=opinion.place or opinion.unit.name,
                origin=Origin(measures.OPINION, str(opinion.pk)),
                actor=actor,
                now=now,
                key=key,
            )
    return opinion


def report_lost_item(
    lost_id: int, *, kind: str = OTHER_PROBLEM, actor: Membership, now: datetime, key: UUID
) -> LostItem:
    """Report an item that lost points, to have it put right before the next inspection."""
    with act_on(
        "report_lost_item", LostItem, lost_id,
        way="inspection__unit", actor=actor, now=now, key=key, may=May.RECORD,
    ) as (doing, lost):  # fmt: skip
        doing.on("patrols.lost_item", lost.pk)
        if not doing.replayed:
            unit = lost.place.unit if lost.place else lost.inspection.unit
            _report(
                lost,
                unit=unit,
                kind=kind,
                source=Source.HIGHER,
                title=labelled(lost.item, lost.reason),
                place=lost.place.name if lost.place else unit.name,
                origin=Origin(measures.INSPECTION, str(lost.inspection_id)),
                actor=actor,
                now=now,
                key=key,
            )
    return lost


def report_area_fault(
    check_id: int, *, kind: str = NOT_CLEAN, actor: Membership, now: datetime, key: UUID
) -> AreaCheck:
    """Report a cleaning fault that whoever cleans there does not put right."""
    with act_on(
        "report_area_fault", AreaCheck, check_id,
        way="area__unit", actor=actor, now=now, key=key, may=May.RECORD,
    ) as (doing, check):  # fmt: skip
        doing.on(measures.AREA_CHECK, check.pk)
        if not doing.replayed:
            if not check.fault or check.corrected_on is not None:
                raise Refused(_("没有还未改正的问题，不用再转。"))
            _report(
                check,
                unit=check.area.unit,
                kind=kind,
                source=Source.SELF_CHECK,
                title=check.fault,
                place=check.area.name,
                photos=[one.item_id for one in items_of(actor, measures.AREA_CHECK, check.pk)],
                origin=Origin(measures.AREA_CHECK, str(check.pk)),
                actor=actor,
                now=now,
                key=key,
            )
    return check
