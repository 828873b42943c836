"""Forms from above with their cells, what was learned of forms, and calls to units below."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from youju.kernel.periods import Grain, Period
from youju.kernel.quantity import Quantity
from youju.returns import rules


class Spanned(models.Model):
    """A period in three columns."""

    start = models.DateField()
    end = models.DateField()
    grain = models.CharField(max_length=10)

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        return Period(self.start, self.end, Grain(self.grain))


class Return(Spanned):
    """A form that somebody above wants filled in; its file as it came and as it goes back."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    class State(models.TextChoices):
        OPEN = rules.State.OPEN, _("核对中")
        FILLED = rules.State.FILLED, _("已填好")
        DROPPED = rules.State.DROPPED, _("已作废")

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    asker = models.CharField(max_length=60)
    basis = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)
    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=4)
    digest = models.CharField(max_length=64)
    stored = models.CharField(max_length=200)
    filled = models.CharField(max_length=200, blank=True)
    filled_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    wanted = models.IntegerField(default=0)
    got = models.IntegerField(default=0)
    valued_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("unit", "made_at", name="return_unit")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("returns:form", args=[self.pk])

    @property
    def pill(self) -> str:
        return {"open": "due", "filled": "ok"}.get(self.state, "")

    def late(self, today: date) -> bool:
        return self.state == self.State.OPEN and self.due_on is not None and self.due_on < today


class Cell(models.Model):
    """One blank cell of a form: where it is, what it asks for, and the figure that is held."""

    PERSONAL: ClassVar[dict[str, str]] = {"typed": "手填的文字里的姓名"}

    class ByWhom(models.TextChoices):
        NOBODY = rules.By.NOBODY, _("没有对上")
        WORDS = rules.By.WORDS, _("按词对上")
        LEARNED = rules.By.LEARNED, _("按以前的确认")
        HAND = rules.By.HAND, _("人工确认")

    form = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="cells")
    sheet = models.IntegerField()
    row = models.IntegerField()
    col = models.IntegerField()
    label = models.CharField(max_length=200)
    words = models.CharField(max_length=300)
    special = models.CharField(max_length=10, blank=True)
    by_hand = models.BooleanField(default=False)
    measure_code = models.CharField(max_length=80, blank=True)
    rule = models.CharField(max_length=30, blank=True)
    org = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    unit_word = models.CharField(max_length=20, blank=True)
    score = models.FloatField(default=0)
    why = models.JSONField(default=list)
    by = models.CharField(max_length=10, choices=ByWhom.choices, default=ByWhom.NOBODY)
    typed = models.CharField(max_length=200, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    upper = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    qualifier = models.CharField(max_length=10, blank=True)
    value_unit = models.CharField(max_length=20, blank=True)
    n = models.IntegerField(default=0)

    class Meta:
        ordering = ["sheet", "row", "col"]
        constraints = [
            models.UniqueConstraint(fields=["form", "sheet", "row", "col"], name="one_cell")
        ]

    @property
    def quantity(self) -> Quantity | None:
        if self.value is None:
            return None
        return Quantity(self.value, self.value_unit, self.qualifier, self.upper)

    @property
    def settled(self) -> bool:
        """Return whether its figure may be written: the words leave no doubt, or somebody looked."""
        return self.by in (self.ByWhom.HAND, self.ByWhom.LEARNED) or self.score >= rules.SURE

    @property
    def look(self) -> str:
        """Return how the cell is shown: typed, got, doubtful, missing, hand or none."""
        if self.typed:
            return "typed"
        if self.special:
            return "got"
        if not self.measure_code:
            return "hand" if self.by_hand else "none"
        if not self.settled:
            return "doubt"
        return "got" if self.value is not None else "missing"


class Learned(models.Model):
    """What somebody said the words of a form ask for, for the next form with the same words."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    root_id = models.BigIntegerField()
    words = models.CharField(max_length=300)
    measure_code = models.CharField(max_length=80, blank=True)
    rule = models.CharField(max_length=30, blank=True)
    made_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["root_id", "words"], name="one_learned")]


class Call(Spanned):
    """An office asks the units below for figures, and says by what right and by when."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    class State(models.TextChoices):
        OPEN = "open", _("进行中")
        CLOSED = "closed", _("已结束")

    root_id = models.BigIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    basis = models.CharField(max_length=200)
    reason = models.CharField(max_length=200, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("unit", "made_at", name="call_unit")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("returns:call", args=[self.pk])

    @property
    def pill(self) -> str:
        return "due" if self.state == self.State.OPEN else ""


class Item(models.Model):
    """One figure that a call asks for; with a measure, or in words alone."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="items")
    position = models.IntegerField()
    label = models.CharField(max_length=60)
    measure_code = models.CharField(max_length=80, blank=True)
    unit_word = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["position"]


class Reply(models.Model):
    """What one unit answers to a call."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="replies")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(
        "organisations.Membership", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "unit"], name="one_reply")]

    def get_absolute_url(self) -> str:
        return reverse("returns:answer", args=[self.call_id, self.pk])

    def late(self, today: date) -> bool:
        return self.answered_at is None and self.call.due_on < today


class Answer(models.Model):
    """The answer to one item: what the records said, what the unit says, and why they differ."""

    PERSONAL: ClassVar[dict[str, str]] = {}

    class How(models.TextChoices):
        NONE = rules.Told.NONE, _("未填")
        HELD = rules.Told.HELD, _("记录里的数")
        CORRECTED = rules.Told.CORRECTED, _("已更正")
        TYPED = rules.Told.TYPED, _("手填")

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    held_text = models.CharField(max_length=60, blank=True)
    n = models.IntegerField(default=0)
    text = models.CharField(max_length=60, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    qualifier = models.CharField(max_length=10, blank=True)
    how = models.CharField(max_length=10, choices=How.choices, default=How.NONE)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reply", "item"], name="one_answer")]
