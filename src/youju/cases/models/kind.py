"""The tree of kinds, and what units change of it: limits, hours, routes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from youju.cases.rules.kinds import LIMIT_UNITS, PHOTO_LABELS, is_hazard
from youju.cases.rules.states import SEVERITY_LABELS
from youju.ui.choices import spoken

SHIPPED = 0  # the root id of kinds that every root has unless it has its own of that code


class Kind(models.Model):
    """A kind of problem. A root's own takes the place of the shipped one of the same code."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField(default=SHIPPED)
    code = models.CharField("代码", max_length=40)
    name = models.CharField("名称", max_length=40)
    pinyin = models.CharField(max_length=200)
    parent_code = models.CharField(max_length=40, blank=True)
    is_thing = models.BooleanField("部件", default=False)
    unit_kind = models.CharField("责任单位类别", max_length=20, blank=True)
    unit_word = models.CharField("责任单位", max_length=30, blank=True)
    limit = models.IntegerField("整改时限", default=8)
    limit_unit = models.CharField(max_length=12, choices=spoken(LIMIT_UNITS))
    severity = models.SmallIntegerField("严重程度", choices=spoken(SEVERITY_LABELS), default=1)
    photos = models.CharField(
        "照片",
        max_length=8,
        choices=spoken(PHOTO_LABELS),
        default="both",
    )
    counter = models.CharField("计量单位", max_length=10, default="处")
    words = models.JSONField(default=list)
    closed = models.BooleanField("停用", default=False)
    place = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "root_id"], name="one_kind")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_hazard(self) -> bool:
        """Whether such a problem is a danger (M106): the sample's 公共安全, or named so."""
        return is_hazard(self.code, self.parent_code, self.name, self.words)


class KindLimit(models.Model):
    """The time to put a kind right at a unit and below it; the nearest above a case counts."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind_code = models.CharField(max_length=40)
    limit = models.IntegerField()
    limit_unit = models.CharField(max_length=12, choices=spoken(LIMIT_UNITS))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "kind_code"], name="one_kind_limit")]


class WorkHours(models.Model):
    """When a unit and those below it work; the nearest above the responsible unit counts."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.OneToOneField("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    week = models.JSONField(default=list)  # seven lists of "8:30-12:00"
    days_off = models.JSONField(default=list)
    days_on = models.JSONField(default=list)
    holidays = models.BooleanField("按法定节假日休息", default=True)


class RouteRule(models.Model):
    """Who answers for a kind of problem at a place: read by `rules.routing`, and told as the reason."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind_code = models.CharField(max_length=40, blank=True)
    place_word = models.CharField(max_length=30, blank=True)
    owner_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=100, blank=True)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("root_id", "closed_at", name="route_of_root")]
