"""How many cases stand and went where, by unit, month, kind and source: what pages count with.

Every act appends what it changed as `TallyChange`; a routine folds that into `Tally`, which holds the
sums of a unit with all below it. See docs/adr/0011-tallies-of-cases.md.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from youju.cases.rules.rates import COLUMNS


class TallyColumns(models.Model):
    """What a tally and a change to it have in common."""

    class Side(models.TextChoices):
        PLACE = "place", _("问题所在单位")
        OWNER = "owner", _("责任单位")

    root_id = models.BigIntegerField()
    side = models.CharField(max_length=5, choices=Side.choices)
    unit_id = models.BigIntegerField()
    month = models.DateField()

    class Meta:
        abstract = True


for _name in COLUMNS:
    TallyColumns.add_to_class(_name, models.IntegerField(default=0))


class Tally(TallyColumns):
    """The sums of a unit with all below it: by kind, by class of kinds, and by source.

    Three short lists instead of one long one of all combinations: a year of a city is some hundred
    rows, however many cases there are.
    """

    PERSONAL: ClassVar[dict[str, str]] = {}

    class By(models.TextChoices):
        KIND = "kind", _("类别")
        CLASS = "class", _("大类")
        SOURCE = "source", _("来源")

    by = models.CharField(max_length=6, choices=By.choices)
    key = models.CharField(max_length=40)  # the id of a kind, the code of a class, a source

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit_id", "side", "by", "month", "key"], name="one_case_tally"
            )
        ]


class TallyChange(TallyColumns):
    """What one act changed, at the unit where the case lies or at the one that answers for it."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    kind_id = models.BigIntegerField()
    class_code = models.CharField(max_length=40)
    source = models.CharField(max_length=12)

    class Meta:
        indexes = [models.Index("unit_id", "side", name="case_tally_change")]
