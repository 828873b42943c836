"""Reminding units of what they are to answer for: by hand, and by the routine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import SystemActor, act
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership
from youju.standards import duties_measures as measures
from youju.standards.actions.duties import locked_edition
from youju.standards.duties_telling import tell_units
from youju.standards.models import Duty, Edition
from youju.standards.rules.duties import ANSWER_WITHIN, SOON, DutyState, Why, reminder

ONE_DAY = timedelta(days=1)
OPEN = (Duty.State.PROPOSED, Duty.State.ACCEPTED)


def remind_duties(
    edition_id: int,
    duty_ids: Sequence[int],
    *,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> int:
    """Remind units of these duties, in one message each; return how many units.

    Raises:
        Refused: All of them were reminded today, or nothing is open.
    """
    with act("standards.remind_duties", actor=actor, now=now, key=key) as doing:
        edition = locked_edition(edition_id, actor)
        if doing.replayed:
            return int(doing.subject_id.partition("-")[2])
        today = timezone.localdate(now)
        rows = Duty.objects.filter(item__edition=edition, pk__in=list(duty_ids), state__in=OPEN)
        fresh = rows.filter(Q(reminded_on=None) | Q(reminded_on__lt=today))
        duties = list(fresh.select_related("unit"))
        if not duties:
            raise Refused(_("没有要提醒的：勾选待确认或已认领、今天没有提醒过的分工。"))
        n = _told(duties, now)
        doing.on(measures.SPLIT, f"{edition.pk}-{n}", duties=len(duties))
    return n


def remind_round(now: datetime | None = None) -> int:
    """Remind of what nobody answered for some days, and before deadlines: the routine. Returns how many
    duties were told of."""
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    quiet = Q(reminded_on=None) | Q(reminded_on__lte=today - ANSWER_WITHIN)
    unanswered = Q(state=Duty.State.PROPOSED, given_at__lt=moment - ANSWER_WITHIN + ONE_DAY) & quiet
    soon = Q(state__in=OPEN, due__gte=today, due__lte=today + SOON)
    rows = Duty.objects.filter(unanswered | soon, item__edition__state=Edition.State.CURRENT)
    by_root: defaultdict[int, list[Duty]] = defaultdict(list)
    for duty in rows.select_related("unit").order_by("root_id", "pk"):
        if _why(duty, moment) is not None:
            by_root[duty.root_id].append(duty)
    for root_id, duties in by_root.items():
        with act("standards.remind_duties", actor=SystemActor(root_id=root_id), now=moment) as doing:  # fmt: skip
            n = _told(duties, moment)
            doing.on(measures.SPLIT, f"{root_id}-{n}", duties=len(duties))
    return sum(len(duties) for duties in by_root.values())


def _why(duty: Duty, now: datetime) -> Why | None:
    given_on, today = timezone.localdate(duty.given_at), timezone.localdate(now)
    return reminder(duty.at, given_on, duty.due, duty.reminded_on, today)


def _told(duties: Sequence[Duty], now: datetime) -> int:
    """Tell the units and note the day; return how many units."""
    open_words = _("测评指标分工 %(n)s 条还没有认领，请认领或退回")
    due_words = _("测评指标分工 %(n)s 条快到期，请抓紧")
    waiting = [one for one in duties if one.at is DutyState.PROPOSED]
    held = [one for one in duties if one.at is not DutyState.PROPOSED]
    tell_units(waiting, "standards.duties_reminded", open_words, now)
    tell_units(held, "standards.duties_soon", due_words, now)
    Duty.objects.filter(pk__in=[one.pk for one in duties]).update(
        reminded_on=timezone.localdate(now)
    )
    return len({one.unit_id for one in duties})
