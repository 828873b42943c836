"""Plans: what is wanted over a time, and the tasks that bring it about."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.work.rules.tasks import PlanKind


class Plan(models.Model):
    """A three-year plan, yearly scheme, evaluation scheme or key-rectification list of a unit."""

    class Kind(models.TextChoices):
        THREE_YEARS = PlanKind.THREE_YEARS, _("三年创建规划")
        YEAR = PlanKind.YEAR, _("年度实施方案")
        EVALUATION = PlanKind.EVALUATION, _("测评方案")
        RECTIFICATION = PlanKind.RECTIFICATION, _("重点整治清单")

    class State(models.TextChoices):
        OPEN = "open", _("执行中")
        CLOSED = "closed", _("已结束")

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=16, choices=Kind.choices)
    title = models.CharField("名称", max_length=80)
    goals = models.TextField("目标和要求")
    start = models.DateField("开始")
    end = models.DateField("结束")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    closing_note = models.CharField("结束说明", max_length=500, blank=True)
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "-start", "-id"], name="plan_of_unit")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "title"], name="one_plan_title"),
            models.CheckConstraint(condition=Q(end__gte=models.F("start")), name="plan_order"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("work:plan", args=[self.pk])
