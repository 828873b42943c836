"""A case, its trail, and the series of its number."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.cases import rules
from youju.cases.models.kind import Kind
from youju.cases.rules.kinds import LIMIT_UNITS
from youju.cases.rules.states import ACT_LABELS, SEVERITY_LABELS, SOURCE_LABELS, STATE_LABELS
from youju.organisations.queries import ProtectedField
from youju.ui.choices import spoken
from youju.ui.written import written_in

TOLD = [
    "root_id", "path", "state", "due_at", "paused_since", "owner_path", "lat", "source", "hard", "raised",
    "extension_asked", "reworks", "joint",
]  # fmt: skip
ENDED = Q(state__in=["refused", "closed"])
HAS_ENDED = written_in("state", ("refused", "closed"))  # in queries: what the indexes say


class Case(models.Model):
    """One problem, from its report to its end.

    `path` and `owner_path` are those of the two units, so that a whole subtree is one range of an
    index; a hook brings them up to date when units move.
    """

    PERSONAL: ClassVar[dict[str, str]] = {
        "reporter_name": "姓名",
        "reporter_phone": "电话",
        "made_by_label": "姓名",
        "title": "记录中的姓名",
        "place": "住址",
        "description": "记录中的姓名",
        "rectify_note": "记录中的姓名",
    }

    class State(models.TextChoices):
        REPORTED = rules.State.REPORTED, _(STATE_LABELS[rules.State.REPORTED])
        REFUSED = rules.State.REFUSED, _(STATE_LABELS[rules.State.REFUSED])
        FILED = rules.State.FILED, _(STATE_LABELS[rules.State.FILED])
        DISPATCHED = rules.State.DISPATCHED, _(STATE_LABELS[rules.State.DISPATCHED])
        DISPUTED = rules.State.DISPUTED, _(STATE_LABELS[rules.State.DISPUTED])
        RECTIFIED = rules.State.RECTIFIED, _(STATE_LABELS[rules.State.RECTIFIED])
        CLOSED = rules.State.CLOSED, _(STATE_LABELS[rules.State.CLOSED])

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=80)
    number = models.CharField(max_length=40)
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+", db_index=False)
    source = models.CharField("来源", max_length=12, choices=spoken(SOURCE_LABELS))
    state = models.CharField(max_length=10, choices=State.choices, default=State.REPORTED)
    severity = models.SmallIntegerField(
        "严重程度",
        choices=spoken(SEVERITY_LABELS),
        default=1,
    )
    title = models.CharField("标题", max_length=120)
    place = models.CharField("地点", max_length=120, blank=True)
    lat = models.FloatField("纬度", null=True)
    lng = models.FloatField("经度", null=True)
    quantity = models.CharField("数量", max_length=40, blank=True)
    description = models.TextField("情况", blank=True)
    reporter_name = ProtectedField(blank=True, default="", mask="name")
    reporter_phone = ProtectedField(blank=True, default="", mask="phone")
    origin_kind = models.CharField(max_length=40, blank=True)
    origin_id = models.CharField(max_length=40, blank=True)
    done_at = models.DateTimeField()
    received_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    made_by = models.ForeignKey(
        "organisations.Membership",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    made_by_label = models.CharField(max_length=120)
    filed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    dispatched_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    owner_unit = models.ForeignKey(
        "organisations.Unit",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    owner_path = models.CharField(max_length=80, blank=True)
    limit = models.IntegerField(null=True)
    limit_unit = models.CharField(max_length=12, choices=spoken(LIMIT_UNITS), blank=True)
    due_at = models.DateTimeField(null=True)
    paused_since = models.DateTimeField(null=True)
    rectified_at = models.DateTimeField(null=True)
    rectified_by = models.ForeignKey(
        "organisations.Membership",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    rectify_note = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)
    on_time = models.BooleanField(null=True)
    counted_on = models.DateField(null=True)  # the day it counts as 应结案
    reworked_at = models.DateTimeField(null=True)
    reworks = models.IntegerField(default=0)
    reopened = models.IntegerField(default=0)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged"
    )
    split_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="parts"
    )
    joint = models.BooleanField("联合", default=False)
    hard = models.BooleanField("挂账", default=False)
    raised = models.BooleanField("上报求助", default=False)
    extension_asked = models.BooleanField("申请延期", default=False)
    fixed = models.BooleanField("居民说已解决", null=True)
    watch_at = models.DateTimeField(null=True)  # when to remind or climb next
    watch_step = models.SmallIntegerField(
        default=0
    )  # 0 remind, then the levels of `rules.climbing`

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["root_id", "number"], name="one_case_number"),
            models.CheckConstraint(
                condition=Q(due_at=None) | Q(owner_unit__isnull=False), name="case_due_of_owner"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at=None)),
                name="case_closed_when",
            ),
            models.CheckConstraint(
                condition=Q(rectified_at=None) | Q(rectified_by__isnull=False),
                name="case_rectified_by",
            ),
        ]
        indexes = [
            models.Index(fields=["root_id", "-received_at", "-id"], name="case_of_root"),
            models.Index(fields=["unit", "-received_at", "-id"], name="case_of_unit"),
            models.Index("path", name="case_path"),
            models.Index("owner_path", name="case_owner"),
            models.Index("joint", name="case_joint", condition=Q(joint=True)),
            models.Index("raised", name="case_raised", condition=Q(raised=True)),
            # all that the chips of the list count by, so that no row need be opened for them
            models.Index(fields=TOLD, name="case_open_told", condition=~ENDED),
            models.Index(
                fields=["root_id", "-received_at", "-id"], name="case_open_latest", condition=~ENDED
            ),
            models.Index("root_id", "owner_path", name="case_open_owner", condition=~ENDED),
            models.Index(
                "root_id",
                "lat",
                "lng",
                name="case_open_spot",
                condition=~ENDED & Q(lat__isnull=False),
            ),
            models.Index(
                "root_id", "due_at", name="case_due", condition=~ENDED & Q(due_at__isnull=False)
            ),
            models.Index("watch_at", name="case_watch", condition=Q(watch_at__isnull=False)),
            models.Index("root_id", "lat", "lng", name="case_spot", condition=Q(lat__isnull=False)),
            models.Index("origin_kind", "origin_id", name="case_origin"),
            models.Index("path", name="case_hard", condition=Q(hard=True)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def at(self) -> rules.State:
        """The state, as the rules know it."""
        return rules.State(self.state)

    @property
    def open(self) -> bool:
        return self.at in rules.OPEN

    def overdue(self, now: datetime) -> bool:
        """Return whether the responsible unit is late with it; not while the clock stands."""
        running = self.at is rules.State.DISPATCHED and self.paused_since is None
        return running and self.due_at is not None and self.due_at < now


class CaseEvent(models.Model):
    """One line of a case's trail. Never changed."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "label": "姓名",
        "note": "记录中的姓名",
        "detail": "签名人的姓名",
    }

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events", db_index=False)
    act = models.CharField(max_length=16, choices=spoken(ACT_LABELS))
    before = models.CharField(max_length=10, blank=True)
    after = models.CharField(max_length=10)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    member = models.ForeignKey(
        "organisations.Membership",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    label = models.CharField(max_length=120)
    unit = models.ForeignKey(
        "organisations.Unit",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    note = models.CharField(max_length=500, blank=True)
    why = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index("case", "id", name="event_of_case")]

    def __str__(self) -> str:
        return ACT_LABELS[rules.Act(self.act)]


class Series(models.Model):
    """The last number a unit gave in a year, and the character before 问."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.IntegerField()
    prefix = models.CharField(max_length=20)
    last = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_case_series"),
            models.UniqueConstraint(fields=["root_id", "year", "prefix"], name="one_case_prefix"),
        ]
