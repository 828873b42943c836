"""Checklists before an inspection: one for an office and the units it asks, a line for each heading and unit."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.work.rules.checklists import NOTE, Heading, LineState, heading_from


class Checklist(models.Model):
    """A checklist as it was given out: its headings are kept as they were on that day."""

    class State(models.TextChoices):
        OPEN = "open", _("进行中")
        CLOSED = "closed", _("已结束")

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    title = models.CharField("名称", max_length=80)
    inspection = models.CharField("为哪次检查", max_length=60, blank=True)
    starts_on = models.DateField("开始")
    due_on = models.DateField("期限")
    headings = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "-starts_on", "-id"], name="checklist_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("starts_on")), name="checklist_order"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("work:checklist", args=[self.pk])

    @property
    def lines_told(self) -> list[Heading]:
        """The headings in their order."""
        return [heading_from(one) for one in self.headings]


class ChecklistLine(models.Model):
    """How one heading stands at one unit."""

    class StateName(models.TextChoices):
        UNDONE = LineState.UNDONE, _("未做")
        DOING = LineState.DOING, _("在做")
        DONE = LineState.DONE, _("已做")

    PERSONAL: ClassVar[dict[str, str]] = {"by_label": "姓名", "note": "记录中的姓名"}

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="lines")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    heading = models.CharField(max_length=30)
    order = models.IntegerField()
    state = models.CharField(
        max_length=6, choices=StateName.choices, default=LineState.UNDONE.value
    )
    note = models.CharField("怎么做的", max_length=NOTE, blank=True)
    done_on = models.DateField("完成日期", null=True)
    by_label = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "unit", "heading"], name="one_checklist_line"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_on__isnull=False), name="line_done_on"
            ),
        ]
        indexes = [models.Index(fields=["unit", "checklist"], name="line_of_unit")]

    def __str__(self) -> str:
        return f"{self.checklist}：{self.heading}"

    @property
    def told_heading(self) -> Heading:
        """The heading as the checklist has it."""
        return next(one for one in self.checklist.lines_told if one.code == self.heading)
