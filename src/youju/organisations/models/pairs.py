"""Units that build together with a community, and units paired with it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from youju.kernel.quantity import Quantity
from youju.organisations import rules
from youju.organisations.fields import ProtectedField
from youju.organisations.models.dated import Dated, order_constraint
from youju.organisations.models.tree import Unit


class Pairing(Dated):
    """A unit of the area that builds together (共建), or one sent to help (联点)."""

    class Kind(models.TextChoices):
        BUILDING = rules.PairingKind.BUILDING, _("共建单位")
        LIAISON = rules.PairingKind.LIAISON, _("联点单位")

    PERSONAL: ClassVar[dict[str, str]] = {"contact": "姓名", "phone": "电话"}

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="pairings")
    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    partner = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="pairings_abroad"
    )
    name = models.CharField("单位名称", max_length=60)
    contact = models.CharField("联系人", max_length=30, blank=True)
    phone = ProtectedField("电话", mask="phone", blank=True)
    resources = models.CharField("可提供的资源", max_length=200, blank=True)

    class Meta:
        constraints = [order_constraint("pairing_order")]

    def __str__(self) -> str:
        return self.name


class PairingDeed(models.Model):
    """What a paired unit gave or did, with its quantity."""

    class What(models.TextChoices):
        VISIT = rules.DeedKind.VISIT, _("走访")
        ACTION = rules.DeedKind.ACTION, _("联合行动")
        MONEY = rules.DeedKind.MONEY, _("资金")
        GOODS = rules.DeedKind.GOODS, _("物资")
        PEOPLE = rules.DeedKind.PEOPLE, _("人力")
        ROOM = rules.DeedKind.ROOM, _("场地设备")

    PERSONAL: ClassVar[dict[str, str]] = {}

    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="deeds")
    done_on = models.DateField("日期")
    what = models.CharField("类别", max_length=20, choices=What.choices)
    note = models.CharField("内容", max_length=200)
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    upper = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    measured_in = models.CharField(max_length=20, blank=True)
    qualifier = models.CharField(max_length=10, blank=True)
    counted = models.BooleanField(default=False)

    @property
    def quantity(self) -> Quantity | None:
        """The quantity as it was said, or None where none was."""
        if not self.counted:
            return None
        return Quantity(self.value, self.measured_in, self.qualifier, self.upper)
