"""What a phone can do: each act by its name, the data it needs, and the one action it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.api import rules
from youju.api.act_schemas import (
    AddNote,
    AnyAct,
    CaseData,
    EntryData,
    MockData,
    RectifyData,
    ReportData,
    SheetData,
    VerifyData,
    VisitData,
)
from youju.api.auth import Asker
from youju.api.errors import Problem
from youju.api.naming import unit_named
from youju.api.rules import SCOPE_LABELS, Scope
from youju.audit.queries import ReplayKey, done_under
from youju.cases import actions as cases
from youju.cases.queries import Case, case_titles
from youju.cases.rules import Source
from youju.evidence.queries import items_uploaded
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Clash, Missing, Refused
from youju.ledgers import actions as ledgers
from youju.ledgers.queries import entry_titles
from youju.organisations.queries import Membership
from youju.organisations.rules import Role
from youju.patrols import actions as patrols
from youju.patrols.queries import findings_visible_to, visit_target
from youju.standards import actions as standards
from youju.standards.queries import mock_sheet_target
from youju.standards.rules.mock import Answer
from youju.surveys import actions as surveys
from youju.surveys.queries import cell_for, version_for

CASE, VISIT = "cases.case", "patrols.visit"
SHEET, MOCK, ENTRY = "surveys.sheet", "standards.mock_sheet", "ledgers.entry"
# Inspectors and offices go round to supervise; all others patrol.
PURPOSES = dict.fromkeys((Role.INSPECTOR, Role.OFFICE), patrols.Purpose.SUPERVISION)
# Who saw a problem says where it came from, unless the report says so itself.
SOURCES = {Role.GRID_WORKER: Source.GRID, Role.INSPECTOR: Source.SUPERVISION}


@dataclass(frozen=True, slots=True)
class Doing:
    """An act under way: who, when, under which key, with which photos and signatures."""

    member: Membership
    now: datetime
    key: UUID
    done_at: datetime | None
    photos: list[int]
    signed: list[int]

    @property
    def acting(self) -> dict[str, Any]:
        return {"actor": self.member, "now": self.now, "key": self.key}


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act."""

    kind: str
    id: str
    title: str

    @property
    def url(self) -> str:
        return address_of(self.kind, self.id)


def address_of(kind: str, subject_id: str) -> str:
    """Return the page of what an act made; "" where it has none."""
    name = {
        CASE: "cases:case",
        VISIT: "patrols:visit",
        MOCK: "standards:mock_spot",
        ENTRY: "ledgers:entry",
    }.get(kind, "")
    if kind == MOCK:
        subject_id = str(mock_sheet_target(int(subject_id))[0])
    try:
        return reverse(name, args=[subject_id]) if name else ""
    except NoReverseMatch:
        return ""


def _of_case(case: Case) -> Done:
    return Done(CASE, str(case.pk), f"{case.number} {case.title}")


def _report(doing: Doing, data: ReportData) -> Done:
    source = data.source or SOURCES.get(Role(doing.member.role), Source.PATROL)
    case = cases.report_case(
        unit=unit_named(doing.member, data.unit),
        kind=data.kind,
        source=source,
        title=data.title,
        place=data.place,
        lat=data.lat,
        lng=data.lng,
        description=data.description,
        quantity=data.quantity,
        photos=doing.photos,
        done_at=doing.done_at,
        **doing.acting,
    )
    return _of_case(case)


def _rectify(doing: Doing, data: RectifyData) -> Done:
    case = cases.rectify_case(
        data.case, note=data.note, photos=doing.photos, done_at=doing.done_at, **doing.acting
    )
    return _of_case(case)


def _verify(doing: Doing, data: VerifyData) -> Done:
    case = cases.verify_case(
        data.case,
        passed=data.passed,
        note=data.note,
        photos=doing.photos,
        done_at=doing.done_at,
        **doing.acting,
    )
    return _of_case(case)


def _note(doing: Doing, data: AddNote) -> Done:
    return _of_case(cases.add_note(data.case, note=data.note, photos=doing.photos, **doing.acting))


def _accept(doing: Doing, data: CaseData) -> Done:
    return _of_case(cases.accept_case(data.case, note=data.note, **doing.acting))


def _visit(doing: Doing, data: VisitData) -> Done:
    """Record a visit and report each of its faults, all of it or nothing."""
    given = [items_uploaded(doing.member, one.uploads) for one in data.findings]
    faults = [
        patrols.Fault(one.item, one.description, photos=tuple(item.pk for item in items))
        for one, items in zip(data.findings, given, strict=True)
    ]
    told = patrols.Told(
        purpose=PURPOSES.get(Role(doing.member.role), patrols.Purpose.PATROL),
        passed=[one.code for one in data.items if one.ok and one.code],
        faults=faults,
        people=Quantity(Decimal(data.people), "人次") if data.people else None,
        note=data.note,
        signed=doing.signed,
    )
    with transaction.atomic():
        visit = patrols.record_visit(
            place=data.place, told=told, done_at=doing.done_at, **doing.acting
        )
        made = findings_visible_to(doing.member).filter(visit=visit).order_by("pk")
        for place, (finding, one) in enumerate(zip(made, data.findings, strict=False)):
            again = {**doing.acting, "key": uuid5(doing.key, str(place))}
            patrols.report_finding(finding.pk, kind=one.kind, **again)
    return Done(VISIT, str(visit.pk), visit.target)


