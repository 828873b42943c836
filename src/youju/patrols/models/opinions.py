"""What residents said: on a visit, at the desk, in the owners' chat group."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.patrols.models.visits import Visit
from youju.patrols.rules.visits import Heard


class Opinion(models.Model):
    """One opinion or suggestion, what was answered, and the problem it became."""

    class Source(models.TextChoices):
        VISIT = Heard.VISIT, _("巡访")
        RECEPTION = Heard.RECEPTION, _("来访接待")
        CHAT = Heard.CHAT, _("业主群")
        BOX = Heard.BOX, _("意见箱")
        MEETING = Heard.MEETING, _("座谈会")

    PERSONAL: ClassVar[dict[str, str]] = {"text": "意见里可能提到的人", "made_by_label": "姓名"}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, related_name="opinions")
    source = models.CharField("来源", max_length=20, choices=Source.choices)
    heard_on = models.DateField("日期")
    people = models.PositiveIntegerField("来访人数", default=1)
    place = models.CharField("地点", max_length=100, blank=True)
    about = models.CharField("关于哪个项目", max_length=60, blank=True)
    text = models.CharField("意见", max_length=300)
    answer = models.CharField("答复", max_length=300, blank=True)
    answered_on = models.DateField(null=True)
    case_id = models.BigIntegerField(null=True)
    case_number = models.CharField(max_length=40, blank=True)
    made_by_label = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["unit", "-heard_on", "-id"], name="opinion_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="") | Q(answered_on__isnull=False),
                name="opinion_answered",
            )
        ]

    def __str__(self) -> str:
        return self.text[:40]
