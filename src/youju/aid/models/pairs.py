"""A unit paired with a household: what it pays each year, what was paid, who was visited."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.aid.models.withdrawing import Withdrawable
from youju.aid.rules import paying as rules
from youju.organisations.queries import ProtectedField


class Pairing(models.Model):
    """A helping unit and one household, from a day to a day."""

    class LevelName(models.TextChoices):
        PROVINCE = rules.Level.PROVINCE, _("省级文明单位")
        CITY = rules.Level.CITY, _("市级文明单位")
        COUNTY = rules.Level.COUNTY, _("县级文明单位")
        OTHER = rules.Level.OTHER, _("其他单位")

    PERSONAL: ClassVar[dict[str, str]] = {"household": "受帮扶的住户"}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    helper = models.CharField("帮扶单位", max_length=60)
    level = models.CharField("单位称号", max_length=10, choices=LevelName.choices)
    household = models.ForeignKey(
        "residents.Household", on_delete=models.PROTECT, related_name="pairings"
    )
    yearly = models.DecimalField("每年金额（元）", max_digits=10, decimal_places=2)
    since = models.DateField("结对")
    until = models.DateField("结束", null=True)
    reminded = models.PositiveSmallIntegerField("已提醒的年度", default=0)

    class Meta:
        indexes = [models.Index(fields=["unit", "until", "id"], name="aid_pairing_of_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(until=None), name="aid_one_helper"
            ),
            models.CheckConstraint(condition=Q(yearly__gt=0), name="aid_yearly_above_nought"),
        ]

    def __str__(self) -> str:
        return f"{self.helper}结对"

    def get_absolute_url(self) -> str:
        return reverse("aid:pairing", args=[self.pk])

    def plans_by_year(self) -> dict[int, Decimal]:
        """Return the amounts of years that differ."""
        return {one.year: one.amount for one in self.plans.all()}

    def due_in(self, year: int) -> Decimal:
        """Return what is due in a year."""
        return rules.due_in(year, self.yearly, self.plans_by_year(), self.since, self.until)

    def paid_in(self, year: int) -> Decimal:
        """Return what was paid for a year."""
        rows = [one.amount for one in self.payments.all() if one.year == year and one.counts]
        return sum(rows, Decimal(0))


class YearPlan(models.Model):
    """What is due in one year, where it is not the yearly amount."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="plans")
    year = models.PositiveSmallIntegerField("年度")
    amount = models.DecimalField("金额（元）", max_digits=10, decimal_places=2)
    why = models.CharField("原因", max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pairing", "year"], name="aid_one_plan_a_year")
        ]


class Payment(models.Model):
    """Money that was paid for a year; withdrawn it counts no more, and stays."""

    PERSONAL: ClassVar[dict[str, str]] = {"by_label": "姓名"}

    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="payments")
    year = models.PositiveSmallIntegerField("年度")
    on = models.DateField("付款日期")
    amount = models.DecimalField("金额（元）", max_digits=10, decimal_places=2)
    paper = models.CharField("凭证号", max_length=40, blank=True)
    again = models.CharField("再付的原因", max_length=100, blank=True)
    by_label = models.CharField(max_length=120)
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.CharField("撤回的原因", max_length=100, blank=True)

    class Meta:
        indexes = [models.Index(fields=["pairing", "year"], name="aid_payment_of_year")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="aid_paid_above_nought"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_why="")
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_why=""),
                name="aid_payment_withdrawn",
            ),
        ]

    @property
    def counts(self) -> bool:
        """Whether it was not taken back."""
        return self.withdrawn_on is None


class Visit(Withdrawable):
    """A visit of the helping unit to its household."""

    PERSONAL: ClassVar[dict[str, str]] = {"visitor": "姓名", "note": "情况", "by_label": "姓名"}

    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField("日期")
    visitor = models.CharField("走访人", max_length=40, blank=True)
    goods = models.CharField("带去的物资", max_length=100, blank=True)
    note = ProtectedField("情况", mask="all", blank=True)
    by_label = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["pairing", "-on"], name="aid_visit_of_pairing")]
