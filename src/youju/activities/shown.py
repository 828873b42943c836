"""What the pages of the room show."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.activities.kinds import topic_days
from youju.activities.measures import ACTIVITY
from youju.activities.models import Activity
from youju.activities.queries import photos_of, seats_left
from youju.activities.rules.activities import UNDO_FOR, State
from youju.activities.rules.kinds import AMOUNTS, TEXTS
from youju.activities.rules.signups import State as Seat
from youju.activities.rules.study import Haves, haves
from youju.audit.queries import trail_of
from youju.audit.registry import label_of
from youju.evidence.queries import Item
from youju.kernel.festivals import FESTIVALS
from youju.kernel.periods import day_label
from youju.kernel.words import listed
from youju.organisations.queries import May, Membership

TRAIL = 30


def tile(item: Item) -> dict[str, str]:
    """Return a photo as the photo grid takes it."""
    return {
        "thumb": reverse("evidence:thumb", args=[item.pk]),
        "alt": item.title,
        "caption": item.caption,
        "url": reverse("evidence:item", args=[item.pk]),
    }


def days_of(activity: Activity) -> str:
    """Return when it is: 2026年6月19日 9:00—11:00."""
    told = day_label(activity.on)
    if activity.until and activity.until != activity.on:
        told += f"—{day_label(activity.until)}"
    if activity.starts:
        told += f" {activity.starts:%H:%M}" + (f"—{activity.ends:%H:%M}" if activity.ends else "")
    return told


def mark_of(activity: Activity) -> str:
    """Return the festival or topic day that it is for, in words."""
    if activity.festival:
        return FESTIVALS[activity.festival][0]
    day = topic_days().get(activity.topic_day)
    return day.label if day else ""


def facts_of(activity: Activity) -> list[tuple[str, Any]]:
    """Return what is known of an activity beside its numbers, name beside value."""
    kind = activity.of_kind
    label = f"{kind.label} · {activity.sort}" if activity.sort else kind.label
    found: list[tuple[str, Any]] = [(_("种类"), label), (_("时间"), days_of(activity))]
    found += [(_("地点"), activity.place), (_("主办"), activity.unit.name)]
    if joint := listed(one.short_name for one in activity.partners.all()):
        found.append((_("联合举办"), joint))
    if mark := mark_of(activity):
        found.append((_("节日") if activity.festival else _("主题日"), mark))
    if activity.series is not None:
        part = f" · {activity.part.label}" if activity.part else ""
        found.append((_("系列"), f"{activity.series.title}{part}"))
    found += [(TEXTS[n], activity.details[n]) for n in kind.asks if activity.details.get(n)]
    return [*found, (_("记录人"), activity.made_by_label)]


def numbers_of(activity: Activity) -> list[tuple[str, Any]]:
    """Return the numbers of an activity as they were said, in the kind's order."""
    told = activity.numbers
    return [(AMOUNTS[n].label, told[n]) for n in activity.of_kind.numbers if n in told]


def events_of(activity: Activity) -> list[dict[str, Any]]:
    """Return what happened to an activity, newest first."""
    rows = trail_of(activity.root_id, ACTIVITY, activity.pk).filter(outcome="done")
    return [
        {"at": one.at, "what": label_of(one.act), "who": one.actor_label}
        for one in rows.exclude(act__startswith="evidence.")[:TRAIL]
    ]


def study_of(activity: Activity) -> Haves | None:
    """Return the four that a study session must have; None for other kinds."""
    if not activity.of_kind.notes or activity.at is not State.HELD:
        return None
    check = getattr(activity, "notes_check", None)
    attended = check is not None or activity.people is not None
    return haves(activity.details.get("content", ""), check.notes if check else None, attended)


def page_of(member: Membership, activity: Activity) -> dict[str, Any]:
    """Return the context of an activity's page."""
    links = photos_of(member, [activity]).get(activity.pk, [])
    may = member.may_at(May.RECORD, activity.unit)
    arrange = member.may_at(May.ARRANGE, activity.unit)
    seats = activity.signups.aggregate(
        taken=Count("pk", filter=Q(state=Seat.IN)),
        waiting=Count("pk", filter=Q(state=Seat.WAITING)),
    )
    cancelled = activity.cancelled_at
    is_own = activity.made_by == member.person_id
    return {
        "activity": activity,
        "facts": facts_of(activity),
        "numbers": numbers_of(activity),
        "programme": list(activity.programme.all()),
        "photos": [tile(one.item) for one in links if one.item.is_photo],
        "files": [one.item for one in links if not one.item.is_photo],
        "study": study_of(activity),
        "check": getattr(activity, "notes_check", None),
        "names": activity.attendees.count(),
        "seats": seats,
        "seats_left": seats_left(activity) if activity.slug else None,
        "events": events_of(activity),
        "may_change": may and activity.at is not State.CANCELLED,
        "may_hold": may and activity.at is State.PLANNED,
        "may_sign": may and activity.at is State.HELD and not activity.of_kind.children,
        "may_check": may and not is_own and activity.at is State.HELD and activity.of_kind.notes,
        "may_open": arrange and activity.at is State.PLANNED,
        "may_restore": may and cancelled is not None and timezone.now() - cancelled <= UNDO_FOR,
        "may_look": may,
        "used_in": f"{reverse('documents:used_in')}?kind={ACTIVITY}&id={activity.pk}",
        "crumbs": [
            {"label": _("活动"), "url": reverse("activities:calendar")},
            {"label": _("活动记录"), "url": reverse("activities:list")},
        ],
    }
