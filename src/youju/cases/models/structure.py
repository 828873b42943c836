"""Illegal structures of households, and the talks before they are removed (M034)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from youju.cases.models.case import Case
from youju.organisations.queries import ProtectedField


class Structure(models.Model):
    """A shed, tank or wall that a household built: from survey to removal, and the watch after."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "household": "姓名",
        "address": "住址",
        "title": "住址",
        "removed_note": "记录中的姓名",
    }

    class Kind(models.TextChoices):
        RAIN_SHED = "rain_shed", _("雨棚")
        BIKE_SHED = "bike_shed", _("车棚")
        TANK = "tank", _("水池")
        WALL = "wall", _("院墙搭建")
        ROOM = "room", _("违章房屋")
        GARDEN = "garden", _("菜园菜地")
        POULTRY = "poultry", _("养殖圈舍")
        OTHER = "other", _("其他搭建")

    class Step(models.TextChoices):
        SURVEYED = "surveyed", _("摸底")
        REGISTERED = "registered", _("登记")
        TALKS = "talks", _("思想工作")
        COORDINATION = "coordination", _("协调")
        REMOVED = "removed", _("拆除")
        WATCHED = "watched", _("防反弹")

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="structures")
    kind = models.CharField("类别", max_length=12, choices=Kind.choices)
    step = models.CharField(max_length=12, choices=Step.choices, default=Step.SURVEYED)
    title = models.CharField("位置", max_length=80)
    household = ProtectedField(blank=True, default="", mask="name")
    address = ProtectedField(blank=True, default="", mask="all")
    house_key = models.CharField(max_length=64, blank=True)  # tells households apart, says nothing
    count = models.IntegerField("处数", default=1)
    size = models.CharField("大小", max_length=40, blank=True)
    stubborn = models.BooleanField("钉子户", default=False)
    stubborn_since = models.DateField(null=True)
    agreed_on = models.DateField(null=True)  # when a household marked so was marked so no more
    surveyed_on = models.DateField("摸底日期")
    registered_on = models.DateField("登记日期", null=True)
    removed_on = models.DateField("拆除日期", null=True)
    removed_note = models.CharField(max_length=200, blank=True)
    partners = models.CharField("参加单位", max_length=200, blank=True)
    watched_on = models.DateField("最近回看", null=True)
    rebuilt_on = models.DateField("反弹日期", null=True)  # the last time it was found built again
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index("unit", "step", name="structure_step"),
            models.Index("unit", "house_key", name="structure_house"),
        ]

    def __str__(self) -> str:
        return self.title


class Talk(models.Model):
    """A talk with the household, or a meeting about it."""

    PERSONAL: ClassVar[dict[str, str]] = {"people": "姓名", "said": "记录中的姓名"}

    structure = models.ForeignKey(Structure, on_delete=models.PROTECT, related_name="talks")
    on = models.DateField("日期")
    meeting = models.BooleanField("协调会", default=False)
    people = models.CharField("参加人", max_length=100, blank=True)
    said = models.CharField("情况", max_length=500)
    agreed = models.BooleanField("同意拆除", default=False)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-id"]
