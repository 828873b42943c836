"""Tasks, and what happened to each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.kernel.quantity import Quantity
from youju.work.models.plans import Plan
from youju.work.rules import tasks as rules


class Task(models.Model):
    """One thing a unit is to do by a day, in what number and how well."""

    class StateName(models.TextChoices):
        OPEN = rules.State.OPEN, _(rules.NAMES[rules.State.OPEN])
        FINISHED = rules.State.FINISHED, _(rules.NAMES[rules.State.FINISHED])
        CONFIRMED = rules.State.CONFIRMED, _(rules.NAMES[rules.State.CONFIRMED])
        CANCELLED = rules.State.CANCELLED, _(rules.NAMES[rules.State.CANCELLED])

    class QualityName(models.TextChoices):
        GOOD = rules.Quality.GOOD, _("好")
        SOUND = rules.Quality.SOUND, _("合格")

    class EaseName(models.IntegerChoices):
        EASY = rules.Ease.EASY, _("容易")
        PLAIN = rules.Ease.PLAIN, _("一般")
        HARD = rules.Ease.HARD, _("较难")

    PERSONAL: ClassVar[dict[str, str]] = {"person": "责任人姓名", "text": "记录中的姓名"}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    owner_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    helpers = models.ManyToManyField("organisations.Unit", related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="tasks")
    title = models.CharField("任务", max_length=rules.TITLE)
    text = models.TextField("标准和要求", blank=True)
    place = models.CharField("地点", max_length=rules.PLACE, blank=True)
    person = models.CharField("责任人", max_length=30, blank=True)
    ease = models.SmallIntegerField(
        "难易", choices=EaseName.choices, default=rules.Ease.PLAIN.value
    )
    amount = models.DecimalField("应完成", max_digits=14, decimal_places=2, null=True)
    amount_unit = models.CharField("单位", max_length=10, blank=True)
    done = models.DecimalField("已完成", max_digits=14, decimal_places=2, default=Decimal(0))
    starts_on = models.DateField("开始")
    due_on = models.DateField("期限")
    first_due_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=StateName.choices, default=rules.State.OPEN.value
    )
    quality = models.CharField("质量", max_length=6, choices=QualityName.choices, blank=True)
    returns = models.IntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    in_time = models.BooleanField(null=True)
    climbed = models.SmallIntegerField(default=0)
    origin_kind = models.CharField(max_length=40, blank=True)
    origin_id = models.CharField(max_length=60, blank=True)
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["owner_unit", "state", "due_on", "id"], name="task_of_owner"),
            models.Index(fields=["unit", "state", "due_on", "id"], name="task_of_unit"),
            models.Index(fields=["origin_kind", "origin_id"], name="task_of_origin"),
            models.Index(fields=["state", "climbed", "due_on"], name="task_to_climb"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("starts_on")), name="task_order"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, finished_by=None, in_time=None)
                | Q(finished_at__isnull=False, finished_by__isnull=False, in_time__isnull=False),
                name="task_finished_by",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | Q(confirmed_at__isnull=False, finished_at__isnull=False),
                name="task_confirmed_at",
            ),
            models.CheckConstraint(
                condition=Q(amount=None, amount_unit="") | Q(amount__gt=0) & ~Q(amount_unit=""),
                name="task_amount_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("work:task", args=[self.pk])

    @property
    def at(self) -> rules.State:
        """The state as the rules know it."""
        return rules.State(self.state)

    @property
    def pill(self) -> str:
        """The look of the state: what waits for somebody, what was verified."""
        return {"finished": "due", "confirmed": "ok"}.get(self.state, "")

    @property
    def due_amount(self) -> Quantity | None:
        """What is due, None where the task has no number."""
        return None if self.amount is None else Quantity(self.amount, self.amount_unit)

    @property
    def done_amount(self) -> Quantity | None:
        """What was told as done, None where the task has no number."""
        return None if self.amount is None else Quantity(self.done, self.amount_unit)

    @property
    def percent(self) -> int | None:
        """How much is done, 0 to 100; None where the task has no number."""
        return rules.Progress(self.amount, self.done).percent

    def overdue(self, today: date) -> bool:
        """Return whether it is still under way after its day."""
        return self.at is rules.State.OPEN and self.due_on < today


class TaskEvent(models.Model):
    """One line of a task's trail. Kept by the room, since what was done each time is counted."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("下达任务")
        PASSED = "passed", _("分解到下级")
        PROGRESS = "progress", _("报进度")
        FINISHED = "finished", _("报完成")
        CONFIRMED = "confirmed", _("验收通过")
        RETURNED = "returned", _("验收不通过")
        EXTENDED = "extended", _("延期")
        CANCELLED = "cancelled", _("取消任务")

    PERSONAL: ClassVar[dict[str, str]] = {"by_label": "姓名", "note": "记录中的姓名"}

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    note = models.CharField("说明", max_length=rules.NOTE, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    due_on = models.DateField(null=True)
    by_label = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["task", "-at", "-id"], name="event_of_task")]

    def __str__(self) -> str:
        return f"{self.task}：{self.get_kind_display()}"
