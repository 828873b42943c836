"""Visits to places and units, and what was found there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.kernel.quantity import Quantity
from youju.patrols.models.places import KindVersion, Place, Route, Team
from youju.patrols.rules.visits import Purpose, Way


class Visit(models.Model):
    """Somebody went somewhere and looked: to a place, or to a unit as a whole."""

    class PurposeName(models.TextChoices):
        PATROL = Purpose.PATROL, _("巡查")
        SUPERVISION = Purpose.SUPERVISION, _("督查")
        RESIDENTS = Purpose.RESIDENTS, _("巡访")
        CLEANING = Purpose.CLEANING, _("大扫除")
        LESSON = Purpose.LESSON, _("法制课")
        MOCK = Purpose.MOCK, _("模拟测评")

    class WayName(models.TextChoices):
        SITE = Way.SITE, _("实地")
        PAPERS = Way.PAPERS, _("软件材料")
        BOTH = Way.BOTH, _("实地和软件材料")

    class State(models.TextChoices):
        LIVE = "live", _("在册")
        WITHDRAWN = "withdrawn", _("已撤下")

    PERSONAL: ClassVar[dict[str, str]] = {"made_by_label": "姓名"}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="visits")
    kind = models.CharField(max_length=30, blank=True)
    checklist = models.ForeignKey(
        KindVersion, on_delete=models.PROTECT, null=True, related_name="+"
    )
    purpose = models.CharField("性质", max_length=20, choices=PurposeName.choices)
    way = models.CharField("方式", max_length=10, choices=WayName.choices, default=Way.SITE)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="visits")
    route = models.ForeignKey(Route, on_delete=models.PROTECT, null=True, related_name="+")
    post = models.CharField("巡查岗位", max_length=40, blank=True)
    role = models.CharField(max_length=20)
    by_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    people = models.DecimalField("人次", max_digits=8, decimal_places=0, null=True)
    people_word = models.CharField(max_length=10, blank=True)
    passed = models.JSONField(default=list)
    checked = models.IntegerField(default=0)
    faults = models.IntegerField(default=0)
    praised = models.BooleanField("表扬", default=False)
    note = models.CharField("情况", max_length=300, blank=True)
    done_at = models.DateTimeField()
    done_on = models.DateField()
    received_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    share_key = models.CharField(max_length=64, blank=True)
    partners = models.ManyToManyField("organisations.Unit", related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.LIVE)
    made_by = models.BigIntegerField(null=True)
    made_by_label = models.CharField(max_length=120)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-done_on", "-id"], name="visit_of_unit"),
            models.Index(fields=["root_id", "-done_on", "-id"], name="visit_of_root"),
            models.Index(fields=["place", "-done_on", "-id"], name="visit_of_place"),
        ]

    def __str__(self) -> str:
        return f"{self.target}{self.get_purpose_display()}"

    @property
    def target(self) -> str:
        """Where it went: the place, else the unit."""
        return self.place.name if self.place is not None else self.unit.short_name

    @property
    def headcount(self) -> Quantity | None:
        """How many people went, as it was said."""
        return None if self.people is None else Quantity(self.people, "人次", self.people_word)


class Finding(models.Model):
    """Something that was not in order. `case_id` names the problem it became."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="findings")
    item = models.CharField(max_length=30, blank=True)
    text = models.CharField("问题", max_length=200)
    corrected = models.BooleanField("当场改正", default=False)
    case_id = models.BigIntegerField(null=True)
    case_number = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(corrected=False) | Q(case_id=None), name="corrected_is_no_case"
            )
        ]

    def __str__(self) -> str:
        return self.text
