"""Fields that several forms of the room share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from youju.honours.rules.texts import NOTE
from youju.organisations.queries import Unit
from youju.ui.forms import KeyField, SearchSelect

if TYPE_CHECKING:
    UnitChoice = forms.ModelChoiceField[Unit]
else:
    UnitChoice = forms.ModelChoiceField


def offer_units(field: Any, units: QuerySet[Unit]) -> None:
    """Give a choice of one unit its units, found by pinyin as well."""
    field.queryset = units
    pinyin = {str(unit.pk): unit.pinyin for unit in units}
    field.widget = SearchSelect(choices=field.choices, pinyin=pinyin)


class MoneyField(forms.DecimalField):
    """An amount in 元, as it is typed: 600, 2,000, 2000元."""

    widget = forms.TextInput(
        attrs={"class": "short", "inputmode": "decimal", "autocomplete": "off"}
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 12, "decimal_places": 2, "required": False, **kwargs})

    def to_python(self, value: Any) -> Any:
        plain = str(value or "").strip().replace(",", "").replace("，", "").removesuffix("元")
        return super().to_python(plain)


class ReasonForm(forms.Form):
    """A word why."""

    note = forms.CharField(
        label=_("原因"),
        max_length=NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("写明原因。")},
    )
    key = KeyField()


class LookForm(forms.Form):
    """Why a protected value is looked at."""

    reason = forms.CharField(
        label=_("事由"),
        max_length=200,
        help_text=_("如 核实推荐内容。查看人、时间和事由都会留下记录。"),
        error_messages={"required": _("写明查看的事由，至少 4 个字")},
    )
