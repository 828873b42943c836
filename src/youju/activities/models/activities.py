"""An activity with its programme, those who came, and the look at its notes."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.activities.kinds import kind_named
from youju.activities.models.series import Series, SeriesPart
from youju.activities.rules import activities as rules
from youju.activities.rules.kinds import Kind
from youju.kernel.quantity import Quantity
from youju.organisations.queries import ProtectedField


class Activity(models.Model):
    """Something that a unit holds for people, alone or with others: planned, held or cancelled.

    `amounts` keeps each number as it was said: value, unit, qualifier, upper end.
    """

    class StateName(models.TextChoices):
        PLANNED = rules.State.PLANNED, _(rules.NAMES[rules.State.PLANNED])
        HELD = rules.State.HELD, _(rules.NAMES[rules.State.HELD])
        CANCELLED = rules.State.CANCELLED, _(rules.NAMES[rules.State.CANCELLED])

    PERSONAL: ClassVar[dict[str, str]] = {"details": "主讲人身份", "made_by_label": "姓名"}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    partners = models.ManyToManyField("organisations.Unit", related_name="+")
    share_key = models.CharField(max_length=64, blank=True)
    kind = models.CharField("种类", max_length=30)
    sort = models.CharField("类别", max_length=30, blank=True)
    title = models.CharField("名称", max_length=rules.TITLE)
    on = models.DateField("日期")
    until = models.DateField("结束日期", null=True)
    starts = models.TimeField("开始时间", null=True)
    ends = models.TimeField("结束时间", null=True)
    place = models.CharField("地点", max_length=rules.TEXT, blank=True)
    festival = models.CharField("节日", max_length=20, blank=True)
    topic_day = models.CharField("主题日", max_length=30, blank=True)
    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, null=True, related_name="activities"
    )
    part = models.ForeignKey(
        SeriesPart, on_delete=models.PROTECT, null=True, related_name="activities"
    )
    details = models.JSONField(default=dict)
    amounts = models.JSONField(default=dict)
    note = models.CharField("情况", max_length=rules.NOTE, blank=True)
    state = models.CharField(max_length=10, choices=StateName.choices)
    cancel_reason = models.CharField(max_length=rules.TEXT, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    state_before = models.CharField(max_length=10, blank=True)
    # What the public may see and do.
    slug = models.CharField(max_length=16, null=True, unique=True)
    capacity = models.PositiveIntegerField("名额", null=True)
    signup_until = models.DateField("报名截止", null=True)
    here_code = models.CharField("签到码", max_length=6, blank=True)
    here = models.PositiveIntegerField("扫码到场", default=0)
    made_by = models.BigIntegerField(null=True)
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-on", "-id"], name="activity_of_unit"),
            models.Index(fields=["root_id", "-on", "-id"], name="activity_of_root"),
            models.Index(fields=["series", "-on"], name="activity_of_series"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("on")), name="activity_order"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) & ~Q(state="cancelled")
                | Q(cancelled_at__isnull=False, state="cancelled"),
                name="activity_cancelled_at",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("activities:activity", args=[self.pk])

    @property
    def at(self) -> rules.State:
        """The state as the rules know it."""
        return rules.State(self.state)

    @property
    def of_kind(self) -> Kind:
        """The kind with what it asks for."""
        return kind_named(self.kind)

    @property
    def pill(self) -> str:
        """The look of the state."""
        return {"planned": "due", "held": "ok"}.get(self.state, "late")

    @property
    def numbers(self) -> dict[str, Quantity]:
        """Each number as it was said."""
        return {
            name: Quantity(
                Decimal(value) if value else None, unit, word, Decimal(upper) if upper else None
            )
            for name, (value, unit, word, upper) in self.amounts.items()
        }

    @property
    def people(self) -> Quantity | None:
        """Those who came, as it was said."""
        return self.numbers.get("people")


class ProgrammeItem(models.Model):
    """One item of a programme."""

    PERSONAL: ClassVar[dict[str, str]] = {"by": "表演者"}

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="programme")
    order = models.PositiveSmallIntegerField()
    title = models.CharField("节目", max_length=rules.TITLE)
    by = models.CharField("表演", max_length=rules.PLACE, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "order"], name="one_programme_item")
        ]

    def __str__(self) -> str:
        return self.title


class Attendee(models.Model):
    """Somebody on the sign-in list of an activity; the name is encrypted. Never of a minor."""

    PERSONAL: ClassVar[dict[str, str]] = {"name": "姓名"}

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="attendees")
    order = models.PositiveSmallIntegerField()
    name = ProtectedField("姓名", mask="name")
    came = models.BooleanField("到场", default=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["activity", "order"], name="one_attendee")]

    def __str__(self) -> str:
        return str(self.name)


class NotesCheck(models.Model):
    """Somebody looked at the notes of a study session: 有内容、有笔记、有考勤、有检查."""

    PERSONAL: ClassVar[dict[str, str]] = {"by_label": "姓名", "result": "检查意见中的姓名"}

    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="notes_check")
    on = models.DateField("检查日期")
    due = models.PositiveIntegerField("应到")
    came = models.PositiveIntegerField("实到")
    notes = models.PositiveIntegerField("有笔记")
    result = models.CharField("检查意见", max_length=rules.TEXT, blank=True)
    by = models.BigIntegerField(null=True)
    by_label = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(came__lte=models.F("due"), notes__lte=models.F("due")),
                name="notes_within_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity}：{self.on}"
