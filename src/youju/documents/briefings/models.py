"""Briefings held in a quarter, whom they reached, and the comments made there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.documents.briefings import rules
from youju.kernel.periods import Grain, Period, around


class Briefing(models.Model):
    """The briefing of one quarter; the words are its report's. Held from `held_on` on."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    class WayName(models.TextChoices):
        MEETING = rules.Way.MEETING, _("通报会")
        SENT = rules.Way.SENT, _("书面送达")

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField()
    report = models.ForeignKey(
        "documents.Report", on_delete=models.PROTECT, null=True, related_name="+"
    )
    held_on = models.DateField("通报日期", null=True)
    way = models.CharField("方式", max_length=10, choices=WayName.choices, blank=True)
    place = models.CharField("地点", max_length=60, blank=True)
    deputies = models.IntegerField("人大代表", default=0)
    members = models.IntegerField("政协委员", default=0)
    citizens = models.IntegerField("市民代表", default=0)
    made_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "start"], name="one_briefing"),
            models.CheckConstraint(
                condition=Q(held_on=None, way="", deputies=0, members=0, citizens=0)
                | Q(held_on__isnull=False) & ~Q(way=""),
                name="briefing_held",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit.short_name}{self.period.label}通报"

    def get_absolute_url(self) -> str:
        return reverse("documents:briefing", args=[self.pk])

    @property
    def period(self) -> Period:
        return around(self.start, Grain.QUARTER)

    @property
    def people(self) -> int:
        return self.deputies + self.members + self.citizens


class Comment(models.Model):
    """What somebody of the audience said: their kind, never their name."""

    PERSONAL: ClassVar[dict[str, str]] = {"text": "文中的姓名"}

    class From(models.TextChoices):
        DEPUTIES = rules.Audience.DEPUTIES, _("人大代表")
        MEMBERS = rules.Audience.MEMBERS, _("政协委员")
        CITIZENS = rules.Audience.CITIZENS, _("市民代表")

    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="comments")
    kind = models.CharField("来自", max_length=10, choices=From.choices)
    text = models.CharField("意见", max_length=500)
    made_on = models.DateField()
    answer = models.CharField("答复", max_length=500, blank=True)
    answered_on = models.DateField(null=True)
    outcome = models.CharField("办理结果", max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None)
                | ~Q(answer="") & Q(answered_on__isnull=False),
                name="comment_answered",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
