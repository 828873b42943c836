"""Duty rosters: shifts by day, swaps, and the calls that came in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.patrols.rules.rosters import SwapState


class Roster(models.Model):
    """A duty that somebody stands by for, day by day: 24小时待命. The phone is the office's."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("值守名称", max_length=40)
    hours = models.CharField("值守时段", max_length=40)
    phone = models.CharField("值班电话", max_length=30, blank=True)
    since = models.DateField("起")
    until = models.DateField("止", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(until=None), name="one_roster"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Shift(models.Model):
    """Who stands by on a day."""

    PERSONAL: ClassVar[dict[str, str]] = {"name": "姓名"}

    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="shifts")
    day = models.DateField()
    member = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, null=True, related_name="+"
    )
    name = models.CharField("值守人", max_length=30)

    asked_by: str | None  # told by `queries.duty_due`

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roster", "day"], name="one_shift_a_day")]
        indexes = [models.Index(fields=["day", "member"], name="shift_of_member")]


class Swap(models.Model):
    """Somebody asks another to take over a shift."""

    class State(models.TextChoices):
        ASKED = SwapState.ASKED, _("等待答复")
        AGREED = SwapState.AGREED, _("已换")
        REFUSED = SwapState.REFUSED, _("不同意")

    PERSONAL: ClassVar[dict[str, str]] = {"from_name": "姓名"}

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="swaps")
    from_name = models.CharField(max_length=30)
    to = models.ForeignKey("organisations.Membership", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("原因", max_length=100, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=SwapState.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shift"], condition=Q(state="asked"), name="one_open_swap"
            )
        ]


class Call(models.Model):
    """A call to the one on duty, and how long the answer took."""

    PERSONAL: ClassVar[dict[str, str]] = {"answered_by": "姓名"}

    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="calls")
    called_at = models.DateTimeField("来电时间")
    answered_at = models.DateTimeField("到场时间", null=True)
    matter = models.CharField("事由", max_length=200)
    result = models.CharField("处理", max_length=200, blank=True)
    answered_by = models.CharField("值守人", max_length=30, blank=True)

    class Meta:
        indexes = [models.Index(fields=["roster", "-called_at"], name="call_of_roster")]
