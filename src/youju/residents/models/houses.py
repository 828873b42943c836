"""Unsafe houses, from the survey to what came of the application."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.organisations.queries import ProtectedField
from youju.residents.models.people import Household
from youju.residents.rules import houses as rules


class UnsafeHouse(models.Model):
    """One house that was surveyed. Of what its household asks for only the kind stands in plain; the
    circumstances are protected with the steps."""

    class StateName(models.TextChoices):
        SURVEYED = rules.State.SURVEYED, _(rules.NAMES[rules.State.SURVEYED])
        APPRAISED = rules.State.APPRAISED, _(rules.NAMES[rules.State.APPRAISED])
        APPLIED = rules.State.APPLIED, _(rules.NAMES[rules.State.APPLIED])
        GRANTED = rules.State.GRANTED, _(rules.NAMES[rules.State.GRANTED])
        REFUSED = rules.State.REFUSED, _(rules.NAMES[rules.State.REFUSED])
        CLOSED = rules.State.CLOSED, _(rules.NAMES[rules.State.CLOSED])

    class HelpName(models.TextChoices):
        RENT = rules.Help.RENT, _(rules.HELP[rules.Help.RENT])
        SUBSIDY = rules.Help.SUBSIDY, _(rules.HELP[rules.Help.SUBSIDY])
        OTHER = rules.Help.OTHER, _(rules.HELP[rules.Help.OTHER])

    class GradeName(models.TextChoices):
        A = "A", _("A 级（安全）")
        B = "B", _("B 级（基本安全）")
        C = "C", _("C 级（局部危险）")
        D = "D", _("D 级（整幢危险）")

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="unsafe")
    state = models.CharField(max_length=10, choices=StateName.choices)
    surveyed_on = models.DateField("走访日期")
    appraised_on = models.DateField("鉴定日期", null=True)
    grade = models.CharField("鉴定等级", max_length=1, choices=GradeName.choices, blank=True)
    applied_on = models.DateField("申请日期", null=True)
    # What the last application is for; "" before one, and for those made before kinds were told apart.
    asked = models.CharField("申请什么", max_length=10, choices=HelpName.choices, blank=True)
    settled_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "state", "id"], name="house_of_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=~Q(state="closed"), name="one_open_house"
            ),
            models.CheckConstraint(
                condition=Q(appraised_on=None, grade="")
                | Q(appraised_on__isnull=False) & ~Q(grade=""),
                name="house_appraised",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household.place}（{self.household}）"

    def get_absolute_url(self) -> str:
        return reverse("residents:house", args=[self.pk])


class HouseStep(models.Model):
    """One step of the case; from the application on with what was asked for."""

    PERSONAL: ClassVar[dict[str, str]] = {"text": "情况", "by_label": "姓名"}

    house = models.ForeignKey(UnsafeHouse, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=UnsafeHouse.StateName.choices)
    on = models.DateField("日期")
    text = ProtectedField("情况", mask="all", blank=True)
    asked = models.CharField(max_length=10, choices=UnsafeHouse.HelpName.choices, blank=True)
    by_label = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["house", "on", "id"], name="step_of_house")]
