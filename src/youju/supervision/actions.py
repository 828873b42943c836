"""Every write: sending a notice, answering it, re-checking, withdrawing; counting a bulletin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import Act, act
from youju.cases.actions import add_note
from youju.evidence.actions import attach, share_links
from youju.evidence.queries import Role
from youju.facts import actions as facts
from youju.facts.actions import Source
from youju.kernel.periods import Period
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Unit, require
from youju.organisations.rules import check_open
from youju.search.actions import put
from youju.supervision import notify, rules
from youju.supervision.measures import (
    BULLETIN_KIND,
    NOTICE_KIND,
    bulletin_drafts,
    drafts_of,
    source_of,
)
from youju.supervision.models import Bulletin, Notice, NoticeCase, Series, title_of
from youju.supervision.queries import namable_cases

__all__ = [
    "count_bulletin", "issue_notice", "receive_notice", "recheck_notice", "reply_notice", "withdraw_notice",
]  # fmt: skip


def issue_notice(
    *,
    unit: Unit,
    to: Unit,
    problem: str,
    requirement: str,
    due_on: date,
    issued_on: date | None = None,
    number: str = "",
    cases: Sequence[int] = (),
    photos: Sequence[int] = (),
    visit_id: int | None = None,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Notice:
    """Send a notice to the unit that must put things right.

    Args:
        unit: Who sends it; the actor's own or below.
        due_on: The day by which that unit replies.
        issued_on: Today, unless a paper notice is entered later.
        number: That of a paper notice; else the next of the unit's year.
        cases: Ids of visible cases the notice names; each gets a line in its trail.
        visit_id: The visit that found it.
    """
    with act("supervision.issue_notice", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Notice.objects.select_related("unit", "to").get(pk=doing.subject_id)
        require(actor, May.RECORD, unit)
        rules.check_issuer(actor.role)
        _check_addressee(actor, unit, to)
        notice = Notice(unit=unit, to=to, root_id=unit.root_id, visit_id=visit_id)
        notice.made_by, notice.made_at, notice.signed = actor, now, unit.signature
        _word(notice, problem, requirement)
        _date(notice, issued_on, due_on, number, timezone.localdate(now))
        notice.save()
        _name_cases(notice, cases, actor, now)
        _show(notice, photos, Role.BEFORE, actor, now)
        _finish(doing, notice, now)
        notify.tell(to, notify.ANSWERERS, "supervision.issued", notice, now)
    return notice


def _word(notice: Notice, problem: str, requirement: str) -> None:
    notice.problem = rules.check_text(problem, "problem", _("写明发现了什么问题、在哪里。"))
    wanted = _("写明要整改到什么程度。")
    notice.requirement = rules.check_text(requirement, "requirement", wanted)
    notice.title = title_of(notice.to.short_name, notice.problem)


def _date(notice: Notice, issued_on: date | None, due_on: date, number: str, today: date) -> None:
    notice.issued_on, notice.due_on = issued_on or today, due_on
    rules.check_days(notice.issued_on, due_on, today)
    notice.number = _number(notice.unit, notice.issued_on.year, number)


def _check_addressee(actor: Membership, unit: Unit, to: Unit) -> None:
    check_open(to.until, to.name)
    if to.root_id != unit.root_id or not actor.unit.covers(to):
        raise Refused(_("责任单位不在您的单位范围内，请报上一级创建办下发。"), field="to")
    if to.pk == unit.pk:
        raise Refused(_("不能给自己下发整改通知书，请选责任单位。"), field="to")


def _number(unit: Unit, year: int, typed: str) -> str:
    """Return the number: as typed from paper, else the next one of the unit's year."""
    given = rules.check_number(typed)
    if given:
        if Notice.objects.filter(root_id=unit.root_id, number=given).exists():
            raise Refused(_("文号“%(number)s”已经登记过。") % {"number": given}, field="number")
        return given
    row, _made = Series.objects.select_for_update().get_or_create(
        unit=unit, year=year, defaults={"prefix": f"{unit.short_name}督"}
    )
    while True:
        row.last += 1
        found = rules.number(row.prefix, year, row.last)
        if not Notice.objects.filter(root_id=unit.root_id, number=found).exists():
            row.save(update_fields=["last"])
            return found


