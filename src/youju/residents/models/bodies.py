"""Owners' committees, property firms, and how each does its work."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.organisations.queries import ProtectedField
from youju.residents.models.places import Area


class Committee(models.Model):
    """One term of an owners' committee."""

    PERSONAL: ClassVar[dict[str, str]] = {"chair": "姓名"}

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="committees")
    chair = models.CharField("主任", max_length=30)
    members = models.PositiveSmallIntegerField("委员人数")
    elected_on = models.DateField("选举日期")
    ends_on = models.DateField("届满日期")
    contacted_on = models.DateField("联系住建部门日期", null=True)
    note = models.CharField("说明", max_length=200, blank=True)
    warned = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["ends_on", "warned"], name="committee_ends")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=models.F("elected_on")), name="committee_order"
            ),
            models.UniqueConstraint(fields=["area", "elected_on"], name="one_election"),
        ]

    def __str__(self) -> str:
        return f"{self.area}业主委员会"

    def get_absolute_url(self) -> str:
        return reverse("residents:area", args=[self.area_id])

    def days_left(self, today: date) -> int:
        """Return the days to the end of the term, negative after it."""
        return (self.ends_on - today).days


class Firm(models.Model):
    """A property firm."""

    PERSONAL: ClassVar[dict[str, str]] = {"contact": "姓名", "phone": "电话"}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=60)
    contact = models.CharField("联系人", max_length=30, blank=True)
    phone = ProtectedField("电话", mask="phone", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="one_firm")]

    def __str__(self) -> str:
        return self.name


class Engagement(models.Model):
    """That an area approached a firm, and what came of it."""

    class State(models.TextChoices):
        APPROACHED = "approached", _("洽谈中")
        CHOSEN = "chosen", _("已选聘")
        DECLINED = "declined", _("未选")
        ENDED = "ended", _("已到期")

    PERSONAL: ClassVar[dict[str, str]] = {}

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="engagements")
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="engagements")
    approached_on = models.DateField("洽谈日期")
    state = models.CharField(max_length=10, choices=State.choices, default=State.APPROACHED)
    settled_on = models.DateField(null=True)
    until = models.DateField("合同到期", null=True)
    duties = models.CharField("约定的服务", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="approached", settled_on=None)
                | ~Q(state="approached") & Q(settled_on__isnull=False),
                name="engagement_settled",
            ),
            models.UniqueConstraint(
                fields=["area"], condition=Q(state="chosen"), name="one_chosen_firm"
            ),
        ]


class Complaint(models.Model):
    """What residents say against the firm of their area, and how it was settled."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="complaints")
    on = models.DateField("日期")
    text = models.CharField("投诉内容", max_length=200)
    settled_on = models.DateField(null=True)
    result = models.CharField("处理结果", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on=None, result="") | Q(settled_on__isnull=False),
                name="complaint_settled",
            )
        ]
