"""A filled dossier and last quarter's briefing of the demo city."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.console.demo.people import People
from youju.console.demo.places import Places
from youju.documents.actions import briefings, dossiers, issue_report, send_for_review
from youju.kernel.periods import Grain, around
from youju.ledgers.actions import record_entry
from youju.standards.queries import current_edition, items_of

ITEMS = ("3.2.1", "6.1.1", "3.2.4")  # what the clean-ups are evidence for; the last is handed in
PAPERS = (
    ("方案", "2026年文明创建工作实施方案", "柳办〔2026〕3号", 250),
    ("通知", "关于开展楼道杂物集中清理的通知", "柳办〔2026〕11号", 130),
    ("讲话", "在街道创建工作推进会上的讲话", "", 96),
    ("倡议", "致居民的文明出行倡议书", "", 61),
    ("总结", "上半年创建工作总结", "柳办〔2026〕19号", 140),
)
SAID = (
    ("deputies", "桂苑小区东门路灯不亮，老人晚上出行不便。", "已转建设部门检修。", "路灯已修复。"),
    ("members", "农贸市场周边停车难。", "正在会同交警划线。", ""),
    ("citizens", "楼道堆物清了又堆，希望有人常看。", "", ""),
)


def add_dossiers(places: Places, people: People, now: datetime) -> None:
    """Fill the street's dossier of the clean-ups, where an index is in force; give a briefing."""
    _archive(people, now)
    office, above = people.members["liuyin"], people.members["chengdong"]
    edition = current_edition(office, office.unit)
    found = items_of(edition).filter(leaf=True, code__in=ITEMS) if edition else None
    if edition and found:
        today = timezone.localdate(now)
        items = [one.pk for one in sorted(found, key=lambda one: ITEMS.index(one.code))]
        acting: dict[str, Any] = {"actor": office, "now": now}
        for item in items:
            for pk in dossiers.open_dossiers(
                edition.pk,
                unit=office.unit,
                set_day=today + timedelta(20),
                due_on=today + timedelta(6),
                items=[item],
                actor=above,
                now=now,
                key=uuid4(),
            ):
                dossiers.fill(pk, key=uuid4(), **acting)
                if item == items[-1]:
                    dossiers.hand_in(pk, key=uuid4(), **acting)
    _briefing(people, now)


def _archive(people: People, now: datetime) -> None:
    """Keep some papers of the street in the archive."""
    office, today = people.members["liuyin"], timezone.localdate(now)
    for kind, name, number, back in PAPERS:
        values = {"kind": kind, "name": name, "number": number, "issuer": "柳荫街道办事处"}
        record_entry(
            "archive", unit=office.unit, values=values, period=around(today - timedelta(back), Grain.DAY),
            actor=office, now=now, key=uuid4(),
        )  # fmt: skip


def _briefing(people: People, now: datetime) -> None:
    office, leader = people.members["liuyin"], people.members["lingdao"]
    today = timezone.localdate(now)
    period = around(today, Grain.QUARTER).previous()
    acting: dict[str, Any] = {"actor": office, "now": now}
    made = briefings.start_briefing(unit=office.unit, period=period, key=uuid4(), **acting)
    if made.report is None:
        return
    send_for_review(made.report.pk, key=uuid4(), **acting)
    issue_report(made.report.pk, actor=leader, now=now, key=uuid4())
    briefings.hold(
        made.pk, held_on=min(period.bounds[1] + timedelta(12), today), way="meeting", place="街道三楼会议室",
        people={"deputies": 9, "members": 6, "citizens": 24}, key=uuid4(), **acting,
    )  # fmt: skip
    for kind, text, answer, outcome in SAID:
        said = briefings.add_comment(made.pk, kind=kind, text=text, key=uuid4(), **acting)
        if answer:
            briefings.answer(
                made.pk, said.pk, answer=answer, outcome=outcome, key=uuid4(), **acting
            )
