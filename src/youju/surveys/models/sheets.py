"""What was answered, and the tallies that pages count with. Nothing says who answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from youju.surveys.models.plan import PlanCell
from youju.surveys.models.survey import Survey, Version
from youju.surveys.rules import states


class Sheet(models.Model):
    """One answer sheet. `id` is the key under which it was sent, so that none counts twice."""

    class Channel(models.TextChoices):
        QR = states.Channel.QR, _(states.CHANNEL_NAMES[states.Channel.QR])
        OPEN = states.Channel.OPEN, _(states.CHANNEL_NAMES[states.Channel.OPEN])
        PAPER = states.Channel.PAPER, _(states.CHANNEL_NAMES[states.Channel.PAPER])
        PHONE = states.Channel.PHONE, _(states.CHANNEL_NAMES[states.Channel.PHONE])
        INTERVIEW = states.Channel.INTERVIEW, _(states.CHANNEL_NAMES[states.Channel.INTERVIEW])

    PERSONAL: ClassVar[dict[str, str]] = {}

    pk = models.CompositePrimaryKey("root_id", "id")
    root_id = models.BigIntegerField()
    id = models.UUIDField()
    survey = models.ForeignKey(
        Survey, on_delete=models.PROTECT, related_name="sheets", db_index=False
    )
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+", db_index=False)
    audience = models.CharField(max_length=40)
    unit = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    cell = models.ForeignKey(PlanCell, on_delete=models.SET_NULL, null=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    done_at = models.DateTimeField()  # both times to the hour only
    received_at = models.DateTimeField()
    answers = models.JSONField(default=dict)  # codes of options, by code of question
    spoiled = models.BooleanField(default=False)
    spoiled_why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["survey", "unit"], name="sheet_survey_unit")]


class Remark(models.Model):
    """What somebody wrote in their own words, without numbers that say who it was."""

    PERSONAL: ClassVar[dict[str, str]] = {"text": "填写的文字"}

    pk = models.CompositePrimaryKey("root_id", "id")
    root_id = models.BigIntegerField()
    id = models.UUIDField()
    sheet_id = models.UUIDField()
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    audience = models.CharField(max_length=40)
    question = models.CharField(max_length=40)
    on = models.DateField()
    text = models.TextField()
    marked = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["survey", "question", "id"], name="remark_question"),
            models.Index(fields=["sheet_id"], name="remark_sheet"),
        ]


class Tally(models.Model):
    """How often an option was chosen at a unit by an audience; option "" counts who answered."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+", db_index=False)
    unit_id = models.BigIntegerField()
    audience = models.CharField(max_length=40)
    question = models.CharField(max_length=40)
    option = models.CharField(max_length=40)
    n = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "unit_id", "audience", "question", "option"],
                name="one_survey_tally",
            )
        ]


class DayTally(models.Model):
    """Sheets of a day at a unit and what they say for a rate; rate "" counts all valid sheets."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="+", db_index=False)
    unit_id = models.BigIntegerField()
    audience = models.CharField(max_length=40)
    rate = models.CharField(max_length=40, blank=True)
    day = models.DateField()
    n = models.IntegerField(default=0)
    score = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "unit_id", "audience", "rate", "day"], name="one_survey_day"
            )
        ]
        indexes = [models.Index(fields=["root_id", "rate", "day"], name="survey_day_rate")]
