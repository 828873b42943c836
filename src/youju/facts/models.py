"""The one table of counted facts, the measure catalogue, and the totals over the tree."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from youju.facts import rules
from youju.kernel.periods import UNKNOWN, Grain, Period
from youju.kernel.quantity import Quantity
from youju.ui.written import written_equal

# What two indexes over some of the facts say, for the queries that are to use them.
SHARED = ~models.Q(written_equal("share_key", ""))
COARSE = ~models.Q(written_equal("grain", Grain.DAY.value))


class Measure(models.Model):
    """What is counted. Published by the rooms that count it; never edited by hand."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    class AddsUp(models.TextChoices):
        FLOW = rules.Adds.FLOW, _("累计")
        STOCK = rules.Adds.STOCK, _("时点")
        RATE = rules.Adds.RATE, _("比率")
        DISTINCT = rules.Adds.DISTINCT, _("去重")

    code = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=60, unique=True)
    pinyin = models.CharField(max_length=200)
    unit = models.CharField(max_length=20)
    adds = models.CharField(max_length=10, choices=AddsUp.choices)
    topic = models.CharField(max_length=10, blank=True)
    words = models.JSONField(default=list)
    numerator = models.CharField(max_length=80, blank=True)
    denominator = models.CharField(max_length=80, blank=True)
    parts = models.JSONField(default=list)
    source_kind = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.name


class Fact(models.Model):
    """One counted thing of one record. Written only by a room's action, with the record."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    pk = models.CompositePrimaryKey("root_id", "id")
    root_id = models.BigIntegerField()
    id = models.UUIDField()
    unit = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+", db_index=False)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    grain = models.CharField(max_length=10)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    upper = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    qualifier = models.CharField(max_length=10, blank=True)
    per = models.CharField(max_length=30, blank=True)
    share_key = models.CharField(max_length=64, blank=True)
    series = models.CharField(max_length=64, blank=True)
    source_kind = models.CharField(max_length=60)
    source_id = models.CharField(max_length=60)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index("measure", "unit", "end", name="fact_measure_unit"),
            models.Index("source_kind", "source_id", name="fact_source"),
            models.Index("share_key", name="fact_share", condition=~models.Q(share_key="")),
            models.Index(
                "measure", "unit", name="fact_coarse", condition=~models.Q(grain=Grain.DAY)
            ),
        ]

    @property
    def quantity(self) -> Quantity:
        return Quantity(self.value, self.measure.unit, self.qualifier, self.upper, self.per)

    @property
    def period(self) -> Period:
        if self.start is None or self.end is None:
            return UNKNOWN
        return Period(self.start, self.end, Grain(self.grain))


class TotalColumns(models.Model):
    """What a total and a change to it have in common."""

    root_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    measure_id = models.BigIntegerField()
    start = models.DateField()
    end = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=4)
    n = models.BigIntegerField()
    over = models.BigIntegerField()
    about = models.BigIntegerField()
    under = models.BigIntegerField()
    unknown = models.BigIntegerField()

    class Meta:
        abstract = True


class Total(TotalColumns):
    """The sum of what lies at and below a unit, by measure and span of days."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit_id", "start", "end", "measure_id"], name="one_total"
            ),
        ]


class Change(TotalColumns):
    """A change to a total, appended by writers and folded in later, so that writers never wait
    for each other at the root of the tree."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        indexes = [models.Index("unit_id", "start", name="change_unit")]
