"""A series of activities, with its parts and the whole that was told."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from youju.activities.rules.series import TITLE
from youju.kernel.quantity import Quantity


class Series(models.Model):
    """Sessions that belong together over some time: 科普大学, 特色讲堂, a course of a 少年宫."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=30)
    title = models.CharField("名称", max_length=TITLE)
    about = models.CharField("说明", max_length=300, blank=True)
    start = models.DateField("开始")
    end = models.DateField("结束")
    whole = models.DecimalField("合计", max_digits=12, decimal_places=2, null=True)
    measure_word = models.CharField("单位", max_length=6)
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "-start", "-id"], name="series_of_unit")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "title", "start"], name="one_series"),
            models.CheckConstraint(condition=Q(end__gte=models.F("start")), name="series_order"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("activities:series", args=[self.pk])

    @property
    def told(self) -> Quantity | None:
        """The whole, as it was told."""
        return None if self.whole is None else Quantity(Decimal(self.whole), self.measure_word)


class SeriesPart(models.Model):
    """A part of a series by trade, hearer or speaker, and how much of the whole it is."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField()
    label = models.CharField("部分", max_length=40)
    told = models.DecimalField("其中", max_digits=12, decimal_places=2, null=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["series", "label"], name="one_series_part")]

    def __str__(self) -> str:
        return self.label
