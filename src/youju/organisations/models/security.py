"""Second factors and sessions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from youju.organisations.models.people import Membership, Person


class RolePolicy(models.Model):
    """What the security administrator demands of everybody in a role."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    role = models.CharField("角色", max_length=20, choices=Membership.Role.choices, unique=True)
    second_factor = models.BooleanField("须用动态口令", default=False)


class RecoveryCode(models.Model):
    """A code for one sign-in without the phone. Only its digest is kept."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "digest"], name="one_recovery_code")
        ]


class SignIn(models.Model):
    """A session that was begun, so that it can be seen and ended."""

    PERSONAL: ClassVar[dict[str, str]] = {"address": "网络地址", "agent": "浏览器"}

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sign_ins")
    session_key = models.CharField(max_length=40, db_index=True)
    at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
