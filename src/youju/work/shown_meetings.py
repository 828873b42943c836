"""What the pages of meetings show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.facts.registry import KINDS
from youju.kernel.periods import day_label
from youju.organisations.queries import May, Membership, answers_for
from youju.work import queries
from youju.work.meeting_measures import MEETING_KIND
from youju.work.models import Meeting, Party, System
from youju.work.rules import meetings as rules
from youju.work.rules.meetings import NAMES, Kind, State
from youju.work.shown import tile


def of_kind(rows: QuerySet[Meeting], kind: str) -> QuerySet[Meeting]:
    """Return the meetings of a kind, without those called off."""
    if kind in list(Kind):
        rows = rows.filter(kind=kind)
    return rows.exclude(state=State.CANCELLED)


def chips(rows: QuerySet[Meeting], kind: str) -> list[dict[str, Any]]:
    """Return the filters by kind with their counts."""
    counted = rows.exclude(state=State.CANCELLED).order_by().values_list("kind")
    counts = dict(counted.annotate(Count("pk", distinct=True)))
    told = [("", _("全部"), sum(counts.values()))]
    told += [(one.value, NAMES[one], counts[one.value]) for one in Kind if counts.get(one.value)]
    return [
        {"text": text, "url": f"?kind={code}", "count": n, "current": kind == code}
        for code, text, n in told
    ]


def system_rows(systems: Iterable[System], today: date) -> list[dict[str, Any]]:
    """Return systems with how often each met, and how many turns of this year went by without."""
    rows = list(systems)
    held = queries.held_turns(rows)
    new_year = today.replace(month=1, day=1)
    found = []
    for one in rows:
        met = held.get(one.pk, [])
        since = max(one.since, new_year)
        gone = rules.missed(one.at, since, today, {turn for turn in met if turn})
        found.append({"system": one, "held": len(met), "missed": len(gone)})
    return found


def proposed(about: str, system: System | None, after: Meeting | None) -> dict[str, Any]:
    """Return what stands in the form of a meeting to call: from its system, or the higher meeting."""
    today = timezone.localdate()
    if system is not None:
        day = rules.next_day(system.weekday, today) if system.weekday is not None else today
        title = system.get_kind_display()
        return {"on": day, "title": title, "clock": system.clock, "place": system.place}
    if after is not None:
        title = _("传达%(title)s") % {"title": after.title}
        return {"on": today, "title": title[: rules.TITLE], "papers": after.papers}
    return {"on": today, "title": about}


def meeting_facts(meeting: Meeting) -> list[tuple[str, str]]:
    """Return the facts of a meeting, name beside value."""
    when = day_label(meeting.on) + (f" {meeting.clock:%H:%M}" if meeting.clock else "")
    found = [(_("召集单位"), meeting.unit.name), (_("时间"), when), (_("地点"), meeting.place)]
    found += [(_("主持人"), meeting.chair)] if meeting.chair else []
    if meeting.at is State.HELD:
        told = _("实到 %(n)s 人") % {"n": meeting.present}
        if meeting.expected is not None:
            told = _("应到 %(all)s 人，实到 %(n)s 人") % {
                "all": meeting.expected,
                "n": meeting.present,
            }
        found.append((_("到会"), told))
    if meeting.agreed is not None:
        found.append((_("结果"), _("达成一致") if meeting.agreed else _("还没有达成一致")))
    return found


def links_of(meeting: Meeting) -> list[tuple[str, str]]:
    """Return what a meeting belongs to: its system, the higher meeting, the record it is about."""
    found = []
    if meeting.system is not None:
        found.append((meeting.system.title, meeting.system.get_absolute_url()))
    if meeting.after is not None:
        told = _("传达：%(title)s（%(unit)s）")
        words = told % {"title": meeting.after.title, "unit": meeting.after.unit.short_name}
        found.append((words, meeting.after.get_absolute_url()))
    if kind := KINDS.get(meeting.origin_kind):
        words = _("所为的%(kind)s") % {"kind": kind.label}
        found.append((words, kind.url(meeting.origin_id)))
    return found


def _passes(member: Membership, party: Party) -> bool:
    """Return whether the member's unit is to pass a meeting on, for itself or for one it took in."""
    asked = party.unit is not None and party.pass_by is not None and party.own_id is None
    return asked and party.unit is not None and answers_for(member, party.unit)


def meeting_page(member: Membership, meeting: Meeting, today: date) -> dict[str, Any]:
    """Return the context of a meeting's page."""
    links = queries.links_of(MEETING_KIND, [meeting.pk]).get(str(meeting.pk), [])
    parties = queries.parties_of(meeting)
    mine = member.may_at(May.ARRANGE, meeting.unit)
    own = next((one for one in parties if _passes(member, one)), None)
    chain = queries.chain_of(meeting) if any(one.pass_by for one in parties) else []
    first = [one for one in chain if one.depth == 0]
    return {
        "meeting": meeting,
        "facts": meeting_facts(meeting),
        "links": links_of(meeting),
        "points": list(meeting.points.all()),
        "parties": parties,
        "pledges": meeting.of_kind is Kind.MOBILISE,
        "chain": [(one, one.party.late(today)) for one in chain],
        "passed": sum(one.party.passed for one in first),
        "to_pass": len(first),
        "tasks": queries.tasks_of_meeting(meeting),
        "brought": queries.brought_forward(meeting),
        "today": today,
        "photos": [tile(link.item) for link in links if link.item.is_photo],
        "files": [link.item for link in links if not link.item.is_photo],
        "may_hold": mine and meeting.at is not State.CANCELLED,
        "may_pass": own is not None
        and meeting.at is not State.CANCELLED
        and member.may(May.ARRANGE),
        "used_in": f"{reverse('documents:used_in')}?kind={MEETING_KIND}&id={meeting.pk}",
    }
