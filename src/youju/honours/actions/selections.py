"""Starting a selection, taking it from stage to stage, calling it off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.honours.actions.frame import keep_selection, on_selection, recount_nomination
from youju.honours.models import Ballot, Choice, Nomination, Objection, Selection
from youju.honours.rules import stages, voting
from youju.honours.rules.kinds import LEVELS, Category
from youju.honours.rules.stages import STAGES, Stage, State
from youju.honours.rules.texts import NOTE, TITLE, check_text
from youju.honours.shipped import selection_kinds
from youju.kernel.periods import day_label
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit, require

MOST_SEATS = 1000
LONGEST = timedelta(200)


def start_selection(
    *,
    unit: Unit,
    kind: str,
    title: str,
    level: str,
    nominate_until: date,
    seats: Mapping[str, int] | None = None,
    open_to_public: bool = False,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Selection:
    """Begin a selection: units below, and the public where it may, nominate until a day.

    Args:
        kind: One of the shipped kinds; its categories are kept as they are on this day.
        seats: How many are chosen of each category, where it is not what the kind says.
    """
    with act("honours.start_selection", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Selection.objects.select_related("unit").get(pk=doing.subject_id)
        require(actor, May.ARRANGE, unit)
        shipped = selection_kinds().get(kind)
        if shipped is None:
            raise Refused(_("没有这种评选，请从列表里选。"), field="kind")
        if level not in LEVELS:
            raise Refused(_("选一个级别。"), field="level")
        today = timezone.localdate(now)
        told = check_text(title, "title", _("写明评选的名称，如 2026年度道德模范评选。"), TITLE)
        if Selection.objects.filter(unit=unit, title=told).exists():
            raise Refused(_("已有同名的评选，请加上年份或月份。"), field="title")
        if not today <= nominate_until <= today + LONGEST:
            raise Refused(_("推荐截止日期应在今天之后、半年之内。"), field="nominate_until")
        selection = Selection.objects.create(
            root_id=unit.root_id,
            unit=unit,
            kind=kind,
            title=told,
            level=level,
            categories=_categories(shipped.categories, seats or {}),
            open_to_public=open_to_public,
            started_on=today,
            nominate_until=nominate_until,
            made_by_label=actor.label,
            made_at=now,
        )
        keep_selection(doing, selection, "发起评选", actor=actor, now=now)
    return selection


def _categories(shipped: tuple[Category, ...], seats: Mapping[str, int]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for one in shipped:
        n = seats.get(one.code, one.seats)
        if not 0 <= n <= MOST_SEATS:
            raise Refused(_("名额在 0 到 %(n)s 之间。") % {"n": MOST_SEATS}, field="seats")
        if n:
            found.append(asdict(one) | {"seats": n})
    if not found:
        raise Refused(_("至少一个类别要有名额。"), field="seats")
    return found


def advance_selection(
    selection_id: int,
    *,
    to: str,
    until: date | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Selection:
    """Take a selection to its next stage; the award is an act of its own.

    Args:
        until: The last day of the vote, where that is the next stage.
    """
    frame = on_selection("advance_selection", selection_id, actor=actor, now=now, key=key)
    with frame as (doing, selection):
        if doing.replayed:
            return selection
        wanted = Stage(to)
        if wanted in (Stage.DONE, Stage.CANCELLED):
            raise Refused(_("表彰和取消各有自己的页面。"))
        stages.check_stage(selection.of_kind.stages, selection.at, wanted)
        today = timezone.localdate(now)
        _leave(selection, today)
        note = _enter(selection, wanted, today, until)
        selection.stage = wanted
        selection.save()
        told = _("进入%(stage)s") % {"stage": STAGES[wanted]}
        keep_selection(doing, selection, told, actor=actor, now=now, note=note)
    return selection


def _leave(selection: Selection, today: date) -> None:
    """Refuse to leave a stage that is not complete; count the votes when leaving theirs."""
    rows = selection.nominations.order_by()
    if selection.at is Stage.NOMINATE and not rows.exclude(state=State.WITHDRAWN).exists():
        raise Refused(_("还没有收到推荐，不能进入下一步。"))
    if selection.at is Stage.REVIEW:
        waiting = rows.filter(state__in=(State.PROPOSED, State.RETURNED)).count()
        if waiting:
            raise Refused(_("还有 %(n)s 项推荐没有审核完。") % {"n": waiting})
    if selection.at is not Stage.NOMINATE and not rows.filter(state=State.PASSED).exists():
        raise Refused(_("没有审核通过的推荐，不能进入下一步；可以取消这次评选。"))
    if selection.at is Stage.NOTICE:
        stages.check_notice(selection.notice_until, today, objections_waiting(selection))
    if selection.at is Stage.VOTE:
        stages.check_vote_over(selection.vote_until, today)
        _count_votes(selection)
    if selection.at is Stage.JURY and rows.filter(state=State.PASSED, scores=None).exists():
        raise Refused(_("还有人没有评审分，请把每位评委的分数录全。"))


def objections_waiting(selection: Selection) -> int:
    """Return how many objections nobody has decided yet."""
    return Objection.objects.filter(
        nomination__selection=selection,
        kind=Objection.Kind.OBJECTION,
        decision=Objection.Decision.WAITING,
    ).count()


def _enter(selection: Selection, to: Stage, today: date, until: date | None) -> str:
    """Set the days of the stage that begins; return what the trail says of it."""
    if to is Stage.NOTICE:
        days = selection.of_kind.notice_days
        selection.notice_from, selection.notice_until = today, stages.notice_ends(today, days)
        return _("公示 %(n)s 个工作日，到 %(day)s 为止") % {
            "n": days,
            "day": day_label(selection.notice_until),
        }
    if to is Stage.VOTE:
        selection.vote_from, selection.vote_until = today, stages.check_vote_days(today, until)
        return _("投票到 %(day)s 为止") % {"day": day_label(selection.vote_until)}
    return ""


def _count_votes(selection: Selection) -> None:
    """Freeze what each nominee got, and how many ballots were cast."""
    rows = Choice.objects.filter(ballot__selection=selection).order_by()
    got = dict(rows.values_list("nomination_id").annotate(Count("pk")))
    nominees = list(selection.nominations.filter(state=State.PASSED))
    for one in nominees:
        one.votes = got.get(one.pk, 0)
    Nomination.objects.bulk_update(nominees, ["votes"])
    selection.ballots = Ballot.objects.filter(selection=selection).count()


def cancel_selection(
    selection_id: int, *, note: str, actor: Membership, now: datetime, key: UUID | None
) -> Selection:
    """Call a selection off, and say why; it is no longer counted."""
    frame = on_selection("cancel_selection", selection_id, actor=actor, now=now, key=key)
    with frame as (doing, selection):
        if doing.replayed:
            return selection
        stages.check_stage(selection.of_kind.stages, selection.at, Stage.CANCELLED)
        why = check_text(note, "note", _("写明取消的原因。"), NOTE)
        selection.stage = Stage.CANCELLED
        selection.save(update_fields=["stage"])
        keep_selection(doing, selection, "取消评选", actor=actor, now=now, note=why)
        for one in selection.nominations.select_related("unit"):
            one.selection = selection
            recount_nomination(one, now)
    return selection


def mean_scores(selection: Selection) -> None:
    """Freeze the jury's mean of each nominee."""
    nominees = list(selection.nominations.filter(state=State.PASSED).prefetch_related("scores"))
    for one in nominees:
        one.jury = voting.mean_of([score.points for score in one.scores.all()])
    Nomination.objects.bulk_update(nominees, ["jury"])
