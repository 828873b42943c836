"""Templates, reports, and the numbers frozen when a report was issued."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.documents import rules
from youju.documents.briefings.models import Briefing, Comment
from youju.documents.dossiers.models import Dossier, PaperText, Piece, Share
from youju.kernel.periods import Grain, Period

__all__ = [
    "Briefing", "Comment", "Dossier", "Fingerprint", "FrozenEntry", "FrozenNumber", "Numbering", "PaperText",
    "Piece", "Report", "Share", "Template",
]  # fmt: skip


class Template(models.Model):
    """One version of a report template. Shipped ones come from the catalogue; offices add their own."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    code = models.CharField("编号", max_length=40)
    version = models.IntegerField()
    name = models.CharField("名称", max_length=60)
    kind = models.CharField("文种", max_length=20)
    grain = models.CharField("时段", max_length=10)
    spec = models.JSONField()
    unit = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    live = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="one_template_version")
        ]

    def __str__(self) -> str:
        return self.name


class Report(models.Model):
    """A report about a unit and a period: a draft whose numbers live, or issued with frozen ones."""

    PERSONAL: ClassVar[dict[str, str]] = {"content": "文中的姓名"}

    class State(models.TextChoices):
        DRAFT = rules.State.DRAFT, _("起草")
        REVIEW = rules.State.REVIEW, _("送审")
        ISSUED = rules.State.ISSUED, _("已签发")
        DROPPED = rules.State.DROPPED, _("已作废")

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("标题", max_length=120)
    shown_title = models.CharField(max_length=120)
    addressee = models.CharField("主送", max_length=120, blank=True)
    start = models.DateField()
    end = models.DateField()
    grain = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    content = models.JSONField()
    author = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    returned_note = models.CharField(max_length=300, blank=True)
    issuer = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, null=True, related_name="+"
    )
    issued_at = models.DateTimeField(null=True)
    number = models.CharField("文号", max_length=60, blank=True)
    check_code = models.CharField(max_length=16, blank=True)
    frozen_hash = models.CharField(max_length=64, blank=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="corrections"
    )

    class Meta:
        indexes = [models.Index(fields=["unit", "-changed_at", "-id"], name="report_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["check_code"], condition=~Q(check_code=""), name="one_check_code"
            ),
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="one_document_number"
            ),
            models.CheckConstraint(
                condition=~Q(state="issued")
                | Q(issued_at__isnull=False, issuer__isnull=False) & ~Q(check_code=""),
                name="issued_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_title

    def get_absolute_url(self) -> str:
        return reverse("documents:report", args=[self.pk])

    @property
    def period(self) -> Period:
        return Period(self.start, self.end, Grain(self.grain))

    @property
    def pill(self) -> str:
        """Which colour the state has: amber while somebody must act, green once signed."""
        return {"review": "due", "issued": "ok"}.get(self.state, "")

    @property
    def issued(self) -> bool:
        return self.state == self.State.ISSUED

    @property
    def signed_by(self) -> str:
        """Under whose name it goes out: who writes of themselves, else the unit. Kept once it is issued."""
        if self.issued and "signed" in self.content:
            return str(self.content["signed"])
        alone = self.template.kind == rules.PERSONAL
        return str(self.author.person.name if alone else self.unit.signature)


class Fingerprint(models.Model):
    """A sign of some words that a report says in its own words, to find those that say the same."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="fingerprints")
    value = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["value", "report"], name="fingerprint_value")]


class FrozenNumber(models.Model):
    """A number as it stood when the report was issued."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="numbers")
    position = models.IntegerField()
    name = models.CharField(max_length=60)
    measure_code = models.CharField(max_length=80, blank=True)
    text = models.CharField(max_length=400)
    value = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    qualifier = models.CharField(max_length=10, blank=True)
    unit_of_measure = models.CharField(max_length=20, blank=True)
    n = models.IntegerField(default=0)
    typed = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="one_number")]


class FrozenEntry(models.Model):
    """A fact behind a frozen number, as it was: which record said what."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    number = models.ForeignKey(FrozenNumber, on_delete=models.CASCADE, related_name="entries")
    fact_id = models.UUIDField()
    source_kind = models.CharField(max_length=60)
    source_id = models.CharField(max_length=60)
    unit_id = models.BigIntegerField()
    end = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    qualifier = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes = [models.Index("source_kind", "source_id", name="frozen_source")]


class Numbering(models.Model):
    """The last document number a unit gave in a year, and its prefix (金社字)."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    prefix = models.CharField(max_length=20)
    year = models.IntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "prefix", "year"], name="one_numbering")
        ]
