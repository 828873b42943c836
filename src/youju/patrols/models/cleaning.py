"""Cleaning areas compared month by month, and shop-fronts with their duties."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.patrols.models.places import Team
from youju.patrols.rules.cleaning import Duties


class CleaningArea(models.Model):
    """An area with whoever keeps it clean, and to what standard."""

    PERSONAL: ClassVar[dict[str, str]] = {"cleaner": "姓名"}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("责任区", max_length=60)
    cleaner = models.CharField("保洁员", max_length=30, blank=True)
    company = models.CharField("保洁公司", max_length=60, blank=True)
    standard = models.CharField("标准", max_length=200, blank=True)
    shifts = models.CharField("班次", max_length=60, blank=True)
    since = models.DateField("起")
    until = models.DateField("止", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(until=None), name="one_cleaning_area"
            )
        ]

    def __str__(self) -> str:
        return self.name


class AreaCheck(models.Model):
    """One look at an area: its score, and the fault where there is one."""

    PERSONAL: ClassVar[dict[str, str]] = {"made_by_label": "姓名"}

    area = models.ForeignKey(CleaningArea, on_delete=models.PROTECT, related_name="checks")
    day = models.DateField("日期")
    score = models.DecimalField("得分", max_digits=5, decimal_places=1)
    fault = models.CharField("问题", max_length=200, blank=True)
    corrected_on = models.DateField("改正日期", null=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    made_by_label = models.CharField(max_length=120)
    case_id = models.BigIntegerField(null=True)
    case_number = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["area", "-day"], name="check_of_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(corrected_on=None) | ~Q(fault=""), name="only_faults_are_corrected"
            )
        ]


class AreaMonth(models.Model):
    """An area's month as it was settled: score, rank, reward or penalty."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    area = models.ForeignKey(CleaningArea, on_delete=models.PROTECT, related_name="months")
    month = models.DateField()
    score = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    checks = models.IntegerField()
    rank = models.IntegerField(null=True)
    reward = models.DecimalField("奖励", max_digits=9, decimal_places=2, default=0)
    penalty = models.DecimalField("扣罚", max_digits=9, decimal_places=2, default=0)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "month"], name="one_area_month")]


class Shop(models.Model):
    """A shop or house with its signed duties: 门前三包 or 四包."""

    class DutiesName(models.TextChoices):
        THREE = Duties.THREE, _("门前三包")
        FOUR = Duties.FOUR, _("门前四包")

    PERSONAL: ClassVar[dict[str, str]] = {"owner": "姓名"}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    street = models.CharField("路段", max_length=40)
    name = models.CharField("门店", max_length=60)
    owner = models.CharField("责任人", max_length=30, blank=True)
    duties = models.CharField("责任", max_length=10, choices=DutiesName.choices)
    signed_on = models.DateField("签订日期", null=True)
    made_on = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "street"], name="shop_of_street")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "street", "name"], condition=Q(until=None), name="one_shop"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ShopRound(models.Model):
    """One walk along a street: how many shops were looked at, how many failed."""

    PERSONAL: ClassVar[dict[str, str]] = {"made_by_label": "姓名"}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    street = models.CharField(max_length=40)
    day = models.DateField()
    looked_at = models.IntegerField()
    failed = models.IntegerField()
    made_by_label = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["unit", "-day"], name="round_of_unit")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "street", "day"], name="one_round_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.street}"


class ShopCheck(models.Model):
    """A shop that failed on a round; those in order are only counted."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    round = models.ForeignKey(ShopRound, on_delete=models.CASCADE, related_name="faults")
    shop = models.ForeignKey(Shop, on_delete=models.PROTECT, related_name="faults")
    fault = models.CharField("问题", max_length=200)
    corrected_on = models.DateField("改正日期", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "shop"], name="one_fault_a_round")]
