"""Who is in need of what, and what was seen and said since."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from youju.organisations.queries import ProtectedField
from youju.residents.models.people import Household, Resident


class Need(models.Model):
    """That a person or a household is of a kind (低保户, 残疾人 …) from a day to a day.

    The kind is poverty, health or the like: it stands as a keyed digest (`tokens`), never in plain.
    """

    PERSONAL: ClassVar[dict[str, str]] = {
        "kind_token": "类别的摘要", "detail": "困难和需要", "carer": "负责人姓名"
    }  # fmt: skip

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    resident = models.ForeignKey(
        Resident, on_delete=models.PROTECT, null=True, related_name="needs"
    )
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, null=True, related_name="needs"
    )
    kind_token = models.CharField(max_length=40)
    detail = ProtectedField("困难和需要", mask="all", blank=True)
    carer = models.CharField("负责人", max_length=30, blank=True)
    since = models.DateField("起")
    until = models.DateField("止", null=True)
    review_on = models.DateField("复核日期", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "kind_token", "until", "id"], name="need_of_kind"),
            models.Index(fields=["unit", "until", "review_on"], name="need_to_review"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(resident=None, household__isnull=False)
                | Q(resident__isnull=False, household=None),
                name="need_of_one",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="need_order"
            ),
        ]

    def get_absolute_url(self) -> str:
        found = self.resident or self.household
        return found.get_absolute_url() if found else ""

    def holds(self, day: date) -> bool:
        """Return whether it holds on the day."""
        return self.since <= day and (self.until is None or self.until >= day)

    @property
    def subject(self) -> str:
        """Whose it is."""
        return str(self.resident or self.household)


class NeedNote(models.Model):
    """What was seen or said on a day: a review, a talk, a follow-up."""

    PERSONAL: ClassVar[dict[str, str]] = {"text": "情况", "by_label": "姓名"}

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="notes")
    on = models.DateField("日期")
    text = ProtectedField("情况", mask="all")
    by_label = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["need", "-on", "-id"], name="note_of_need")]
