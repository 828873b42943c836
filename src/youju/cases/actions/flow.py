"""The line from filing to closing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from youju.cases import deadlines, notices, routing
from youju.cases.actions.clock import pause, run_on, watch
from youju.cases.actions.extensions import drop_extension
from youju.cases.actions.frame import Work, on_case
from youju.cases.actions.hard import end_hard
from youju.cases.actions.joint import set_units
from youju.cases.actions.photos import count_of, open_to, show
from youju.cases.measures import day_of
from youju.cases.models import Case
from youju.cases.rules import Act, State, report
from youju.cases.rules.kinds import Photos
from youju.cases.rules.rates import counted_on
from youju.evidence.queries import Role
from youju.kernel.refusal import Refused
from youju.kernel.workcal import Limit, LimitUnit
from youju.organisations.actions import Actor, allow
from youju.organisations.queries import May, Membership, Unit
from youju.organisations.rules import check_open


def file_case(
    case_id: int, *, note: str = "", actor: Actor, now: datetime, key: UUID | None = None
) -> Case:
    """Take a report up as a case (立案)."""
    with on_case(Act.FILE, case_id, actor=actor, now=now, key=key) as work:
        if not work.replayed:
            told = report.check_note(note)
            work.set(filed_at=now)
            work.move(Act.FILE, told)
    return work.case


def refuse_case(
    case_id: int, *, reason: str, actor: Actor, now: datetime, key: UUID | None = None
) -> Case:
    """Do not take a report up, and say why (不予立案)."""
    with on_case(Act.REFUSE, case_id, actor=actor, now=now, key=key) as work:
        if not work.replayed:
            why = report.check_note(reason, "reason", needed="写明不予立案的理由，报告人会看到。")
            work.set(refused_at=now)
            work.move(Act.REFUSE, why)
    return work.case


def dispatch_case(
    case_id: int,
    *,
    owner_unit: Unit | None = None,
    helpers: Sequence[Unit] = (),
    limit: Limit | None = None,
    note: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Case:
    """Give a case to the unit that answers for it, with others that help; its clock begins.

    Args:
        owner_unit: None takes the unit that the rules propose. Why it was this one is kept on the trail.
        limit: Other than that of the kind.
    """
    with on_case(Act.DISPATCH, case_id, actor=actor, now=now, key=key) as work:
        if not work.replayed:
            told = report.check_note(note)
            owner, why = routing.settled(work.case, owner_unit)
            give(work, owner, limit)
            set_units(work.case, owner, helpers, work)
            work.move(Act.DISPATCH, told, why, unit=owner.name, due=work.case.due_at)
            open_to(work.case, [owner, *helpers], now)
            tell_given(work, [owner, *helpers])
    return work.case


def give(work: Work, owner: Unit, limit: Limit | None = None) -> None:
    """Make a unit answer for the case, from now on."""
    case, now = work.case, work.now
    check_open(owner.until, owner.name)
    if owner.root_id != case.root_id:
        raise Refused("责任单位不在同一套组织里。", field="owner_unit")
    chosen = limit or deadlines.limit_of(case.kind, case.unit)
    drop_extension(work)
    work.set(
        owner_unit=owner,
        owner_path=owner.path,
        dispatched_at=case.dispatched_at or now,
        accepted_at=None,
        limit=chosen.amount,
        limit_unit=chosen.unit.value,
        due_at=deadlines.due_from(now, chosen, owner),
        paused_since=None,
        watch_step=0,
    )
    if case.hard:
        pause(work)
    else:
        watch(work)


def tell_given(work: Work, units: Sequence[Unit]) -> None:
    for unit in units:
        notices.tell_workers(unit, "cases.given", work.name, work.case, work.now)


def accept_case(
    case_id: int, *, note: str = "", actor: Actor, now: datetime, key: UUID | None = None
) -> Case:
    """Say at the responsible unit that the case is taken in hand (接单)."""
    with on_case(Act.ACCEPT, case_id, actor=actor, now=now, key=key) as work:
        if not work.replayed:
            told = report.check_note(note)
            work.set(accepted_at=now)
            work.tell(Act.ACCEPT, told)
    return work.case


def rectify_case(
    case_id: int,
    *,
    note: str,
    photos: Sequence[int] = (),
    done_at: datetime | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Case:
    """Report the work done, with an after-photo for each before-photo where the kind demands it."""
    with on_case(Act.RECTIFY, case_id, actor=actor, now=now, key=key, done_at=done_at) as work:
        if not work.replayed:
            case = work.case
            told = report.check_note(note, needed="写一句做了什么。")
            report.check_times(done_at or now, now)
            if case.kind.photos == Photos.BOTH:
                report.check_pairs(count_of(case, Role.BEFORE), len(photos))
            show(case, photos, Role.AFTER, actor, now)
            drop_extension(work)
            work.set(rectified_at=now, rectified_by=actor, rectify_note=told, watch_at=None)
            work.move(Act.RECTIFY, told, photos=len(photos))
            notices.tell_offices(case.unit, "cases.rectified", work.name, case, now)
    return work.case


def verify_case(
    case_id: int,
    *,
    passed: bool,
    note: str = "",
    photos: Sequence[int] = (),
    signer: str = "",
    signed: Sequence[int] = (),
    done_at: datetime | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Case:
    """Confirm on the spot that the work is done and close the case, or send it back with a reason.

    Args:
        signer, signed: Who confirmed it there with a signature, and the ids of what was drawn.
    """
    what = Act.PASS if passed else Act.FAIL
    with on_case(what, case_id, actor=actor, now=now, key=key, done_at=done_at) as work:
        if not work.replayed:
            needed = "" if passed else "写明哪里不合格，责任单位要照此再整改。"
            told = report.check_note(note, needed=needed)
            report.check_times(done_at or now, now)
            who = report.check_signer(signer, bool(signed), passed)
            if photos:
                show(work.case, photos, Role.PROOF, actor, now)
            if passed:
                show(work.case, signed, Role.SIGNATURE, actor, now)
                _close(work, told, who)
            else:
                _send_back(work, told)
    return work.case


def _close(work: Work, note: str, signer: str) -> None:
    case = work.case
    on_time = case.due_at is None or (case.rectified_at or work.now) <= case.due_at
    closed = day_of(work.now)
    counted = case.counted_on or counted_on(day_of(case.due_at), closed, on_time)
    work.set(closed_at=work.now, on_time=on_time, counted_on=counted)
    end_hard(work, solved=True)
    work.move(Act.PASS, note, **({"signer": signer} if signer else {}))


def _send_back(work: Work, note: str) -> None:
    """The time that the check took does not count against the responsible unit."""
    case = work.case
    if case.paused_since is None:
        work.set(paused_since=case.rectified_at)
    run_on(work)
    work.set(
        rectified_at=None,
        rectified_by=None,
        reworked_at=case.reworked_at or work.now,
        reworks=case.reworks + 1,
    )
    work.move(Act.FAIL, note)
    notices.tell_workers(work.owner, "cases.back", work.name, case, work.now)


REOPEN_WITHIN = timedelta(days=30)


def reopen_case(
    case_id: int, *, reason: str, actor: Actor, now: datetime, key: UUID | None = None
) -> Case:
    """Take a closed case up again, with a new deadline."""
    with on_case(Act.REOPEN, case_id, actor=actor, now=now, key=key) as work:
        if not work.replayed:
            reopen(work, report.check_note(reason, "reason", needed="写明为什么重新办理。"))
    return work.case


def reopen(work: Work, reason: str) -> None:
    """Send a closed case back to the unit that answers for it; its clock begins again."""
    case = work.case
    if case.owner_unit is None or not case.limit:
        raise Refused("这个问题没有派遣过，请另行上报。")
    work.set(
        closed_at=None,
        on_time=None,
        counted_on=None,
        rectified_at=None,
        rectified_by=None,
        reopened=case.reopened + 1,
    )
    give(work, case.owner_unit, Limit(case.limit, LimitUnit(case.limit_unit)))
    work.move(Act.REOPEN, reason)
    notices.tell_workers(work.owner, "cases.reopened", work.name, case, work.now)


def feedback_case(
    case_id: int, *, fixed: bool, note: str = "", actor: Actor, now: datetime, key: UUID
) -> Case:
    """Keep what the resident says of the result; a closed case that is not fixed is taken up again."""
    with on_case(Act.FEEDBACK, case_id, actor=actor, now=now, key=key) as work:
        if not work.replayed:
            case = work.case
            allow(actor, May.RECORD, case.unit)
            told = report.check_note(note)
            if case.closed_at is None:
                raise Refused("问题还没有结案，结案后再评价。")
            work.set(fixed=fixed)
            work.tell(Act.FEEDBACK, told, "已解决" if fixed else "未解决", fixed=fixed)
            if not fixed:
                if now - case.closed_at > REOPEN_WITHIN:
                    raise Refused("结案已超过 30 天，请重新上报。")
                reopen(work, told or "居民反映没有解决")
    return work.case


def add_note(
    case_id: int,
    *,
    note: str,
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Case:
    """Write a note on the trail; photos that come with it stand beside the pairs."""
    with on_case(Act.NOTE, case_id, actor=actor, now=now, key=key) as work:
        if not work.replayed:
            told = report.check_note(note, needed="写点什么。")
            if photos:
                reported = work.case.at is State.REPORTED
                show(work.case, photos, Role.BEFORE if reported else Role.PROOF, actor, now)
            work.tell(Act.NOTE, told, photos=len(photos))
    return work.case
