"""Applications for aid with their steps, funds, and what was paid. Kind, cause and amounts are sealed."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.care.kinds import kind_of
from youju.care.rules.aid import NAMES, Kind
from youju.organisations.queries import ProtectedField, Sealed
from youju.ui.choices import spoken

STATES = spoken(NAMES)


def plain(value: object) -> str:
    """Return a sealed value opened for a sum, a comparison, or for the list it belongs to."""
    return value.open() if isinstance(value, Sealed) else str(value or "")


class AidCase(models.Model):
    """One application of a household."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "kind": "救助种类", "cause": "困难原因", "detail": "申请理由", "amount": "救助金额",
        "checker": "核查登记人",
    }  # fmt: skip
    PROTECTED: ClassVar[tuple[str, ...]] = ("cause", "detail", "amount")

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey("residents.Household", on_delete=models.PROTECT, related_name="+")
    resident = models.ForeignKey(
        "residents.Resident", on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = ProtectedField("种类", mask="all")
    cause = ProtectedField("困难原因", mask="all")
    detail = ProtectedField("申请理由", mask="all", blank=True)
    people = models.PositiveSmallIntegerField("保障人数")
    state = models.CharField("进展", max_length=10, choices=STATES)
    amount = ProtectedField("救助金额", mask="all", blank=True)
    monthly = models.BooleanField("按月", default=False)
    checker = models.BigIntegerField(null=True)  # the person who wrote the check down
    applied_on = models.DateField("申请")
    noticed_on = models.DateField("公示", null=True)
    notice_ends = models.DateField("公示到", null=True)
    decided_on = models.DateField("审批", null=True)
    review_on = models.DateField("复核", null=True)
    stopped_on = models.DateField("停止", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "-applied_on", "-id"], name="care_aid_of_unit"),
            models.Index(fields=["unit", "decided_on"], name="care_aid_decided"),
            models.Index(fields=["household"], name="care_aid_of_household"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("granted", "refused", "stopped")) | Q(decided_on__isnull=False),
                name="care_aid_decided_on",
            ),
            models.CheckConstraint(
                condition=Q(noticed_on=None, notice_ends=None)
                | Q(notice_ends__gte=F("noticed_on")),
                name="care_aid_notice_order",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"救助 {self.pk} 号"

    def get_absolute_url(self) -> str:
        return reverse("care:aid", args=[self.pk])

    @property
    def applicant(self) -> str:
        """Who applied, as the register names them: masked where they are minors, gone once erased."""
        return str(self.resident or self.household.head or "")

    @property
    def of_kind(self) -> Kind:
        """What was applied for."""
        return kind_of(plain(self.kind))


class AidStep(models.Model):
    """One step of an application: who, when, what was found or said."""

    PERSONAL: ClassVar[dict[str, str]] = {"text": "情况", "people": "姓名", "by_label": "姓名"}
    PROTECTED: ClassVar[tuple[str, ...]] = ("text",)

    case = models.ForeignKey(AidCase, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(
        max_length=10, choices=[*STATES, ("reviewed", _("已复核")), ("objected", _("有异议"))]
    )
    on = models.DateField("日期")
    text = ProtectedField("情况", mask="all", blank=True)
    people = models.CharField("核查人", max_length=60, blank=True)
    by_label = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["case", "-on", "-id"], name="care_step_of_aid")]


class Fund(models.Model):
    """Money for aid that a unit was given: by whom, how much, how much of it is paid out."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=40)
    source = models.CharField("来源", max_length=40, blank=True)
    given = models.DecimalField("到账", max_digits=11, decimal_places=2)
    spent = models.DecimalField("已发", max_digits=11, decimal_places=2, default=Decimal(0))
    on = models.DateField("到账日期")

    class Meta:
        indexes = [models.Index(fields=["unit", "-on", "-id"], name="care_fund_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(spent__gte=0) & Q(spent__lte=F("given")),
                name="care_fund_is_not_overdrawn",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def left(self) -> Decimal:
        """What is still there."""
        return self.given - self.spent


class Payment(models.Model):
    """Money paid to a household that was granted aid."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "amount": "救助金额", "why": "记录中的姓名", "by_label": "姓名"
    }  # fmt: skip
    PROTECTED: ClassVar[tuple[str, ...]] = ("amount",)

    case = models.ForeignKey(AidCase, on_delete=models.CASCADE, related_name="payments")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, null=True, related_name="payments")
    on = models.DateField("日期")
    amount = ProtectedField("救助金额", mask="all")
    why = models.CharField("多发的原因", max_length=60, blank=True)
    by_label = models.CharField(max_length=120)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-on", "-id"], name="care_payment_of_aid")]
