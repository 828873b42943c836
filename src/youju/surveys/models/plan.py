"""Whom to ask: the sample plan, what was handed out, and the codes that let each answer once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from youju.surveys.models.survey import Survey
from youju.surveys.rules.plan import Criteria


class Plan(models.Model):
    """How many are asked where: 18 小区 × 25 = 450. Drawn by a seed, so that it can be drawn again."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="plan")
    seed = models.CharField("抽样种子", max_length=40)
    age_from = models.PositiveSmallIntegerField("年龄从", default=18)
    age_to = models.PositiveSmallIntegerField("年龄到", default=65)
    months = models.PositiveSmallIntegerField("居住满（月）", default=6)
    made_at = models.DateTimeField()
    made_by_label = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(age_to__gte=models.F("age_from")), name="plan_ages")
        ]

    @property
    def criteria(self) -> Criteria:
        return Criteria(self.age_from, self.age_to, self.months)


class PlanCell(models.Model):
    """One community of a plan, or one place in it (小区), and how many are asked there."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="cells")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    place = models.CharField("小区", max_length=40, blank=True)
    audience = models.CharField("对象", max_length=40, default="residents")
    target = models.PositiveIntegerField("目标份数")
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "unit", "place", "audience"], name="one_plan_cell"
            ),
            models.CheckConstraint(condition=Q(target__gte=1), name="plan_cell_target"),
        ]

    def __str__(self) -> str:
        return f"{self.unit.short_name} {self.place}".strip()


class Issue(models.Model):
    """Questionnaires handed out at a unit: on paper, or as codes."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="issues")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=40)
    number = models.PositiveIntegerField("份数")
    on = models.DateField("发放日期")
    codes = models.BooleanField("答卷码", default=False)
    made_at = models.DateTimeField()
    made_by_label = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="survey_issue_number")
        ]


class Token(models.Model):
    """One code that lets somebody answer once. Only its keyed digest is kept.

    No time of use and no way to the sheet: nobody can find out who said what.
    """

    PERSONAL: ClassVar[dict[str, str]] = {}

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="tokens")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    used = models.BooleanField(default=False)
