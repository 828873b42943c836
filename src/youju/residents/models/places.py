"""Residential areas, their buildings and doors."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.kernel.quantity import Quantity
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.words import Words
from youju.organisations.queries import ProtectedField
from youju.residents.rules import doors

# Who keeps an area clean and answers for it follows from its kind.
CLEANED_BY = Words(
    {
        "managed": "物业公司保洁和答复，社区督促",
        "open": "环卫部门保洁，社区答复",
        "self_built": "外围由保洁公司，楼道和门前由房东，社区答复",
        "dormitory": "产权单位保洁和答复",
    }
)


class Area(models.Model):
    """A residential area (小区). Its kind decides who cleans and who answers."""

    class Kind(models.TextChoices):
        MANAGED = "managed", _("物管小区")
        OPEN = "open", _("开放式小区")
        SELF_BUILT = "self_built", _("自建房")
        DORMITORY = "dormitory", _("单位宿舍")

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=40)
    pinyin = models.CharField(max_length=200, blank=True)
    kind = models.CharField("类型", max_length=12, choices=Kind.choices)
    built = models.CharField("建成年代", max_length=40, blank=True)
    firm = models.ForeignKey(
        "residents.Firm", on_delete=models.PROTECT, null=True, related_name="areas"
    )
    fee = models.CharField("物业费", max_length=40, blank=True)
    weak_points = models.CharField("薄弱环节", max_length=300, blank=True)
    households_told = models.CharField("总户数", max_length=30, blank=True)
    people_told = models.CharField("总人数", max_length=30, blank=True)
    made_on = models.DateField("登记日期")
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="one_area")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("residents:area", args=[self.pk])

    @property
    def cleaned_by(self) -> str:
        """Who keeps it clean and who answers."""
        return CLEANED_BY[self.kind]

    @property
    def told(self) -> dict[str, Quantity]:
        """What was told of the whole area where not everybody is registered yet."""
        given = (("households", self.households_told, "户"), ("people", self.people_told, "人"))
        return {name: parse_quantity(text, unit) for name, text, unit in given if text}


class Building(models.Model):
    """A building of an area, at the unit that answers for it: the community or one of its grids."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="buildings")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.CharField("楼号", max_length=6)
    floors = models.PositiveSmallIntegerField("层数", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "number"], name="one_building")]
        indexes = [models.Index(fields=["number", "unit"], name="building_number")]

    def __str__(self) -> str:
        return f"{self.area} {self.number}"


class Door(models.Model):
    """A dwelling. Its room is protected; the whole door is found by its digest."""

    PERSONAL: ClassVar[dict[str, str]] = {"room": "门牌", "token": "门牌的摘要"}

    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="doors")
    entrance = models.CharField("单元", max_length=6, blank=True)
    room = ProtectedField("房号", mask="all", blank=True)
    token = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["building", "token"], name="one_door")]
        indexes = [models.Index(fields=["building", "entrance"], name="door_entrance")]

    def __str__(self) -> str:
        """The door without its room, as lists show it: 柳荫里 3-2-***."""
        masked = doors.mask(self.building.number, self.entrance, bool(self.room))
        return f"{self.building.area.name} {masked}"
