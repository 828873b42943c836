"""Who owns what, who was sent where, what was pledged."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from youju.organisations import rules
from youju.organisations.models.dated import Dated, order_constraint
from youju.organisations.models.people import Person
from youju.organisations.models.tree import Unit
from youju.ui.choices import spoken


class DutyItem(models.Model):
    """Something that needs an owner: an area, a building, an index item, a task."""

    class Subject(models.TextChoices):
        AREA = rules.DutySubject.AREA, _("片区")
        BUILDING = rules.DutySubject.BUILDING, _("楼栋")
        INDEX = rules.DutySubject.INDEX, _("指标")
        TASK = rules.DutySubject.TASK, _("任务")
        OTHER = rules.DutySubject.OTHER, _("其他")

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="duty_items")
    subject = models.CharField("种类", max_length=20, choices=Subject.choices)
    label = models.CharField("责任事项", max_length=120)
    pinyin = models.CharField(max_length=400, blank=True)
    made_on = models.DateField("登记日期")
    closed_on = models.DateField("不再需要的日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "subject", "label"], name="one_duty_item")
        ]

    def __str__(self) -> str:
        return self.label


class DutyOwner(Dated):
    """A person or a unit who answers for an item, with a deputy, from–to."""

    PERSONAL: ClassVar[dict[str, str]] = {"name": "姓名", "deputy": "姓名"}

    item = models.ForeignKey(DutyItem, on_delete=models.PROTECT, related_name="owners")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="duties"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="owned_duties"
    )
    name = models.CharField("责任人", max_length=60)
    deputy = models.CharField("副手", max_length=30, blank=True)

    class Meta:
        constraints = [order_constraint("duty_owner_order")]


class Detachment(Dated):
    """A person or a force sent from one unit to a task at a place."""

    PERSONAL: ClassVar[dict[str, str]] = {"name": "姓名或力量名称"}

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="detachments")
    force = models.CharField("力量", max_length=20, choices=spoken(rules.FORCE_LABELS))
    name = models.CharField("姓名或名称", max_length=60)
    people = models.PositiveIntegerField("人数", default=1)
    source = models.CharField("来自", max_length=60)
    task = models.CharField("任务", max_length=120)
    place = models.CharField("地点", max_length=80)
    priority = models.PositiveSmallIntegerField("先后", choices=[(1, "重点"), (2, "普通")])

    class Meta:
        constraints = [order_constraint("detachment_order")]


class Contract(models.Model):
    """A responsibility contract: what was pledged, by when, and what came of it."""

    class State(models.TextChoices):
        OPEN = rules.ContractState.OPEN, _("履行中")
        MET = rules.ContractState.MET, _("已完成")
        FAILED = rules.ContractState.FAILED, _("未完成")

    PERSONAL: ClassVar[dict[str, str]] = {"owner": "姓名"}

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="contracts")
    pledger = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="pledges", verbose_name="责任单位"
    )
    owner = models.CharField("责任人", max_length=30)
    item = models.CharField("责任事项", max_length=200)
    signed_on = models.DateField("签订日期")
    due_on = models.DateField("期限")
    points = models.DecimalField("可能失分", max_digits=6, decimal_places=2, null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    settled_on = models.DateField("认定日期", null=True, blank=True)
    result = models.CharField("结果", max_length=200, blank=True)
    points_lost = models.DecimalField(
        "实际失分", max_digits=6, decimal_places=2, null=True, blank=True
    )
    consequence = models.CharField("处理", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open", settled_on=None)
                | (~models.Q(state="open") & models.Q(settled_on__isnull=False)),
                name="contract_settled",
            )
        ]
