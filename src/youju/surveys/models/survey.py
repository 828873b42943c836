"""Surveys, and the numbered versions of what they ask."""

from __future__ import annotations

import secrets
from functools import cached_property
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.surveys.rules import states
from youju.surveys.rules.form import Form, from_data


def new_slug() -> str:
    """Return what stands in a public address: 60 random bits, nothing that can be counted through."""
    return secrets.token_hex(8)[:15]


class Survey(models.Model):
    """One 问卷调查 of a unit: from design over asking to its rates."""

    class State(models.TextChoices):
        DRAFT = states.State.DRAFT, _(states.NAMES[states.State.DRAFT])
        OPEN = states.State.OPEN, _(states.NAMES[states.State.OPEN])
        CLOSED = states.State.CLOSED, _(states.NAMES[states.State.CLOSED])

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField("标题", max_length=80)
    purpose = models.TextField("目的", blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    since = models.DateField("开始日期", null=True)
    until = models.DateField("结束日期", null=True)
    closed_on = models.DateField(null=True)
    by_token = models.BooleanField("凭答卷码作答", default=False)
    weighted = models.BooleanField("按人口加权", default=True)
    people = models.JSONField(
        "加权用的人口数", default=dict
    )  # by id of the unit; kept when it is counted
    count_open = models.BooleanField("公开链接计入比率", default=False)
    recheck = models.PositiveSmallIntegerField("双录复核比例（%）", default=10)
    least = models.PositiveSmallIntegerField("最小展示份数", default=5)
    slug = models.CharField(max_length=20, unique=True, default=new_slug)
    made_at = models.DateTimeField()
    made_by_label = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="survey_days",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on=None)),
                name="survey_closed_on",
            ),
            models.CheckConstraint(condition=Q(recheck__lte=100), name="survey_recheck"),
            models.CheckConstraint(
                condition=Q(least__in=states.LEAST_CELLS), name="survey_least_cell"
            ),
        ]
        indexes = [models.Index(fields=["unit", "-made_at", "-id"], name="survey_unit")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("surveys:survey", args=[self.pk])

    @property
    def at(self) -> states.State:
        return states.State(self.state)

    @property
    def pill(self) -> str:
        """Amber while answers come in, green once its rates stand."""
        return {"open": "due", "closed": "ok"}.get(self.state, "")


class Version(models.Model):
    """What a survey asks. Frozen with its first answer; a change after that is a new version."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    form = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by_label = models.CharField(max_length=120)
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="one_survey_version")
        ]

    def __str__(self) -> str:
        return f"{self.survey.title}（第{self.number}版）"

    @cached_property
    def content(self) -> Form:
        """What it asks, as data."""
        return from_data(self.form)

    @property
    def frozen(self) -> bool:
        return self.frozen_at is not None
