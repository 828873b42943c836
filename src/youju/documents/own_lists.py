"""Lists in a person's own summary: what the author answered for and did, with the records behind.

They are drafted for the person alone who writes the report; nobody is counted or compared by them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from youju.documents.lists import Line, worded
from youju.kernel.periods import Period, day_label
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


SOURCES = {
    "own_duties": OwnList("本人的责任事项", "{unit}：{what}。", _duties),
    "own_tasks": OwnList("本人的任务", "{title}（{state}，期限{due}）。", _tasks),
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
