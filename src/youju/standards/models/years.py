"""Targets of the public civility index, and events of the negative list."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.standards.rules.years import bars_from, bars_until


class IndexTarget(models.Model):
    """How far in front a unit wants to be in a year's test: 保持前 3 名、在提名县前列."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.IntegerField("年份")
    rank = models.PositiveIntegerField("不低于第几名")
    before = models.CharField("走在谁前面", max_length=60, blank=True)
    set_by_label = models.CharField(max_length=120)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_index_target"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="index_target_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.year}年不低于第{self.rank}名"


class NegativeEvent(models.Model):
    """Something of the negative list that happened. While it bars, the unit cannot pass."""

    class State(models.TextChoices):
        LIVE = "live", _("在册")
        WITHDRAWN = "withdrawn", _("已撤下")

    PERSONAL: ClassVar[dict[str, str]] = {
        "title": "记录中的姓名",
        "basis": "记录中的姓名",
        "reason": "记录中的姓名",
    }

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")
    group = models.CharField("类别", max_length=20)
    code = models.CharField("清单编号", max_length=40, blank=True)
    title = models.CharField("事件", max_length=200)
    basis = models.CharField("依据", max_length=200)
    bars = models.BooleanField("一票否决", default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.LIVE)
    reason = models.CharField("撤下原因", max_length=200, blank=True)
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["root_id", "-on", "-id"], name="negative_of_root")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="live", reason="") | (Q(state="withdrawn") & ~Q(reason="")),
                name="negative_withdrawn_why",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def until(self) -> date:
        """The first day on which it no longer bars."""
        return bars_until(self.on)

    def barring(self, day: date) -> bool:
        """Return whether it bars its unit on the day."""
        live = self.state == self.State.LIVE and self.bars
        return live and bars_from(day) < self.on <= day
