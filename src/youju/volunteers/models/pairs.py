"""Pairs of a volunteer with somebody who is cared for, and the visits."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from youju.organisations.queries import ProtectedField
from youju.volunteers.models.people import Volunteer
from youju.volunteers.models.teams import Team
from youju.volunteers.rules import pairs


class Pair(models.Model):
    """A volunteer looks after somebody. The person is kept as an encrypted name, kind and unit."""

    class Kind(models.TextChoices):
        ALONE = pairs.Cared.ALONE, "空巢老人"
        LEFT_CHILD = pairs.Cared.LEFT_CHILD, "留守儿童"
        DISABLED = pairs.Cared.DISABLED, "残疾人"
        MIGRANT = pairs.Cared.MIGRANT, "农民工"
        OLD = pairs.Cared.OLD, "困难老人"
        POOR = pairs.Cared.POOR, "困难家庭"

    PERSONAL: ClassVar[dict[str, str]] = {"person_name": "姓名", "kind": "困难类别"}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="pairs")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="pairs")
    kind = models.CharField("对象", max_length=12, choices=Kind.choices)
    person_name = ProtectedField("姓名", mask="name")
    service = models.CharField("服务内容", max_length=100, blank=True)
    every_days = models.IntegerField("上门间隔（天）", null=True)
    since = models.DateField("结对")
    until = models.DateField("结束", null=True)
    last_on = models.DateField("最近上门", null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "until", "id"], name="pair_of_unit")]

    @property
    def due_on(self) -> date | None:
        """By when the next visit should be."""
        return pairs.next_due(self.since, self.last_on, self.every_days)


class PairVisit(models.Model):
    """A visit to the one who is cared for, with what was done."""

    class Help(models.TextChoices):
        TALK = pairs.Help.TALK, "陪伴聊天"
        HAIR = pairs.Help.HAIR, "上门理发"
        CLEANING = pairs.Help.CLEANING, "打扫卫生"
        ERRANDS = pairs.Help.ERRANDS, "代购代办"
        LESSONS = pairs.Help.LESSONS, "辅导功课"
        HEALTH = pairs.Help.HEALTH, "看病陪护"
        REPAIR = pairs.Help.REPAIR, "小修小补"
        OTHER = pairs.Help.OTHER, "其他"

    PERSONAL: ClassVar[dict[str, str]] = {}

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField("日期")
    help = models.CharField("做了什么", max_length=10, choices=Help.choices)
    note = models.CharField("情况", max_length=140, blank=True)

    class Meta:
        indexes = [models.Index(fields=["pair", "-on"], name="visit_of_pair")]