def _survey(doing: Doing, data: SheetData) -> Done:
    """Take a questionnaire that was asked at a door; whoever answered is not named."""
    cell = cell_for(doing.member, data.cell)
    sheet = surveys.answer_sheet(
        version_for(doing.member, data.version),
        audience=cell.audience,
        unit=cell.unit,
        answers=data.answers,
        channel=data.channel,
        done_at=doing.done_at or doing.now,
        cell=cell,
        **doing.acting,
    )
    return Done(SHEET, str(sheet.id), _title(SHEET, str(sheet.id)))


def _mock(doing: Doing, data: MockData) -> Done:
    """Keep the sheet of a mock assessment; the photos belong to what failed."""
    photos = {
        one.item: [item.pk for item in items_uploaded(doing.member, one.uploads)]
        for one in data.findings
    }
    sheet = standards.record_sheet(
        data.spot,
        answers={one.code: Answer(one.mark, one.number, one.note) for one in data.items},
        photos=photos,
        note=data.note,
        done_at=doing.done_at,
        **doing.acting,
    )
    return Done(MOCK, str(sheet.pk), sheet.spot.place.name)


def _entry(doing: Doing, data: EntryData) -> Done:
    """Record an entry of a ledger that somebody signed where it was made."""
    done_at = doing.done_at or doing.now
    entry = ledgers.record_entry(
        data.ledger,
        unit=unit_named(doing.member, data.unit),
        values=data.values,
        period=around(timezone.localdate(done_at), Grain.DAY),
        done_at=done_at,
        evidence=doing.photos,
        signed=doing.signed,
        **doing.acting,
    )
    return Done(ENTRY, str(entry.pk), entry.title)


# The one table: the act's name -> the use a token needs, and what is called.
ACTS: dict[str, tuple[Scope, Callable[[Doing, Any], Done]]] = {
    "report_case": (Scope.WRITE_CASES, _report),
    "rectify_case": (Scope.WRITE_CASES, _rectify),
    "verify_case": (Scope.WRITE_CASES, _verify),
    "add_note": (Scope.WRITE_CASES, _note),
    "accept_case": (Scope.WRITE_CASES, _accept),
    "record_visit": (Scope.WRITE_VISITS, _visit),
    "survey_sheet": (Scope.WRITE_SURVEYS, _survey),
    "mock_sheet": (Scope.WRITE_VISITS, _mock),
    "record_entry": (Scope.WRITE_LEDGERS, _entry),
}


def do(sent: AnyAct, asker: Asker, now: datetime) -> Done:
    """Do the act that was sent, or return what was done under its key before.

    Raises:
        Refused: As the action says; nothing was written.
        Problem: 403 where the phone is another person's now, or the token has not the use.
    """
    scope, call = ACTS[sent.act]
    if asker.token is not None and not rules.has_scope(asker.token.scopes, scope):
        text = _("这个令牌没有“%(scope)s”这项用途") % {"scope": SCOPE_LABELS[scope]}
        raise Problem(403, "no_scope", text)
    member = asker.member
    if sent.person is not None and sent.person != member.person_id:
        raise Problem(403, "person", _("这一条是别人做的，请本人登录后再发"), field="person")
    try:
        rules.check_done_at(sent.done_at, now)
        signed = [item.pk for item in items_uploaded(member, sent.signatures)]
        photos = [item.pk for item in items_uploaded(member, sent.uploads)]
        return call(Doing(member, now, sent.key, sent.done_at, photos, signed), sent.data)
    except Clash:
        raise
    except Refused:
        if (before := done_under(member.root_id, member.person_id, sent.key)) is not None:
            return done_before(before)  # what it needed then may be gone by now
        raise


def done_before(row: ReplayKey) -> Done:
    """Return what came of an act that was done under its key."""
    return Done(row.subject_kind, row.subject_id, _title(row.subject_kind, row.subject_id))


def _title(kind: str, subject_id: str) -> str:
    """Return what `do` called it when it was done."""
    if kind == SHEET:
        return _("一份问卷")
    if kind == CASE:
        return case_titles([subject_id]).get(subject_id, "")
    if kind == MOCK:
        return mock_sheet_target(int(subject_id))[1]
    if kind == ENTRY:
        return entry_titles([subject_id]).get(subject_id, "")
    return visit_target(int(subject_id)) if kind == VISIT else ""


def done_by(member: Membership, key: UUID) -> Done:
    """Return what the member did under a key. Raises Missing where nothing came of it."""
    row = done_under(member.root_id, member.person_id, key)
    if row is None:
        raise Missing(_("没有收到过这个编号的提交"))
    return done_before(row)
