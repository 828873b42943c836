"""Lists in reports that come from the problem loop: what is open, late, hard, praised.

A list block names one by its code where it would name a ledger: `ledger: hard_cases`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.activities.queries import activities_in
from youju.cases.queries import Case, hard_cases, open_cases, overdue
from youju.documents.briefings.queries import comments_before
from youju.documents.lists import Line, late, worded
from youju.kernel.periods import Period, day_label
from youju.organisations.queries import Unit, office_of
from youju.patrols.queries import visits_of
from youju.standards.queries import mock_failed_of
from youju.supervision.queries import notices_of
from youju.work.queries import matters_left, tasks_under

Told = tuple[str, dict[str, str], str]  # title, fields, address


@dataclass(frozen=True, slots=True)
class ListSource:
    """A list that a report can be given.

    Attributes:
        label: What users call it.
        pattern: How a line is worded unless the template says.
        told: Yields title, fields and page of each record of a unit and period.
    """

    label: str
    pattern: str
    told: Callable[[Unit, Period, int, date], Iterable[Told]]


def lines(
    source: ListSource, unit: Unit, period: Period, pattern: str, limit: int, today: date
) -> list[Line]:
    """Return the lines of a list as it is today; none where nothing was recorded."""
    found = (
        Line(worded(title, fields, pattern or source.pattern), url)
        for title, fields, url in source.told(unit, period, limit, today)
    )
    return [line for line in found if line.text]


def _case_url(case: Case) -> str:
    return reverse("cases:case", args=[case.pk])


def _of_case(case: Case) -> dict[str, str]:
    return {
        "title": case.title,
        "number": case.number,
        "unit": case.unit.short_name,
        "owner": case.owner_unit.short_name if case.owner_unit else "",
        "state": str(case.get_state_display()),
        "due": day_label(timezone.localdate(case.due_at)) if case.due_at else "",
    }


def _hard(unit: Unit, period: Period, limit: int, today: date) -> Iterable[Told]:
    for one in hard_cases(office_of(unit), unit, period)[:limit]:
        more = {
            "cause": _("因%(why)s问题未解决") % {"why": one.get_why_display()},
            "plan": one.plan,
            "needs": _("需%(who)s支持") % {"who": one.needs} if one.needs else "",
        }
        yield one.case.title, _of_case(one.case) | more, _case_url(one.case)


def _open(unit: Unit, period: Period, limit: int, today: date) -> Iterable[Told]:
    start, end = period.bounds
    rows = open_cases(office_of(unit), unit).filter(received_at__date__range=(start, end))
    rows = rows.select_related("unit", "owner_unit").order_by("-severity", "received_at", "id")
    for case in rows[:limit]:
        yield case.title, _of_case(case), _case_url(case)


def _late(unit: Unit, period: Period, limit: int, today: date) -> Iterable[Told]:
    rows = overdue(office_of(unit), unit, timezone.now()).select_related("unit", "owner_unit")
    for case in rows[:limit]:
        yield case.title, _of_case(case), _case_url(case)


def _of_visit(visit: Any) -> Told:
    where = visit.place.name if visit.place else visit.unit.short_name
    fields = {
        "place": visit.place.name if visit.place else "",  # the unit is named beside it
        "unit": visit.unit.short_name,
        "day": day_label(visit.done_on),
        "note": visit.note.rstrip("。"),
        "faults": str(visit.faults) if visit.faults else "",
    }
    return where, fields, reverse("patrols:visit", args=[visit.pk])


def _praised(unit: Unit, period: Period, limit: int, today: date) -> Iterable[Told]:
    rows = visits_of(unit, period).filter(praised=True).order_by("-done_on", "-pk")
    return (_of_visit(one) for one in rows[:limit])


def _criticised(unit: Unit, period: Period, limit: int, today: date) -> Iterable[Told]:
    rows = visits_of(unit, period).filter(praised=False, faults__gt=0).order_by("-faults", "-pk")
    return (_of_visit(one) for one in rows[:limit])


def _notices(unit: Unit, period: Period, limit: int, today: date) -> Iterable[Told]:
    rows = notices_of(unit, period).exclude(state="struck").order_by("due_on", "pk")
    for one in rows[:limit]:
        fields = {
            "number": one.number,
            "to": one.to.short_name,
            "problem": one.problem.split("。")[0].splitlines()[0],
            "due": day_label(one.due_on),
            "state": str(one.get_state_display()),
        }
        yield str(one), fields, one.get_absolute_url()


def _mock_failed(unit: Unit, period: Period, limit: int, today: date) -> Iterable[Told]:
    for one in mock_failed_of(unit, period)[:limit]:
        place = one.spot.place
        note = next((each["note"] for each in one.told if each["note"]), "")
        fields = {
            "place": place.name,
            "unit": place.unit.short_name,
            "check": one.text,
            "problem": note or _("未做到“%(check)s”") % {"check": one.text},
            "item": one.item,
        }
        yield place.name, fields, reverse("standards:mock_spot", args=[one.spot.pk])


def _comments(unit: Unit, period: Period, limit: int, today: date) -> Iterable[Told]:
    for one in comments_before(unit, period.bounds[0], limit):
        became = one.outcome or one.answer
        fields = {
            "text": one.text.rstrip("。"),
            "from": str(one.get_kind_display()),
            "became": (became or _("正在办理")).rstrip("。"),
        }
        yield one.text, fields, one.briefing.get_absolute_url()


def _held(unit: Unit, period: Period, limit: int, today: date) -> Iterable[Told]:
    rows = activities_in(office_of(unit), unit, period).filter(state="held").order_by("on", "pk")
    for one in rows[:limit]:
        fields = {
            "title": one.title,
            "day": day_label(one.on),
            "unit": one.unit.short_name,
            "place": one.place,
            "note": one.note.rstrip("。"),
        }
        yield one.title, fields, reverse("activities:activity", args=[one.pk])


def _planned(unit: Unit, period: Period, limit: int, today: date) -> Iterable[Told]:
    rows = tasks_under(office_of(unit), unit).exclude(state="cancelled")
    rows = rows.filter(due_on__range=period.bounds).order_by("due_on", "pk")
    for one in rows[:limit]:
        fields = {
            "title": one.title,
            "owner": one.owner_unit.short_name,
            "due": day_label(one.due_on),
            "state": str(one.get_state_display()),
        }
        yield one.title, fields, reverse("work:task", args=[one.pk])


def _coming(unit: Unit, since: date, until: date, limit: int) -> Iterable[Told]:
    """What is under way and due within these days: steps given as tasks."""
    rows = tasks_under(office_of(unit), unit).filter(state="open", due_on__range=(since, until))
    for one in rows.order_by("due_on", "pk")[:limit]:
        amount = one.due_amount
        fields = {
            "title": one.title,
            "owner": one.owner_unit.short_name,
            "due": day_label(one.due_on),
            "amount": amount.text() if amount else "",
        }
        yield one.title, fields, one.get_absolute_url()


def _next_days(period: Period, today: date) -> tuple[date, date]:
    """Return the days to come: after the period and not before today, as many as the period has."""
    start, end = period.bounds
    since = max(end + timedelta(1), today)
    return since, since + (end - start)


def _ahead(unit: Unit, period: Period, limit: int, today: date) -> Iterable[Told]:
    return _coming(unit, *_next_days(period, today), limit)


def _from_today(unit: Unit, period: Period, limit: int, today: date) -> Iterable[Told]:
    return _coming(unit, today, _next_days(period, today)[1], limit)


def _tasks_late(unit: Unit, period: Period, limit: int, today: date) -> Iterable[Told]:
    """Tasks of the period, or planned as its next steps, whose day has passed."""
    start, end = period.bounds
    last = end + (end - start) + timedelta(1)
    rows = tasks_under(office_of(unit), unit).filter(state="open", due_on__lte=last)
    for one in rows.filter(due_on__lt=today).order_by("due_on", "pk")[:limit]:
        fields = {
            "title": one.title,
            "owner": one.owner_unit.short_name,
            "due": day_label(one.due_on),
            "late": late(one.due_on, today),
        }
        yield one.title, fields, one.get_absolute_url()


def _defects(unit: Unit, period: Period, limit: int, today: date) -> Iterable[Told]:
    for one in matters_left(office_of(unit), unit, period.bounds[1])[:limit]:
        project = one.project
        fields = {
            "project": project.title,
            "text": one.text.rstrip("。"),
            "owner": project.owner_unit.short_name,
            "due": day_label(one.due_on) if one.due_on else "",
        }
        yield one.text, fields, project.get_absolute_url()


SOURCES: dict[str, ListSource] = {
    "activities_held": ListSource("举办的活动", "{day}，{unit}开展“{title}”活动。{note}。", _held),
    "tasks_ahead": ListSource("下一步任务", "{title}，由{owner}负责，{due}前完成。", _ahead),
    "tasks_from_today": ListSource(
        "还没有到期的任务", "{title}，由{owner}负责，{due}前完成。", _from_today
    ),
    "late_tasks": ListSource(
        "逾期未完成的任务", "{title}，由{owner}负责，应于{due}前完成，{late}。", _tasks_late
    ),
    "works_defects": ListSource("工程遗留问题", "{project}：{text}。", _defects),
    "planned_tasks": ListSource("任务和时限", "{title}，由{owner}负责，{due}前完成。", _planned),
    "briefing_comments": ListSource("上次通报的意见", "{from}提出：{text}。{became}。", _comments),
    "hard_cases": ListSource("挂账难点问题", "{title}，{cause}。{plan}。{needs}。", _hard),
    "open_cases": ListSource("未结案的问题", "{title}（{unit}，{state}）。", _open),
    "late_cases": ListSource(
        "逾期未整改的问题", "{title}，责任单位{owner}，应于{due}前整改。", _late
    ),
    "praised_visits": ListSource("督查表扬", "{unit}{place}：{note}。", _praised),
    "criticised_visits": ListSource("督查批评", "{unit}{place}：{note}。", _criticised),
    "mock_failed": ListSource("模拟测评不符合项", "{unit}{place}：{problem}。", _mock_failed),
    "open_notices": ListSource(
        "未销号的整改通知书", "{number}，{to}：{problem}，{state}。", _notices
    ),
}
