"""How many cases stand and went where, by unit, month, kind and source: what pages count with.

Every act appends what it changed as `TallyChange`; a routine folds that into `Tally`, which holds the
sums of a unit with all below it. See docs/adr/0011-tallies-of-cases.md.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from youju.cases.rules.rates import COLUMNS


class TallyColumns(models.Model):
    """What a tally and a change to it have in common."""

    class Side(models.TextChoices):
        PLACE = "place", "问题所在单位"
        OWNER = "owner", "责任单位"

    root_id = models.BigIntegerField()
    side = models.CharField(max_length=5, choices=Side.choices)
    unit_id = models.BigIntegerField()
    month = models.DateField()
    kind_id = models.BigIntegerField()
    source = models.CharField(max_length=12)

    class Meta:
        abstract = True


for _name in COLUMNS:
    TallyColumns.add_to_class(_name, models.IntegerField(default=0))


class Tally(TallyColumns):
    """The sums of a unit with all below it."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit_id", "side", "month", "kind_id", "source"], name="one_case_tally"
            )
        ]


class TallyChange(TallyColumns):
    """What one act changed, at the unit where the case lies."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        indexes = [models.Index("unit_id", "side", name="case_tally_change")]
