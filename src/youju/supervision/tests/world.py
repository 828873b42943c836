"""A district that sends notices to a street and a hospital, and those who work there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.supervision import actions
from youju.supervision.models import Notice

NOON = datetime(2026, 7, 8, 4, 0, tzinfo=UTC)
TODAY = date(2026, 7, 8)


class Town(City):
    """The city with the district's office and supervision group, and a clerk at the hospital."""

    def __init__(self) -> None:
        super().__init__()
        self.office = make_member(self.district, Role.OFFICE, "qu-office")
        self.inspector = make_member(self.district, Role.INSPECTOR, "ducha")
        self.leader = make_member(self.district, Role.LEADER, "qu-leader")
        self.clerk = make_member(self.hospital, Role.UNIT_USER, "yiyuan")

    def issue(self, *, actor: Any = None, now: datetime = NOON, **given: Any) -> Notice:
        """Send the hospital a notice about its car park, due in a week."""
        told = {
            "unit": self.district,
            "to": self.hospital,
            "problem": "门诊部东侧停车杂乱。占用消防通道。",
            "requirement": "划线停放，清出消防通道。",
            "due_on": date(2026, 7, 15),
            **given,
        }
        return actions.issue_notice(actor=actor or self.inspector, now=now, key=uuid4(), **told)

    def receive(self, notice: Notice, *, now: datetime = NOON, **given: Any) -> Notice:
        told = {"name": "王医生", "actor": self.clerk, **given}
        return actions.receive_notice(notice.pk, now=now, key=uuid4(), **told)

    def reply(self, notice: Notice, *, now: datetime = NOON, **given: Any) -> Notice:
        told = {"text": "已划线 40 个车位，通道已清出。", "actor": self.clerk, **given}
        return actions.reply_notice(notice.pk, now=now, key=uuid4(), **told)

    def recheck(self, notice: Notice, *, now: datetime = NOON, **given: Any) -> Notice:
        told = {"passed": True, "note": "现场有序。", "actor": self.inspector, **given}
        return actions.recheck_notice(notice.pk, now=now, key=uuid4(), **told)
