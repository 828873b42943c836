"""More time, and who answers for it: what makes the clock stand still."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from youju.cases import deadlines, notices
from youju.cases.actions.clock import pause, run_on, watch
from youju.cases.actions.frame import Work, on_case
from youju.cases.models import Case, Extension
from youju.cases.rules import Act, report
from youju.kernel.workcal import Limit, LimitUnit
from youju.organisations.queries import Membership


def ask_extension(
    case_id: int,
    *,
    limit: Limit,
    reason: str,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Case:
    """Ask for more time; the clock stands until it is answered."""
    with on_case(Act.ASK_EXTENSION, case_id, actor=actor, now=now, key=key) as work:
        if not work.replayed:
            case = work.case
            why = report.check_note(reason, "reason", needed="写明为什么要延期。")
            Extension.objects.create(
                case=case,
                reason=why,
                limit=limit.amount,
                limit_unit=limit.unit.value,
                asked_at=now,
                asked_by=actor,
            )
            pause(work)
            work.set(extension_asked=True)
            work.tell(Act.ASK_EXTENSION, why, limit=limit.label)
            notices.tell_offices(
                case.unit,
                "cases.asked",
                _("%(number)s 申请延期") % {"number": case.number},
                case,
                now,
            )
    return work.case


def settle_extension(
    case_id: int,
    *,
    granted: bool,
    answer: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Case:
    """Grant more time, or not; the clock runs on with what was left."""
    what = Act.GRANT_EXTENSION if granted else Act.DENY_EXTENSION
    with on_case(what, case_id, actor=actor, now=now, key=key) as work:
        if not work.replayed:
            case = work.case
            needed = "" if granted else "写明不同意的理由。"
            told = report.check_note(answer, "answer", needed=needed)
            asked = Extension.objects.get(case=case, state=Extension.State.ASKED)
            _settle(
                asked,
                Extension.State.GRANTED if granted else Extension.State.DENIED,
                told,
                actor,
                now,
            )
            work.set(extension_asked=False)
            run_on(work)
            if granted:
                _add(work, Limit(asked.limit, LimitUnit(asked.limit_unit)))
            work.tell(what, told, due=case.due_at)
            notices.tell_members(
                [asked.asked_by],
                "cases.settled",
                _("%(number)s 延期申请已答复") % {"number": case.number},
                case,
                now,
            )
    return work.case


def _add(work: Work, more: Limit) -> None:
    """Put the time granted after what is left of the old."""
    work.set(due_at=deadlines.due_from(max(work.due, work.now), more, work.owner))
    if work.case.paused_since is None:
        watch(work)


def _settle(
    asked: Extension, state: Extension.State, answer: str, actor: Membership, now: datetime
) -> None:
    asked.state, asked.answer, asked.settled_at, asked.settled_by = state, answer, now, actor
    asked.save()


def drop_extension(work: Work) -> None:
    """Let an unanswered request fall when the work is done or the case goes elsewhere."""
    if not work.case.extension_asked:
        return
    Extension.objects.filter(case=work.case, state=Extension.State.ASKED).update(
        state=Extension.State.DENIED, answer="已整改或改派，申请不再需要", settled_at=work.now
    )
    work.set(extension_asked=False)
    run_on(work)
