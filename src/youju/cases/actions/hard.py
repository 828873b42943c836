"""挂账: cases that cannot be put right soon stay on the list, with a plan, until they are."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from youju.cases import measures
from youju.cases.actions.clock import pause, run_on
from youju.cases.actions.frame import Work, on_case
from youju.cases.models import Case, HardCase
from youju.cases.rules import Act, State, report
from youju.cases.rules.hard import check_review
from youju.facts import actions as facts
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership


def mark_hard(
    case_id: int,
    *,
    why: str,
    plan: str,
    review_on: date,
    needs: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Case:
    """Put a case on the list of hard ones; the clock of the responsible unit stands.

    Args:
        why: A value of `HardCase.Why`: 资金, 权属, 协商, 工程, 其他.
        needs: Who must help.
    """
    with on_case(Act.MARK_HARD, case_id, actor=actor, now=now, key=key) as work:
        if not work.replayed:
            if why not in HardCase.Why.values:
                raise Refused("选未解决的原因。", field="why")
            told = report.check_note(plan, "plan", needed="写明打算怎么办。")
            today = timezone.localdate(now)
            check_review(review_on, today)
            hard = HardCase.objects.create(
                case=work.case,
                why=why,
                plan=told,
                needs=report.clean(needs, 200, "needs"),
                since=today,
                review_on=review_on,
            )
            work.set(hard=True)
            pause(work)
            work.tell(Act.MARK_HARD, told, hard.get_why_display(), review_on=review_on)
            _count(hard, now)
    return work.case


def review_hard(
    case_id: int,
    *,
    note: str,
    review_on: date,
    plan: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Case:
    """Look at a hard case again: how far it is, and when to look next. It stays on the list."""
    with on_case(Act.REVIEW_HARD, case_id, actor=actor, now=now, key=key) as work:
        if not work.replayed:
            told = report.check_note(note, needed="写明这次回看的进展。")
            check_review(review_on, timezone.localdate(now))
            hard = HardCase.objects.get(case=work.case, until=None)
            hard.review_on, hard.reviews, hard.asked_on = review_on, hard.reviews + 1, None
            hard.plan = report.check_note(plan, "plan") or hard.plan
            hard.save()
            work.tell(Act.REVIEW_HARD, told, review_on=review_on)
    return work.case


def clear_hard(
    case_id: int, *, note: str, actor: Membership, now: datetime, key: UUID | None = None
) -> Case:
    """Take a case off the list: it can be put right in the usual way now; its clock runs on."""
    with on_case(Act.CLEAR_HARD, case_id, actor=actor, now=now, key=key) as work:
        if not work.replayed:
            told = report.check_note(note, needed="写明为什么可以销账。")
            end_hard(work, solved=False)
            if work.case.at is State.DISPATCHED:
                run_on(work)
            work.tell(Act.CLEAR_HARD, told)
    return work.case


def end_hard(work: Work, *, solved: bool) -> None:
    """End the time on the list, where the case is on it."""
    if not work.case.hard:
        return
    hard = HardCase.objects.get(case=work.case, until=None)
    hard.until, hard.solved = timezone.localdate(work.now), solved
    hard.save()
    work.set(hard=False)
    _count(hard, work.now)


def _count(hard: HardCase, now: datetime) -> None:
    facts.replace(measures.hard_source(hard), measures.hard_drafts(hard), now=now)
