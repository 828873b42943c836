"""Nominations, objections against them, and where those who passed were sent up to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.honours.models.selections import Selection
from youju.honours.rules.kinds import Holder
from youju.honours.rules.stages import STATES, State
from youju.honours.rules.texts import DEEDS, NAME, NOTE, SHOWN
from youju.kernel.crypto import mask_name
from youju.organisations.queries import ProtectedField


class Nomination(models.Model):
    """Somebody, or a unit or household, proposed for a category of a selection.

    Of a minor `name` holds the mask and `full_name` the name. What the public reads are
    `public_words`, written or passed by whoever reviewed it.
    """

    class StateName(models.TextChoices):
        PROPOSED = State.PROPOSED, _(STATES[State.PROPOSED])
        RETURNED = State.RETURNED, _(STATES[State.RETURNED])
        PASSED = State.PASSED, _(STATES[State.PASSED])
        REFUSED = State.REFUSED, _(STATES[State.REFUSED])
        BARRED = State.BARRED, _(STATES[State.BARRED])
        AWARDED = State.AWARDED, _(STATES[State.AWARDED])
        LOST = State.LOST, _(STATES[State.LOST])
        WITHDRAWN = State.WITHDRAWN, _(STATES[State.WITHDRAWN])

    PERSONAL: ClassVar[dict[str, str]] = {
        "name": "姓名",
        "full_name": "未成年人姓名",
        "phone": "电话",
        "deeds": "事迹中的姓名",
        "public_words": "事迹",
        "nominator": "推荐人姓名",
        "nominator_phone": "推荐人电话",
    }

    root_id = models.BigIntegerField()
    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="nominations")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    category = models.CharField("类别", max_length=30)
    name = models.CharField("姓名或名称", max_length=NAME)
    full_name = ProtectedField("姓名", mask="name", blank=True)
    phone = ProtectedField("电话", mask="phone", blank=True)
    about = models.CharField("身份", max_length=60, blank=True)
    deeds = models.TextField("事迹", max_length=DEEDS)
    public_words = models.CharField("公示的事迹", max_length=SHOWN, blank=True)
    consent = models.BooleanField("本人同意", default=True)
    by_guardian = models.BooleanField("监护人同意", default=False)
    shows_name = models.BooleanField("同意公开姓名", default=False)
    hours = models.DecimalField("服务时长", max_digits=8, decimal_places=1, null=True)
    from_public = models.BooleanField("群众推荐", default=False)
    nominator = ProtectedField("推荐人", mask="name", blank=True)
    nominator_phone = ProtectedField("推荐人电话", mask="phone", blank=True)
    state = models.CharField(max_length=10, choices=StateName.choices, default=State.PROPOSED.value)
    reason = models.CharField("审核意见", max_length=NOTE, blank=True)
    votes = models.IntegerField("得票", null=True)
    jury = models.DecimalField("评审分", max_digits=5, decimal_places=2, null=True)
    nominated_on = models.DateField("推荐日期")
    made_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["selection", "state", "category", "id"], name="nomination_list"),
            models.Index(fields=["unit", "-nominated_on", "-id"], name="nomination_of_unit"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(consent=True), name="nomination_consent"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("honours:nomination", args=[self.pk])

    @property
    def at(self) -> State:
        """The state as the rules know it."""
        return State(self.state)

    @property
    def pill(self) -> str:
        looks = {State.PROPOSED: "due", State.RETURNED: "due", State.AWARDED: "ok"}
        return looks.get(self.at, "late" if self.at is State.BARRED else "")

    @property
    def category_label(self) -> str:
        return self.selection.labels.get(self.category, "")

    @property
    def public_name(self) -> str:
        """The name as the public reads it: whole for units, and for adults who agreed; else masked."""
        kind = self.selection.of_kind
        whole = kind.holder is Holder.UNIT or (
            self.shows_name and not kind.minor and self.at is State.AWARDED
        )
        return self.name if whole or kind.minor else mask_name(self.name)


class Referral(models.Model):
    """A nominee sent up to a higher level, and what came of it."""

    class Result(models.TextChoices):
        WAITING = "waiting", _("待定")
        LISTED = "listed", _("上榜")
        REFUSED = "refused", _("未上榜")

    PERSONAL: ClassVar[dict[str, str]] = {}

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="referrals")
    level = models.CharField("推报到", max_length=10, choices=Selection.LevelName.choices)
    to = models.CharField("推报到哪里", max_length=60)
    sent_on = models.DateField("推报日期")
    result = models.CharField(max_length=10, choices=Result.choices, default=Result.WAITING)
    award = models.CharField("获得的称号", max_length=60, blank=True)
    result_on = models.DateField("结果日期", null=True)
    made_by_label = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "level"], name="one_referral_each_level"),
            models.CheckConstraint(
                condition=Q(result="waiting", result_on=None)
                | ~Q(result="waiting") & Q(result_on__isnull=False),
                name="referral_result_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination}：{self.to}"


class Objection(models.Model):
    """What somebody says about a nominee on the public notice. Who says it stays protected."""

    class Kind(models.TextChoices):
        OBJECTION = "objection", _("异议")
        COMMENT = "comment", _("评议")

    class Decision(models.TextChoices):
        WAITING = "waiting", _("待处理")
        UPHELD = "upheld", _("成立")
        DISMISSED = "dismissed", _("不成立")

    PERSONAL: ClassVar[dict[str, str]] = {
        "words": "来信原文",
        "name": "反映人姓名",
        "phone": "反映人电话",
        "answer": "记录中的姓名",
    }

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="objections")
    kind = models.CharField("种类", max_length=10, choices=Kind.choices)
    words = models.TextField("内容", max_length=1000)
    name = ProtectedField("姓名", mask="name", blank=True)
    phone = ProtectedField("电话", mask="phone", blank=True)
    received_at = models.DateTimeField("收到时间")
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.WAITING)
    answer = models.CharField("核查情况", max_length=NOTE, blank=True)
    decided_by_label = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["nomination", "-received_at"], name="objection_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="waiting", decided_at=None)
                | ~Q(decision="waiting") & Q(decided_at__isnull=False) & ~Q(answer=""),
                name="objection_decided",
            )
        ]

    def __str__(self) -> str:
        return f"{self.nomination}：{self.get_kind_display()}"

    @property
    def waits(self) -> bool:
        return self.kind == self.Kind.OBJECTION and self.decision == self.Decision.WAITING
