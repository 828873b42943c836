"""Residents who signed up for an activity on the public site."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from youju.activities.models.activities import Activity
from youju.activities.rules.signups import State
from youju.organisations.queries import ProtectedField


class SignUp(models.Model):
    """A resident's sign-up: name and phone encrypted, the code of its cancel link as a keyed digest."""

    class StateName(models.TextChoices):
        IN = State.IN, _("已报名")
        WAITING = State.WAITING, _("候补")
        CANCELLED = State.CANCELLED, _("已取消")

    PERSONAL: ClassVar[dict[str, str]] = {"name": "姓名", "phone": "电话", "phone_index": "电话"}

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="signups")
    name = ProtectedField("姓名", mask="name")
    phone = ProtectedField("电话", mask="phone")
    phone_index = models.CharField(max_length=64)
    seats = models.PositiveSmallIntegerField("人数", default=1)
    state = models.CharField(max_length=10, choices=StateName.choices)
    code_digest = models.CharField(max_length=64, unique=True)
    key = models.UUIDField(unique=True)
    at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["activity", "state", "id"], name="signup_of_activity")]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "phone_index"],
                condition=~models.Q(state="cancelled") & ~models.Q(phone_index=""),
                name="one_signup_of_a_phone",
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity}：{self.name}"
