"""Certificates of service."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from youju.volunteers.models.people import Volunteer
from youju.volunteers.rules import certificates, seats


class Certificate(models.Model):
    """A certificate, from its announcement on. The holder's ID number is never kept."""

    class State(models.TextChoices):
        NOTICED = certificates.State.NOTICED, _("公示中")
        STOPPED = certificates.State.STOPPED, _("未出具")
        ISSUED = certificates.State.ISSUED, _("已出具")
        REVOKED = certificates.State.REVOKED, _("已撤销")

    PERSONAL: ClassVar[dict[str, str]] = {"responsible": "姓名", "handler": "姓名"}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="certificates")
    since = models.DateField("服务起")
    until = models.DateField("服务止")
    minutes = models.IntegerField("时长")
    content = models.CharField("服务内容", max_length=300)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NOTICED)
    noticed_on = models.DateField("公示日期")
    number = models.CharField("证明编号", max_length=60, null=True)
    code = models.CharField("校验码", max_length=16, null=True, unique=True)
    issued_on = models.DateField("出具日期", null=True)
    responsible = models.CharField("负责人", max_length=30, blank=True)
    handler = models.CharField("经办人", max_length=30, blank=True)
    contact = models.CharField("联系方式", max_length=60, blank=True)
    reason = models.CharField("原因", max_length=140, blank=True)
    signed = models.CharField("署名", max_length=60, blank=True)  # as on the day it was issued

    class Meta:
        indexes = [models.Index(fields=["unit", "-noticed_on"], name="certificate_of_unit")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="one_certificate_number"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["issued", "revoked"])
                | models.Q(number__isnull=False, code__isnull=False, issued_on__isnull=False),
                name="issued_has_number",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.volunteer.name}"

    @property
    def signature(self) -> str:
        """The organ that signs: once issued, the one of that day."""
        return self.signed or self.unit.signature

    @property
    def hours(self) -> str:
        """The hours certified."""
        return seats.hours_text(self.minutes)

    @property
    def ready_on(self) -> date:
        """From which day it may be issued."""
        return certificates.ready_on(self.noticed_on)
