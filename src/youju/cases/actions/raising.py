"""上报求助: what a unit cannot solve goes to a higher or functional office; its answer is followed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.cases import measures, notices
from youju.cases.actions.frame import event_of, locked, on_case
from youju.cases.actions.photos import open_to
from youju.cases.models import Case, Raising
from youju.cases.queries.look import require_answerer
from youju.cases.rules import Act, report
from youju.facts import actions as facts
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import Membership, Unit


def raise_case(
    case_id: int,
    *,
    to: Unit,
    reason: str,
    paper: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Case:
    """Raise a case to another office, with what is asked of it and the paper handed in."""
    with on_case(Act.RAISE, case_id, actor=actor, now=now, key=key) as work:
        if not work.replayed:
            case = work.case
            told = report.check_note(reason, "reason", needed="写明请求解决什么。")
            if to.root_id != case.root_id or actor.unit.covers(to):
                raise Refused("上报给上级或职能部门，不能是本单位和下级。", field="to")
            raising = Raising.objects.create(
                case=case,
                unit=actor.unit,
                to=to,
                reason=told,
                paper=report.clean(paper, 120, "paper"),
                asked_at=now,
                asked_by=actor,
            )
            work.set(raised=True)
            work.tell(
                Act.RAISE,
                told,
                _("报 %(short_name)s") % {"short_name": to.short_name},
                paper=raising.paper,
            )
            _count(raising, now)
            open_to(case, [to], now)
            notices.tell_offices(to, "cases.raised", f"{case.number} {case.title}", case, now)
    return work.case


def answer_raising(
    raising_id: int,
    *,
    answer: str,
    granted: bool = True,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Raising:
    """Answer what was asked: what will be done, or why not."""
    with act("cases.answer", actor=actor, now=now, key=key) as doing:
        raising = _raising(raising_id, actor)
        doing.on(measures.RAISING_KIND, raising.pk, number=raising.case.number)
        if not doing.replayed:
            told = report.check_note(answer, "answer", needed="写明答复。")
            if raising.state != Raising.State.ASKED:
                raise Refused("这项求助已经答复。")
            raising.state = Raising.State.GRANTED if granted else Raising.State.DENIED
            raising.answer, raising.settled_at, raising.settled_by = told, now, actor
            raising.save()
            case = locked(raising.case_id)
            event_of(case, Act.ANSWER, actor, now, told, str(raising.get_state_display())).save()
            _count(raising, now)
            title = _("%(number)s 求助已答复") % {"number": case.number}
            notices.tell_offices(raising.unit, "cases.answered", title, case, now)
    return raising


def _raising(raising_id: int, actor: Membership) -> Raising:
    """Return what was asked, locked, if it was asked of the actor's unit or one below."""
    rows = Raising.objects.select_for_update(of=("self",)).filter(pk=raising_id)
    found = rows.select_related("case", "unit", "to").first()
    if found is None or not actor.unit.covers(found.to):
        raise Missing("没有这项求助，或者不是报给您单位的")
    require_answerer(actor)
    return found


def _count(raising: Raising, now: datetime) -> None:
    facts.replace(measures.raising_source(raising), measures.raising_drafts(raising), now=now)
