"""Drives with what was given and handed over; funds with their grants to pupils and children."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.aid.models.withdrawing import Withdrawable
from youju.aid.rules import giving as rules
from youju.kernel.quantity import Quantity
from youju.kernel.quantity_text import parse_quantity
from youju.organisations.queries import ProtectedField

YUAN = "元"


def money(text: str) -> Quantity | None:
    """Return an amount in 元 as it was said (10余万元), None where none was."""
    return parse_quantity(text, YUAN).to(YUAN) if text else None


class Drive(models.Model):
    """A drive for donations."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("募捐活动", max_length=60)
    purpose = models.CharField("用途", max_length=140, blank=True)
    since = models.DateField("开始")
    until = models.DateField("结束", null=True)
    published_on = models.DateField("公开日期", null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-since", "-id"], name="aid_drive_of_unit")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("aid:drive", args=[self.pk])


class Donation(Withdrawable):
    """What was given to a drive: by one unit or person, or by several told together."""

    class DonorName(models.TextChoices):
        UNIT = rules.Donor.UNIT, _("单位")
        PERSON = rules.Donor.PERSON, _("个人")

    PERSONAL: ClassVar[dict[str, str]] = {"person": "捐赠人姓名", "by_label": "姓名"}

    drive = models.ForeignKey(Drive, on_delete=models.PROTECT, related_name="donations")
    on = models.DateField("日期")
    donor = models.CharField("捐赠方", max_length=8, choices=DonorName.choices)
    name = models.CharField("单位名称", max_length=60, blank=True)
    person = ProtectedField("姓名", mask="name", blank=True)
    donors = models.PositiveIntegerField("单位或人数", default=1)
    unnamed = models.BooleanField("不留名", default=False)
    amount = models.CharField("金额", max_length=30, blank=True)
    goods = models.CharField("物资", max_length=100, blank=True)
    worth = models.CharField("物资折款", max_length=30, blank=True)
    by_label = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["drive", "on", "id"], name="aid_donation_of_drive")]
        constraints = [
            models.CheckConstraint(
                condition=Q(donor=rules.Donor.UNIT, person="")
                | Q(donor=rules.Donor.PERSON, name=""),
                name="aid_donor_named",
            ),
            models.CheckConstraint(condition=Q(donors__gte=1), name="aid_donors_one"),
        ]

    @property
    def money(self) -> Quantity | None:
        return money(self.amount)

    @property
    def sum(self) -> Decimal:
        """At least so much in 元."""
        found = self.money
        return (found.value or Decimal(0)) if found else Decimal(0)


class Handover(Withdrawable):
    """What of a drive was handed over, and to whom."""

    class ReceiverName(models.TextChoices):
        HOUSEHOLD = rules.Receiver.HOUSEHOLD, _("困难户")
        PERSON = rules.Receiver.PERSON, _("个人")
        PUPIL = rules.Receiver.PUPIL, _("学生")
        UNIT = rules.Receiver.UNIT, _("单位")

    PERSONAL: ClassVar[dict[str, str]] = {"receiver": "受赠方", "by_label": "姓名"}

    drive = models.ForeignKey(Drive, on_delete=models.PROTECT, related_name="handovers")
    on = models.DateField("日期")
    kind = models.CharField("受赠方", max_length=10, choices=ReceiverName.choices)
    receiver = ProtectedField("受赠方", mask="name", blank=True)
    receivers = models.PositiveIntegerField("户数或人数", default=1)
    amount = models.DecimalField("金额（元）", max_digits=12, decimal_places=2, null=True)
    goods = models.CharField("物资", max_length=100, blank=True)
    paper = models.CharField("领取凭证", max_length=40, blank=True)
    by_label = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["drive", "on", "id"], name="aid_handover_of_drive")]


class Fund(models.Model):
    """A fund or programme that grants, and the agency behind it."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("基金或项目", max_length=60)
    agency = models.CharField("主办", max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="aid_one_fund")]

    def __str__(self) -> str:
        return self.name


class Grant(Withdrawable):
    """What a fund gave in one go: to how many, how much, which goods."""

    class HelpName(models.TextChoices):
        SCHOOL = rules.Help.SCHOOL, _("助学")
        EXAM = rules.Help.EXAM, _("爱心助考")
        COMPUTER = rules.Help.COMPUTER, _("绿色电脑")
        SHOES = rules.Help.SHOES, _("爱心衣物鞋帽")
        STREET = rules.Help.STREET, _("流浪儿童救助")

    PERSONAL: ClassVar[dict[str, str]] = {"by_label": "姓名"}

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="grants")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    help = models.CharField("种类", max_length=10, choices=HelpName.choices)
    year = models.PositiveSmallIntegerField("年度")
    on = models.DateField("日期")
    said = models.CharField("人数", max_length=30)
    amount = models.CharField("金额", max_length=30, blank=True)
    goods = models.CharField("物资", max_length=100, blank=True)
    pieces = models.CharField("物资件数", max_length=30, blank=True)
    by_label = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["unit", "-year", "-id"], name="aid_grant_of_unit")]

    def __str__(self) -> str:
        return f"{self.fund.name} {self.year}年"

    def get_absolute_url(self) -> str:
        return reverse("aid:grant", args=[self.pk])

    @property
    def pupils(self) -> Quantity:
        return parse_quantity(self.said, "名")

    @property
    def money(self) -> Quantity | None:
        return money(self.amount)


class GrantChild(models.Model):
    """One child of a grant: everything sealed, the guardian agreed."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "name": "姓名", "school": "学校", "guardian": "监护人姓名", "token": "姓名和学校的摘要",
    }  # fmt: skip

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="children")
    name = ProtectedField("姓名", mask="name")
    school = ProtectedField("学校", mask="all", blank=True)
    guardian = ProtectedField("监护人", mask="name")
    amount = models.DecimalField("金额（元）", max_digits=10, decimal_places=2, null=True)
    token = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["token"], name="aid_child_token")]
        constraints = [
            models.UniqueConstraint(fields=["grant", "token"], name="aid_child_once_a_grant")
        ]
