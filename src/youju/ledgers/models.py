"""Ledgers by version, their entries, imports and saved views."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from youju.kernel.periods import UNKNOWN, Grain, Period
from youju.ledgers import dues, rules
from youju.ledgers.spec import Ledger, from_json
from youju.organisations.queries import ProtectedField

UNKNOWN_DAY = date(1, 1, 1)  # lists are ordered by day, and an unknown one sorts last


class LedgerVersion(models.Model):
    """One version of a ledger. Entries keep the version they were made under."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Origin(models.TextChoices):
        CATALOGUE = "catalogue", _("目录文件")
        CONFIGURED = "configured", _("自建")

    code = models.CharField(max_length=40)
    number = models.IntegerField()
    label = models.CharField(max_length=40)
    module = models.CharField(max_length=20)
    pinyin = models.CharField(max_length=200)
    spec = models.JSONField(encoder=DjangoJSONEncoder)
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.CATALOGUE)
    current = models.BooleanField(default=True)
    unit = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="one_ledger_version"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(current=True), name="one_current_version"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def ledger(self) -> Ledger:
        """The ledger as it was in this version."""
        return from_json(self.spec)


class PutAside(models.Model):
    """A ledger that a tree does not use: kept and counted as ever, but no longer offered."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    code = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["root_id", "code"], name="one_ledger_put_aside"),
        ]

    def __str__(self) -> str:
        return self.code


class ImportBatch(models.Model):
    """One file or paste taken in; it can be undone as a whole."""

    PERSONAL: ClassVar[dict[str, str]] = {"made_by_label": "姓名", "rejects": "原表中的姓名"}

    class State(models.TextChoices):
        MAPPING = "mapping", _("待对列")
        WAITING = "waiting", _("待导入")
        RUNNING = "running", _("导入中")
        DONE = "done", _("已导入")
        FAILED = "failed", _("没有做完")
        UNDOING = "undoing", _("撤销中")
        UNDONE = "undone", _("已撤销")

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    root_id = models.BigIntegerField()
    version = models.ForeignKey(LedgerVersion, on_delete=models.PROTECT, null=True)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    sheet = models.CharField(max_length=100, blank=True)
    header_row = models.IntegerField(default=0)
    mapping = models.JSONField(default=dict)
    stored = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.MAPPING)
    total = models.IntegerField(default=0)
    taken = models.IntegerField(default=0)
    rejects = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    job_id = models.BigIntegerField(null=True)
    made_by = models.BigIntegerField()
    made_by_label = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("root_id", "digest", name="import_digest")]


class Entry(models.Model):
    """One line of a ledger, as it was told; its facts are made from it."""

    PERSONAL: ClassVar[dict[str, str]] = {
        "values": "记录中的姓名",
        "title": "记录中的姓名",
        "made_by_label": "姓名",
    }

    class State(models.TextChoices):
        LIVE = "live", _("在册")
        WITHDRAWN = "withdrawn", _("已撤下")

    class Source(models.TextChoices):
        FORM = "form", _("录入")
        PASTE = "paste", _("粘贴")
        IMPORT = "import", _("导入")
        READER = "reader", _("读报")

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    ledger_code = models.CharField(max_length=40)
    version = models.ForeignKey(LedgerVersion, on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField()
    grain = models.CharField(max_length=10)
    until = models.DateField(null=True)
    values = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    title = models.CharField(max_length=120)
    done_at = models.DateTimeField()
    received_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    corrected = models.IntegerField(default=0)
    corrected_at = models.DateTimeField(null=True)
    warnings = models.JSONField(default=list)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)
    public_on = models.DateField(null=True)
    ratings = models.JSONField(default=dict)
    evidence_count = models.IntegerField(default=0)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.FORM)
    source_ref = models.CharField(max_length=80, blank=True)
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, null=True, related_name="entries"
    )
    share_key = models.CharField(max_length=64, blank=True)
    partners = models.ManyToManyField("organisations.Unit", related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.LIVE)
    withdrawn_at = models.DateTimeField(null=True)
    made_by = models.BigIntegerField(null=True)
    made_by_label = models.CharField(max_length=120)

    class Meta:
        indexes = [
            models.Index(
                fields=["root_id", "ledger_code", "state", "-end", "-id"], name="entry_of_root"
            ),
            models.Index(
                fields=["unit", "ledger_code", "state", "-end", "-id"], name="entry_of_unit"
            ),
            models.Index(fields=["root_id", "-received_at", "-id"], name="entry_received"),
            models.Index(
                fields=["unit", "due_on"],
                name="entry_due",
                condition=Q(due_on__isnull=False, done_on=None, state="live"),
            ),
            models.Index(
                fields=["unit", "-public_on", "-id"],
                name="entry_public",
                condition=Q(public_on__isnull=False, state="live"),
            ),
            models.Index("source", "source_ref", name="entry_source", condition=~Q(source_ref="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="live", withdrawn_at=None)
                | Q(state="withdrawn", withdrawn_at__isnull=False),
                name="withdrawn_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        if self.grain == Grain.UNKNOWN:
            return UNKNOWN
        return Period(self.start, self.end, Grain(self.grain))

    @period.setter
    def period(self, period: Period) -> None:
        self.start = period.start or UNKNOWN_DAY
        self.end = period.end or UNKNOWN_DAY
        self.grain = period.grain

    @property
    def live(self) -> bool:
        return self.state == self.State.LIVE

    def figures(self, ledger: Ledger) -> list[rules.Figure]:
        """Return what the entry counts; nothing once it is withdrawn."""
        if not self.live:
            return []
        summary = rules.is_summary(self.source, Grain(self.grain)) and not ledger.asset
        outcome = dues.outcome(ledger, self.due_on, self.done_on)
        return rules.figures_of(
            ledger, self.values, summary=summary, outcome=outcome, ratings=self.rated
        )

    @property
    def rated(self) -> rules.Ratings:
        """What residents said of it."""
        return rules.Ratings(**self.ratings)

    @property
    def is_done(self) -> bool:
        """Whether it is done: on the day it was done, or on the spot where nothing was promised."""
        return self.due_on is None or self.done_on is not None

    def set_due(self, ledger: Ledger) -> None:
        """Fill when it is due and when it was done, from what the entry tells."""
        before = self.due_on
        self.due_on, done_on = dues.due_of(ledger, self.values, self.period)
        if self.due_on != before:
            self.reminded_on = None  # of this day nobody was told yet
        self.done_on = done_on or (self.until if ledger.due else None)

    def standing(self, ledger: Ledger, today: date) -> dues.Standing | None:
        """Return how the entry stands to its limit; None where it has none."""
        if ledger.due is None or self.due_on is None:
            return None
        return dues.standing(self.due_on, self.done_on, ledger.due.soon, today)


class Guarded(models.Model):
    """One personal value of an entry, encrypted; the entry itself holds its mask."""

    PERSONAL: ClassVar[dict[str, str]] = {"value": "姓名、电话或情况"}

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="guarded")
    key = models.CharField(max_length=30)
    value = ProtectedField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "key"], name="one_guarded_value")]

    def __str__(self) -> str:
        return self.key


class Rating(models.Model):
    """What residents said of an entry: one of them on the public pages, or several asked on paper."""

    PERSONAL: ClassVar[dict[str, str]] = {"words": "居民写的话"}

    class Channel(models.TextChoices):
        PUBLIC = "public", _("公众页面")
        PAPER = "paper", _("现场评价")

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="rating_rows")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    good = models.PositiveIntegerField(default=0)
    fair = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    void_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["entry", "-id"], name="rating_of_entry")]

    def __str__(self) -> str:
        return f"{self.good}/{self.fair}/{self.bad}"

    @property
    def told(self) -> rules.Ratings:
        return rules.Ratings(self.good, self.fair, self.bad)
