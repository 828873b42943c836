"""What holds from a day to a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q


def holding(day: date) -> Q:
    """Return the condition that a row holds on the day."""
    return (Q(since=None) | Q(since__lte=day)) & (Q(until=None) | Q(until__gte=day))


class Dated(models.Model):
    """A row that holds from `since` to `until`, both included; open ends are None."""

    since = models.DateField("起", null=True, blank=True)
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        abstract = True

    def holds(self, day: date) -> bool:
        """Return whether the row holds on the day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or self.until >= day
        )


def order_constraint(name: str) -> Any:
    """Return the constraint that nothing ends before it began."""
    ordered = Q(until=None) | Q(since=None) | Q(until__gte=models.F("since"))
    return models.CheckConstraint(condition=ordered, name=name)
