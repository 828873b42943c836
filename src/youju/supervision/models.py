"""Rectification notices, the cases they name, and bulletins."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.kernel.periods import Grain, Period
from youju.supervision import rules


def title_of(to: str, problem: str) -> str:
    """Return the line a notice is known by: to whom, and the first sentence of what is wrong."""
    first = problem.split("。")[0].splitlines()[0].strip()
    return f"{to}：{first}"[:120]


class Notice(models.Model):
    """One 整改通知书: from the unit that supervises to the one that must put things right."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "title": "记录中的姓名",
        "problem": "记录中的姓名",
        "requirement": "记录中的姓名",
        "received_name": "签收人的姓名",
        "reply": "记录中的姓名",
        "recheck_note": "记录中的姓名",
    }

    class State(models.TextChoices):
        ISSUED = rules.State.ISSUED, _(rules.NAMES[rules.State.ISSUED])
        REPLIED = rules.State.REPLIED, _(rules.NAMES[rules.State.REPLIED])
        STRUCK = rules.State.STRUCK, _(rules.NAMES[rules.State.STRUCK])
        WITHDRAWN = rules.State.WITHDRAWN, _(rules.NAMES[rules.State.WITHDRAWN])

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.CharField("文号", max_length=40)
    title = models.CharField(max_length=120)
    problem = models.TextField("存在问题")
    requirement = models.TextField("整改要求")
    issued_on = models.DateField("下发日期")
    signed = models.CharField("署名", max_length=60, blank=True)  # as on the day it was made
    due_on = models.DateField("回复期限")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ISSUED)
    visit_id = models.BigIntegerField(null=True)
    made_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    received_name = models.CharField("签收人", max_length=30, blank=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reply = models.TextField("整改情况", blank=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, null=True, related_name="+"
    )
    in_time = models.BooleanField(null=True)
    recheck_note = models.TextField("复查意见", blank=True)
    rechecked_at = models.DateTimeField(null=True)
    rechecked_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, null=True, related_name="+"
    )
    returns = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["root_id", "number"], name="one_notice_number"),
            models.CheckConstraint(
                condition=Q(received_at=None, received_by=None, received_name="")
                | (Q(received_at__isnull=False, received_by__isnull=False) & ~Q(received_name="")),
                name="notice_received_by",
            ),
            models.CheckConstraint(
                condition=Q(replied_at=None, replied_by=None)
                | Q(replied_at__isnull=False, replied_by__isnull=False),
                name="notice_replied_by",
            ),
            models.CheckConstraint(
                condition=~Q(state="struck") | Q(rechecked_by__isnull=False),
                name="notice_struck_by",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-issued_on", "-id"], name="notice_unit"),
            models.Index(fields=["to", "-issued_on", "-id"], name="notice_to"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("supervision:notice", args=[self.pk])

    @property
    def signature(self) -> str:
        """The organ that signs: the one of the day the notice was made."""
        return self.signed or self.unit.signature

    @property
    def at(self) -> rules.State:
        return rules.State(self.state)

    def overdue(self, today: date) -> bool:
        """Return whether the reply is late."""
        return rules.is_overdue(self.at, self.due_on, today)

    @property
    def pill(self) -> str:
        """Green once somebody verified it on the spot, amber while it waits for the issuer."""
        return {"struck": "ok", "replied": "due"}.get(self.state, "")


class NoticeCase(models.Model):
    """A case that a notice names."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="named")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "case"], name="one_notice_case")]


class Bulletin(models.Model):
    """One issue of a unit's supervision bulletin; the words are the issued report's."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.IntegerField()
    serial = models.IntegerField("期号")
    title = models.CharField(max_length=120)
    start = models.DateField()
    end = models.DateField()
    grain = models.CharField(max_length=10)
    issued_on = models.DateField("印发日期")
    report_id = models.BigIntegerField(unique=True)
    url = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "serial"], name="one_bulletin_issue"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.year}年第{self.serial}期）"

    @property
    def period(self) -> Period:
        return Period(self.start, self.end, Grain(self.grain))


class Series(models.Model):
    """The last notice a unit sent in a year, and what stands before its number (澄创督)."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.IntegerField()
    prefix = models.CharField(max_length=20)
    last = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="one_notice_series")]
