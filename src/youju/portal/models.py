"""Residents' reports, what the public sees of cases, publications, opinions, and counts against floods."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.portal import rules


class PublicCase(models.Model):
    """What the public may see of a case: words that somebody passed, a coarse place, an answer."""

    PERSONAL: ClassVar[dict[str, str]] = {"words": "待审文字"}

    class Decision(models.TextChoices):
        WAITING = rules.Decision.WAITING, _("待审核")
        SHOWN = rules.Decision.SHOWN, _("已公开")
        REFUSED = rules.Decision.REFUSED, _("不公开")

    root_id = models.BigIntegerField()
    unit = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    slug = models.CharField(max_length=12, unique=True)
    kind_label = models.CharField("类别", max_length=60)
    kind_code = models.CharField(max_length=40)
    words = models.CharField("公开文字", max_length=600, blank=True)
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)
    received_on = models.DateField("收到日期")
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.WAITING)
    reason = models.CharField("不公开的理由", max_length=200, blank=True)
    decided_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField("答复", max_length=rules.MAX_ANSWER, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_round = models.IntegerField(null=True)

    class Meta:
        # Lists of any level read the newest of the root in order and leave out other units' rows: an
        # index by unit would tempt the database to sort a whole district.
        indexes = [
            models.Index(
                fields=["root_id", "decision", "-received_on", "-id", "unit"], name="portal_newest"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="waiting")
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="portal_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(lat=None, lng=None) | Q(lat__isnull=False, lng__isnull=False),
                name="portal_coarse_place",
            ),
        ]

    @property
    def shown(self) -> bool:
        return self.decision == self.Decision.SHOWN


class PublicPhoto(models.Model):
    """A photo of a case that somebody let the public see, or refused. Undecided ones have no row."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    public_case = models.ForeignKey(PublicCase, on_delete=models.CASCADE, related_name="photos")
    item = models.ForeignKey("evidence.Item", on_delete=models.PROTECT, related_name="+")
    after = models.BooleanField("整改后")
    slug = models.CharField(max_length=12, unique=True)
    decision = models.CharField(max_length=10, choices=PublicCase.Decision.choices)
    reason = models.CharField("不公开的理由", max_length=200, blank=True)
    decided_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["after", "id"]
        constraints = [
            models.UniqueConstraint(fields=["public_case", "item"], name="portal_photo_once")
        ]


class Report(models.Model):
    """A resident's report: the number and the code by which he follows its case."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    number = models.CharField("编号", max_length=20, unique=True)
    code_digest = models.CharField(max_length=64)
    key = models.UUIDField()
    received_at = models.DateTimeField("收到时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["root_id", "key"], name="portal_report_once")
        ]


class Feedback(models.Model):
    """A resident's word on whether it is fixed: one for each time the case was closed."""

    PERSONAL: ClassVar[dict[str, str]] = {"reason": "居民原话"}

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="feedback")
    round = models.IntegerField()
    fixed = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "round"], name="portal_one_word_each_round")
        ]


class Publication(models.Model):
    """Something of the office's own that it chose to publish: a report, a bulletin, an honour."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Kind(models.TextChoices):
        REPORT = "report", _("工作总结")
        BULLETIN = "bulletin", _("督查通报")
        BRIEFING = "briefing", _("季度通报")
        APPEAL = "appeal", _("倡议书")
        HONOUR = "honour", _("荣誉")

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    source_kind = models.CharField(max_length=60)
    source_id = models.CharField(max_length=60)
    title = models.CharField("标题", max_length=120)
    words = models.TextField("摘要", max_length=2000)
    number = models.CharField("文号", max_length=60, blank=True)
    check_code = models.CharField(max_length=16, blank=True)
    published_on = models.DateField("发布日期")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-published_on", "-id"], name="portal_published"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source_id"],
                condition=Q(withdrawn_at=None),
                name="portal_published_once",
            )
        ]


class Opinion(models.Model):
    """A complaint about the product, or a suggestion for it; anybody's, signed in or not."""

    PERSONAL: ClassVar[dict[str, str]] = {"words": "来信原文"}

    class Kind(models.TextChoices):
        SUGGESTION = "suggestion", _("建议")
        COMPLAINT = "complaint", _("投诉")

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.CharField("编号", max_length=20, unique=True)
    code_digest = models.CharField(max_length=64)
    key = models.UUIDField()
    kind = models.CharField("类别", max_length=12, choices=Kind.choices)
    words = models.TextField("意见", max_length=1000)
    received_at = models.DateTimeField("收到时间")
    answer = models.CharField("答复", max_length=rules.MAX_ANSWER, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["unit", "-received_at", "-id"], name="portal_opinions")]
        constraints = [
            models.UniqueConstraint(fields=["root_id", "key"], name="portal_opinion_once")
        ]


class Count(models.Model):
    """How often one sender did something within an hour; the sender is a keyed hash, "" is all."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    what = models.CharField(max_length=10)
    who = models.CharField(max_length=32, blank=True)
    hour = models.DateTimeField()
    n = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["root_id", "what", "who", "hour"], name="portal_count_once"
            )
        ]
        indexes = [models.Index(fields=["hour"], name="portal_count_hour")]


class Spent(models.Model):
    """A challenge that was answered, so that it is not used twice; forgotten once it has expired."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    digest = models.CharField(max_length=64, primary_key=True)
    until = models.DateTimeField(db_index=True)
