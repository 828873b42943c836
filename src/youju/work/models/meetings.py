"""Standing systems of meetings with their members, meetings, who was there and what was decided."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from youju.kernel.periods import SHORT_DAYS
from youju.work.rules import meetings as rules

_UNIT = "organisations.Unit"


class KindName(models.TextChoices):
    JOINT = rules.Kind.JOINT, _(rules.NAMES[rules.Kind.JOINT])
    WEEKLY = rules.Kind.WEEKLY, _(rules.NAMES[rules.Kind.WEEKLY])
    MOBILISE = rules.Kind.MOBILISE, _(rules.NAMES[rules.Kind.MOBILISE])
    COORDINATE = rules.Kind.COORDINATE, _(rules.NAMES[rules.Kind.COORDINATE])
    URGENT = rules.Kind.URGENT, _(rules.NAMES[rules.Kind.URGENT])
    MINORS = rules.Kind.MINORS, _(rules.NAMES[rules.Kind.MINORS])


class System(models.Model):
    """A standing system of meetings (会议制度): who belongs to it, what each answers for, how often it meets."""

    class RhythmName(models.TextChoices):
        WEEK = rules.Rhythm.WEEK, _("每周")
        MONTH = rules.Rhythm.MONTH, _("每月")
        QUARTER = rules.Rhythm.QUARTER, _("每季度")
        HALF = rules.Rhythm.HALF, _("每半年")
        YEAR = rules.Rhythm.YEAR, _("每年")
        NEEDED = rules.Rhythm.NEEDED, _("按需要")

    PERSONAL: ClassVar[dict[str, str]] = {"text": "记录中的姓名"}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey(_UNIT, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=10, choices=KindName.choices)
    title = models.CharField("名称", max_length=rules.TITLE)
    text = models.TextField("制度内容", blank=True)
    rhythm = models.CharField("多久一次", max_length=7, choices=RhythmName.choices)
    weekday = models.SmallIntegerField("星期几", null=True)
    clock = models.TimeField("时间", null=True)
    place = models.CharField("地点", max_length=rules.PLACE, blank=True)
    since = models.DateField("建立")
    until = models.DateField("结束", null=True)
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "until"], name="system_of_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "title"], condition=Q(until=None), name="one_system_title"
            ),
            models.CheckConstraint(
                condition=~Q(rhythm="week") | Q(weekday__isnull=False), name="system_weekday"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("work:system", args=[self.pk])

    @property
    def at(self) -> rules.Rhythm:
        """The rhythm as the rules know it."""
        return rules.Rhythm(self.rhythm)

    @property
    def when(self) -> str:
        """How often and when, in words: 每周五 09:00."""
        told = str(self.get_rhythm_display())
        if self.weekday is not None:
            told = gettext("每%(day)s") % {"day": SHORT_DAYS[self.weekday]}
        return f"{told} {self.clock:%H:%M}" if self.clock else told


class Seat(models.Model):
    """A member of a system: a unit of the tree, or one outside it by its name; with its duty."""

    PERSONAL: ClassVar[dict[str, str]] = {"duty": "记录中的姓名"}

    system = models.ForeignKey(System, on_delete=models.CASCADE, related_name="seats")
    unit = models.ForeignKey(_UNIT, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField("成员单位", max_length=rules.NAME)
    duty = models.CharField("职责", max_length=rules.SAID, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "until"], name="seat_of_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["system", "name"], condition=Q(until=None), name="one_seat"
            )
        ]

    def __str__(self) -> str:
        return self.name


class DutyReport(models.Model):
    """What a member of a system has done of its duty."""

    PERSONAL: ClassVar[dict[str, str]] = {"text": "记录中的姓名", "by_label": "姓名"}

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="reports")
    on = models.DateField("日期")
    text = models.CharField("做了什么", max_length=rules.SAID)
    by_label = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["seat", "-on", "-id"], name="report_of_seat")]

    def __str__(self) -> str:
        return f"{self.seat}：{self.text[:40]}"


class Meeting(models.Model):
    """One meeting: called, then held with its minutes, or cancelled."""

    class StateName(models.TextChoices):
        CALLED = rules.State.CALLED, _(rules.STATE_NAMES[rules.State.CALLED])
        HELD = rules.State.HELD, _(rules.STATE_NAMES[rules.State.HELD])
        CANCELLED = rules.State.CANCELLED, _(rules.STATE_NAMES[rules.State.CANCELLED])

    PERSONAL: ClassVar[dict[str, str]] = {"chair": "姓名", "text": "记录中的姓名"}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey(_UNIT, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=10, choices=KindName.choices)
    title = models.CharField("会议", max_length=rules.TITLE)
    system = models.ForeignKey(System, on_delete=models.PROTECT, null=True, related_name="meetings")
    turn = models.DateField(null=True)
    after = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="passed")
    origin_kind = models.CharField(max_length=40, blank=True)
    origin_id = models.CharField(max_length=60, blank=True)
    on = models.DateField("日期")
    clock = models.TimeField("时间", null=True)
    place = models.CharField("地点", max_length=rules.PLACE, blank=True)
    chair = models.CharField("主持人", max_length=30, blank=True)
    papers = models.TextField("传达文件", blank=True)
    expected = models.IntegerField("应到", null=True)
    present = models.IntegerField("实到", null=True)
    text = models.TextField("会议记录", blank=True)
    agreed = models.BooleanField("达成一致", null=True)
    state = models.CharField(
        max_length=10, choices=StateName.choices, default=rules.State.CALLED.value
    )
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-on", "-id"], name="meeting_of_unit"),
            models.Index(fields=["origin_kind", "origin_id"], name="meeting_of_origin"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["system", "turn"],
                condition=Q(kind="weekly") & ~Q(state="cancelled"),
                name="one_meeting_a_week",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(present__gte=1), name="held_with_people"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("work:meeting", args=[self.pk])

    @property
    def at(self) -> rules.State:
        """The state as the rules know it."""
        return rules.State(self.state)

    @property
    def of_kind(self) -> rules.Kind:
        """The kind as the rules know it."""
        return rules.Kind(self.kind)

    @property
    def pill(self) -> str:
        """The look of the state."""
        return {"called": "due", "held": "ok"}.get(self.state, "")


class Party(models.Model):
    """A unit at a meeting: asked, there or not, what it said; and whether it is to pass the meeting on."""

    PERSONAL: ClassVar[dict[str, str]] = {"said": "记录中的姓名"}

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="parties")
    unit = models.ForeignKey(_UNIT, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=rules.NAME)
    speaks = models.BooleanField("发言", default=False)
    came = models.BooleanField("到会", null=True)
    said = models.CharField("发言、表态", max_length=rules.SAID, blank=True)
    pass_by = models.DateField("传达期限", null=True)
    own = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, related_name="passes")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["unit", "pass_by"], name="party_of_unit")]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "name"], name="one_party"),
            models.CheckConstraint(
                condition=Q(pass_by=None) | Q(unit__isnull=False), name="passing_unit"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def passed(self) -> bool:
        """Whether it has held its own meeting."""
        return self.own is not None and self.own.at is rules.State.HELD

    @property
    def is_free(self) -> bool:
        """Whether no meeting of its own is called or held."""
        return self.own is None or self.own.at is rules.State.CANCELLED

    def late(self, today: date) -> bool:
        """Return whether it should have passed the meeting on by now."""
        return self.pass_by is not None and self.pass_by < today and not self.passed


class Point(models.Model):
    """A point of the agenda, and what was decided."""

    PERSONAL: ClassVar[dict[str, str]] = {"text": "记录中的姓名", "outcome": "记录中的姓名"}

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="points")
    text = models.CharField("议题", max_length=rules.POINT)
    outcome = models.CharField("议定", max_length=rules.SAID, blank=True)
    carried = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
