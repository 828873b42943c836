"""Places with their kinds and checklists, routes over them, and the teams that go round."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.patrols.kinds import PlaceKind, from_json
from youju.patrols.rules.visits import Readiness, TeamKind


class KindVersion(models.Model):
    """One version of a kind of place with its checklist. Visits keep the version they used."""

    class Origin(models.TextChoices):
        CATALOGUE = "catalogue", _("样例")
        CONFIGURED = "configured", _("自定")

    PERSONAL: ClassVar[dict[str, str]] = {}

    code = models.CharField(max_length=30)
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.CATALOGUE)
    number = models.IntegerField()
    label = models.CharField("点位种类", max_length=30)
    group = models.CharField("类", max_length=20)
    pinyin = models.CharField(max_length=200)
    spec = models.JSONField()
    current = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="one_kind_version"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(current=True), name="one_current_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def kind(self) -> PlaceKind:
        """The kind as it was in this version."""
        return from_json(self.spec)


class Place(models.Model):
    """Somewhere that is gone round to: who answers for it, and whether it is ready to be seen."""

    class ReadinessName(models.TextChoices):
        UNSEEN = Readiness.UNSEEN, _("未查看")
        READY = Readiness.READY, _("达标")
        REPAIR = Readiness.REPAIR, _("整改中")
        MISSING = Readiness.MISSING, _("有缺项")

    PERSONAL: ClassVar[dict[str, str]] = {"owner": "责任人姓名"}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("点位种类", max_length=30)
    kind_label = models.CharField(max_length=30)
    name = models.CharField("名称", max_length=60)
    pinyin = models.CharField(max_length=300)
    address = models.CharField("地址", max_length=100, blank=True)
    lat = models.FloatField("纬度", null=True)
    lng = models.FloatField("经度", null=True)
    owner_unit = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    owner = models.CharField("责任人", max_length=30, blank=True)
    key_place = models.BooleanField("重点点位", default=False)
    readiness = models.CharField(
        max_length=10, choices=ReadinessName.choices, default=Readiness.UNSEEN
    )
    missing = models.CharField("缺什么", max_length=200, blank=True)
    readiness_on = models.DateField(null=True)
    made_on = models.DateField()
    retired_on = models.DateField(null=True)
    last_visit_at = models.DateTimeField(null=True)
    last_faults = models.IntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "kind", "id"], name="place_of_unit"),
            models.Index(fields=["root_id", "kind"], name="place_of_root"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(retired_on=None), name="one_place"
            ),
            models.CheckConstraint(
                condition=Q(lat=None, lng=None) | Q(lat__isnull=False, lng__isnull=False),
                name="place_position",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """Those who go round together: a residents' patrol, a joint supervision group."""

    class Kind(models.TextChoices):
        RESIDENTS = TeamKind.RESIDENTS, _("巡访队伍")
        SUPERVISION = TeamKind.SUPERVISION, _("联合督查组")
        SANITATION = TeamKind.SANITATION, _("环境卫生监督队")

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    name = models.CharField("名称", max_length=40)
    people = models.PositiveIntegerField("人数", null=True)
    units = models.ManyToManyField("organisations.Unit", related_name="+")
    since = models.DateField("成立日期")
    until = models.DateField("解散日期", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(until=None), name="one_team"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="team_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def stands(self, day: date) -> bool:
        """Return whether the team goes round on the day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Route(models.Model):
    """Places in the order in which they are gone round to."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("路线名称", max_length=40)
    note = models.CharField("说明", max_length=200, blank=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(until=None), name="one_route"
            )
        ]

    def __str__(self) -> str:
        return self.name


class RouteStop(models.Model):
    """One place of a route."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="stops")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["route", "order"], name="one_stop"),
            models.UniqueConstraint(fields=["route", "place"], name="one_stop_at_a_place"),
        ]
