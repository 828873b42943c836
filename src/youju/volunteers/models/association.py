"""The volunteers' association: its assemblies, charter and council."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.volunteers.rules import association as rules


class Association(models.Model):
    """An association of volunteers at a unit; `members` is how many it states."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=60)
    founded_on = models.DateField("成立日期")
    members = models.IntegerField("会员", null=True)
    members_on = models.DateField("会员数截至", null=True)
    until = models.DateField("注销", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(until=None), name="one_association"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Assembly(models.Model):
    """A meeting of the assembly or the council: who was called, who came, what it decided."""

    class Body(models.TextChoices):
        ASSEMBLY = rules.Body.ASSEMBLY, _("会员代表大会")
        COUNCIL = rules.Body.COUNCIL, _("理事会")

    PERSONAL: ClassVar[dict[str, str]] = {}

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="meetings")
    body = models.CharField("会议", max_length=10, choices=Body.choices)
    on = models.DateField("日期")
    called = models.IntegerField("应到")
    came = models.IntegerField("到会")
    decided = models.CharField("决议", max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.association.name}{self.get_body_display()}"


class Charter(models.Model):
    """A version of the charter that an assembly voted; the latest is in force."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="charters")
    title = models.CharField("章程", max_length=60)
    text = models.TextField("全文", blank=True)
    votes = models.IntegerField("赞成")


class CouncilSeat(models.Model):
    """Somebody elected to the council by a meeting, from–to."""

    class Post(models.TextChoices):
        PRESIDENT = rules.Post.PRESIDENT, _("会长")
        VICE_PRESIDENT = rules.Post.VICE_PRESIDENT, _("副会长")
        SECRETARY = rules.Post.SECRETARY, _("秘书长")
        COUNCILLOR = rules.Post.COUNCILLOR, _("理事")

    PERSONAL: ClassVar[dict[str, str]] = {"name": "姓名"}

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="elected")
    post = models.CharField("职务", max_length=20, choices=Post.choices)
    name = models.CharField("姓名", max_length=30)
    votes = models.IntegerField("赞成")
    until = models.DateField("离任", null=True)
