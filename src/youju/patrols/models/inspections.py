"""Inspections from above: the date counted down to, the places to be seen, score and rank."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.patrols.models.places import Place
from youju.patrols.rules.visits import InspectionKind


class Inspection(models.Model):
    """An inspection or a yearly test, and what came of it."""

    class Kind(models.TextChoices):
        PROVINCE = InspectionKind.PROVINCE, _("省测")
        NATION = InspectionKind.NATION, _("国测")
        DYNAMIC = InspectionKind.DYNAMIC, _("动态考核")
        UNDERCOVER = InspectionKind.UNDERCOVER, _("暗访")
        INDEX = InspectionKind.INDEX, _("公共文明指数测评")
        MOCK = InspectionKind.MOCK, _("模拟测评")

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    name = models.CharField("名称", max_length=60)
    on = models.DateField("检查日期")
    note = models.CharField("安排", max_length=300, blank=True)
    places = models.ManyToManyField(Place, related_name="inspections")
    score = models.DecimalField("得分", max_digits=6, decimal_places=2, null=True)
    full = models.DecimalField("满分", max_digits=6, decimal_places=2, null=True)
    rank = models.PositiveIntegerField("名次", null=True)
    of = models.PositiveIntegerField("参评单位", null=True)
    result = models.CharField("结果", max_length=300, blank=True)
    settled_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "on"], name="inspection_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on__isnull=False) | Q(score=None, rank=None, result=""),
                name="inspection_settled",
            )
        ]

    def __str__(self) -> str:
        return self.name


class LostItem(models.Model):
    """An item that lost points."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="lost")
    item = models.CharField("指标", max_length=60)
    reason = models.CharField("失分原因", max_length=200)
    points = models.DecimalField("失分", max_digits=6, decimal_places=2, null=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    case_id = models.BigIntegerField(null=True)
    case_number = models.CharField(max_length=40, blank=True)
