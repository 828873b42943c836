"""What meetings, systems and duties count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from youju.facts.actions import Draft, Source
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Unit
from youju.work.models import DutyReport, Meeting, System
from youju.work.rules.meetings import Kind, State

MEETING_KIND, SYSTEM_KIND, DUTY_KIND = "work.meeting", "work.system", "work.duty"
TOPIC = "ORG"
MEETINGS = (
    MeasureSpec("work.meetings", "创建工作会议", "次", topic=TOPIC, words=("召开会议", "创建会议")),
    MeasureSpec("work.joint", "党组织联席会议", "次", topic=TOPIC, words=("联席会议", "党建联席会议")),
    MeasureSpec("work.weekly", "创建周例会", "次", topic=TOPIC, words=("周例会", "一周一会")),
    MeasureSpec("work.mobilised", "动员部署会", "次", topic=TOPIC, words=("动员大会", "部署会", "动员会")),
    MeasureSpec("work.coordinated", "协调会和碰头会", "次", topic=TOPIC, words=("协调会", "紧急碰头会", "专门会议")),
    MeasureSpec("work.minors", "未成年人工作联席会议", "次", topic="MIN"),
    MeasureSpec("work.attended", "参会人次", "人次", topic=TOPIC),
    MeasureSpec("work.pledges", "表态发言", "个", topic=TOPIC),
    MeasureSpec("work.passed_on", "逐级传达会议", "次", topic=TOPIC, words=("层层传达",)),
    MeasureSpec("work.decided", "会议议定事项", "项", topic=TOPIC),
)  # fmt: skip
SYSTEMS = (
    MeasureSpec("work.systems", "会议制度", "项", Adds.STOCK, TOPIC, ("联席会议制度",)),
    MeasureSpec("work.members", "联席会议成员单位", "个", Adds.STOCK, TOPIC),
)
DUTIES = (MeasureSpec("work.duties", "成员单位履职", "项", topic=TOPIC),)
OF_KIND = {
    Kind.JOINT: "work.joint",
    Kind.WEEKLY: "work.weekly",
    Kind.MOBILISE: "work.mobilised",
    Kind.COORDINATE: "work.coordinated",
    Kind.URGENT: "work.coordinated",
    Kind.MINORS: "work.minors",
}


def source(kind: str, record_id: int) -> Source:
    return Source(kind, str(record_id))


def _one(unit: Unit, code: str, word: str, on: date, n: int = 1, series: str = "") -> Draft:
    quantity = Quantity(Decimal(n), word)
    return Draft(unit, code, quantity, around(on, Grain.DAY), series=series)


def meeting_drafts(meeting: Meeting) -> list[Draft]:
    """Return what a meeting counts at the unit that called it, once it was held."""
    if meeting.at is not State.HELD:
        return []
    unit, on = meeting.unit, meeting.on
    found = [_one(unit, code, "次", on) for code in ("work.meetings", OF_KIND[meeting.of_kind])]
    found.append(_one(unit, "work.attended", "人次", on, meeting.present or 0))
    if meeting.after_id is not None:
        found.append(_one(unit, "work.passed_on", "次", on))
    if meeting.of_kind is Kind.MOBILISE:
        pledges = sum(one.speaks and bool(one.said) for one in meeting.parties.all())
        found += [_one(unit, "work.pledges", "个", on, pledges)] if pledges else []
    decided = sum(bool(one.outcome) for one in meeting.points.all())
    return found + ([_one(unit, "work.decided", "项", on, decided)] if decided else [])


def system_drafts(system: System) -> list[Draft]:
    """Return a system and its members as they stand, from the day each began to the day it ended."""
    found = _standing(system.unit, "work.systems", "项", str(system.pk), system.since, system.until)
    if system.kind == Kind.WEEKLY:
        return found
    for seat in system.seats.all():
        series, until = f"{system.pk}-{seat.pk}", seat.until or system.until
        found += _standing(system.unit, "work.members", "个", series, seat.since, until)
    return found


def _standing(
    unit: Unit, code: str, word: str, series: str, since: date, until: date | None
) -> list[Draft]:
    found = [_one(unit, code, word, since, 1, series)]
    return found + ([_one(unit, code, word, until, 0, series)] if until else [])


def duty_drafts(report: DutyReport) -> list[Draft]:
    """Return what a member's report counts, at the unit that keeps the system."""
    return [_one(report.seat.system.unit, "work.duties", "项", report.on)]


def all_meeting_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every meeting, made again."""
    rows = Meeting.objects.select_related("unit").prefetch_related("parties", "points")
    for one in rows.order_by("pk").iterator(chunk_size=500):
        yield str(one.pk), meeting_drafts(one)


def all_system_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every system, made again."""
    rows = System.objects.select_related("unit").prefetch_related("seats").order_by("pk")
    for one in rows.iterator(chunk_size=500):
        yield str(one.pk), system_drafts(one)


def all_duty_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every report of a member, made again."""
    rows = DutyReport.objects.select_related("seat__system__unit").order_by("pk")
    for one in rows.iterator(chunk_size=500):
        yield str(one.pk), duty_drafts(one)
