"""Rates that come from elsewhere: from counts of a unit, and from the official survey."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from youju.surveys.models.survey import Survey
from youju.surveys.rules.counts import COUNTED
from youju.surveys.rules.form import RATES
from youju.surveys.rules.rates import counted_rate
from youju.ui.choices import spoken


class Counted(models.Model):
    """A rate told by counts: 1,530 households, of which 1,236 took part. Source: 清点."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        "指标", max_length=20, choices=[(code, one.name) for code, one in COUNTED.items()]
    )
    about = models.CharField("哪项活动", max_length=80)
    numerator = models.PositiveIntegerField("人数")
    denominator = models.PositiveIntegerField("应有人数")
    on = models.DateField("截至")
    source = models.CharField("怎么数的", max_length=120)
    removed = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by_label = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(denominator__gte=1) & Q(numerator__lte=models.F("denominator")),
                name="counted_within",
            )
        ]
        indexes = [models.Index(fields=["unit", "-on", "-id"], name="counted_unit")]

    def __str__(self) -> str:
        return f"{self.about}{COUNTED[self.kind].name}"

    @property
    def value(self) -> Decimal:
        """The rate in per cent."""
        return counted_rate(Decimal(self.numerator), Decimal(self.denominator))


class Official(models.Model):
    """What the official survey (市文明办、统计局) found, typed from its paper, to hold ours against."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="officials")
    rate = models.CharField("指标", max_length=20, choices=spoken(RATES))
    value = models.DecimalField("数值（%）", max_digits=4, decimal_places=1)
    on = models.DateField("公布日期")
    source = models.CharField("来源", max_length=120)
    made_at = models.DateTimeField()
    made_by_label = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "rate"], name="one_official_rate"),
            models.CheckConstraint(
                condition=Q(value__gte=0) & Q(value__lte=100), name="official_percent"
            ),
        ]