def _name_cases(notice: Notice, ids: Sequence[int], actor: Membership, now: datetime) -> None:
    found = namable_cases(actor, ids)
    if len(found) != len(set(ids)):
        raise Refused(_("有的问题不在您的查看范围内，请重新选择。"), field="cases")
    NoticeCase.objects.bulk_create(NoticeCase(notice=notice, case=case) for case in found)
    for case in found:
        note = _("下发整改通知书 %(number)s，%(unit)s %(day)s 前回复") % {
            "number": notice.number,
            "unit": notice.to.short_name,
            "day": f"{notice.due_on.month}月{notice.due_on.day}日",
        }
        add_note(case.pk, note=note, actor=actor, now=now)


def _show(
    notice: Notice, photos: Sequence[int], role: Role, actor: Membership, now: datetime
) -> None:
    """Let items stand on the notice, whichever side hands them in, and be seen by both."""
    if photos:
        anew = role == Role.AFTER
        attach(
            NOTICE_KIND, notice.pk, photos, unit=notice.unit, role=role, anew=anew, actor=actor, now=now
        )  # fmt: skip
        share_links(NOTICE_KIND, notice.pk, [notice.to], now=now)


def _finish(doing: Act, notice: Notice, now: datetime, **detail: object) -> None:
    """Write what the notice counts, by what it is found, and the log."""
    facts.replace(source_of(notice), drafts_of(notice), now=now)
    put(
        NOTICE_KIND,
        str(notice.pk),
        unit=notice.unit,
        title=str(notice),
        body=f"{notice.problem}\n{notice.requirement}\n{notice.reply}",
        at=now,
        url=notice.get_absolute_url(),
    )
    doing.on(NOTICE_KIND, notice.pk, number=notice.number, state=notice.state, **detail)


def _locked(notice_id: int) -> Notice:
    rows = Notice.objects.select_for_update(of=("self",)).filter(pk=notice_id)
    found = rows.select_related("unit", "to", "replied_by").first()
    if found is None:
        raise Missing("没有这份整改通知书，或者不在您的查看范围内")
    return found


