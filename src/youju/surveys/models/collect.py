"""Sheets that clerks typed from paper, and results that the office showed the public."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from youju.surveys.models.plan import PlanCell
from youju.surveys.models.survey import Survey, Version
from youju.surveys.rules.release import Line, lines_from, said


class PaperSheet(models.Model):
    """One sheet of paper: its number, written on it, and what a second clerk made of it.

    `second` holds codes of options only: what people wrote in their own words is not typed twice.
    """

    PERSONAL: ClassVar[dict[str, str]] = {}

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="papers")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    cell = models.ForeignKey(PlanCell, on_delete=models.SET_NULL, null=True, related_name="+")
    audience = models.CharField(max_length=40)
    number = models.PositiveIntegerField("编号")
    sheet_id = models.UUIDField(unique=True)
    chosen = models.BooleanField("抽中复核", default=False)
    entered_by = models.ForeignKey(
        "organisations.Person", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    entered_by_label = models.CharField(max_length=120)
    entered_at = models.DateTimeField()
    second = models.JSONField(null=True)
    second_by_label = models.CharField(max_length=120, blank=True)
    second_at = models.DateTimeField(null=True)
    differs = models.JSONField(default=list)
    settled = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="one_paper_number"),
            models.CheckConstraint(
                condition=Q(second__isnull=True, second_at=None)
                | Q(second__isnull=False, second_at__isnull=False),
                name="paper_second_time",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether somebody has yet to say which typing holds."""
        return bool(self.differs) and not self.settled


class Release(models.Model):
    """What the public is shown of one question; it stays as it was on the day it was released."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="releases")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=40)
    audience_label = models.CharField(max_length=40)
    question = models.CharField(max_length=40)
    text = models.CharField("题目", max_length=200)
    n = models.PositiveIntegerField("作答份数")
    since = models.DateField("作答从")
    until = models.DateField("作答到")
    lines = models.JSONField()
    order = models.PositiveIntegerField()
    released_at = models.DateTimeField()
    released_by_label = models.CharField(max_length=120)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_label = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "audience", "question"],
                condition=Q(withdrawn_at=None),
                name="one_live_release",
            ),
            models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="release_days"),
        ]
        indexes = [models.Index(fields=["unit", "-released_at"], name="release_unit")]

    @property
    def shown(self) -> list[Line]:
        return lines_from(self.lines)

    @property
    def labels(self) -> list[str]:
        return [one.text for one in self.shown]

    @property
    def shares(self) -> list[float | None]:
        return [None if one.share is None else float(one.share) for one in self.shown]

    @property
    def said(self) -> str:
        return said(self.n, self.shown)
