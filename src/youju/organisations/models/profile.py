"""The profile of a unit, as dated values."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from youju.kernel.quantity import Quantity
from youju.organisations import rules
from youju.organisations.models.tree import Unit


class ProfileValue(models.Model):
    """One figure of a profile as it was on a day, with its source."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="profile")
    item = models.CharField(
        "项目",
        max_length=20,
        choices=[(i.value, rules.PROFILE[i].label) for i in rules.ProfileItem],
    )
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    upper = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    qualifier = models.CharField(max_length=10, blank=True)
    on = models.DateField("截至")
    source = models.CharField("来源", max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "item", "on"], name="one_profile_value")
        ]

    @property
    def quantity(self) -> Quantity:
        """The value in the item's unit, as it was said."""
        unit = rules.PROFILE[rules.ProfileItem(self.item)].unit
        return Quantity(self.value, unit, self.qualifier, self.upper)
