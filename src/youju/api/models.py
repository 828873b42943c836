"""Keys to the API, and addresses of calendars. Of a secret only its hash is kept."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from youju.organisations.queries import Membership, Person


class Token(models.Model):
    """A key that stands for a membership, for some uses and a while."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=60)
    hint = models.CharField("开头", max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField("用途", default=list)
    per_minute = models.PositiveIntegerField("每分钟次数")
    made_at = models.DateTimeField("建立")
    expires_on = models.DateField("到期")
    last_used_at = models.DateTimeField("最近使用", null=True, blank=True)
    window_at = models.DateTimeField(null=True, blank=True)
    window_uses = models.PositiveIntegerField(default=0)
    revoked_at = models.DateTimeField("停用", null=True, blank=True)
    revoked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_by=None)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="token_revoked",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def is_open(self, today: date) -> bool:
        """Return whether it still opens anything."""
        return self.revoked_at is None and today <= self.expires_on


class Feed(models.Model):
    """The secret address of one membership's calendar; a new one closes the one before."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField("建立")
    last_used_at = models.DateTimeField("最近使用", null=True, blank=True)
