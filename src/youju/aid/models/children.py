"""Stand-in parents with their contacts, and the files of left-behind and moving children."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from youju.aid.models.withdrawing import Withdrawable
from youju.organisations.queries import ProtectedField


class StandIn(models.Model):
    """Somebody who stands in for a child's parents (爱心家长), from a day to a day."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "child": "儿童", "helper": "姓名", "phone": "电话", "consent_by": "监护人姓名",
    }  # fmt: skip

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(
        "residents.Resident", on_delete=models.PROTECT, related_name="stand_ins"
    )
    helper = models.CharField("爱心家长", max_length=30)
    phone = ProtectedField("电话", mask="phone", blank=True)
    volunteer = models.ForeignKey(
        "volunteers.Volunteer", on_delete=models.PROTECT, null=True, related_name="stand_ins"
    )
    consent_by = ProtectedField("同意的监护人", mask="name")
    since = models.DateField("结对")
    until = models.DateField("结束", null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "until", "id"], name="aid_stand_in_of_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["child"], condition=Q(until=None), name="aid_one_stand_in"
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("aid:stand_in", args=[self.pk])


class Contact(Withdrawable):
    """What of the three, three and four was done on a day."""

    PERSONAL: ClassVar[dict[str, str]] = {"note": "情况", "by_label": "姓名"}

    stand_in = models.ForeignKey(StandIn, on_delete=models.PROTECT, related_name="contacts")
    on = models.DateField("日期")
    done: models.JSONField[list[str]] = models.JSONField(default=list)
    note = ProtectedField("情况", mask="all", blank=True)
    by_label = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["stand_in", "-on"], name="aid_contact_of_stand_in")]


class ChildFile(models.Model):
    """What is kept of a left-behind or moving child beyond the register of residents; all sealed."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "child": "儿童", "school": "学校", "parents": "父母去向", "wants": "需要", "consent_by": "监护人姓名",
    }  # fmt: skip
    PROTECTED: ClassVar[dict[str, str]] = {"school": "学校", "parents": "父母去向", "wants": "需要"}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    child = models.OneToOneField(
        "residents.Resident", on_delete=models.PROTECT, related_name="child_file"
    )
    school = ProtectedField("学校", mask="all", blank=True)
    parents = ProtectedField("父母去向", mask="all", blank=True)
    wants = ProtectedField("需要", mask="all", blank=True)
    consent_by = ProtectedField("同意的监护人", mask="name")
    made_on = models.DateField("建档")
    checked_on = models.DateField("最近核对")

    class Meta:
        indexes = [models.Index(fields=["unit", "id"], name="aid_file_of_unit")]
