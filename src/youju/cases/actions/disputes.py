"""权属异议: a unit says that it does not answer for the problem."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from youju.cases import notices
from youju.cases.actions.clock import pause, run_on
from youju.cases.actions.flow import give, tell_given
from youju.cases.actions.frame import on_case
from youju.cases.actions.joint import set_units
from youju.cases.actions.photos import open_to
from youju.cases.models import Case, Dispute
from youju.cases.rules import Act, report
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Unit


def dispute_case(
    case_id: int, *, reason: str, actor: Membership, now: datetime, key: UUID | None = None
) -> Case:
    """Say that another unit answers for the problem; the clock stands until it is settled."""
    with on_case(Act.DISPUTE, case_id, actor=actor, now=now, key=key) as work:
        if not work.replayed:
            case = work.case
            why = report.check_note(reason, "reason", needed="写明为什么不归本单位，归哪个单位。")
            Dispute.objects.create(
                case=case, unit=work.owner, reason=why, asked_at=now, asked_by=actor
            )
            pause(work)
            work.move(Act.DISPUTE, why)
            notices.tell_offices(
                case.unit,
                "cases.asked",
                _("%(number)s 权属异议") % {"number": case.number},
                case,
                now,
            )
    return work.case


def settle_dispute(
    case_id: int,
    *,
    uphold: bool,
    to: Unit | None = None,
    answer: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Case:
    """Give the case to another unit (异议成立), or leave it where it is; the clock runs on."""
    what = Act.UPHOLD if uphold else Act.REJECT
    with on_case(what, case_id, actor=actor, now=now, key=key) as work:
        if not work.replayed:
            case = work.case
            told = report.check_note(answer, "answer", needed="" if uphold else "写明驳回的理由。")
            held = Dispute.objects.select_related("asked_by").get(
                case=case, state=Dispute.State.ASKED
            )
            if uphold:
                if to is None or to.pk == case.owner_unit_id:
                    raise Refused("异议成立要改派，选另一个责任单位。", field="to")
                give(work, to)
                set_units(case, to, (), work)
                open_to(case, [to], now)
                tell_given(work, [to])
            else:
                run_on(work)
            held.state = Dispute.State.GRANTED if uphold else Dispute.State.DENIED
            held.to, held.answer, held.settled_at, held.settled_by = to, told, now, actor
            held.save()
            work.move(what, told, unit=to.name if to else "", due=case.due_at)
            title = _("%(number)s 权属异议已裁定") % {"number": case.number}
            notices.tell_members([held.asked_by], "cases.settled", title, case, now)
    return work.case
