"""The service plan of an elder, and each time somebody came."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.care.rules import services as rules
from youju.organisations.queries import ProtectedField


class Service(models.Model):
    """One line of an elder's plan: what, how often, by whom."""

    class What(models.TextChoices):
        CARE = rules.What.CARE, _("照料")
        COMFORT = rules.What.COMFORT, _("精神慰藉")
        HAIR = rules.What.HAIR, _("理发")
        CHECKUP = rules.What.CHECKUP, _("体检")
        MEALS = rules.What.MEALS, _("助餐")
        CLEANING = rules.What.CLEANING, _("助洁")

    PERSONAL: ClassVar[dict[str, str]] = {"provider": "服务人姓名", "what": "服务内容"}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    resident = models.ForeignKey("residents.Resident", on_delete=models.PROTECT, related_name="+")
    what = models.CharField("服务", max_length=10, choices=What.choices)
    every_days = models.PositiveSmallIntegerField("间隔（天）")
    provider = models.CharField("服务人", max_length=40, blank=True)
    by_unit = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    by_team = models.ForeignKey(
        "volunteers.Team", on_delete=models.PROTECT, null=True, related_name="+"
    )
    starlight = models.BooleanField("星光计划", default=False)
    since = models.DateField("起")
    until = models.DateField("止", null=True)
    last_on = models.DateField("最近一次", null=True)
    due_on = models.DateField("应服务")

    class Meta:
        indexes = [
            models.Index(fields=["unit", "until", "due_on", "id"], name="care_service_due"),
            models.Index(fields=["resident", "until"], name="care_service_of_elder"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "what"], condition=Q(until=None), name="care_one_open_service"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="care_service_order"
            ),
        ]

    def __str__(self) -> str:
        return f"居家服务 {self.pk} 号"

    def get_absolute_url(self) -> str:
        return reverse("care:elder", args=[self.resident_id])

    @property
    def by(self) -> str:
        """Who serves: the unit, the team, the name."""
        told = [
            self.by_unit.short_name if self.by_unit else "",
            self.by_team.name if self.by_team else "",
        ]
        return " ".join(one for one in (*told, self.provider) if one)  # fmt: skip

    def late(self, today: date) -> int:
        """Return by how many days it is late."""
        return rules.days_late(self.due_on, today) if self.until is None else 0


class Call(models.Model):
    """That somebody came and served."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "note": "情况", "provider": "服务人姓名", "by_label": "姓名"
    }  # fmt: skip
    PROTECTED: ClassVar[tuple[str, ...]] = ("note",)

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="calls")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("日期")
    provider = models.CharField("服务人", max_length=40, blank=True)
    note = ProtectedField("情况", mask="all", blank=True)
    by_label = models.CharField(max_length=120)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["service", "-on", "-id"], name="care_call_of_service"),
            models.Index(fields=["unit", "on"], name="care_call_of_unit"),
        ]

    def __str__(self) -> str:
        return f"服务 {self.pk} 号"
