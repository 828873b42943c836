"""Households, residents, where they lived, and the keys they are found by."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.organisations.queries import ProtectedField
from youju.residents.models.places import Area, Door
from youju.residents.rules import people as rules


class Household(models.Model):
    """Those who live together behind one door."""

    class TenureName(models.TextChoices):
        OWN = rules.Tenure.OWN, _("自住")
        RENTED = rules.Tenure.RENTED, _("租住")
        VACANT = rules.Tenure.VACANT, _("空置")

    PERSONAL: ClassVar[dict[str, str]] = {"landlord": "房东姓名", "landlord_phone": "房东电话"}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="households")
    door = models.ForeignKey(Door, on_delete=models.PROTECT, null=True, related_name="households")
    head = models.ForeignKey(
        "residents.Resident", on_delete=models.PROTECT, null=True, related_name="+"
    )
    tenure = models.CharField(
        "居住方式", max_length=8, choices=TenureName.choices, default=rules.Tenure.OWN.value
    )
    landlord = models.CharField("房东", max_length=30, blank=True)
    landlord_phone = ProtectedField("房东电话", mask="phone", blank=True)
    warned_on = models.DateField("提醒房东", null=True)
    since = models.DateField("登记日期")
    until = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "until", "id"], name="household_of_area"),
            models.Index(fields=["unit", "tenure", "until", "id"], name="household_tenure"),
        ]

    def __str__(self) -> str:
        return f"{self.head.name if self.head else '未填户主'}户"

    def get_absolute_url(self) -> str:
        return reverse("residents:household", args=[self.pk])

    @property
    def place(self) -> str:
        """Where it is, without the room."""
        return str(self.door) if self.door else self.area.name


class Resident(models.Model):
    """Somebody who lives or lived here. What is protected is encrypted; of a minor everything is.

    `name` is shown: in plain for adults, masked for minors, whose whole name is `sealed_name`. After
    erasing the row stays as a tombstone without any of it.
    """

    class SexName(models.TextChoices):
        MALE = rules.Sex.MALE, _("男")
        FEMALE = rules.Sex.FEMALE, _("女")

    class RelationName(models.TextChoices):
        HEAD = rules.Relation.HEAD, _("户主")
        SPOUSE = rules.Relation.SPOUSE, _("配偶")
        CHILD = rules.Relation.CHILD, _("子女")
        PARENT = rules.Relation.PARENT, _("父母")
        GRANDCHILD = rules.Relation.GRANDCHILD, _("孙辈")
        GRANDPARENT = rules.Relation.GRANDPARENT, _("祖辈")
        SIBLING = rules.Relation.SIBLING, _("兄弟姐妹")
        TENANT = rules.Relation.TENANT, _("租户")
        OTHER = rules.Relation.OTHER, _("其他")

    class GoneName(models.TextChoices):
        MOVED = rules.Gone.MOVED, _("迁出")
        DIED = rules.Gone.DIED, _("去世")

    PERSONAL: ClassVar[dict[str, str]] = {
        "name": "姓名",
        "pinyin": "姓名",
        "former_name": "曾用名",
        "sealed_name": "未成年人姓名",
        "sex": "性别",
        "birth": "出生日期",
        "sealed_birth": "未成年人出生日期",
        "id_number": "身份证号",
        "id_token": "身份证号的摘要",
        "phone": "电话",
        "other_phone": "电话",
        "guardian": "监护人姓名",
        "note": "健康、就业等情况",
    }
    # What may be opened, one at a time.
    PROTECTED: ClassVar[tuple[str, ...]] = (
        "id_number", "phone", "other_phone", "door", "sealed_name", "sealed_birth", "guardian", "note",
    )  # fmt: skip

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, null=True, related_name="members"
    )
    relation = models.CharField(
        "与户主关系", max_length=12, choices=RelationName.choices, blank=True
    )
    name = models.CharField("姓名", max_length=rules.NAME)
    pinyin = models.CharField(max_length=120, blank=True)
    former_name = models.CharField("曾用名", max_length=rules.NAME, blank=True)
    sealed_name = ProtectedField("姓名", mask="name", blank=True)
    minor = models.BooleanField("未成年", default=False)
    sex = models.CharField("性别", max_length=1, choices=SexName.choices, blank=True)
    birth = models.DateField("出生日期", null=True)
    sealed_birth = ProtectedField("出生日期", mask="all", blank=True)
    id_number = ProtectedField("身份证号", mask="id_number", blank=True)
    id_token = models.CharField(max_length=40, blank=True)
    phone = ProtectedField("电话", mask="phone", blank=True)
    other_phone = ProtectedField("另一个电话", mask="phone", blank=True)
    guardian = ProtectedField("监护人", mask="name", blank=True)
    note = ProtectedField("健康、就业等情况", mask="all", blank=True)
    incomer = models.BooleanField("外来人口", default=False)
    registered_on = models.DateField("居住登记日期", null=True)
    left_on = models.DateField("离开日期", null=True)
    left_why = models.CharField(max_length=5, choices=GoneName.choices, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged"
    )
    erased_at = models.DateTimeField(null=True)
    erased_why = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by_label = models.CharField(max_length=120)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "pinyin", "id"], name="resident_of_unit"),
            models.Index(fields=["unit", "birth"], name="resident_birth"),
            models.Index(fields=["id_token"], name="resident_id_token", condition=~Q(id_token="")),
            models.Index(fields=["left_on"], name="resident_left", condition=Q(left_on__isnull=False)),
            models.Index(fields=["id"], name="resident_minor", condition=Q(minor=True)),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=Q(minor=False)
                | Q(birth=None, pinyin="", sex="", former_name="", erased_at=None),
                name="minor_is_sealed",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(household=None, id_token="", id_number="", phone="", note="", birth=None),
                name="tombstone_is_bare",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None, left_why="") | Q(left_on__isnull=False, household=None),
                name="resident_left_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("residents:person", args=[self.pk])

    @property
    def live(self) -> bool:
        """Whether this is still somebody's own registration: not merged into another, not erased."""
        return self.merged_into_id is None and self.erased_at is None

    @property
    def place(self) -> str:
        """Where somebody lives, without the room."""
        return self.household.place if self.household else ""

    def age_on(self, day: date) -> int | None:
        """Return the age on a day; None for minors, whose birth is sealed, and where it is unknown."""
        return rules.age_on(self.birth, day) if self.birth else None


class Stay(models.Model):
    """That somebody lived in a household from a day to a day."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="stays")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="stays")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["resident", "since"], name="stay_of_resident")]
        constraints = [
            models.UniqueConstraint(
                fields=["resident"], condition=Q(until=None), name="one_open_stay"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="stay_order"
            ),
        ]


class Handle(models.Model):
    """One key by which a resident is found (rules.keys)."""

    PERSONAL: ClassVar[dict[str, str]] = {"key": "姓名，或受保护信息的摘要"}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="handles")
    key = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "key", "resident"], name="handle_of_unit"),
            models.Index(fields=["root_id", "key", "resident"], name="handle_of_root"),
        ]
