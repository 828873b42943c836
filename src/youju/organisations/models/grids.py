"""Surveys of grids before a job, and helpers by building."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from youju.organisations import rules
from youju.organisations.fields import ProtectedField
from youju.organisations.models.dated import Dated, order_constraint
from youju.organisations.models.tree import Unit


class GridSurvey(models.Model):
    """A look over the grid before a job."""

    PERSONAL: ClassVar[dict[str, str]] = {"surveyor": "姓名"}

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="surveys")
    job = models.CharField("为哪项工作摸底", max_length=80)
    surveyed_on = models.DateField("摸底日期")
    surveyor = models.CharField("摸底人", max_length=30)


class HardPoint(models.Model):
    """A problem that a survey found, easy or hard, and how far it has come."""

    class State(models.TextChoices):
        OPEN = rules.PointState.OPEN, _("待解决")
        DONE = rules.PointState.DONE, _("已解决")
        JOINT = rules.PointState.JOINT, _("列入联合行动")
        RAISED = rules.PointState.RAISED, _("已上报求助")

    PERSONAL: ClassVar[dict[str, str]] = {}

    survey = models.ForeignKey(GridSurvey, on_delete=models.PROTECT, related_name="points")
    place = models.CharField("地点", max_length=80)
    problem = models.CharField("问题", max_length=200)
    hard = models.BooleanField("难点", default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    changed_on = models.DateField("更新日期")
    raised_to = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="raised_points"
    )
    note = models.CharField("说明", max_length=200, blank=True)


class BlockHelper(Dated):
    """A helper at the level of a building or a residents' group. The phone is protected."""

    class Role(models.TextChoices):
        RESIDENTS_HEAD = rules.HelperRole.RESIDENTS_HEAD, _("居民组长")
        PARTY_HEAD = rules.HelperRole.PARTY_HEAD, _("党小组长")
        DELEGATE = rules.HelperRole.DELEGATE, _("居民代表")
        STAIR_HEAD = rules.HelperRole.STAIR_HEAD, _("楼道组长")
        PROPERTY_MANAGER = rules.HelperRole.PROPERTY_MANAGER, _("物业经理")

    PERSONAL: ClassVar[dict[str, str]] = {"name": "姓名", "phone": "电话"}

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="helpers")
    building = models.CharField("楼栋或小组", max_length=60)
    role = models.CharField("身份", max_length=20, choices=Role.choices)
    name = models.CharField("姓名", max_length=30)
    phone = ProtectedField("电话", mask="phone", blank=True)
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        constraints = [order_constraint("helper_order")]
