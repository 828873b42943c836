"""Pairs of a volunteer with somebody who is cared for, and the visits."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.kernel.crypto import mask_name
from youju.organisations.queries import ProtectedField
from youju.volunteers.models.people import Volunteer
from youju.volunteers.models.teams import Team
from youju.volunteers.rules import pairs


class Pair(models.Model):
    """A volunteer looks after somebody: a person or a household of the register, or, of who is not
    registered, an encrypted name."""

    class Kind(models.TextChoices):
        ALONE = pairs.Cared.ALONE, _("空巢老人")
        LEFT_CHILD = pairs.Cared.LEFT_CHILD, _("留守儿童")
        DISABLED = pairs.Cared.DISABLED, _("残疾人")
        MIGRANT = pairs.Cared.MIGRANT, _("农民工")
        OLD = pairs.Cared.OLD, _("困难老人")
        POOR = pairs.Cared.POOR, _("困难家庭")

    PERSONAL: ClassVar[dict[str, str]] = {"person_name": "姓名", "kind": "困难类别"}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="pairs")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="pairs")
    kind = models.CharField("对象", max_length=12, choices=Kind.choices)
    resident = models.ForeignKey(
        "residents.Resident", on_delete=models.PROTECT, null=True, related_name="+"
    )
    household = models.ForeignKey(
        "residents.Household", on_delete=models.PROTECT, null=True, related_name="+"
    )
    person_name = ProtectedField("姓名", mask="name", blank=True)
    service = models.CharField("服务内容", max_length=100, blank=True)
    every_days = models.IntegerField("上门间隔（天）", null=True)
    since = models.DateField("结对")
    until = models.DateField("结束", null=True)
    last_on = models.DateField("最近上门", null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "until", "id"], name="pair_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(resident=None, household=None) & ~Q(person_name="")
                | Q(resident=None, household__isnull=False, person_name="")
                | Q(resident__isnull=False, household=None, person_name=""),
                name="pair_is_with_one",
            )
        ]

    @property
    def cared_for(self) -> str:
        """Who is looked after, masked: as the register names them, or by the name that is kept here."""
        if self.household:
            return f"{mask_name(str(self.household.head or ''))}户"
        return mask_name(self.resident.name) if self.resident else str(self.person_name)

    @property
    def due_on(self) -> date | None:
        """By when the next visit should be."""
        return pairs.next_due(self.since, self.last_on, self.every_days)


class PairVisit(models.Model):
    """A visit to the one who is cared for, with what was done."""

    class Help(models.TextChoices):
        TALK = pairs.Help.TALK, _("陪伴聊天")
        HAIR = pairs.Help.HAIR, _("上门理发")
        CLEANING = pairs.Help.CLEANING, _("打扫卫生")
        ERRANDS = pairs.Help.ERRANDS, _("代购代办")
        LESSONS = pairs.Help.LESSONS, _("辅导功课")
        HEALTH = pairs.Help.HEALTH, _("看病陪护")
        REPAIR = pairs.Help.REPAIR, _("小修小补")
        OTHER = pairs.Help.OTHER, _("其他")

    PERSONAL: ClassVar[dict[str, str]] = {}

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField("日期")
    help = models.CharField("做了什么", max_length=10, choices=Help.choices)
    note = models.CharField("情况", max_length=140, blank=True)

    class Meta:
        indexes = [models.Index(fields=["pair", "-on"], name="visit_of_pair")]
