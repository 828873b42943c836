"""Planning an activity, recording it, changing it, cancelling it and taking that back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.activities import measures
from youju.activities.actions.frame import act_at, act_on
from youju.activities.kinds import kind_named, kinds, topic_days
from youju.activities.models import Activity, ProgrammeItem, Series, SeriesPart
from youju.activities.rules import activities as rules
from youju.activities.rules.activities import Item, State
from youju.activities.rules.series import check_in
from youju.evidence.actions import set_links
from youju.facts import actions as facts
from youju.facts.actions import Source
from youju.kernel.festivals import FESTIVALS
from youju.kernel.ids import new_key
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit
from youju.organisations.rules import check_open as check_unit_open
from youju.search.actions import drop, put


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of an activity.

    Attributes:
        details: Further texts by name (`rules.kinds.TEXTS`).
        amounts: Numbers by name (`rules.kinds.AMOUNTS`), each with its unit and qualifier.
        partners: Units that hold it together with the host; above them it is counted once.
        photos: Ids of evidence that serve it.
    """

    kind: str
    title: str
    on: date
    until: date | None = None
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    sort: str = ""
    festival: str = ""
    topic_day: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    amounts: Mapping[str, Quantity | None] = field(default_factory=dict)
    programme: Sequence[Item] = ()
    partners: Sequence[Unit] = ()
    series: Series | None = None
    part: SeriesPart | None = None
    note: str = ""
    photos: Sequence[int] = ()


def plan_activity(
    unit: Unit, told: Told, *, actor: Membership, now: datetime, key: UUID | None
) -> Activity:
    """Put an activity on the calendar; nothing is counted until it was held."""
    return _add("plan", unit, told, State.PLANNED, actor=actor, now=now, key=key)


def record_activity(
    unit: Unit, told: Told, *, actor: Membership, now: datetime, key: UUID | None
) -> Activity:
    """Record an activity that was held; its figures go into the facts."""
    return _add("record", unit, told, State.HELD, actor=actor, now=now, key=key)


def _add(
    act: str,
    unit: Unit,
    told: Told,
    state: State,
    *,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Activity:
    with act_at(act, unit, actor=actor, now=now, key=key, may=May.RECORD) as doing:
        if doing.replayed:
            return Activity.objects.select_related("unit").get(pk=doing.subject_id)
        check_unit_open(unit.until, unit.name)
        activity = Activity(unit=unit, root_id=unit.root_id, kind=kind_named(told.kind).code)
        activity.state = state
        activity.made_by, activity.made_by_label, activity.made_at = (
            actor.person_id,
            actor.label,
            now,
        )
        _tell(activity, told, actor, now)
        doing.on(measures.ACTIVITY, activity.pk, kind=activity.kind, on=activity.on)
    return activity


def change_activity(
    activity_id: int, told: Told, *, actor: Membership, now: datetime, key: UUID | None
) -> Activity:
    """Say something else of an activity that was not cancelled; its facts are made again."""
    with act_on("change", Activity, activity_id, actor=actor, now=now, key=key, may=May.RECORD) as (
        doing,
        activity,
    ):
        doing.on(measures.ACTIVITY, activity.pk, title=told.title[: rules.TITLE])
        if doing.replayed:
            return activity
        _check_live(activity)
        _tell(activity, told, actor, now)
    return activity


def hold_activity(
    activity_id: int, told: Told, *, actor: Membership, now: datetime, key: UUID | None
) -> Activity:
    """Say that a planned activity was held, and what came of it."""
    with act_on("hold", Activity, activity_id, actor=actor, now=now, key=key, may=May.RECORD) as (
        doing,
        activity,
    ):
        doing.on(measures.ACTIVITY, activity.pk, on=told.on)
        if doing.replayed:
            return activity
        rules.check_change(activity.at, State.HELD)
        _check_live(activity)
        activity.state = State.HELD
        _tell(activity, told, actor, now)
    return activity


def _check_live(activity: Activity) -> None:
    if activity.at is State.CANCELLED:
        raise Refused(_("这次活动已经取消，先撤销取消再改。"))


def _tell(activity: Activity, told: Told, actor: Membership, now: datetime) -> None:
    """Write what is said, its parts, its photos, its facts, and what is found of it."""
    kind = activity.of_kind
    details = {n: t.strip() for n, t in told.details.items() if t.strip() and n in kind.asks}
    activity.title = rules.check_words(kind, told.title, told.place, told.sort, details)
    rules.check_days(activity.at, told.on, told.until, timezone.localdate(now))
    rules.check_hours(told.starts, told.ends)
    amounts = rules.check_amounts(kind, told.amounts)
    partners = list(dict.fromkeys(told.partners))
    rules.check_partners(
        activity.unit_id, activity.root_id, [(one.pk, one.root_id) for one in partners]
    )
    activity.on, activity.until, activity.starts, activity.ends = (
        told.on,
        told.until,
        told.starts,
        told.ends,
    )
    activity.place, activity.sort = told.place.strip(), told.sort
    activity.note = told.note.strip()[: rules.NOTE]
    _mark(activity, told)
    _put_in_series(activity, told)
    activity.details, activity.amounts = details, rules.quantities_kept(amounts)
    activity.share_key = (activity.share_key or str(new_key())) if partners else ""
    activity.save()
    activity.partners.set(partners)
    _keep_programme(activity, told.programme)
    set_links(measures.ACTIVITY, activity.pk, told.photos, unit=activity.unit, actor=actor, now=now)
    measures.count_again(activity, partners, now)
    _show(activity)


def _mark(activity: Activity, told: Told) -> None:
    """Keep the festival or topic day that the activity is for."""
    if activity.of_kind.festival and told.festival not in FESTIVALS:
        raise Refused(_("选是哪个节日。"), field="festival")
    if told.topic_day and told.topic_day not in topic_days():
        raise Refused(_("请从列表中选择主题日。"), field="topic_day")
    activity.festival = told.festival if activity.of_kind.festival else ""
    activity.topic_day = told.topic_day


def _put_in_series(activity: Activity, told: Told) -> None:
    series, part = told.series, told.part
    if series is not None:
        if series.unit_id != activity.unit_id:
            raise Refused(_("这个系列是另一个单位的，请另选。"), field="series")
        check_in(series.start, series.end, told.on, (series.kind, activity.kind))
    if part is not None and (series is None or part.series_id != series.pk):
        raise Refused(_("这个部分不属于所选的系列。"), field="part")
    activity.series, activity.part = series, part


def _keep_programme(activity: Activity, items: Sequence[Item]) -> None:
    activity.programme.all().delete()
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(activity=activity, order=n, title=one.title, by=one.by)
        for n, one in enumerate(items)
    )


