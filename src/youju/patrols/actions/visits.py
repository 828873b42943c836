"""Visits: recording one, cheap enough for a phone's queue, and taking one back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.evidence.actions import link, sign
from youju.evidence.queries import Role
from youju.facts import actions as facts
from youju.kernel.ids import new_key
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Unit, require
from youju.patrols import measures
from youju.patrols.actions.frame import act_at, act_on
from youju.patrols.models import Finding, KindVersion, Opinion, Place, Route, Team, Visit
from youju.patrols.rules.visits import (
    Fault,
    Heard,
    Purpose,
    Way,
    check_faults,
    check_people,
    check_times,
)

FINDING = "patrols.finding"
UNDO_FOR = timedelta(hours=24)
VERSIONS_BACK = 10

__all__ = ["FINDING", "Fault", "Purpose", "Told", "Way", "record_visit", "withdraw_visit"]


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a visit beside where and when.

    Attributes:
        passed: Codes of the checklist's items found in order; items not named were not looked at.
        faults: What was not in order.
        people: How many went, with its qualifier (360余人次); None where nobody counted.
        post: The post on whose behalf somebody went: 院领导, 中层干部.
        opinions: What residents said, one text each.
        partners: Units that held the visit together; above them it is counted once.
        signed: Ids of the signatures of whom the visit was paid to.
    """

    purpose: Purpose = Purpose.PATROL
    way: Way = Way.SITE
    passed: Sequence[str] = ()
    faults: Sequence[Fault] = ()
    people: Quantity | None = None
    team: Team | None = None
    route: Route | None = None
    post: str = ""
    praised: bool = False
    note: str = ""
    opinions: Sequence[str] = ()
    partners: Sequence[Unit] = field(default_factory=tuple)
    signed: Sequence[int] = ()


