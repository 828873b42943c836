"""Dossiers of inspection: one for each index item and unit, its pieces, and who may read it from outside."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.documents.dossiers import rules
from youju.kernel.periods import Grain, Period


class Dossier(models.Model):
    """What one unit hands in for one index item. `findings` is what the last check said."""

    PERSONAL: ClassVar[dict[str, str]] = {"statement": "文中的姓名"}

    class State(models.TextChoices):
        OPEN = rules.State.OPEN, _("整理中")
        HANDED_IN = rules.State.HANDED_IN, _("已报送")
        ACCEPTED = rules.State.ACCEPTED, _("已验收")
        RETURNED = rules.State.RETURNED, _("已退回")

    class VerdictName(models.TextChoices):
        COMPLETE = rules.Verdict.COMPLETE, _("齐")
        LACKING = rules.Verdict.LACKING, _("缺")
        DOUBTFUL = rules.Verdict.DOUBTFUL, _("有疑")

    root_id = models.BigIntegerField()
    edition = models.ForeignKey("standards.Edition", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("standards.Item", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    set_day = models.DateField("迎检日")
    start = models.DateField()
    end = models.DateField()
    due_on = models.DateField("报送期限", null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    statement = models.TextField("情况说明", blank=True)
    statement_by_hand = models.BooleanField(default=False)
    verdict = models.CharField(max_length=10, choices=VerdictName.choices, blank=True)
    findings = models.JSONField(default=list)
    checked_at = models.DateTimeField(null=True)
    filled_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField("退回原因", max_length=300, blank=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["item__order", "unit__path"]
        constraints = [
            models.UniqueConstraint(fields=["item", "unit"], name="one_dossier"),
            models.CheckConstraint(condition=Q(end__gte=models.F("start")), name="dossier_period"),
            models.CheckConstraint(
                condition=~Q(state__in=["handed_in", "accepted"])
                | Q(handed_in_at__isnull=False, handed_in_by__isnull=False),
                name="dossier_handed_in_by",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="dossier_returned_why"
            ),
        ]
        indexes = [models.Index(fields=["edition", "unit"], name="dossier_edition")]

    def __str__(self) -> str:
        return f"{self.item} · {self.unit.short_name}"

    def get_absolute_url(self) -> str:
        return reverse("documents:dossier", args=[self.pk])

    @property
    def at(self) -> rules.State:
        return rules.State(self.state)

    @property
    def editable(self) -> bool:
        """Return whether its unit may still change it."""
        return self.at in (rules.State.OPEN, rules.State.RETURNED)

    @property
    def period(self) -> Period:
        return Period(self.start, self.end, Grain.SPAN)

    @property
    def pill(self) -> str:
        """Green once the office accepted it, amber while somebody must act."""
        return {"accepted": "ok", "handed_in": "due", "returned": "late"}.get(self.state, "")

    @property
    def verdict_pill(self) -> str:
        return {"complete": "ok", "doubtful": "due", "lacking": "late"}.get(self.verdict, "")


class Piece(models.Model):
    """One piece in a slot: a photo, a paper or a table. One that was taken out stays, as `dropped`,
    so that filling does not bring it back."""

    PERSONAL: ClassVar[dict[str, str]] = {"people": "姓名"}

    class SlotName(models.TextChoices):
        PAPERS = rules.Slot.PAPERS, _("规范文件")
        PHOTOS = rules.Slot.PHOTOS, _("实景图片")
        TABLES = rules.Slot.TABLES, _("统计表格")

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="pieces")
    slot = models.CharField(max_length=10, choices=SlotName.choices)
    order = models.IntegerField()
    item = models.ForeignKey("evidence.Item", on_delete=models.PROTECT, null=True, related_name="+")
    measure_code = models.CharField(max_length=80, blank=True)
    title = models.CharField("名称", max_length=120)
    day = models.DateField(null=True)
    source_kind = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=60, blank=True)
    by_hand = models.BooleanField(default=False)
    dropped = models.BooleanField(default=False)
    unmarked = models.BooleanField("无水印", default=False)
    time = models.CharField("时间", max_length=rules.CAPTION_LIMITS["time"], blank=True)
    place = models.CharField("地点", max_length=rules.CAPTION_LIMITS["place"], blank=True)
    people = models.CharField("人物", max_length=rules.CAPTION_LIMITS["people"], blank=True)
    topic = models.CharField("主题", max_length=rules.CAPTION_LIMITS["topic"], blank=True)
    background = models.CharField("背景", max_length=rules.CAPTION_LIMITS["background"], blank=True)
    reason = models.CharField("事由", max_length=rules.CAPTION_LIMITS["reason"], blank=True)

    class Meta:
        ordering = ["slot", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "slot", "item"],
                condition=Q(item__isnull=False),
                name="one_dossier_item",
            ),
            models.UniqueConstraint(
                fields=["dossier", "measure_code"],
                condition=~Q(measure_code=""),
                name="one_dossier_table",
            ),
            models.CheckConstraint(
                condition=Q(slot="tables", item=None) & ~Q(measure_code="")
                | Q(slot__in=["papers", "photos"], item__isnull=False, measure_code=""),
                name="dossier_piece_of_slot",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def captions(self) -> dict[str, str]:
        return {name: str(getattr(self, name)) for name in rules.CAPTION_NAMES}

    @property
    def caption_lines(self) -> list[tuple[str, str]]:
        return [(label, str(getattr(self, name))) for name, label in rules.CAPTION_NAMES.items()]


class Share(models.Model):
    """A link by which somebody without a sign-in reads one dossier, until a day or until it is ended."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="shares")
    label = models.CharField("给谁看", max_length=60)
    nonce = models.CharField(max_length=32, unique=True)
    until = models.DateTimeField("有效期至")
    made_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    opened = models.IntegerField(default=0)
    opened_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.label

    def open_at(self, now: datetime) -> bool:
        """Return whether the link still opens."""
        return self.ended_at is None and now < self.until


class PaperText(models.Model):
    """The words of an archived file, so that it is found by what it says."""

    PERSONAL: ClassVar[dict[str, str]] = {"text": "文中的姓名"}

    item = models.OneToOneField("evidence.Item", on_delete=models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    read_at = models.DateTimeField()