def _show(activity: Activity) -> None:
    """Let the activity be found; not once it was cancelled."""
    if activity.at is State.CANCELLED:
        drop(measures.ACTIVITY, [activity.pk])
        return
    topic = activity.details.get("topic", "")
    body = " ".join(
        one for one in (kinds()[activity.kind].label, topic, activity.place, activity.note) if one
    )
    url = activity.get_absolute_url()
    put(measures.ACTIVITY, activity.pk, activity.unit, activity.title, body, activity.on, url)


def cancel_activity(
    activity_id: int, *, reason: str, actor: Membership, now: datetime, key: UUID | None
) -> Activity:
    """Cancel an activity: what it counted goes, the record stays and says why."""
    with act_on("cancel", Activity, activity_id, actor=actor, now=now, key=key, may=May.RECORD) as (
        doing,
        activity,
    ):
        told = rules.check_reason(reason)
        doing.on(measures.ACTIVITY, activity.pk, reason=told)
        if doing.replayed:
            return activity
        rules.check_change(activity.at, State.CANCELLED)
        activity.state_before, activity.state = activity.state, State.CANCELLED
        activity.cancel_reason, activity.cancelled_at = told, now
        activity.save(update_fields=["state_before", "state", "cancel_reason", "cancelled_at"])
        _count_all(activity, now)
    return activity


def restore_activity(
    activity_id: int, *, actor: Membership, now: datetime, key: UUID | None
) -> Activity:
    """Take a cancelling back within thirty days."""
    with act_on(
        "restore", Activity, activity_id, actor=actor, now=now, key=key, may=May.RECORD
    ) as (doing, activity):
        doing.on(measures.ACTIVITY, activity.pk)
        if doing.replayed:
            return activity
        if activity.cancelled_at is None:
            raise Refused(_("这次活动没有取消。"))
        if now - activity.cancelled_at > rules.UNDO_FOR:
            raise Refused(_("取消超过 30 天，不能撤销，请另记一次。"))
        activity.state, activity.state_before = activity.state_before, ""
        activity.cancel_reason, activity.cancelled_at = "", None
        activity.save(update_fields=["state", "state_before", "cancel_reason", "cancelled_at"])
        _count_all(activity, now)
    return activity


def _count_all(activity: Activity, now: datetime) -> None:
    """Make again what the activity and the look at its notes count, and what is found of it."""
    measures.count_again(activity, activity.partners.all(), now)
    check = getattr(activity, "notes_check", None)
    if check is not None:
        held = activity.at is State.HELD
        drafts = measures.notes_drafts(check) if held else []
        facts.replace(Source(measures.NOTES, str(activity.pk)), drafts, now=now)
    _show(activity)
