"""How many facilities of a kind there are: the denominator of 完好率 (M045)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class FacilityCount(models.Model):
    """The number of facilities of a kind at a unit, as it was on a day."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind_code = models.CharField(max_length=40)
    total = models.IntegerField("数量")
    on = models.DateField("截至")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind_code", "on"], name="one_facility_count")
        ]
