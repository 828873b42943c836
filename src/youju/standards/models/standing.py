"""Where units stand on a day, what was judged by hand, targets, and what was done about gaps."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from youju.kernel.periods import Grain, Period
from youju.kernel.quantity import Quantity
from youju.standards.models.editions import Edition, Item


class Terse(json.JSONEncoder):
    """JSON as short as it can be: a city's outcomes are tens of megabytes otherwise, twice as many."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "ensure_ascii": False, "separators": (",", ":")})


class Standing(models.Model):
    """What a unit would get on a day. `results` holds the outcome of each item, packed, and only on
    the newest day; see `standing_pack`."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+", db_index=False)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=80)
    day = models.DateField("日期")
    score = models.DecimalField("得分", max_digits=9, decimal_places=4)
    low = models.DecimalField(max_digits=9, decimal_places=4)
    high = models.DecimalField(max_digits=9, decimal_places=4)
    full = models.DecimalField(max_digits=9, decimal_places=4)
    passes = models.BooleanField()
    certain = models.BooleanField(default=False)
    asked = models.IntegerField(default=0)
    passed = models.IntegerField(default=0)
    short = models.IntegerField(default=0)
    unseen = models.IntegerField(default=0)
    leads = models.BooleanField(default=False)  # its score is the unit's own figure
    results = models.JSONField(default=dict, encoder=Terse)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "unit", "day"], name="one_standing_a_day"),
            models.CheckConstraint(
                condition=Q(low__lte=F("score")) & Q(score__lte=F("high")), name="standing_range"
            ),
        ]
        indexes = [models.Index(fields=["edition", "day", "path"], name="standing_of_tree")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.score.normalize():f}"


class Judgement(models.Model):
    """Somebody decided what an item is worth at a unit, where no data can say. The latest counts."""

    PERSONAL: ClassVar[dict[str, str]] = {"made_by_label": "姓名", "reason": "记录中的姓名"}

    root_id = models.BigIntegerField()
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    share = models.DecimalField("得分比例", max_digits=5, decimal_places=4)
    reason = models.CharField("理由", max_length=300)
    on = models.DateField("评定日期")
    made_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, related_name="+"
    )
    made_by_label = models.CharField("评定人", max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["item", "unit", "-on", "-id"], name="judgement_of_item")]
        constraints = [
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=1), name="judged_share")
        ]

    def __str__(self) -> str:
        return self.reason


class Target(models.Model):
    """A value set from above for a unit, a measure and a period: 目标 10万美元."""

    PERSONAL: ClassVar[dict[str, str]] = {"made_by_label": "姓名"}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    measure = models.CharField("指标", max_length=80)
    start = models.DateField()
    end = models.DateField()
    grain = models.CharField(max_length=10)
    value = models.DecimalField("目标", max_digits=20, decimal_places=4)
    word = models.CharField("单位", max_length=20)
    least = models.BooleanField("不低于", default=True)
    reason = models.CharField("依据", max_length=200)
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "measure", "start", "end"], name="one_target"),
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="target_days"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity}"

    @property
    def quantity(self) -> Quantity:
        return Quantity(self.value, self.word)

    @property
    def period(self) -> Period:
        return Period(self.start, self.end, Grain(self.grain))


class Remedy(models.Model):
    """A gap that somebody took up: the problem or the task it became."""

    class Kind(models.TextChoices):
        CASE = "case", _("问题")
        TASK = "task", _("任务")

    PERSONAL: ClassVar[dict[str, str]] = {"made_by_label": "姓名", "text": "记录中的姓名"}

    root_id = models.BigIntegerField()
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    item_code = models.CharField("指标编号", max_length=40)
    place_id = models.BigIntegerField(null=True)
    text = models.CharField("缺什么", max_length=200)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    record_id = models.BigIntegerField()
    number = models.CharField(max_length=60, blank=True)
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["root_id", "kind"], name="remedy_of_root"),
            models.Index(fields=["edition", "unit"], name="remedy_of_unit"),
        ]

    def __str__(self) -> str:
        return self.text


class SelfCheck(models.Model):
    """One run over the items of a unit, one after another."""

    PERSONAL: ClassVar[dict[str, str]] = {"made_by_label": "姓名"}

    root_id = models.BigIntegerField()
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    on = models.DateField("自查日期")
    finished_on = models.DateField("完成日期", null=True)
    score = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    made_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, related_name="+"
    )
    made_by_label = models.CharField("自查人", max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "-on", "-id"], name="self_check_of_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "unit"], condition=Q(finished_on=None), name="one_open_check"
            ),
            models.CheckConstraint(
                condition=Q(finished_on=None) | Q(finished_on__gte=F("on")), name="check_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"


class CheckedItem(models.Model):
    """What a self-check says of an item: in order, or something found."""

    class Verdict(models.TextChoices):
        RIGHT = "right", _("符合")
        FOUND = "found", _("发现问题")

    PERSONAL: ClassVar[dict[str, str]] = {"made_by_label": "姓名", "text": "记录中的姓名"}

    check_run = models.ForeignKey(SelfCheck, on_delete=models.CASCADE, related_name="lines")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=5, choices=Verdict.choices)
    text = models.CharField("发现的问题", max_length=200, blank=True)
    fix = models.CharField("怎样整改", max_length=200, blank=True)
    place = models.CharField("地点", max_length=60, blank=True)
    state_then = models.CharField(max_length=10)
    remedy = models.ForeignKey(Remedy, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    made_by_label = models.CharField(max_length=120)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="found") & ~Q(text="") | Q(verdict="right", text=""),
                name="found_says_what",
            )
        ]

    def __str__(self) -> str:
        return self.text or self.get_verdict_display()
