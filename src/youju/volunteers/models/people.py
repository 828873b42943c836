"""Volunteers with their trainings and yearly assessments."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.organisations.queries import ProtectedField
from youju.volunteers.rules import register, stars


class Series(models.Model):
    """The last number given under a head: volunteers of a district and year, certificates of a unit."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField(default=0)  # whose numbers they are; 0 where nobody noted it
    head = models.CharField(max_length=40, unique=True)
    last = models.IntegerField(default=0)


class Volunteer(models.Model):
    """Somebody in the register, from the application on. Grown up, and kept with their consent."""

    class State(models.TextChoices):
        APPLIED = register.State.APPLIED, _("待审核")
        DECLINED = register.State.DECLINED, _("未通过")
        REGISTERED = register.State.REGISTERED, _("已注册")
        TRAINED = register.State.TRAINED, _("已培训")
        SERVING = register.State.SERVING, _("服务中")
        LEFT = register.State.LEFT, _("已退出")

    PERSONAL: ClassVar[dict[str, str]] = {
        "name": "姓名",
        "pinyin": "姓名",
        "phone": "手机",
        "phone_index": "手机",
        "card_phone": "联系卡电话",
        "number": "志愿者编号",
    }

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    person = models.OneToOneField(
        "organisations.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    number = models.CharField("志愿者编号", max_length=14, null=True, unique=True)
    name = models.CharField("姓名", max_length=30)
    pinyin = models.CharField(max_length=120)
    phone = ProtectedField("手机", mask="phone", blank=True)
    phone_index = models.CharField(max_length=64, blank=True)
    card_phone = ProtectedField("联系卡电话", mask="phone", blank=True)
    skills = models.CharField("特长", max_length=100, blank=True)
    services = models.CharField("愿意服务的项目", max_length=100, blank=True)
    state = models.CharField(
        max_length=12, choices=State.choices, default=register.State.APPLIED.value
    )
    note = models.CharField("说明", max_length=140, blank=True)
    consent_on = models.DateField("同意登记日期")
    applied_on = models.DateField("申请日期")
    registered_on = models.DateField("注册日期", null=True)
    left_on = models.DateField("退出日期", null=True)
    minutes = models.IntegerField("确认时长", default=0)
    star = models.SmallIntegerField("星级", default=0)
    star_on = models.DateField("评星日期", null=True)
    feed_digest = models.CharField(max_length=64, null=True, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "pinyin", "id"], name="volunteer_of_unit"),
            models.Index(fields=["root_id", "phone_index"], name="volunteer_phone"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["applied", "declined"])
                | Q(number__isnull=False, registered_on__isnull=False),
                name="registered_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(state="left") | Q(left_on__isnull=False), name="left_has_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def hours(self) -> str:
        """The confirmed hours as they are shown."""
        from youju.volunteers.rules.seats import hours_text

        return hours_text(self.minutes)

    @property
    def to_next_star(self) -> int:
        """How many hours are left to the next star."""
        return stars.hours_to_next(self.minutes)

    @property
    def is_active(self) -> bool:
        """Whether the volunteer stands in the register now."""
        return register.State(self.state) in register.ACTIVE


class Training(models.Model):
    """A training that was held, with who took part."""

    PERSONAL: ClassVar[dict[str, str]] = {"teacher": "姓名"}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField("培训内容", max_length=60)
    on = models.DateField("日期")
    place = models.CharField("地点", max_length=60, blank=True)
    teacher = models.CharField("授课人", max_length=30, blank=True)
    hours = models.DecimalField("学时", max_digits=4, decimal_places=1, null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-on"], name="training_of_unit")]

    def __str__(self) -> str:
        return self.title


class Trained(models.Model):
    """A volunteer took part in a training."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="people")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="trainings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["training", "volunteer"], name="once_in_a_training")
        ]


class Assessment(models.Model):
    """How a volunteer did in a year; made again it replaces the one before."""

    class Grade(models.TextChoices):
        EXCELLENT = register.Grade.EXCELLENT, _("优秀")
        GOOD = register.Grade.GOOD, _("合格")
        BASIC = register.Grade.BASIC, _("基本合格")
        FAILED = register.Grade.FAILED, _("不合格")

    PERSONAL: ClassVar[dict[str, str]] = {"by_label": "姓名"}

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="assessments")
    year = models.IntegerField("年度")
    grade = models.CharField("等次", max_length=10, choices=Grade.choices)
    note = models.CharField("评语", max_length=140, blank=True)
    on = models.DateField()
    by_label = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["volunteer", "year"], name="one_assessment_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.volunteer.name} {self.year}"
