"""Choices that every form of the room makes: units, roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from youju.organisations import rules
from youju.organisations.models import Unit
from youju.ui.forms import SearchSelect

if TYPE_CHECKING:
    UnitModelChoice = forms.ModelChoiceField[Unit]
else:
    UnitModelChoice = forms.ModelChoiceField


class UnitField(UnitModelChoice):
    """A unit to choose, found by characters, pinyin or initials."""

    widget = SearchSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Unit.objects.none(), **{"empty_label": _("请选择"), **kwargs})
        self.error_messages["invalid_choice"] = _("请从列表中选择单位。")

    def offer(self, units: QuerySet[Unit]) -> None:
        """Offer these units, indented by level, in tree order."""
        self.queryset = units
        cast(Any, self.widget).pinyin = {str(u.pk): u.pinyin for u in units}

    def label_from_instance(self, obj: Unit) -> str:
        depth = len(obj.path) // rules.STEP - 1
        return "　" * depth + obj.name


class UnitsForm(forms.Form):
    """A form whose unit fields offer what the asker may choose."""

    def __init__(self, *args: Any, units: QuerySet[Unit] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, UnitField) and units is not None:
                field.offer(units)


def text(label: Any, length: int, *, required: bool = True, **kwargs: Any) -> forms.CharField:
    """Return a text field; long ones get a box of several lines."""
    if length > 150:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
    return forms.CharField(label=label, max_length=length, required=required, **kwargs)