def receive_notice(
    notice_id: int,
    *,
    name: str,
    signed: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Notice:
    """Note who of the responsible unit has received the notice, and when.

    Args:
        name: Who signs for it; whoever hands it over may note that too.
        signed: Ids of signatures that were drawn; none where the name must do.
    """
    with act("supervision.receive_notice", actor=actor, now=now, key=key) as doing:
        notice = _locked(notice_id)
        require(actor, May.RECORD, notice.to)
        if doing.replayed:
            return notice
        rules.check_receipt(notice.at, notice.received_at is not None)
        notice.received_name = rules.receiver(name)
        notice.received_at, notice.received_by = now, actor
        notice.save(update_fields=["received_name", "received_at", "received_by"])
        _show(notice, signed, Role.SIGNATURE, actor, now)
        _finish(doing, notice, now, note=notice.received_name)
    return notice


def reply_notice(
    notice_id: int,
    *,
    text: str,
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Notice:
    """Say at the responsible unit what was put right."""
    with act("supervision.reply_notice", actor=actor, now=now, key=key) as doing:
        notice = _locked(notice_id)
        require(actor, May.RECORD, notice.to)
        if doing.replayed:
            return notice
        rules.check_change(notice.at, rules.State.REPLIED)
        notice.reply = rules.check_text(text, "text", _("写明每个问题怎么整改的。"))
        notice.state, notice.replied_at, notice.replied_by = rules.State.REPLIED, now, actor
        notice.in_time = timezone.localdate(now) <= notice.due_on
        notice.save()
        _show(notice, photos, Role.AFTER, actor, now)
        _finish(doing, notice, now, note=notice.reply[:500])
        notify.tell(notice.unit, notify.ISSUERS, "supervision.replied", notice, now)
    return notice


def recheck_notice(
    notice_id: int,
    *,
    passed: bool,
    note: str,
    due_on: date | None = None,
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Notice:
    """Look on the spot: strike the notice off, or send it back with a new day."""
    with act("supervision.recheck_notice", actor=actor, now=now, key=key) as doing:
        notice = _locked(notice_id)
        require(actor, May.RECORD, notice.unit)
        if doing.replayed:
            return notice
        rules.check_issuer(actor.role)
        rules.check_change(notice.at, rules.State.STRUCK if passed else rules.State.ISSUED)
        rules.check_rechecker(
            actor.person_id, notice.replied_by.person_id if notice.replied_by else None
        )
        told = rules.check_text(note, "note", _("写明现场看到的情况。"))
        notice.recheck_note, notice.rechecked_at, notice.rechecked_by = told, now, actor
        if passed:
            notice.state = rules.State.STRUCK
        else:
            _send_back(notice, rules.check_again(due_on, timezone.localdate(now)))
        notice.save()
        _show(notice, photos, Role.PROOF, actor, now)
        _finish(doing, notice, now, passed=passed, note=told[:200])
        kind = "supervision.struck" if passed else "supervision.back"
        notify.tell(notice.to, notify.ANSWERERS, kind, notice, now)
    return notice


def _send_back(notice: Notice, due_on: date) -> None:
    """What was replied stays in the log; the notice waits for another reply."""
    notice.state, notice.due_on, notice.returns = rules.State.ISSUED, due_on, notice.returns + 1
    notice.replied_at, notice.replied_by, notice.in_time = None, None, None


def withdraw_notice(
    notice_id: int, *, reason: str, actor: Membership, now: datetime, key: UUID
) -> Notice:
    """Declare a notice void, and say why. Its number is not given again."""
    with act("supervision.withdraw_notice", actor=actor, now=now, key=key) as doing:
        notice = _locked(notice_id)
        require(actor, May.RECORD, notice.unit)
        if doing.replayed:
            return notice
        rules.check_issuer(actor.role)
        rules.check_change(notice.at, rules.State.WITHDRAWN)
        why = rules.check_text(reason, "reason", _("写明作废的原因，责任单位会看到。"))
        notice.state = rules.State.WITHDRAWN
        notice.recheck_note = why
        notice.save(update_fields=["state", "recheck_note"])
        _finish(doing, notice, now, reason=why[:200])
    return notice


def count_bulletin(
    *,
    unit: Unit,
    title: str,
    period: Period,
    report_id: int,
    url: str,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Bulletin:
    """Count an issued report as the next issue of the unit's bulletin of the year."""
    with act("supervision.count_bulletin", actor=actor, now=now, key=key) as doing:
        require(actor, May.ISSUE, unit)
        day = timezone.localdate(now)
        known = Bulletin.objects.filter(report_id=report_id).first()
        if known is not None:
            doing.on(BULLETIN_KIND, known.pk)
            return known
        Unit.objects.select_for_update().get(pk=unit.pk)
        issued = Bulletin.objects.filter(unit=unit, year=day.year)
        last = issued.aggregate(last=Max(F("serial")))["last"] or 0
        start, end = period.bounds
        bulletin = Bulletin.objects.create(
            root_id=unit.root_id,
            unit=unit,
            year=day.year,
            serial=last + 1,
            title=title,
            start=start,
            end=end,
            grain=period.grain,
            issued_on=day,
            report_id=report_id,
            url=url,
        )
        facts.replace(Source(BULLETIN_KIND, str(bulletin.pk)), bulletin_drafts(bulletin), now=now)
        doing.on(BULLETIN_KIND, bulletin.pk, serial=bulletin.serial, report=report_id)
    return bulletin
