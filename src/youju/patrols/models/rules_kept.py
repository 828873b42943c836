"""How often somebody must go somewhere, and the half-hour marks copied from the sheet on the wall."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.kernel.periods import WEEKDAYS as DAYS
from youju.patrols.models.places import Place, Team
from youju.patrols.rules.frequency import Each, Per, Who
from youju.ui.choices import spoken

WEEKDAYS = spoken(DAYS)


class Frequency(models.Model):
    """A rule as data: who × where × at least n times per period, from a day until it ends."""

    class PerName(models.TextChoices):
        HALF_HOUR = Per.HALF_HOUR, _("每半小时")
        DAY = Per.DAY, _("每日")
        WEEK = Per.WEEK, _("每周")
        MONTH = Per.MONTH, _("每月")
        QUARTER = Per.QUARTER, _("每季度")
        TERM = Per.TERM, _("每学期")

    class WhoName(models.TextChoices):
        ANYONE = Who.ANYONE, _("不限")
        POST = Who.POST, _("岗位")
        ROLE = Who.ROLE, _("角色")
        TEAM = Who.TEAM, _("队伍")
        UNIT = Who.UNIT, _("单位")

    class EachName(models.TextChoices):
        TOTAL = Each.TOTAL, _("合起来")
        PLACE = Each.PLACE, _("每个点位")
        UNIT = Each.UNIT, _("每个下级单位")

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    label = models.CharField("要求", max_length=60)
    who = models.CharField("谁", max_length=10, choices=WhoName.choices)
    post = models.CharField(max_length=40, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    by_unit = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=30, blank=True)
    purpose = models.CharField(max_length=20, blank=True)
    each = models.CharField(max_length=10, choices=EachName.choices, default=Each.TOTAL)
    times = models.PositiveSmallIntegerField("次数", default=1)
    per = models.CharField("周期", max_length=10, choices=PerName.choices)
    weekday = models.PositiveSmallIntegerField(null=True, choices=WEEKDAYS)
    hour_from = models.TimeField(null=True)
    hour_to = models.TimeField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(per="half_hour") | Q(hour_from__isnull=False, hour_to__isnull=False),
                name="half_hours_have_hours",
            )
        ]

    def __str__(self) -> str:
        return self.label


class Mark(models.Model):
    """The half hours marked on the sheet of one day: typed in once, not each half hour."""

    PERSONAL: ClassVar[dict[str, str]] = {"made_by_label": "姓名"}

    rule = models.ForeignKey(Frequency, on_delete=models.PROTECT, related_name="marks")
    day = models.DateField()
    slots = models.JSONField(default=list)
    fault = models.CharField("问题", max_length=200, blank=True)
    made_by_label = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "day"], name="one_sheet_a_day")]
