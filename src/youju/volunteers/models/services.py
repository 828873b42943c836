"""Programmes, persuasion posts, services with their shifts, and the volunteers' seats in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.kernel.quantity import Quantity
from youju.volunteers.models.people import Volunteer
from youju.volunteers.models.teams import Team
from youju.volunteers.rules import posts, seats


class Programme(models.Model):
    """A standing programme, as the ten of 学雷锋: services belong to it."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("项目", max_length=60)
    owner = models.CharField("承办", max_length=60, blank=True)
    about = models.CharField("内容", max_length=200, blank=True)
    rhythm = models.CharField("节奏", max_length=40, blank=True)
    since = models.DateField("启动")
    until = models.DateField("结束", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(until=None), name="one_programme"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post where people are asked to behave: a crossing, a station, a market."""

    class Kind(models.TextChoices):
        CROSSING = posts.PostKind.CROSSING, _("路口")
        STATION = posts.PostKind.STATION, _("车站")
        MARKET = posts.PostKind.MARKET, _("市场")
        SQUARE = posts.PostKind.SQUARE, _("广场")
        OTHER = posts.PostKind.OTHER, _("其他")

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("岗位", max_length=60)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    place = models.CharField("地点", max_length=60, blank=True)
    since = models.DateField("设立")
    until = models.DateField("撤销", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(until=None), name="one_volunteer_post"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """One service of volunteers, with one or more shifts; summed up when all lists are confirmed."""

    class State(models.TextChoices):
        OPEN = posts.ServiceState.OPEN, _("进行中")
        HELD = posts.ServiceState.HELD, _("已小结")
        CANCELLED = posts.ServiceState.CANCELLED, _("已取消")

    PERSONAL: ClassVar[dict[str, str]] = {"contact": "姓名"}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    partners = models.ManyToManyField("organisations.Unit", related_name="+")
    name = models.CharField("活动", max_length=60)
    kind = models.CharField("类别", max_length=10, choices=Team.Function.choices)
    place = models.CharField("地点", max_length=60)
    about = models.CharField("内容和要求", max_length=300, blank=True)
    contact = models.CharField("负责人", max_length=30, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="services")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, related_name="services"
    )
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="services")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    share_key = models.CharField(max_length=40, blank=True)
    on = models.DateField("日期")
    others = models.DecimalField("名册以外", max_digits=8, decimal_places=0, null=True)
    others_word = models.CharField(max_length=10, blank=True)
    served = models.IntegerField("服务户次", null=True)
    result = models.CharField("成效", max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-on", "-id"], name="service_of_unit"),
            models.Index(fields=["root_id", "state", "on"], name="service_of_root"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def crowd(self) -> Quantity | None:
        """Those who came without standing in the register, as it was said."""
        return None if self.others is None else Quantity(self.others, "人次", self.others_word)


class Shift(models.Model):
    """A time and a number of people. `secret` makes the code that is shown at the place."""

    PERSONAL: ClassVar[dict[str, str]] = {"confirmed_by": "姓名"}

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="shifts")
    starts = models.DateTimeField("开始")
    ends = models.DateTimeField("结束")
    wanted = models.IntegerField("需要人数")
    secret = models.CharField(max_length=43)
    persuaded = models.IntegerField("劝导人次", null=True)
    note = models.CharField("情况", max_length=140, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=models.F("starts")), name="shift_takes_time"
            )
        ]
        indexes = [models.Index(fields=["starts"], name="shift_by_time")]

    @property
    def minutes(self) -> int:
        """How long it is."""
        return seats.length(self.starts, self.ends)

    @property
    def hours(self) -> str:
        """How long it is, in hours."""
        return seats.hours_text(self.minutes)


class Seat(models.Model):
    """A volunteer in a shift: one row, whatever comes of it, so that no hours count twice."""

    class State(models.TextChoices):
        SIGNED = seats.Seat.SIGNED, _("已报名")
        WAITING = seats.Seat.WAITING, _("候补")
        WITHDRAWN = seats.Seat.WITHDRAWN, _("已退出")
        PRESENT = seats.Seat.PRESENT, _("已签到")
        ABSENT = seats.Seat.ABSENT, _("没有到")
        ASKED = seats.Seat.ASKED, _("补录待批")
        REFUSED = seats.Seat.REFUSED, _("补录不批")
        CONFIRMED = seats.Seat.CONFIRMED, _("时长已确认")

    class Way(models.TextChoices):
        QR = seats.Way.QR, _("扫码")
        CODE = seats.Way.CODE, _("签到码")
        LIST = seats.Way.LIST, _("名单")
        MAKE_UP = seats.Way.MAKE_UP, _("补录")

    PERSONAL: ClassVar[dict[str, str]] = {"by_label": "姓名", "asked_by": "姓名"}

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="seats")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="seats")
    state = models.CharField(max_length=10, choices=State.choices)
    way = models.CharField("签到", max_length=10, choices=Way.choices, blank=True)
    at = models.DateTimeField()
    came_at = models.DateTimeField(null=True)
    tries = models.SmallIntegerField(default=0)
    minutes = models.IntegerField("时长", null=True)
    reason = models.CharField("补录原因", max_length=140, blank=True)
    asked_by = models.CharField(max_length=80, blank=True)
    asker_id = models.BigIntegerField(null=True)
    by_label = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shift", "volunteer"], name="one_seat_in_a_shift"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(minutes__gt=0), name="confirmed_has_minutes"
            ),
        ]
        indexes = [models.Index(fields=["volunteer", "state"], name="seat_of_volunteer")]

    @property
    def hours(self) -> str:
        """The hours told, "" where none are."""
        return seats.hours_text(self.minutes) if self.minutes else ""
