"""What is asked of a unit: so many sessions, or so many hours, of a kind within a period."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.activities.rules.norms import LABEL, Per


class Norm(models.Model):
    """市民课堂每月一次, 集中学习每半年五次, 每年四十课时; of the unit itself or of each right below."""

    class PerName(models.TextChoices):
        WEEK = Per.WEEK, _("每周")
        MONTH = Per.MONTH, _("每月")
        QUARTER = Per.QUARTER, _("每季度")
        HALF = Per.HALF, _("每半年")
        TERM = Per.TERM, _("每学期")
        YEAR = Per.YEAR, _("每年")

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=30)
    label = models.CharField("要求", max_length=LABEL)
    basis = models.CharField("依据", max_length=LABEL, blank=True)
    per = models.CharField("周期", max_length=10, choices=PerName.choices)
    times = models.PositiveSmallIntegerField("次数", null=True)
    hours = models.PositiveSmallIntegerField("课时", null=True)
    each = models.BooleanField("每个下级单位", default=False)
    since = models.DateField("起")
    until = models.DateField("止", null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "since"], name="norm_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(times__isnull=False) | Q(hours__isnull=False), name="norm_asks"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="norm_order"
            ),
        ]

    def __str__(self) -> str:
        return self.label
