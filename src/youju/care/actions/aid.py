"""Aid: from the application to the decision, money, looking again, stopping."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import Act
from youju.care.actions.frame import FRAME, require_decider
from youju.care.actions.tallying import recount
from youju.care.kinds import kind_of
from youju.care.models import AidCase, AidStep, Fund, Payment
from youju.care.models.aid import plain
from youju.care.rules import aid as rules
from youju.care.rules.aid import State
from youju.care.rules.visits import check_day
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit, answering, require
from youju.residents import actions as residents
from youju.residents import queries as register
from youju.residents.queries import Household, Resident


@dataclass(frozen=True, slots=True)
class Asked:
    """What is applied for."""

    kind: str
    cause: str
    on: date
    people: int = 1
    applicant: Resident | None = None
    detail: str = ""


def apply_aid(
    household_id: int, asked: Asked, *, actor: Membership, now: datetime, key: UUID | None = None
) -> AidCase:
    """Write down the application of a household.

    Raises:
        Refused: Where an application of the kind is open, or the aid is granted already.
    """
    kind = kind_of(asked.kind)
    frame = FRAME.on(
        "apply_aid", Household, household_id, actor=actor, now=now, key=key, may=May.RESIDENTS
    )
    with frame as (doing, home):
        if doing.replayed:
            return AidCase.objects.get(pk=doing.subject_id)
        check_day(asked.on, timezone.localdate(now))
        if asked.applicant is not None and asked.applicant.household_id != home.pk:
            raise Refused(_("申请人不在这一户。"), field="applicant")
        _check_new(home, kind)
        case = AidCase.objects.create(
            root_id=home.root_id,
            unit=home.unit,
            household=home,
            resident=asked.applicant or home.head,
            kind=kind.code,
            cause=asked.cause,
            detail=asked.detail.strip(),
            people=asked.people,
            state=State.APPLIED.value,
            applied_on=asked.on,
        )
        _write(doing, case, State.APPLIED.value, asked.on, "", actor)
    return case


def _check_new(home: Household, kind: rules.Kind) -> None:
    running = {*rules.OPEN, *({State.GRANTED} if kind.review else ())}
    for held in AidCase.objects.filter(household=home, state__in=running):
        if plain(held.kind) == kind.code:
            told = {"kind": kind.label, "state": rules.NAMES[State(held.state)]}
            raise Refused(_("这一户的%(kind)s%(state)s，请在那份申请里办。") % told, field="kind")


def _write(
    doing: Act, case: AidCase, state: str, on: date, text: str, actor: Membership, people: str = ""
) -> None:
    AidStep.objects.create(
        case=case, state=state, on=on, text=text.strip(), people=people.strip()[:60], by_label=actor.label
    )  # fmt: skip
    doing.on("care.aidcase", case.pk, state=state)


def _follow(case: AidCase, after: State, on: date, now: datetime) -> State:
    """Check that a step may follow, and return the state before it."""
    before = State(case.state)
    last: date = case.steps.order_by("-on", "-pk")[0].on
    rules.check_step(before, after, last, on, timezone.localdate(now))
    return before


@contextmanager
def _acting(
    name: str, case_id: int, actor: Membership, now: datetime, key: UUID | None
) -> Iterator[tuple[Act, AidCase]]:
    """Frame an act on an application."""
    how: dict[str, Any] = {"actor": actor, "now": now, "key": key, "may": May.RESIDENTS}
    with FRAME.on(name, AidCase, case_id, **how) as (doing, case):
        yield doing, case


@contextmanager
def _deciding(
    name: str, case_id: int, actor: Membership, now: datetime, key: UUID | None
) -> Iterator[tuple[Act, AidCase]]:
    """Frame an act on an application that only who decides about aid may do."""
    with _acting(name, case_id, actor, now, key) as (doing, case):
        require_decider(actor)
        yield doing, case


def check_aid(
    case_id: int,
    *,
    on: date,
    checkers: str,
    text: str,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> AidCase:
    """Write down what two people found at home (入户核查)."""
    with _acting("check_aid", case_id, actor, now, key) as (doing, case):
        if doing.replayed:
            return case
        before = _follow(case, State.CHECKED, on, now)
        if before is State.NOTICED:
            raise Refused(_("正在公示。有异议的，先登记异议。"))
        rules.check_checkers(checkers, text)
        case.state, case.checker = State.CHECKED.value, actor.person_id
        case.save(update_fields=["state", "checker"])
        _write(doing, case, State.CHECKED.value, on, text, actor, checkers)
    return case


def notice_aid(
    case_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> AidCase:
    """Begin the public notice, which lasts as long as the kind says."""
    with _acting("notice_aid", case_id, actor, now, key) as (doing, case):
        if doing.replayed:
            return case
        _follow(case, State.NOTICED, on, now)
        case.state, case.noticed_on = State.NOTICED.value, on
        case.notice_ends = rules.notice_ends(case.of_kind, on)
        case.save(update_fields=["state", "noticed_on", "notice_ends"])
        _write(doing, case, State.NOTICED.value, on, "", actor)
    return case


def reopen_aid(
    case_id: int, *, on: date, text: str, actor: Membership, now: datetime, key: UUID | None = None
) -> AidCase:
    """Lead an application that somebody objected to back to the check; the notice has to be made again."""
    with _acting("reopen_aid", case_id, actor, now, key) as (doing, case):
        if doing.replayed:
            return case
        if _follow(case, State.CHECKED, on, now) is not State.NOTICED:
            raise Refused(_("还没有公示，直接登记核查。"))
        rules.check_reason(State.CHECKED, text)
        case.state = State.APPLIED.value
        case.noticed_on = case.notice_ends = case.checker = None
        case.save(update_fields=["state", "noticed_on", "notice_ends", "checker"])
        _write(doing, case, "objected", on, text, actor)
    return case


def grant_aid(
    case_id: int,
    *,
    on: date,
    amount: Decimal | None,
    monthly: bool = False,
    text: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> AidCase:
    """Grant aid once the notice is over; the household is registered under the kind of need."""
    with _deciding("grant_aid", case_id, actor, now, key) as (doing, case):
        if doing.replayed:
            return case
        kind, before = case.of_kind, _follow(case, State.GRANTED, on, now)
        rules.check_decider(actor.person_id, case.checker)
        rules.check_grant(kind, before, case.notice_ends, on)
        rules.check_amount(amount)
        case.state, case.decided_on, case.monthly = State.GRANTED.value, on, monthly
        case.amount, case.review_on = str(amount), rules.next_review(kind, on)
        case.save()
        _write(doing, case, State.GRANTED.value, on, text, actor)
        _mark(case, kind, on, actor, now)
        recount([case.unit], on, now)
    return case


def _mark(case: AidCase, kind: rules.Kind, on: date, actor: Membership, now: datetime) -> None:
    """Register the household under the kind of need that the grant proves, unless it is."""
    if not kind.need or _needs(case, kind, actor).exists():
        return
    residents.note_need(
        kind.need, household_id=case.household_id, since=on, review_on=case.review_on, actor=actor, now=now
    )  # fmt: skip


def _needs(case: AidCase, kind: rules.Kind, actor: Membership) -> QuerySet[register.Need]:
    rows = register.needs_of(actor, case.household.unit, register.kind_of(kind.need))
    return rows.filter(household_id=case.household_id)


def refuse_aid(
    case_id: int, *, on: date, text: str, actor: Membership, now: datetime, key: UUID | None = None
) -> AidCase:
    """Refuse an application, with the reason."""
    with _deciding("refuse_aid", case_id, actor, now, key) as (doing, case):
        if doing.replayed:
            return case
        _follow(case, State.REFUSED, on, now)
        rules.check_decider(actor.person_id, case.checker)
        rules.check_reason(State.REFUSED, text)
        case.state, case.decided_on = State.REFUSED.value, on
        case.save(update_fields=["state", "decided_on"])
        _write(doing, case, State.REFUSED.value, on, text, actor)
    return case


def review_aid(
    case_id: int,
    *,
    on: date,
    text: str,
    amount: Decimal | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> AidCase:
    """Look again at a grant: it goes on, with another amount where one is told."""
    with _deciding("review_aid", case_id, actor, now, key) as (doing, case):
        if doing.replayed:
            return case
        _check_granted(case)
        rules.check_step(State.GRANTED, State.STOPPED, case.steps.order_by("-on", "-pk")[0].on, on, timezone.localdate(now))  # fmt: skip
        if not text.strip():
            raise Refused(_("写明复核的情况。"), field="text")
        if amount is not None:
            rules.check_amount(amount)
            case.amount = str(amount)
        case.review_on = rules.next_review(case.of_kind, on)
        case.save()
        _write(doing, case, "reviewed", on, text, actor)
    return case


def _check_granted(case: AidCase) -> None:
    if case.state != State.GRANTED:
        raise Refused(_("这份申请没有在享受救助。"))


def stop_aid(
    case_id: int, *, on: date, text: str, actor: Membership, now: datetime, key: UUID | None = None
) -> AidCase:
    """Stop a grant, with the reason; the registration under the kind of need ends with it."""
    with _deciding("stop_aid", case_id, actor, now, key) as (doing, case):
        if doing.replayed:
            return case
        _follow(case, State.STOPPED, on, now)
        rules.check_reason(State.STOPPED, text)
        case.state, case.stopped_on, case.review_on = State.STOPPED.value, on, None
        case.save(update_fields=["state", "stopped_on", "review_on"])
        _write(doing, case, State.STOPPED.value, on, text, actor)
        kind = case.of_kind
        for need in _needs(case, kind, actor).filter(since__lte=on) if kind.need else ():
            residents.end_need(need.pk, until=on, actor=actor, now=now)
        recount([case.unit], on, now)
    return case


def add_fund(
    unit: Unit,
    name: str,
    given: Decimal,
    on: date,
    *,
    source: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Fund:
    """Note money for aid that a unit was given."""
    frame = FRAME.at("add_fund", unit, actor=actor, now=now, key=key, may=May.RESIDENTS)
    with frame as doing:
        require_decider(actor)
        if doing.replayed:
            return Fund.objects.get(pk=doing.subject_id)
        check_day(on, timezone.localdate(now))
        rules.check_amount(given)
        fund = Fund.objects.create(
            root_id=unit.root_id, unit=unit, name=name.strip()[:40], source=source.strip()[:40], given=given, on=on
        )  # fmt: skip
        doing.on("care.fund", fund.pk)
    return fund


def pay_aid(
    case_id: int,
    *,
    on: date,
    amount: Decimal,
    fund: Fund | None = None,
    why: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Payment:
    """Pay money to a household that was granted aid, out of a fund where one is named; `why` more than was granted."""
    with _deciding("pay_aid", case_id, actor, now, key) as (doing, case):
        if doing.replayed:
            return case.payments.order_by("-pk")[0]
        _check_granted(case)
        check_day(on, timezone.localdate(now))
        rules.check_amount(amount)
        if case.decided_on and on < case.decided_on:
            raise Refused(_("日期早于批准日期。"), field="on")
        granted, paid = Decimal(plain(case.amount)), _paid(case, on)
        rules.check_paying(granted, paid, amount, why, monthly=case.monthly)
        if fund is not None:
            fund = _take_from(fund, amount, case, actor)
        made = Payment.objects.create(
            case=case, fund=fund, on=on, amount=str(amount), why=why.strip(), by_label=actor.label
        )
        recount([case.unit], on, now)
        doing.on("care.aidcase", case.pk, payment=made.pk)
    return made


def _paid(case: AidCase, on: date) -> Decimal:
    """Return what was paid already: in the month of the day where aid is paid by the month, else at all."""
    rows = case.payments.filter(voided_at=None)
    if case.monthly:
        rows = rows.filter(on__year=on.year, on__month=on.month)
    return sum((Decimal(plain(one.amount)) for one in rows), Decimal(0))


def withdraw_payment(
    payment_id: int, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Payment:
    """Take back a payment that was noted by mistake: the fund has its money again, the figures go with it."""
    frame = FRAME.on(
        "withdraw_payment", Payment, payment_id, way="case__unit", actor=actor, now=now, key=key, may=May.RESIDENTS
    )  # fmt: skip
    with frame as (doing, paid):
        require_decider(actor)
        if doing.replayed or paid.voided_at is not None:
            return paid
        paid.voided_at = now
        paid.save(update_fields=["voided_at"])
        if paid.fund_id is not None:
            fund = Fund.objects.select_for_update().get(pk=paid.fund_id)
            fund.spent -= Decimal(plain(paid.amount))
            fund.save(update_fields=["spent"])
        recount([paid.case.unit], paid.on, now)
        doing.on("care.aidcase", paid.case_id, payment=paid.pk)
    return paid


def _take_from(fund: Fund, amount: Decimal, case: AidCase, actor: Membership) -> Fund:
    """Take the money of a payment out of a fund of the case's unit, of one above it, or of one that
    went into such a unit."""
    require(actor, May.RESIDENTS, fund.unit)
    fund = Fund.objects.select_for_update(of=("self",)).select_related("unit").get(pk=fund.pk)
    if not answering(fund.unit).covers(case.unit):
        raise Refused(_("这笔资金不是给这里的，另选一笔。"), field="fund")
    rules.check_left(fund.left, amount)
    fund.spent += amount
    fund.save(update_fields=["spent"])
    return fund
