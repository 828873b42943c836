"""Forms of the room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.ledgers.queries import Ledger
from youju.organisations.queries import Unit
from youju.organisations.rules import PROFILE
from youju.reader.models import Piece, ReadFact
from youju.ui.forms import KeyField, PeriodField, QuantityField, SearchSelect

KINDS = (
    "工作总结", "季度总结", "半年总结", "年终总结", "迎检汇报", "经验材料", "情况说明", "工作计划", "通报", "讲话", "倡议书",
)  # fmt: skip


def _unit_field(units: Any) -> forms.ModelChoiceField[Unit]:
    field = forms.ModelChoiceField(units, label=_("记到"), empty_label=None)
    pinyin = {str(unit.pk): unit.pinyin for unit in units}
    field.widget = SearchSelect(choices=field.choices, pinyin=pinyin)
    return field


class StartForm(forms.Form):
    """A report to read: a file, or text pasted."""

    file = forms.FileField(
        label=_("报告文件"),
        required=False,
        allow_empty_file=True,
        help_text=_("txt、docx 或 pdf；扫描件请先识别成文字"),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.docx,.pdf"}),
    )
    text = forms.CharField(
        label=_("或者粘贴正文"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    period = PeriodField(
        label=_("报告的时段"),
        required=False,
        help_text=_("如 2026年上半年；不填就按文中写的，读完还可以逐篇改"),
    )
    key = KeyField()

    field_order = ["file", "text", "unit", "period"]

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = _unit_field(units)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("file") and not (given.get("text") or "").strip():
            self.add_error("file", _("选择一个文件，或在下面粘贴正文。"))
        return given


class PieceForm(forms.Form):
    """What a piece is taken for."""

    period = PeriodField(label=_("时段"), required=False, help_text=_("如 2026年上半年"))
    kind = forms.ChoiceField(label=_("文种"), choices=[(one, _(one)) for one in KINDS])
    author = forms.CharField(label=_("作者"), required=False, max_length=80)
    key = KeyField()

    field_order = ["unit", "period", "kind", "author"]

    def __init__(self, *args: Any, piece: Piece, units: Any, **kwargs: Any) -> None:
        period = piece.period if piece.period.known else None
        known = {"unit": piece.unit_id, "period": period, "kind": piece.kind}
        kwargs["initial"] = known | {"author": piece.author}
        super().__init__(*args, **kwargs)
        self.fields["unit"] = _unit_field(units)
        self.order_fields(self.field_order)


class FactForm(forms.Form):
    """Where a figure belongs and what it is."""

    place = forms.CharField(label=_("记到"))
    quantity = QuantityField(label=_("数量"))
    period = PeriodField(label=_("时段"), required=False)
    key = KeyField()

    def __init__(self, *args: Any, fact: ReadFact, ledgers: list[Ledger], **kwargs: Any) -> None:
        period = fact.period if fact.period.known else None
        quantity = None if fact.quantity.value is None else fact.quantity
        known = {"place": place_of(fact), "quantity": quantity, "period": period}
        kwargs |= {"initial": known, "auto_id": f"id_{fact.pk}_%s"}
        super().__init__(*args, **kwargs)
        choices = [("", [("", _("选台账和项目"))]), *place_choices(ledgers)]
        self.fields["place"] = forms.ChoiceField(
            label=_("记到"), choices=choices, widget=SearchSelect(choices=choices)
        )
        self.order_fields(["place", "quantity", "period"])


def place_of(fact: ReadFact) -> str:
    """Return the value of the choice a fact's proposal stands for."""
    if fact.way == ReadFact.Way.PROFILE:
        return f"profile:{fact.profile}"
    return f"{fact.ledger}:{fact.field}" if fact.way == ReadFact.Way.ENTRY else ""


def place_choices(ledgers: list[Ledger]) -> list[tuple[Any, Any]]:
    """Return every number field of every ledger, and the figures of the profile."""
    found: list[tuple[Any, Any]] = []
    for ledger in ledgers:
        fields = [
            (f"{ledger.code}:{f.key}", f"{ledger.label} · {f.heading}")
            for f in ledger.fields
            if f.is_number
        ]
        if fields:
            found.append((ledger.label, fields))
    items = [(f"profile:{item.value}", f"{_('单位概况')} · {kind.label}") for item, kind in PROFILE.items()]  # fmt: skip
    return [*found, (_("单位概况"), items)]


def told_place(value: str) -> dict[str, Any]:
    """Return what a choice says to the action."""
    first, second = value.split(":", 1)
    if first == "profile":
        return {"way": ReadFact.Way.PROFILE, "profile": second}
    return {"way": ReadFact.Way.ENTRY, "ledger": first, "field": second}
