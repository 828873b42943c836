"""What was told to whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from youju.inbox import registry, rules


class Message(models.Model):
    """One member was told of something; `url` is the page to look at, "" where there is none."""

    PERSONAL: ClassVar[dict[str, str]] = {"read_at": "何时看过"}

    membership = models.ForeignKey(
        "organisations.Membership", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=40)
    title = models.CharField("内容", max_length=rules.MAX_TITLE)
    url = models.CharField(max_length=rules.MAX_URL, blank=True)
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index("membership", "at", "id", name="inbox_by_member"),
            models.Index("membership", name="inbox_unread", condition=Q(read_at=None)),
            models.Index("at", name="inbox_age"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """What users call its kind."""
        return registry.label_of(self.kind)


class Mute(models.Model):
    """A person does not want a kind of message through outside channels; the inbox still has it."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    person = models.ForeignKey(
        "organisations.Person", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="inbox_one_mute"),
        ]
