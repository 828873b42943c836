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
from youju.standards.queries import current_edition, items_of

ITEM = "3.2.1"  # what the clean-ups are evidence for
SAID = (
    ("deputies", "桂苑小区东门路灯不亮，老人晚上出行不便。", "已转建设部门检修。", "路灯已修复。"),
    ("members", "农贸市场周边停车难。", "正在会同交警划线。", ""),
    ("citizens", "楼道堆物清了又堆，希望有人常看。", "", ""),
)


def add_dossiers(places: Places, people: People, now: datetime) -> None:
    """Fill the street's dossier of the clean-ups, where an index is in force; give a briefing."""
    office = people.members["liuyin"]
    edition = current_edition(office, office.unit)
    item = items_of(edition).filter(leaf=True, code=ITEM).first() if edition else None
    if edition and item:
        day = timezone.localdate(now) + timedelta(20)
        acting: dict[str, Any] = {"actor": office, "now": now}
        opened = dossiers.open_dossiers(
            edition.pk, unit=office.unit, set_day=day, items=[item.pk], key=uuid4(), **acting
        )
        for pk in opened:
            dossiers.fill(pk, key=uuid4(), **acting)
    _briefing(people, now)


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
