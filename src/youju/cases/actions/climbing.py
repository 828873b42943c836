"""What the product itself does as time goes by: remind, climb, ask to look again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import SystemActor
from youju.cases import deadlines, notices
from youju.cases.actions.frame import Work, on_case
from youju.cases.measures import day_of
from youju.cases.models import Case, HardCase
from youju.cases.rules import Act
from youju.cases.rules.climbing import LEVELS, REMIND, next_watch
from youju.kernel.workcal import LimitUnit
from youju.organisations.queries import Unit, offices_above
from youju.organisations.rules import Role


def climb_case(case_id: int, *, actor: SystemActor, now: datetime) -> Case:
    """Remind the responsible unit, or tell the next level that it is late: whichever step is due.

    Another worker may have taken the step meanwhile; then nothing happens.
    """
    step = Case.objects.filter(pk=case_id).values_list("watch_step", flat=True).get()
    what = Act.REMIND if step == REMIND else Act.CLIMB
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case_id)
        if case.watch_at is None or case.watch_at > now or case.watch_step != step:
            return case
        with on_case(what, case_id, actor=actor, now=now, key=None) as work:
            _take(work, what, step)
    return work.case


def _take(work: Work, what: Act, step: int) -> None:
    case, owner = work.case, work.owner
    calendar = deadlines.calendar_of(owner)
    at, after = next_watch(step, work.due, calendar, LimitUnit(case.limit_unit))
    work.set(watch_at=at, watch_step=after)
    if step == REMIND:
        work.tell(
            what, why=_("报 %(short_name)s") % {"short_name": owner.short_name}, due=case.due_at
        )
        notices.tell_workers(
            owner, "cases.due", _("%(number)s 将到期") % {"number": case.number}, case, work.now
        )
        return
    work.set(counted_on=case.counted_on or day_of(case.due_at))
    to, roles = _hears(owner, step, work.now)
    who = LEVELS[step].who
    work.tell(
        what,
        why=_("报%(who)s：%(short_name)s") % {"who": who, "short_name": to.short_name},
        level=step,
    )
    notices.tell_roles(
        to,
        roles,
        "cases.late",
        _("%(number)s 逾期，报%(who)s") % {"number": case.number, "who": who},
        case,
        work.now,
    )


def _hears(owner: Unit, step: int, now: datetime) -> tuple[Unit, tuple[Role, ...]]:
    """Return which unit hears of a late case at this level, and in which roles."""
    if step == 1:
        return owner, notices.WORKERS
    if step == 2:
        return owner, (Role.LEADER,)
    above = offices_above(owner, timezone.localdate(now))
    return (above or owner), (Role.OFFICE,)


def ask_review(hard_id: int, *, now: datetime) -> None:
    """Ask the offices where a hard case lies to look at it again, once."""
    today = timezone.localdate(now)
    with transaction.atomic():
        if not HardCase.objects.filter(pk=hard_id, asked_on=None).update(asked_on=today):
            return
        hard = HardCase.objects.select_related("case__unit").get(pk=hard_id)
        title = _("%(number)s 挂账到期，请回看") % {"number": hard.case.number}
        notices.tell_offices(hard.case.unit, "cases.review", title, hard.case, now)