def record_visit(
    *,
    place: int | None = None,
    unit: Unit | None = None,
    told: Told,
    done_at: datetime | None = None,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Visit:
    """Record that somebody went to a place, or to a unit as a whole, and what was found.

    Args:
        place: Id of the place; it decides the unit and the checklist.
        unit: The unit visited, where no place is named.
        done_at: The clock where it was done; `now` unless a phone sent it later.

    Raises:
        Refused: A rule says no.
        Forbidden: The actor may not record there.
        Missing: There is no such place.
    """
    at = done_at or now
    with act_at("record_visit", actor.unit, actor=actor, now=now, key=key, may=May.RECORD) as doing:
        if doing.replayed:
            return Visit.objects.select_related("place", "unit").get(pk=doing.subject_id)
        went_to = _place(place) if place is not None else None
        where = went_to.unit if went_to is not None else unit
        if where is None:
            raise Refused(_("选点位，或选督查的单位。"), field="place")
        require(actor, May.RECORD, where)
        checklist = _checklist(went_to, told)
        known = {i.code: i.text for i in checklist.kind.items} if checklist else {}
        faults = check_faults(known, told.passed, told.faults)
        check_people(told.people)
        visit = _new(where, went_to, checklist, told, faults, actor)
        visit.late = check_times(at, now)
        visit.done_at, visit.received_at, visit.done_on = at, now, timezone.localdate(at)
        partners = [one for one in dict.fromkeys(told.partners) if one != where]
        visit.share_key = str(new_key()) if partners else ""
        visit.save()
        _keep_parts(visit, faults, partners, told, actor, now)
        if went_to is not None:
            _note_last(went_to, visit)
        done = sum(one.corrected for one in faults)
        source = facts.Source(measures.VISIT, str(visit.pk))
        drafts = measures.visit_drafts(visit, partners, done)
        facts.replace(source, drafts, now=now, fresh=True)
        doing.on(measures.VISIT, visit.pk, target=visit.target, faults=len(faults))
    return visit


def _place(place_id: int) -> Place:
    found = Place.objects.select_related("unit").filter(pk=place_id).first()
    if found is None:
        raise Missing(_("没有这个点位，或者不在您的查看范围内"))
    if found.retired_on is not None:
        raise Refused(_("这个点位已撤销，请选别的点位。"), field="place")
    return found


def _checklist(place: Place | None, told: Told) -> KindVersion | None:
    """Return the checklist in force, or the latest that has all items named: a phone without a
    network may have used the one before."""
    if place is None:
        return None
    named = {*told.passed, *(one.item for one in told.faults if one.item)}
    rows = KindVersion.objects.filter(code=place.kind)
    current = rows.filter(current=True).first()
    if current is None or named <= {one.code for one in current.kind.items}:
        return current
    older = rows.filter(current=False).order_by("-number")[:VERSIONS_BACK]
    fitting = (one for one in older if named <= {item.code for item in one.kind.items})
    return next(fitting, current)


def _new(
    unit: Unit,
    place: Place | None,
    checklist: KindVersion | None,
    told: Told,
    faults: Sequence[Fault],
    actor: Membership,
) -> Visit:
    looked_at = {one.item for one in faults if one.item}
    passed = list(dict.fromkeys(told.passed))
    return Visit(
        root_id=unit.root_id,
        unit=unit,
        place=place,
        kind=place.kind if place else "",
        checklist=checklist,
        purpose=told.purpose,
        way=told.way,
        team=told.team,
        route=told.route,
        post=told.post.strip() or actor.post,
        role=actor.role,
        by_unit=actor.unit,
        people=told.people.value if told.people else None,
        people_word=told.people.qualifier if told.people else "",
        passed=passed,
        checked=len(passed) + len(looked_at),
        faults=len(faults),
        praised=told.praised,
        note=told.note.strip(),
        made_by=actor.person_id,
        made_by_label=actor.label,
    )


def _keep_parts(
    visit: Visit,
    faults: Sequence[Fault],
    partners: Sequence[Unit],
    told: Told,
    actor: Membership,
    now: datetime,
) -> None:
    if partners:
        visit.partners.set(partners)
    made = Finding.objects.bulk_create(
        Finding(visit=visit, item=one.item, text=one.text, corrected=one.corrected)
        for one in faults
    )
    for finding, fault in zip(made, faults, strict=True):
        if fault.photos:
            link(
                FINDING, finding.pk, fault.photos, unit=visit.unit, role=Role.BEFORE,
                actor=actor, now=now,
            )  # fmt: skip
    if told.signed:
        sign(measures.VISIT, visit.pk, told.signed, unit=visit.unit, actor=actor, now=now)
    for text in told.opinions:
        if text.strip():
            opinion = Opinion.objects.create(
                unit=visit.unit,
                visit=visit,
                source=Heard.VISIT,
                heard_on=visit.done_on,
                place=visit.target,
                text=text.strip()[:300],
                made_by_label=actor.label,
            )
            measures.count_again(measures.OPINION, opinion, now)


def _note_last(place: Place, visit: Visit) -> None:
    """Keep the last visit on the place, also when the phone sends an older one later."""
    if place.last_visit_at is None or place.last_visit_at <= visit.done_at:
        Place.objects.filter(pk=place.pk).update(
            last_visit_at=visit.done_at, last_faults=visit.faults
        )


def withdraw_visit(
    visit_id: int, *, reason: str, actor: Membership, now: datetime, key: UUID | None = None
) -> Visit:
    """Take a visit back within a day: its figures go, the record stays marked."""
    with act_on(
        "withdraw_visit", Visit, visit_id, actor=actor, now=now, key=key, may=May.RECORD
    ) as (doing, visit):
        doing.on(measures.VISIT, visit.pk, reason=reason)
        if doing.replayed:
            return visit
        if visit.state != Visit.State.LIVE:
            raise Refused(_("这次巡查已经撤下。"))
        if visit.purpose == Purpose.MOCK:
            raise Refused(_("模拟测评的测评表不能在这里撤下，有分歧请第三人裁定。"))
        if now - visit.received_at > UNDO_FOR:
            raise Refused(_("超过 24 小时的巡查不能撤下，有误请在情况里说明。"))
        if visit.findings.exclude(case_id=None).exists():
            raise Refused(_("有问题已经立案办理，不能撤下这次巡查。"))
        visit.state = Visit.State.WITHDRAWN
        visit.save(update_fields=["state"])
        measures.count_again(measures.VISIT, visit, now)
        _last_again(visit)
    return visit


def _last_again(visit: Visit) -> None:
    if visit.place_id is None:
        return
    rows = Visit.objects.filter(place_id=visit.place_id, state=Visit.State.LIVE)
    last = rows.order_by("-done_at", "-pk").first()
    Place.objects.filter(pk=visit.place_id).update(
        last_visit_at=last.done_at if last else None, last_faults=last.faults if last else 0
    )
