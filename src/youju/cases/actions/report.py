"""Reporting a problem: where every source begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from youju.audit.actions import act
from youju.cases import kind_tree, notices, tallies
from youju.cases.actions.frame import event_of
from youju.cases.actions.photos import show
from youju.cases.findable import put
from youju.cases.measures import CASE_KIND, drafts_of, source_of
from youju.cases.models import Case
from youju.cases.numbering import take_number
from youju.cases.rules import Act, Severity, Source, is_late, report
from youju.evidence.queries import Role
from youju.facts import actions as facts
from youju.kernel.refusal import Refused
from youju.organisations.actions import Actor, allow
from youju.organisations.queries import May, Membership, Unit
from youju.organisations.rules import check_open
from youju.ui.prepared import insert


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who told of a problem, kept encrypted and never public."""

    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The record a problem was found in: ("patrols.visit", "12")."""

    kind: str = ""
    id: str = ""


def report_case(
    *,
    unit: Unit,
    kind: str,
    source: Source,
    title: str = "",
    place: str = "",
    lat: float | None = None,
    lng: float | None = None,
    description: str = "",
    quantity: str = "",
    photos: Sequence[int] = (),
    reporter: Reporter | None = None,
    origin: Origin | None = None,
    done_at: datetime | None = None,
    actor: Actor,
    now: datetime,
    key: UUID,
) -> Case:
    """Report a problem; it waits to be taken up (待受理).

    Args:
        unit: Where it is: a community, a grid.
        kind: Code of a kind in force.
        lat, lng: WGS-84.
        photos: Ids of evidence items, in order: the before-photos.
        done_at: When it was seen, by the phone's clock; `now` if nobody says.

    Raises:
        Refused: A rule says no; `field` names what is wrong.
        Forbidden: The actor may not record at the unit.
    """
    with act("cases.report", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Case.objects.select_related("unit", "kind").get(pk=doing.subject_id)
        allow(actor, May.RECORD, unit)
        check_open(unit.until, unit.name)
        case = _case(unit, kind, source, actor, done_at or now, now)
        _describe(case, title, place, lat, lng, description, quantity)
        _sign(case, reporter, origin)
        _save(case, actor, now)
        if photos:
            show(case, photos, Role.BEFORE, actor, now)
        doing.on(CASE_KIND, case.pk, number=case.number, kind=kind, source=case.source)
        if case.severity == Severity.GRAVE:
            notices.tell_offices(case.unit, "cases.grave", f"{case.number} {case.title}", case, now)
    return case


def _case(
    unit: Unit, kind: str, source: Source, actor: Actor, done_at: datetime, now: datetime
) -> Case:
    found = kind_tree.named(unit.root_id, kind)
    if found is None:
        raise Refused("没有这类问题，请从问题类别里选。", field="kind")
    report.check_times(done_at, now)
    return Case(
        root_id=unit.root_id,
        unit=unit,
        path=unit.path,
        kind=found,
        source=Source(source).value,
        severity=report.severity_of(found.severity, Source(source)),
        done_at=done_at,
        received_at=now,
        late=is_late(done_at, now),
        made_by=actor if isinstance(actor, Membership) else None,
        made_by_label=actor.label,
    )


def _describe(
    case: Case,
    title: str,
    place: str,
    lat: float | None,
    lng: float | None,
    description: str,
    quantity: str,
) -> None:
    case.place = report.clean(place, report.MAX_PLACE, "place")
    report.check_place(case.place, lat, lng)
    case.lat, case.lng = lat, lng
    given = report.clean(title, report.MAX_TITLE, "title")
    case.title = report.title_of(given, case.place, case.kind.name)
    case.description = report.clean(description, report.MAX_TEXT, "description")
    case.quantity = report.clean(quantity, report.MAX_QUANTITY, "quantity")


def _sign(case: Case, reporter: Reporter | None, origin: Origin | None) -> None:
    if reporter is not None:
        case.reporter_name = report.clean(reporter.name, 30, "reporter_name")
        case.reporter_phone = report.clean(reporter.phone, 20, "reporter_phone")
    if origin is not None:
        case.origin_kind, case.origin_id = origin.kind, origin.id


def _save(case: Case, actor: Actor, now: datetime) -> None:
    """Write the case under the next number, with the first line of its trail and what it counts."""
    case.number = take_number(case.unit, timezone.localtime(now).year)
    insert(case)
    insert(event_of(case, Act.REPORT, actor, now, case.description[:200], done_at=case.done_at))
    facts.replace(source_of(case), drafts_of(case), now=now, fresh=True)
    tallies.append(tallies.Counts(), tallies.counts_of(case))
    put(case)
