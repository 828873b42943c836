"""Mock assessments: the draw, the teams, one sheet for each assessor at each place."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class MockRound(models.Model):
    """One round: what was drawn, from what, by whom and with which seed.

    `frame` keeps the candidates as they stood, so that anybody can draw again; `checks` what is
    asked at each kind of place, with the items it speaks for.
    """

    class State(models.TextChoices):
        DRAWN = "drawn", _("待分组")
        OPEN = "open", _("测评中")
        CLOSED = "closed", _("已结束")

    PERSONAL: ClassVar[dict[str, str]] = {"drawn_by_label": "抽样人姓名和岗位"}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey("standards.Edition", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=60)
    start = models.DateField("开始日期")
    end = models.DateField("结束日期")
    seed = models.CharField("种子", max_length=40)
    frame = models.JSONField(default=list)
    checks = models.JSONField(default=dict)
    households = models.JSONField(default=list)
    share = models.PositiveIntegerField("双评比例", default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAWN)
    drawn_at = models.DateTimeField()
    drawn_by_label = models.CharField(max_length=120)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="one_mock_round"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="mock_round_order"),
            models.CheckConstraint(condition=~Q(seed=""), name="mock_round_seed"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on=None)),
                name="mock_round_closed",
            ),
        ]
        indexes = [models.Index(fields=["root_id", "-start", "-id"], name="mock_round_of_root")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("standards:mock_round", args=[self.pk])

    @property
    def pill(self) -> str:
        """Amber while somebody must still do something."""
        return "" if self.state == self.State.CLOSED else "due"


class MockTeam(models.Model):
    """Those who go together; each has a route of its own."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    round = models.ForeignKey(MockRound, on_delete=models.CASCADE, related_name="teams")
    number = models.PositiveIntegerField()
    assessors = models.ManyToManyField("organisations.Membership", related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="one_mock_team")]

    def __str__(self) -> str:
        return f"第{self.number}组"


class MockSpot(models.Model):
    """A place drawn for a round. `double` asks two assessors for it."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    round = models.ForeignKey(MockRound, on_delete=models.CASCADE, related_name="spots")
    place = models.ForeignKey("patrols.Place", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    team = models.ForeignKey(MockTeam, on_delete=models.SET_NULL, null=True, related_name="spots")
    order = models.PositiveIntegerField(default=0)
    double = models.BooleanField("双评", default=False)

    class Meta:
        ordering = ["team__number", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "place"], name="one_mock_spot")]


class MockSheet(models.Model):
    """What one assessor found at a place: a visit with its checklist, and the numbers counted.

    `answers` is code -> {mark, number, note}.
    """

    PERSONAL: ClassVar[dict[str, str]] = {"by_label": "测评员姓名和岗位"}

    spot = models.ForeignKey(MockSpot, on_delete=models.PROTECT, related_name="sheets")
    person_id = models.BigIntegerField()
    by_label = models.CharField(max_length=120)
    visit_id = models.BigIntegerField(unique=True)
    answers = models.JSONField()
    note = models.CharField("情况", max_length=300, blank=True)
    done_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [models.UniqueConstraint(fields=["spot", "person_id"], name="one_mock_sheet")]


class MockSettlement(models.Model):
    """What a third person decided where two assessors disagreed."""

    PERSONAL: ClassVar[dict[str, str]] = {"by_label": "裁定人姓名和岗位"}

    spot = models.ForeignKey(MockSpot, on_delete=models.PROTECT, related_name="settlements")
    check_code = models.CharField(max_length=40)
    mark = models.CharField(max_length=4)
    reason = models.CharField("理由", max_length=200)
    by_label = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["spot", "check_code"], name="one_mock_settlement")
        ]
