"""The reports of the demo city: one issued, one in review, one returned, one begun."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone

from youju.console.demo.people import People
from youju.console.demo.places import Places
from youju.documents import actions
from youju.documents.queries import Report, templates_for
from youju.kernel.periods import Grain, Period, around
from youju.ledgers.actions import correct_entry, record_entry
from youju.ledgers.queries import entries_visible_to
from youju.ledgers.rules import told
from youju.organisations.queries import Membership


def last_whole(day: date, grain: Grain) -> Period:
    """Return the latest half year or quarter that is over."""
    return around(day, grain).previous()


class Reports:
    """Does the steps of the reports when their time has come."""

    def __init__(self, places: Places, people: People, today: date) -> None:
        self.places, self.people = places, people
        self.half, self.quarter = last_whole(today, Grain.HALF), last_whole(today, Grain.QUARTER)
        after_half = self.half.bounds[1] + timedelta(8)
        after_quarter = self.quarter.bounds[1] + timedelta(5)
        steps: list[tuple[date, Callable[[datetime], None]]] = [
            (after_half, self._issue_half_year),
            (after_half + timedelta(10), self._change_after_issue),
            (after_quarter, self._send_street),
            (after_quarter, self._return_quarter),
            (today, self._begin_inspection),
        ]
        self.steps = sorted(
            [
                (timezone.make_aware(datetime.combine(min(day, today), time(8, 5))), do)
                for day, do in steps
            ],
            key=lambda step: step[0],
        )

    def up_to(self, now: datetime) -> None:
        """Do every step whose time is not after `now`."""
        while self.steps and self.steps[0][0] <= now:
            at, do = self.steps.pop(0)
            do(at)

    def _start(self, code: str, author: Membership, period: Period, at: datetime) -> Report:
        template = templates_for(author).get(code=code)
        return actions.start_report(
            template.pk, unit=author.unit, period=period, actor=author, now=at, key=uuid4()
        )

    def _issue_half_year(self, at: datetime) -> None:
        author, leader = self.people.members["jinqiao"], self.people.members["lingdao"]
        report = self._start("half-year", author, self.half, at)
        actions.send_for_review(report.pk, actor=author, now=at, key=uuid4())
        actions.issue_report(report.pk, actor=leader, now=at + timedelta(hours=3), key=uuid4())

    def _change_after_issue(self, at: datetime) -> None:
        """Correct a clean-up behind the issued numbers, and tell of another one late."""
        author, last = self.people.members["jinqiao"], self.half.bounds[1]
        told_before = entries_visible_to(author).filter(
            unit=author.unit, ledger_code="cleanup", end__lte=last, values__has_key="rubbish"
        )
        if entry := told_before.select_related("version").order_by("-end", "-pk").first():
            values = told(entry.version.ledger, entry.values) | {"rubbish": "7车"}
            correct_entry(
                entry.pk,
                values=values,
                period=entry.period,
                actor=author,
                now=at,
                key=uuid4(),
                reason="清运单核对后更正",
            )
        record_entry(
            "cleanup",
            unit=author.unit,
            values={"action": "楼道杂物清理", "place": "棉纺宿舍 3号楼", "rubbish": "2车"},
            period=around(last - timedelta(4), Grain.DAY),
            actor=author,
            now=at,
            key=uuid4(),
        )

    def _send_street(self, at: datetime) -> None:
        author = self.people.members["liuyin"]
        report = self._start("quarter", author, self.quarter, at)
        actions.send_for_review(report.pk, actor=author, now=at, key=uuid4())

    def _return_quarter(self, at: datetime) -> None:
        author, leader = self.people.members["jinqiao"], self.people.members["lingdao"]
        report = self._start("quarter", author, self.quarter, at)
        actions.send_for_review(report.pk, actor=author, now=at, key=uuid4())
        reason = "志愿服务写得太少，请补上帮扶困难家庭的情况"
        actions.return_report(
            report.pk, reason=reason, actor=leader, now=at + timedelta(hours=2), key=uuid4()
        )

    def _begin_inspection(self, at: datetime) -> None:
        self._start("quarter", self.people.members["chengdong"], self.quarter, at)
