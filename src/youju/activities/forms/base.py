"""Fields and choices that the room's forms share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from youju.activities.kinds import kinds
from youju.organisations.queries import Unit
from youju.ui.forms import KeyField, SearchSelect, read_date

if TYPE_CHECKING:
    UnitChoice = forms.ModelChoiceField[Unit]
    UnitsChoice = forms.ModelMultipleChoiceField[Unit]
else:
    UnitChoice = forms.ModelChoiceField
    UnitsChoice = forms.ModelMultipleChoiceField

_CLOCK = re.compile(r"(\d{1,2})\s*[:：点时]\s*(\d{2})?\s*分?")


class ActForm(forms.Form):
    """A form that carries the key of its act."""

    key = KeyField(required=False)


class ClockField(forms.Field):
    """A time of the day: 9:30, 14：00, 9点."""

    widget = forms.TextInput(attrs={"class": "short", "autocomplete": "off"})

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        match = _CLOCK.fullmatch(str(value).strip())
        if not match:
            raise ValidationError(say("写几点几分，如 9:30。"))
        try:
            return time(int(match[1]), int(match[2] or 0))
        except ValueError as error:
            raise ValidationError(say("没有这个时间。")) from error

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class ComingDateField(forms.Field):
    """A day that may lie ahead: one without a year is that of this year."""

    widget = forms.TextInput(attrs={"class": "short", "autocomplete": "off"})
    default_error_messages = {"required": _("填日期，如 2026-7-5 或 7月5日。")}

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        end = date(timezone.localdate().year, 12, 31)
        try:
            return read_date(str(value), end)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class UnitField(UnitChoice):
    """A unit to choose, found by characters, pinyin or initials."""

    widget = SearchSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Unit.objects.none(), **{"empty_label": _("请选择"), **kwargs})
        self.error_messages["invalid_choice"] = _("请从列表中选择单位。")

    def offer(self, units: Sequence[Unit]) -> None:
        """Offer these units in tree order."""
        self.queryset = Unit.objects.filter(pk__in=[one.pk for one in units]).order_by("path")
        cast(Any, self.widget).pinyin = {str(u.pk): u.pinyin for u in units}

    def label_from_instance(self, obj: Unit) -> str:
        return obj.name


class UnitsField(UnitsChoice):
    """Several units, as check boxes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Unit.objects.none(), **{"required": False, **kwargs})

    def label_from_instance(self, obj: Unit) -> str:
        return obj.short_name


class AtUnitForm(ActForm):
    """A form about something at a unit: one's own or below."""

    unit = UnitField(label=_("单位"))

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(UnitField, self.fields["unit"])
        field.offer(units)
        if len(units) == 1:
            field.widget = forms.HiddenInput()  # type: ignore[assignment]
            field.initial = units[0].pk


def text(label: Any, length: int, *, required: bool = False, **kwargs: Any) -> forms.CharField:
    """Return a text field; long ones get a box of several lines."""
    if length > 250:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
    return forms.CharField(label=label, max_length=length, required=required, **kwargs)


def number(label: Any, *, required: bool = False, **kwargs: Any) -> forms.IntegerField:
    """Return a field for a whole number from nought."""
    box = forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"})
    return forms.IntegerField(
        label=label, required=required, min_value=0, max_value=1_000_000, widget=box, **kwargs
    )


def kind_choices(empty: Any = None) -> list[Any]:
    """Return the kinds of activity, group by group."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in kinds().values():
        groups.setdefault(one.group, []).append((one.code, one.label))
    first = [("", empty)] if empty is not None else []
    return [*first, *groups.items()]
