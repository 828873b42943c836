"""What a unit's helping came to in a month: counts alone."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _


class Tally(models.Model):
    """Counts of one unit and month: {measure's code: quantity as text}. Facts of people are made of it, so
    that none stands for a single household or child."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    on = models.DateField()  # its last day, or the day it was last counted
    counts: Any = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "month"], name="aid_one_tally")]

    def __str__(self) -> str:
        told = {"unit": self.unit.short_name, "month": f"{self.month:%Y-%m}"}
        return _("%(unit)s帮扶计数（%(month)s）") % told
