"""Leading groups, commands with their functional groups, and standing offices."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from youju.organisations import rules
from youju.organisations.models.dated import Dated, order_constraint
from youju.organisations.models.people import Person
from youju.organisations.models.tree import Unit


class Group(models.Model):
    """A body set up by decision at a unit: who leads the campaign there."""

    class Kind(models.TextChoices):
        LEADING = rules.GroupKind.LEADING, _("领导小组")
        COMMAND = rules.GroupKind.COMMAND, _("指挥部")
        FUNCTIONAL = rules.GroupKind.FUNCTIONAL, _("职能组")
        OFFICE = rules.GroupKind.OFFICE, _("创建办")

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="groups")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    name = models.CharField("名称", max_length=60)
    purpose = models.CharField("职责", max_length=300, blank=True)
    document = models.CharField("成立文件", max_length=80, blank=True)
    set_up_on = models.DateField("成立日期")
    daily_office = models.CharField("日常办公", max_length=60, blank=True)
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class GroupPost(Dated):
    """Somebody in a group: rank there, own post, from–to. Never changed, only ended."""

    class Rank(models.TextChoices):
        CHIEF = rules.Rank.CHIEF, _("总指挥")
        FIRST_DEPUTY = rules.Rank.FIRST_DEPUTY, _("第一副总指挥")
        STANDING_DEPUTY = rules.Rank.STANDING_DEPUTY, _("常务副总指挥")
        DEPUTY_CHIEF = rules.Rank.DEPUTY_CHIEF, _("副总指挥")
        COMMISSAR = rules.Rank.COMMISSAR, _("政委")
        HEAD = rules.Rank.HEAD, _("组长")
        DEPUTY_HEAD = rules.Rank.DEPUTY_HEAD, _("副组长")
        DIRECTOR = rules.Rank.DIRECTOR, _("主任")
        DEPUTY_DIRECTOR = rules.Rank.DEPUTY_DIRECTOR, _("副主任")
        MEMBER = rules.Rank.MEMBER, _("成员")

    PERSONAL: ClassVar[dict[str, str]] = {"name": "姓名"}

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="posts")
    rank = models.CharField("组内职务", max_length=20, choices=Rank.choices)
    name = models.CharField("姓名", max_length=30)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="group_posts"
    )
    own_post = models.CharField("本职", max_length=60, blank=True)

    class Meta:
        constraints = [order_constraint("group_post_order")]


class GroupDepartment(Dated):
    """A department or unit that belongs to a group as such, whoever comes."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="departments")
    name = models.CharField("部门", max_length=60)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [order_constraint("group_department_order")]


class GroupTask(Dated):
    """What a group answers for: a task or a part of the index."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="tasks")
    subject = models.CharField(
        "种类", max_length=20, choices=[("task", "任务"), ("index", "指标"), ("case", "问题类别")]
    )
    label = models.CharField("内容", max_length=120)
    pinyin = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [order_constraint("group_task_order")]
