"""Visits to households, and the rounds before festivals."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.care.rules import visits as rules
from youju.organisations.queries import ProtectedField


class Round(models.Model):
    """That a unit visits its households in need from a day to a day: before a festival, in the cold."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=40)
    need = models.CharField("对象", max_length=20, blank=True)  # a kind of need; "" for every one
    since = models.DateField("起")
    until = models.DateField("止")

    class Meta:
        indexes = [models.Index(fields=["unit", "-until", "-id"], name="care_round_of_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="care_round_order")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("care:round", args=[self.pk])


class Visit(models.Model):
    """That a household was visited on a day, and what was brought."""

    class By(models.TextChoices):
        COMMUNITY = rules.By.COMMUNITY, _("社区干部")
        LEADER = rules.By.LEADER, _("领导")
        UNIT = rules.By.UNIT, _("单位")
        VOLUNTEER = rules.By.VOLUNTEER, _("志愿者")

    PERSONAL: ClassVar[dict[str, str]] = {
        "visitors": "走访人姓名", "note": "家里的情况", "by_label": "姓名"
    }  # fmt: skip
    PROTECTED: ClassVar[tuple[str, ...]] = ("note",)

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey("residents.Household", on_delete=models.PROTECT, related_name="+")
    resident = models.ForeignKey(
        "residents.Resident", on_delete=models.PROTECT, null=True, related_name="+"
    )
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, related_name="visits")
    on = models.DateField("日期")
    kind = models.CharField("谁去的", max_length=10, choices=By.choices, default=By.COMMUNITY)
    visitors = models.CharField("走访人", max_length=120)
    goods = models.CharField("物资", max_length=120, blank=True)
    worth = models.DecimalField("物资折款", max_digits=9, decimal_places=2, null=True)
    money = models.DecimalField("慰问金", max_digits=9, decimal_places=2, null=True)
    note = ProtectedField("家里的情况", mask="all", blank=True)
    by_label = models.CharField(max_length=120)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-on", "-id"], name="care_visit_of_unit"),
            models.Index(fields=["household", "-on"], name="care_visit_of_household"),
        ]

    def __str__(self) -> str:
        return f"走访 {self.pk} 号"

    def get_absolute_url(self) -> str:
        return reverse("care:visit", args=[self.pk])

    @property
    def cheers(self) -> bool:
        """Whether something was brought."""
        return rules.cheers(self.money, self.goods, self.worth)
