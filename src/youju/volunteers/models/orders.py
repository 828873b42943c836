"""Needs that are asked for, given to a team, met and rated."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.organisations.queries import ProtectedField
from youju.volunteers.models.teams import Team
from youju.volunteers.rules import orders


class Order(models.Model):
    """A need, from asking to rating. Who asks is kept encrypted."""

    class State(models.TextChoices):
        ASKED = orders.State.ASKED, _("待派单")
        GIVEN = orders.State.GIVEN, _("待接单")
        TAKEN = orders.State.TAKEN, _("服务中")
        DONE = orders.State.DONE, _("待评单")
        RATED = orders.State.RATED, _("已评单")
        CANCELLED = orders.State.CANCELLED, _("已取消")

    PERSONAL: ClassVar[dict[str, str]] = {"asker": "姓名", "phone": "电话"}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    need = models.CharField("需要什么", max_length=100)
    kind = models.CharField("类别", max_length=10, choices=Team.Function.choices)
    place = models.CharField("地点", max_length=60, blank=True)
    wanted_on = models.DateField("希望日期")
    asker = ProtectedField("点单人", mask="name", blank=True)
    phone = ProtectedField("电话", mask="phone", blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="orders")
    result = models.CharField("服务情况", max_length=200, blank=True)
    stars = models.SmallIntegerField("评分", null=True)
    asked_on = models.DateField()
    done_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "state", "-id"], name="order_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="rated") | Q(stars__range=(1, 5)), name="rated_has_stars"
            )
        ]

    def __str__(self) -> str:
        return self.need


class OrderStep(models.Model):
    """One step of an order: who took it, when, what was said."""

    class Step(models.TextChoices):
        GIVE = orders.Step.GIVE, _("派单")
        TAKE = orders.Step.TAKE, _("接单")
        DECLINE = orders.Step.DECLINE, _("退单")
        FINISH = orders.Step.FINISH, _("办完")
        RATE = orders.Step.RATE, _("评单")
        REDO = orders.Step.REDO, _("重办")
        CANCEL = orders.Step.CANCEL, _("取消")

    PERSONAL: ClassVar[dict[str, str]] = {"by_label": "姓名"}

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=10, choices=Step.choices)
    words = models.CharField(max_length=140, blank=True)
    by_label = models.CharField(max_length=80)
    at = models.DateTimeField()
