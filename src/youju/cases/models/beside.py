"""What stands beside the line: partners, extensions, disputes, hard cases, calls for help."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.cases.models.case import Case
from youju.cases.rules.kinds import LIMIT_UNITS
from youju.ui.choices import spoken


class Answered(models.Model):
    """Something asked of somebody, with the answer."""

    class State(models.TextChoices):
        ASKED = "asked", _("待答复")
        GRANTED = "granted", _("同意")
        DENIED = "denied", _("不同意")

    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    reason = models.CharField("理由", max_length=500)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        "organisations.Membership",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    answer = models.CharField("答复", max_length=500, blank=True)

    class Meta:
        abstract = True


class CaseUnit(models.Model):
    """A unit that puts a joint case right: the lead, or one that helps it."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Role(models.TextChoices):
        LEAD = "lead", _("牵头")
        HELPER = "helper", _("配合")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="units", db_index=False)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "unit"], name="one_case_unit")]


class Extension(Answered):
    """More time asked for. The clock stands until it is answered."""

    PERSONAL: ClassVar[dict[str, str]] = {"reason": "记录中的姓名", "answer": "记录中的姓名"}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="extensions")
    limit = models.IntegerField()
    limit_unit = models.CharField(max_length=12, choices=spoken(LIMIT_UNITS))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="asked"), name="one_open_extension"
            )
        ]


class Dispute(Answered):
    """A unit says that it does not answer for the problem. The clock stands until it is settled."""

    PERSONAL: ClassVar[dict[str, str]] = {"reason": "记录中的姓名", "answer": "记录中的姓名"}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disputes")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="asked"), name="one_open_dispute"
            )
        ]


class HardCase(models.Model):
    """A case that cannot be put right soon (挂账): why, with what plan, looked at again when."""

    PERSONAL: ClassVar[dict[str, str]] = {"plan": "记录中的姓名", "needs": "记录中的姓名"}

    class Why(models.TextChoices):
        MONEY = "money", _("资金")
        RIGHTS = "rights", _("权属")
        TALKS = "talks", _("协商")
        WORKS = "works", _("工程")
        OTHER = "other", _("其他")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hard_spans")
    why = models.CharField("未解决的原因", max_length=10, choices=Why.choices)
    plan = models.CharField("打算", max_length=500)
    needs = models.CharField("需要谁支持", max_length=200, blank=True)
    since = models.DateField("挂账日期")
    review_on = models.DateField("回看日期")
    reviews = models.IntegerField(default=0)
    asked_on = models.DateField(null=True)  # when the offices were last asked to look again
    until = models.DateField("销账日期", null=True)
    solved = models.BooleanField("已解决", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(until=None), name="one_hard_span")
        ]
        indexes = [models.Index("review_on", name="hard_review", condition=Q(until=None))]


class Raising(Answered):
    """A problem raised to a higher or functional office (上报求助), and what it answered."""

    PERSONAL: ClassVar[dict[str, str]] = {"reason": "记录中的姓名", "answer": "记录中的姓名"}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="raisings")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    paper = models.CharField("报告文号或材料", max_length=120, blank=True)

    class Meta:
        indexes = [models.Index("to", "state", name="raised_to")]
