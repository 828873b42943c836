"""Titles of people, units and households; their yearly reviews; help and benefits."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.honours.models.nominations import Nomination
from youju.honours.models.selections import Selection
from youju.honours.rules.kinds import NAMED, Holder, Level, TitleKind
from youju.honours.rules.texts import NAME, NOTE, PAPER
from youju.honours.rules.titles import STANDINGS, Standing
from youju.honours.shipped import title_kinds
from youju.kernel.words import noted, said
from youju.organisations.queries import ProtectedField
from youju.ui.said import is_chinese


class Title(models.Model):
    """A title that somebody holds, or many hold in one go (`holders`), since a day.

    Of households and minors `name` holds the mask and `full_name` the name.
    """

    class StandingName(models.TextChoices):
        HELD = Standing.HELD, _(STANDINGS[Standing.HELD])
        WARNED = Standing.WARNED, _(STANDINGS[Standing.WARNED])
        LOST = Standing.LOST, _(STANDINGS[Standing.LOST])

    PERSONAL: ClassVar[dict[str, str]] = {"name": "姓名", "full_name": "户主或未成年人姓名"}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("称号", max_length=30)
    level = models.CharField("级别", max_length=10, choices=Selection.LevelName.choices)
    name = models.CharField("获得者", max_length=NAME)
    full_name = ProtectedField("姓名", mask="name", blank=True)
    plain = models.CharField(max_length=64)
    holders = models.IntegerField("个数", default=1)
    each = models.DecimalField("每户（人）奖励", max_digits=12, decimal_places=2, null=True)
    since = models.DateField("授予日期")
    given_by = models.CharField("授予单位", max_length=60, blank=True)
    paper = models.CharField("文号", max_length=PAPER, blank=True)
    standing = models.CharField(
        max_length=10, choices=StandingName.choices, default=Standing.HELD.value
    )
    standing_on = models.DateField("变动日期", null=True)
    reviewed = models.IntegerField("最近复查年度", null=True)
    nomination = models.OneToOneField(
        Nomination, on_delete=models.PROTECT, null=True, related_name="title"
    )
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "kind", "standing", "level", "id"], name="title_list"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "level", "plain"],
                condition=~Q(standing="lost"),
                name="one_title_each",
            ),
            models.CheckConstraint(condition=Q(holders__gte=1), name="title_holders"),
            models.CheckConstraint(
                condition=Q(standing="held") | Q(standing_on__isnull=False),
                name="title_standing_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.called}）"

    def get_absolute_url(self) -> str:
        return reverse("honours:title", args=[self.pk])

    @property
    def of_kind(self) -> TitleKind:
        return title_kinds()[self.kind]

    @property
    def called(self) -> str:
        """The title with its level: 省级文明单位; Moral models (Street level)."""
        level, kind = NAMED[Level(self.level)], said(self.of_kind.label)
        return f"{level}{kind}" if is_chinese() else noted(kind, level)

    @property
    def at(self) -> Standing:
        return Standing(self.standing)

    @property
    def pill(self) -> str:
        return {Standing.WARNED: "due", Standing.LOST: "late"}.get(self.at, "")

    @property
    def money(self) -> Decimal | None:
        """What was awarded to all of its holders together."""
        return None if self.each is None else self.each * self.holders

    @property
    def is_unit(self) -> bool:
        return self.of_kind.holder is Holder.UNIT


class TitleReview(models.Model):
    """How a title was found in a year."""

    PERSONAL: ClassVar[dict[str, str]] = {"by_label": "姓名", "note": "记录中的姓名"}

    title = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="reviews")
    year = models.IntegerField("年度")
    result = models.CharField(max_length=10, choices=Title.StandingName.choices)
    duties = models.JSONField("完成的事项")
    note = models.CharField("说明", max_length=NOTE, blank=True)
    on = models.DateField("复查日期")
    by_label = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["title", "year"], name="one_review_each_year")
        ]

    def __str__(self) -> str:
        return f"{self.title}：{self.year}"


class Aid(models.Model):
    """Help or courtesy given to somebody honoured, or a benefit that a household used."""

    PERSONAL: ClassVar[dict[str, str]] = {"words": "记录中的姓名"}

    title = models.ForeignKey(Title, on_delete=models.PROTECT, related_name="aids")
    kind = models.CharField("种类", max_length=20)
    on = models.DateField("日期")
    by = models.CharField("由哪个单位", max_length=60)
    amount = models.DecimalField("金额（元）", max_digits=12, decimal_places=2, null=True)
    people = models.IntegerField("人（户）次", default=1)
    words = models.CharField("说明", max_length=NOTE, blank=True)
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["title", "-on", "-id"], name="aid_of_title")]
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=1), name="aid_people"),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gt=0), name="aid_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.title}：{self.kind}"
