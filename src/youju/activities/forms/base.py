"""Fields and choices that the room's forms share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from youju.activities.kinds import kinds
from youju.ui.forms import read_date


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


def text(label: Any, length: int, *, required: bool = False, **kwargs: Any) -> forms.CharField:
    """Return a text field; long ones get a box of several lines."""
    if length > 250:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
    return forms.CharField(label=label, max_length=length, required=required, **kwargs)


def kind_choices(empty: Any = None) -> list[Any]:
    """Return the kinds of activity, group by group."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in kinds().values():
        groups.setdefault(one.group, []).append((one.code, one.label))
    first = [("", empty)] if empty is not None else []
    return [*first, *groups.items()]
