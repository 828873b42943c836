"""Lists in a person's own summary: what the author answered for and did, with the records behind.

They are drafted for the person alone who writes the report; nobody is counted or compared by them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from youju.cases.queries import cases_visible_to
from youju.documents.lists import Line, worded
from youju.kernel.periods import Period, day_label
from youju.ledgers.queries import Entry, entries_visible_to
from youju.organisations.queries import Membership
from youju.organisations.queries.bodies import duties_of
from youju.work.queries import tasks_visible_to

Told = tuple[str, dict[str, str], str]  # title, fields, address


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list of what the author of a report did: how it is called, worded and read."""

    label: str
    pattern: str
    told: Callable[[Membership, Period, int], Iterable[Told]]


def _duties(author: Membership, period: Period, limit: int) -> Iterable[Told]:
    start, end = period.bounds
    rows = duties_of(author, author.person).filter(
        Q(until=None) | Q(until__gte=start), since__lte=end
    )
    for one in rows[:limit]:
        fields = {"what": one.item.label, "unit": one.item.unit.short_name}
        yield one.item.label, fields, reverse("organisations:duties", args=[one.item.unit_id])


def _tasks(author: Membership, period: Period, limit: int) -> Iterable[Told]:
    own = Q(finished_by__person_id=author.person_id) | Q(
        person=author.person.name, owner_unit=author.unit
    )
    rows = (
        tasks_visible_to(author).filter(own, due_on__range=period.bounds).exclude(state="cancelled")
    )
    for one in rows.order_by("due_on", "pk")[:limit]:
        fields = {
            "title": one.title,
            "state": str(one.get_state_display()),
            "due": day_label(one.due_on),
            "quality": str(one.get_quality_display()) if one.quality else "",
        }
        yield one.title, fields, reverse("work:task", args=[one.pk])


def _problems(author: Membership, period: Period, limit: int) -> Iterable[Told]:
    """Problems that the author reported or put right."""
    own = Q(made_by__person_id=author.person_id) | Q(rectified_by__person_id=author.person_id)
    rows = cases_visible_to(author).filter(own, received_at__date__range=period.bounds)
    alike: dict[tuple[str, str], list[int]] = {}
    for one in rows.order_by("received_at", "pk"):
        alike.setdefault((one.title, str(one.get_state_display())), []).append(one.pk)
    for (title, state), told in list(alike.items())[:limit]:
        shown = (
            _("共%(n)s件，%(state)s") % {"n": len(told), "state": state} if len(told) > 1 else state
        )
        yield title, {"title": title, "state": shown}, reverse("cases:case", args=[told[0]])


def _records(author: Membership, period: Period, limit: int) -> Iterable[Told]:
    """What the author wrote into ledgers, the same thing done again told once, what was done most
    first; nothing of those that hold personal data."""
    rows = entries_visible_to(author).filter(
        unit=author.unit, made_by=author.person_id, state="live", end__range=period.bounds
    )
    alike: dict[str, list[Entry]] = {}
    for one in rows.select_related("version").order_by("end", "pk"):
        if not one.version.ledger.guarded:
            alike.setdefault(one.title, []).append(one)
    for title, told in sorted(alike.items(), key=lambda each: -len(each[1]))[:limit]:
        since, n = told[0].period.label, len(told)
        day = _("%(since)s起，共%(n)s次") % {"since": since, "n": n} if n > 1 else since
        fields = {"title": title, "day": day}
        yield title, fields, reverse("ledgers:entry", args=[told[0].pk])


SOURCES = {
    "own_duties": OwnList("本人的责任事项", "{unit}：{what}。", _duties),
    "own_tasks": OwnList("本人的任务", "{title}（{state}，期限{due}）。", _tasks),
    "own_problems": OwnList("本人报告和整改的问题", "{title}（{state}）。", _problems),
    "own_records": OwnList("本人登记的台账", "{title}（{day}）。", _records),
}


def lines(
    source: OwnList, author: Membership | None, period: Period, pattern: str, limit: int
) -> list[Line]:
    """Return the lines of a list of the author's; none where nobody is known to write."""
    if author is None:
        return []
    return [
        Line(worded(title, fields, pattern or source.pattern), url)
        for title, fields, url in source.told(author, period, limit)
    ]
