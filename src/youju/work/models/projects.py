"""Works and investments: the project, what it builds, matters on the way, residents who watch it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.kernel.quantity import Quantity
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.words import joined
from youju.organisations.queries import ProtectedField
from youju.work.models.tasks import Task
from youju.work.rules import projects as rules

_UNIT = "organisations.Unit"


class Project(models.Model):
    """One piece of works or one investment, kept by a unit, done by an owner."""

    class KindName(models.TextChoices):
        RENOVATION = rules.Kind.RENOVATION, _(rules.NAMES[rules.Kind.RENOVATION])
        MUNICIPAL = rules.Kind.MUNICIPAL, _(rules.NAMES[rules.Kind.MUNICIPAL])
        INSIDE = rules.Kind.INSIDE, _(rules.NAMES[rules.Kind.INSIDE])
        INVESTMENT = rules.Kind.INVESTMENT, _(rules.NAMES[rules.Kind.INVESTMENT])

    class StateName(models.TextChoices):
        PLANNED = rules.State.PLANNED, _(rules.STATE_NAMES[rules.State.PLANNED])
        RUNNING = rules.State.RUNNING, _(rules.STATE_NAMES[rules.State.RUNNING])
        DONE = rules.State.DONE, _(rules.STATE_NAMES[rules.State.DONE])
        STOPPED = rules.State.STOPPED, _(rules.STATE_NAMES[rules.State.STOPPED])

    PERSONAL: ClassVar[dict[str, str]] = {"leader": "姓名", "scope": "记录中的姓名"}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey(_UNIT, on_delete=models.PROTECT, related_name="+")
    owner_unit = models.ForeignKey(_UNIT, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=12, choices=KindName.choices)
    sort = models.CharField("类别", max_length=10, blank=True)
    title = models.CharField("项目", max_length=rules.TITLE)
    year = models.IntegerField("年度")
    place = models.CharField("地点", max_length=rules.PLACE, blank=True)
    scope = models.TextField("建设范围", blank=True)
    builder = models.CharField("设计、施工单位", max_length=rules.NAME, blank=True)
    leader = models.CharField("包挂领导", max_length=30, blank=True)
    households = models.IntegerField("受益户数", null=True)
    invested = models.DecimalField("总投资（元）", max_digits=16, decimal_places=2, null=True)
    spent = models.DecimalField("完成投资（元）", max_digits=16, decimal_places=2, default=0)
    percent = models.SmallIntegerField("进度", default=0)
    starts_on = models.DateField("开工")
    due_on = models.DateField("竣工期限")
    finished_on = models.DateField("竣工", null=True)
    state = models.CharField(
        max_length=8, choices=StateName.choices, default=rules.State.PLANNED.value
    )
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "due_on", "id"], name="project_of_unit"),
            models.Index(fields=["owner_unit", "due_on", "id"], name="project_of_owner"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "title"], name="one_project"),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("starts_on")), name="project_order"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(finished_on__isnull=False), name="project_finished"
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="project_percent"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("work:project", args=[self.pk])

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
        return {"done": "ok", "running": "due"}.get(self.state, "")

    @property
    def days(self) -> int | None:
        """How many days the works took; None while they are not over."""
        if self.finished_on is None:
            return None
        return rules.days_between(self.starts_on, self.finished_on)

    @property
    def money(self) -> Quantity | None:
        """What is invested in all, None where nobody said."""
        return None if self.invested is None else Quantity(self.invested, "元")

    @property
    def money_spent(self) -> Quantity | None:
        """What was invested by now."""
        return Quantity(self.spent, "元") if self.spent else None

    def late(self, today: date) -> bool:
        """Return whether it should have been finished by now."""
        return self.at in rules.OPEN and self.due_on < today


class Feature(models.Model):
    """One thing that is built (路灯), with what there was of it and what there is: 2处 → 23盏."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="features")
    name = models.CharField("内容", max_length=rules.NAME)
    before = models.CharField("改造前", max_length=40, blank=True)
    after = models.CharField("改造后", max_length=40, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name}：{self.before or '无'} → {self.after or '—'}"

    @property
    def was(self) -> Quantity | None:
        """What there was of it."""
        return parse_quantity(self.before) if self.before else None

    @property
    def now(self) -> Quantity | None:
        """What there is of it."""
        return parse_quantity(self.after) if self.after else None


