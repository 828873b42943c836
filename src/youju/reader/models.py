"""Readings with their pieces and facts, and where each fact went."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.kernel.periods import Period, parse_period
from youju.kernel.quantity import Quantity


class Reading(models.Model):
    """One file or pasted text that was read. `source_text` is as it came, `text` as mended."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "source_text": "文中的姓名",
        "text": "文中的姓名",
        "made_by_label": "姓名",
    }

    class State(models.TextChoices):
        WAITING = "waiting", _("待读")
        READY = "ready", _("待核对")
        FAILED = "failed", _("没有读成")

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    item = models.ForeignKey("evidence.Item", on_delete=models.PROTECT, null=True, related_name="+")
    period_code = models.CharField(max_length=30, default="?")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    note = models.CharField(max_length=300, blank=True)
    job_id = models.BigIntegerField(null=True)
    source_text = models.TextField(blank=True)
    text = models.TextField(blank=True)
    repairs = models.JSONField(default=list)
    flags = models.JSONField(default=list)
    undone = models.JSONField(default=list)
    made_by = models.BigIntegerField(null=True)
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "-made_at", "-id"], name="reading_of_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "sha256"], condition=~Q(state="failed"), name="one_reading"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reader:reading", args=[self.pk])

    @property
    def period(self) -> Period:
        """The period that was named when the file was handed in."""
        return parse_period(self.period_code)


class Piece(models.Model):
    """One report in a reading: who wrote it and of which period, proposed and then corrected."""

    PERSONAL: ClassVar[dict[str, str]] = {"author": "作者"}

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="pieces")
    number = models.IntegerField()
    title = models.CharField(max_length=200)
    start = models.IntegerField()
    end = models.IntegerField()
    author = models.CharField(max_length=80, blank=True)
    author_confidence = models.FloatField(default=0)
    level = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    kind_confidence = models.FloatField(default=0)
    period_code = models.CharField(max_length=30, default="?")
    period_confidence = models.FloatField(default=0)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    corrected = models.BooleanField(default=False)
    copy_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    likeness = models.FloatField(default=0)
    sketch = models.JSONField(default=list)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "number"], name="one_piece_number")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        return parse_period(self.period_code)


class ReadFact(models.Model):
    """One figure of a piece, where it would go, and where it went.

    `offset`–`offset_end` are places in the text as it came, `start`–`end` in the mended text.
    """

    PERSONAL: ClassVar[dict[str, str]] = {"sentence": "文中的姓名", "decided_by_label": "姓名"}

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待核对")
        CONFIRMED = "confirmed", _("已记")
        CHANGED = "changed", _("改后已记")
        REFUSED = "refused", _("不记")

    class Way(models.TextChoices):
        ENTRY = "entry", _("记入台账")
        PROFILE = "profile", _("记为概况")
        NEW = "new", _("新建台账")
        NONE = "none", _("没有去处")

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="facts")
    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="facts")
    offset = models.IntegerField()
    offset_end = models.IntegerField()
    start = models.IntegerField()
    end = models.IntegerField()
    quantity_text = models.CharField(max_length=100)
    said = models.JSONField(default=dict)
    action = models.CharField(max_length=100, blank=True)
    object = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10)
    negated = models.BooleanField(default=False)
    confidence = models.FloatField()
    doubts = models.JSONField(default=list)
    sentence = models.TextField()
    sentence_at = models.IntegerField()
    heading = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.NONE)
    ledger = models.CharField(max_length=40, blank=True)
    field = models.CharField(max_length=40, blank=True)
    measure = models.CharField(max_length=40, blank=True)
    profile = models.CharField(max_length=20, blank=True)
    fresh = models.CharField(max_length=60, blank=True)
    choices = models.JSONField(default=dict)
    group = models.IntegerField(default=0)
    score = models.FloatField(default=0)
    sure = models.BooleanField(default=False)
    why = models.JSONField(default=list)
    period_code = models.CharField(max_length=30, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    entry = models.ForeignKey(
        "ledgers.Entry", on_delete=models.PROTECT, null=True, related_name="+"
    )
    profile_value = models.BigIntegerField(null=True)
    decided_by_label = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["start"]
        indexes = [models.Index(fields=["reading", "start"], name="fact_of_reading")]

    def __str__(self) -> str:
        return f"{self.action}{self.object}{self.quantity}"

    def get_absolute_url(self) -> str:
        return reverse("reader:fact", args=[self.pk])

    @property
    def quantity(self) -> Quantity:
        """The figure as it was said, or as a hand corrected it."""
        return quantity_from(self.said)

    @property
    def recorded(self) -> bool:
        return self.state in (self.State.CONFIRMED, self.State.CHANGED)

    @property
    def period(self) -> Period:
        """The fact's own period where one was set, else its piece's."""
        return parse_period(self.period_code) if self.period_code else self.piece.period

    @property
    def source_ref(self) -> str:
        """What an entry made of this fact refers to."""
        return str(self.pk)


def quantity_json(quantity: Quantity) -> dict[str, Any]:
    """Return a quantity as it is kept in a row."""
    return {
        "value": None if quantity.value is None else f"{quantity.value:f}",
        "unit": quantity.unit,
        "qualifier": quantity.qualifier,
        "upper": None if quantity.upper is None else f"{quantity.upper:f}",
        "per": quantity.per,
    }


def quantity_from(kept: dict[str, Any]) -> Quantity:
    value, upper = kept.get("value"), kept.get("upper")
    return Quantity(
        None if value is None else Decimal(value),
        kept.get("unit", ""),
        kept.get("qualifier", ""),
        None if upper is None else Decimal(upper),
        kept.get("per", ""),
    )
