"""Service stations, checked against the nine things they should have."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.volunteers.rules import stars


class Station(models.Model):
    """A service station or service square, with the star of its last check."""

    class Kind(models.TextChoices):
        STATION = "station", _("志愿服务站")
        SQUARE = "square", _("志愿服务广场")

    PERSONAL: ClassVar[dict[str, str]] = {"head": "姓名"}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("站点", max_length=60)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices, default=Kind.STATION)
    place = models.CharField("地址", max_length=100, blank=True)
    head = models.CharField("负责人", max_length=30, blank=True)
    phone = models.CharField("联系电话", max_length=30, blank=True)
    hours = models.CharField("开放时间", max_length=60, blank=True)
    star = models.SmallIntegerField("星级", default=0)
    checked_on = models.DateField(null=True)
    since = models.DateField("设立")
    until = models.DateField("撤销", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(until=None), name="one_station"
            )
        ]

    def __str__(self) -> str:
        return self.name


class StationCheck(models.Model):
    """A check against the nine: which of them the station has."""

    class Have(models.TextChoices):
        ROOM = stars.Have.ROOM, _("有服务场所")
        STAFF = stars.Have.STAFF, _("有专人负责")
        TEAM = stars.Have.TEAM, _("有服务队伍")
        PROJECTS = stars.Have.PROJECTS, _("有服务项目")
        TIMES = stars.Have.TIMES, _("有固定时间")
        SIGN = stars.Have.SIGN, _("有统一标识")
        RULES = stars.Have.RULES, _("有规章制度")
        MOOD = stars.Have.MOOD, _("有宣传氛围")
        FILES = stars.Have.FILES, _("有活动资料")

    PERSONAL: ClassVar[dict[str, str]] = {"by_label": "姓名"}

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="checks")
    on = models.DateField("日期")
    met = models.JSONField(default=list)
    star = models.SmallIntegerField("星级")
    note = models.CharField("说明", max_length=200, blank=True)
    by_label = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["station", "on"], name="one_check_a_day")]

    @property
    def lacking(self) -> list[str]:
        """What it does not have, in words."""
        return [str(label) for code, label in self.Have.choices if code not in self.met]
