"""The tree of units and what became of each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from youju.organisations import rules


class Unit(models.Model):
    """A node of the tree: a level of the line (省…网格) or a unit beside it (局、医院、学校、企业)."""

    class Kind(models.TextChoices):
        PROVINCE = rules.UnitKind.PROVINCE, _("省")
        CITY = rules.UnitKind.CITY, _("市")
        DISTRICT = rules.UnitKind.DISTRICT, _("区县")
        STREET = rules.UnitKind.STREET, _("街道")
        TOWN = rules.UnitKind.TOWN, _("乡镇")
        COMMUNITY = rules.UnitKind.COMMUNITY, _("社区")
        VILLAGE = rules.UnitKind.VILLAGE, _("村")
        AREA = rules.UnitKind.AREA, _("小区")
        GRID = rules.UnitKind.GRID, _("网格")
        BUREAU = rules.UnitKind.BUREAU, _("部门")
        HOSPITAL = rules.UnitKind.HOSPITAL, _("医院")
        SCHOOL = rules.UnitKind.SCHOOL, _("学校")
        ENTERPRISE = rules.UnitKind.ENTERPRISE, _("企业")

    PERSONAL: ClassVar[dict[str, str]] = {}

    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    code = models.CharField("区划代码", max_length=20, null=True, blank=True, unique=True)
    name = models.CharField("名称", max_length=60)
    short_name = models.CharField("简称", max_length=30)
    signs_as = models.CharField("公文署名", max_length=60, blank=True)
    pinyin = models.CharField(max_length=200, blank=True, db_index=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.CharField(max_length=80, unique=True)
    root_id = models.BigIntegerField(db_index=True)
    lat = models.FloatField("纬度", null=True, blank=True)
    lng = models.FloatField("经度", null=True, blank=True)
    boundary = models.CharField("四至范围", max_length=200, blank=True)
    since = models.DateField("设立日期", null=True, blank=True)
    until = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    @property
    def signature(self) -> str:
        """Under which name it issues papers: that of its organ (居民委员会, 办事处), else its own."""
        return self.signs_as or self.name

    @property
    def ancestor_ids(self) -> list[int]:
        """Ids from the root down to this unit itself."""
        return rules.ids_on(self.path)

    def covers(self, other: Unit) -> bool:
        """Return whether the other unit is this one or below it."""
        return other.path.startswith(self.path)


class UnitEvent(models.Model):
    """What became of a unit: founded, renamed, moved, merged into another, split off."""

    class Kind(models.TextChoices):
        FOUNDED = "founded", _("设立")
        RENAMED = "renamed", _("更名")
        MOVED = "moved", _("划转")
        MERGED = "merged", _("并入")
        SPLIT = "split", _("析出")
        CLOSED = "closed", _("撤销")

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    other = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
