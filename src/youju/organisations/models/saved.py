"""Filters of a list, kept under a name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from youju.organisations.models.people import Membership
from youju.organisations.models.tree import Unit


class SavedView(models.Model):
    """Filters of one list that a member keeps under a name, and may share with a unit."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="saved_views")
    list_code = models.CharField(max_length=60)  # the room, with the register where it has many
    name = models.CharField(max_length=30)
    query = models.CharField(max_length=500)
    shared_with = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "list_code", "name"], name="one_saved_view_of_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name