class Supervisor(models.Model):
    """A resident who watches the works without pay. The name is protected."""

    PERSONAL: ClassVar[dict[str, str]] = {"name": "姓名", "phone": "电话"}

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="supervisors")
    name = ProtectedField("姓名", mask="name")
    phone = ProtectedField("电话", mask="phone", blank=True)
    since = models.DateField("从")
    until = models.DateField("到", null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.name)


class Matter(models.Model):
    """What comes up on the way and is settled some day: a node in time, a defect, an objection, an observation."""

    class KindName(models.TextChoices):
        NODE = rules.Matter.NODE, _(rules.MATTER_NAMES[rules.Matter.NODE])
        DEFECT = rules.Matter.DEFECT, _(rules.MATTER_NAMES[rules.Matter.DEFECT])
        OBJECTION = rules.Matter.OBJECTION, _(rules.MATTER_NAMES[rules.Matter.OBJECTION])
        OBSERVATION = rules.Matter.OBSERVATION, _(rules.MATTER_NAMES[rules.Matter.OBSERVATION])

    PERSONAL: ClassVar[dict[str, str]] = {
        "text": "记录中的姓名", "outcome": "记录中的姓名", "by_label": "姓名",
    }  # fmt: skip

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="matters")
    kind = models.CharField(max_length=12, choices=KindName.choices)
    text = models.CharField("内容", max_length=rules.TEXT)
    supervisor = models.ForeignKey(
        Supervisor, on_delete=models.PROTECT, null=True, related_name="observations"
    )
    about = models.CharField("关于", max_length=10, blank=True)
    passed_to = models.CharField("转达给", max_length=10, blank=True)
    on = models.DateField("日期")
    due_on = models.DateField("期限", null=True)
    settled_on = models.DateField("办结", null=True)
    outcome = models.CharField("结果", max_length=rules.TEXT, blank=True)
    changed = models.BooleanField("改了设计", default=False)
    by_label = models.CharField(max_length=120)
    task = models.ForeignKey(Task, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["project", "kind"], name="matter_of_project")]

    def __str__(self) -> str:
        return self.text

    @property
    def of_kind(self) -> rules.Matter:
        """The kind as the rules know it."""
        return rules.Matter(self.kind)

    @property
    def watched(self) -> str:
        """What a supervisor's opinion is about, and whom it was passed on to."""
        passed = (
            _("已转%(whom)s") % {"whom": rules.PASSED[self.passed_to]} if self.passed_to else ""
        )
        return joined(one for one in (rules.ABOUT.get(self.about, ""), passed) if one)

    def late(self, today: date) -> bool:
        """Return whether it should have been settled by now."""
        return self.settled_on is None and self.due_on is not None and self.due_on < today


class Talk(models.Model):
    """One talk about an objection: with residents, the designer, the bureau; what came of it."""

    PERSONAL: ClassVar[dict[str, str]] = {"party": "姓名", "result": "记录中的姓名"}

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="talks")
    on = models.DateField("日期")
    party = models.CharField("和谁谈", max_length=rules.NAME)
    result = models.CharField("谈的结果", max_length=rules.TEXT)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.party}：{self.result[:40]}"


class ProjectWord(models.Model):
    """One line of a project's trail: how far it is, what it cost by then."""

    PERSONAL: ClassVar[dict[str, str]] = {"note": "记录中的姓名", "by_label": "姓名"}

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="words")
    what = models.CharField(max_length=20)
    note = models.CharField("说明", max_length=rules.TEXT, blank=True)
    percent = models.SmallIntegerField(null=True)
    spent = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    on = models.DateField()
    by_label = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.project}：{self.what}"
