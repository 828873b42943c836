"""What the aged get by their age, and who got it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from youju.care.rules.benefits import Rule
from youju.kernel.festivals import FESTIVALS


class Benefit(models.Model):
    """A rule: whoever lives at the unit or below and is so old on the day gets it, each year."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=40)
    least = models.PositiveSmallIntegerField("年龄")
    most = models.PositiveSmallIntegerField("到", null=True)
    festival = models.CharField(
        "节日", max_length=10, blank=True, choices=[(one, name) for one, (name, _x) in FESTIVALS.items()]
    )  # fmt: skip
    month_day = models.CharField("日期", max_length=5, blank=True)
    amount = models.DecimalField("金额", max_digits=9, decimal_places=2, null=True)
    goods = models.CharField("物品", max_length=60, blank=True)
    until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "id"], name="care_benefit_of_unit")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("care:benefit", args=[self.pk])

    @property
    def rule(self) -> Rule:
        """Who gets it and when."""
        return Rule(self.least, self.most, self.festival, self.month_day)


class Gift(models.Model):
    """That somebody got a benefit for a year."""

    PERSONAL: ClassVar[dict[str, str]] = {"by_label": "姓名"}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    benefit = models.ForeignKey(Benefit, on_delete=models.PROTECT, related_name="gifts")
    resident = models.ForeignKey("residents.Resident", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    on = models.DateField("日期")
    amount = models.DecimalField("金额", max_digits=9, decimal_places=2, null=True)
    goods = models.CharField("物品", max_length=60, blank=True)
    by_label = models.CharField(max_length=120)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "on"], name="care_gift_of_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["benefit", "year", "resident"],
                condition=Q(voided_at=None),
                name="care_one_gift_a_year",
            )
        ]
