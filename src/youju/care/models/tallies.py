"""What a unit did for people in need in a year, up to the end of a month: counts alone."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Tally(models.Model):
    """Counts of a year up to a day of a month. Facts are made of it, so that no fact stands beside a
    record of a person's poverty. `counts` is {measure's code: number as text}."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    on = models.DateField()  # up to when it counts
    counts: Any = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "month"], name="care_one_tally")]

    def __str__(self) -> str:
        return f"{self.unit.short_name}救助和养老（{self.month:%Y-%m}）"
