"""Who answers for an item of an edition."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.standards.rules import duties as rules


class Duty(models.Model):
    """A unit that leads or supports an item; within it a person and a section."""

    class Side(models.TextChoices):
        LEAD = rules.Side.LEAD, _("牵头")
        SUPPORT = rules.Side.SUPPORT, _("配合")

    class State(models.TextChoices):
        PROPOSED = rules.DutyState.PROPOSED, _(rules.NAMES[rules.DutyState.PROPOSED])
        ACCEPTED = rules.DutyState.ACCEPTED, _(rules.NAMES[rules.DutyState.ACCEPTED])
        HANDED_BACK = rules.DutyState.HANDED_BACK, _(rules.NAMES[rules.DutyState.HANDED_BACK])
        ENDED = rules.DutyState.ENDED, _(rules.NAMES[rules.DutyState.ENDED])

    PERSONAL: ClassVar[dict[str, str]] = {"reason": "记录中的姓名"}

    root_id = models.BigIntegerField()
    item = models.ForeignKey("standards.Item", on_delete=models.CASCADE, related_name="duties")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    side = models.CharField("分工", max_length=10, choices=Side.choices)
    person = models.ForeignKey(
        "organisations.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    section = models.CharField("科室", max_length=60, blank=True)
    due = models.DateField("期限", null=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PROPOSED)
    reason = models.CharField("退回或解除原因", max_length=300, blank=True)
    given_at = models.DateTimeField()
    given_by_label = models.CharField(max_length=120)
    answered_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "unit"], condition=~Q(state="ended"), name="one_duty_of_unit"
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(side="lead") & ~Q(state="ended"), name="one_lead"
            ),
            models.CheckConstraint(
                condition=~Q(state="handed_back") | ~Q(reason=""), name="duty_back_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False)
                | (~Q(state="ended") & Q(ended_at=None)),
                name="duty_ended_at",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state"], name="duty_unit")]

    def __str__(self) -> str:
        return (
            f"{self.item.code} {self.item.text}（{self.unit.short_name}{self.get_side_display()}）"
        )

    @property
    def at(self) -> rules.DutyState:
        return rules.DutyState(self.state)

    def late(self, today: date) -> bool:
        """Return whether its day has gone by while it still holds."""
        return self.due is not None and self.due < today and self.state != self.State.ENDED

    @property
    def pill(self) -> str:
        """Amber while somebody must answer, red where it came back."""
        return {"proposed": "due", "handed_back": "late", "accepted": "ok"}.get(self.state, "")
