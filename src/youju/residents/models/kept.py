"""What stands beside the register: consents, doubles that are none, rosters taken in, counts."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.organisations.queries import ProtectedField
from youju.residents.models.people import Resident
from youju.residents.models.places import Area


class Consent(models.Model):
    """That somebody, or the guardian, agreed to a use of the data, and took it back."""

    class Way(models.TextChoices):
        WRITTEN = "written", _("书面")
        SPOKEN = "spoken", _("口头（有记录）")
        ONLINE = "online", _("网上")

    PERSONAL: ClassVar[dict[str, str]] = {"by": "同意人姓名"}

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField("用途", max_length=60)
    way = models.CharField("方式", max_length=8, choices=Way.choices)
    by = ProtectedField("同意人", mask="name")
    given_on = models.DateField("同意日期")
    withdrawn_on = models.DateField("撤回日期", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=models.F("given_on")),
                name="consent_order",
            )
        ]

    def holds(self, day: date) -> bool:
        """Return whether it holds on the day."""
        return self.given_on <= day and (self.withdrawn_on is None or self.withdrawn_on > day)


class NotSame(models.Model):
    """Somebody looked at two registrations that resemble each other: they are two persons."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    one = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="one_not_same")]


class Roster(models.Model):
    """An Excel roster that is taken in. Its content is encrypted and goes once the rows are in."""

    class State(models.TextChoices):
        MAPPING = "mapping", _("待对列")
        RUNNING = "running", _("导入中")
        DONE = "done", _("已导入")
        FAILED = "failed", _("没有做完")

    PERSONAL: ClassVar[dict[str, str]] = {
        "content": "名册原文", "rejects": "未导入的行", "made_by_label": "姓名"
    }  # fmt: skip

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField("文件", max_length=200)
    content = ProtectedField(mask="all", blank=True)
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.MAPPING)
    job_id = models.BigIntegerField(null=True)
    total = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)  # rows, so that a run that stopped goes on behind
    taken = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    rejects = ProtectedField(mask="all", blank=True)
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-made_at", "-id"], name="roster_of_unit")]

    def get_absolute_url(self) -> str:
        return reverse("residents:roster", args=[self.pk])


class Tally(models.Model):
    """What a unit's register held at the end of a month, or holds now: counts alone.

    `counts` is {measure's code: quantity as text}. Facts are made of it, so that they can be made
    again although people are born, grow old and move.
    """

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    on = models.DateField()  # when it was last counted
    counts: Any = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "month"], name="one_tally")]

    def __str__(self) -> str:
        return f"{self.unit.short_name}住户登记（{self.month:%Y-%m}）"
