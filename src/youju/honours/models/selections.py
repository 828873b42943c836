"""Selections, and the trail of every record of the room."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.honours.rules import kinds, stages
from youju.honours.rules.kinds import Category, Level, SelectionKind
from youju.honours.rules.stages import STAGES, Stage
from youju.honours.rules.texts import NOTE, PAPER, TITLE
from youju.honours.shipped import selection_kinds


def new_slug() -> str:
    return secrets.token_hex(6)


class Selection(models.Model):
    """One selection: its kind with categories and seats as they were when it began, and how far it is."""

    class StageName(models.TextChoices):
        NOMINATE = Stage.NOMINATE, _(STAGES[Stage.NOMINATE])
        REVIEW = Stage.REVIEW, _(STAGES[Stage.REVIEW])
        NOTICE = Stage.NOTICE, _(STAGES[Stage.NOTICE])
        VOTE = Stage.VOTE, _(STAGES[Stage.VOTE])
        JURY = Stage.JURY, _(STAGES[Stage.JURY])
        AWARD = Stage.AWARD, _(STAGES[Stage.AWARD])
        DONE = Stage.DONE, _(STAGES[Stage.DONE])
        CANCELLED = Stage.CANCELLED, _(STAGES[Stage.CANCELLED])

    class LevelName(models.TextChoices):
        COMMUNITY = Level.COMMUNITY, _(kinds.LEVELS[Level.COMMUNITY])
        STREET = Level.STREET, _(kinds.LEVELS[Level.STREET])
        COUNTY = Level.COUNTY, _(kinds.LEVELS[Level.COUNTY])
        CITY = Level.CITY, _(kinds.LEVELS[Level.CITY])
        PROVINCE = Level.PROVINCE, _(kinds.LEVELS[Level.PROVINCE])
        NATION = Level.NATION, _(kinds.LEVELS[Level.NATION])

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=30)
    title = models.CharField("名称", max_length=TITLE)
    level = models.CharField("级别", max_length=10, choices=LevelName.choices)
    categories = models.JSONField("类别和名额")
    open_to_public = models.BooleanField("群众可以推荐", default=False)
    slug = models.CharField(max_length=12, unique=True, default=new_slug)
    stage = models.CharField(max_length=10, choices=StageName.choices, default=Stage.NOMINATE.value)
    started_on = models.DateField("开始")
    nominate_until = models.DateField("推荐截止")
    notice_from = models.DateField(null=True)
    notice_until = models.DateField(null=True)
    vote_from = models.DateField(null=True)
    vote_until = models.DateField(null=True)
    ballots = models.IntegerField("有效票", null=True)
    award_on = models.DateField("表彰日期", null=True)
    award_paper = models.CharField("表彰文号", max_length=PAPER, blank=True)
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-started_on", "-id"], name="selection_of_unit"),
            models.Index(fields=["stage", "unit"], name="selection_at_stage"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["unit", "title"], name="one_selection_title"),
            models.CheckConstraint(
                condition=Q(nominate_until__gte=models.F("started_on")), name="selection_order"
            ),
            models.CheckConstraint(
                condition=Q(notice_from=None, notice_until=None)
                | Q(notice_from__isnull=False, notice_until__gte=models.F("notice_from")),
                name="selection_notice",
            ),
            models.CheckConstraint(
                condition=Q(vote_from=None, vote_until=None)
                | Q(vote_from__isnull=False, vote_until__gte=models.F("vote_from")),
                name="selection_vote",
            ),
            models.CheckConstraint(
                condition=~Q(stage="done") | Q(award_on__isnull=False) & ~Q(award_paper=""),
                name="selection_awarded",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("honours:selection", args=[self.pk])

    @property
    def at(self) -> Stage:
        """The stage as the rules know it."""
        return Stage(self.stage)

    @property
    def of_kind(self) -> SelectionKind:
        """Its kind, as shipped."""
        return selection_kinds()[self.kind]

    @property
    def types(self) -> list[Category]:
        """The categories with their seats, as they were when it began."""
        return [Category(**one) for one in self.categories]

    @property
    def labels(self) -> dict[str, str]:
        return {one.code: one.label for one in self.types}

    @property
    def titles(self) -> dict[str, str]:
        """The title of each category that has one of its own."""
        return {one.code: one.title for one in self.types if one.title}

    @property
    def seats(self) -> dict[str, int]:
        return {one.code: one.seats for one in self.types}

    @property
    def way(self) -> list[Stage]:
        """The stages it goes through."""
        return stages.stages_of(self.of_kind.stages)

    @property
    def next(self) -> Stage | None:
        """The stage that follows; None after the end."""
        return stages.next_stage(self.of_kind.stages, self.at)

    @property
    def pill(self) -> str:
        return {Stage.DONE: "ok", Stage.CANCELLED: "", Stage.NOTICE: "due", Stage.VOTE: "due"}.get(
            self.at, ""
        )

    def ends_on(self) -> date | None:
        """The last day of the stage under way, where it has one."""
        days: dict[Stage, Any] = {
            Stage.NOMINATE: self.nominate_until,
            Stage.NOTICE: self.notice_until,
            Stage.VOTE: self.vote_until,
        }
        found: date | None = days.get(self.at)
        return found


class Event(models.Model):
    """One line of the trail of a selection, a nomination or a title."""

    PERSONAL: ClassVar[dict[str, str]] = {"by_label": "姓名", "note": "记录中的姓名"}

    about = models.CharField(max_length=12)
    about_id = models.BigIntegerField()
    what = models.CharField(max_length=40)
    note = models.CharField(max_length=NOTE, blank=True)
    by_label = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["about", "about_id", "-at", "-id"], name="honours_trail")]

    def __str__(self) -> str:
        return self.what
