"""Parts of the forms behind an act: its key, moments and times of day, texts and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from youju.ui.forms import DateField, KeyField, read_date

_MOMENT = re.compile(r"(.*?)\s*(\d{1,2})[:：](\d{2})")
_CLOCK = re.compile(r"(\d{1,2})\s*[:：点时]\s*(\d{2})?\s*分?")


class ActForm(forms.Form):
    """A form that carries the key of its act."""

    key = KeyField(required=False)


class EndForm(ActForm):
    """From which day on something is no more."""

    on = DateField(label=_("日期"))


class MomentField(forms.Field):
    """A day with its time: 7-8 10:30, 2026-07-08 10:30; the time alone means today."""

    widget = forms.TextInput(attrs={"class": "short", "autocomplete": "off"})

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        match = _MOMENT.fullmatch(str(value).strip())
        if not match:
            raise ValidationError(say("写日期和时间，如 7-8 10:30；当天只写 10:30。"))
        today = timezone.localdate()
        try:
            day = read_date(match[1], today) if match[1] else today
            at = time(int(match[2]), int(match[3]))
        except ValueError as error:
            raise ValidationError(str(error) if match[1] else say("没有这个时间。")) from error
        return timezone.make_aware(datetime.combine(day, at))

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
        return value


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
            raise ValidationError(say("写时间，如 9:30。"))
        try:
            return time(int(match[1]), int(match[2] or 0))
        except ValueError as error:
            raise ValidationError(say("没有这个时间。")) from error

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


def text(label: Any, length: int, *, required: bool = True, **kwargs: Any) -> forms.CharField:
    """Return a text field; long ones get a box of several lines."""
    if length > 150:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
    return forms.CharField(label=label, max_length=length, required=required, **kwargs)


def number(label: Any, *, required: bool = False, **kwargs: Any) -> forms.IntegerField:
    """Return a field for a whole number from nought."""
    box = forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"})
    return forms.IntegerField(
        label=label, required=required, min_value=0, max_value=1_000_000, widget=box, **kwargs
    )


def decimal(label: Any, *, required: bool = False, most: int = 9, **kwargs: Any) -> Any:
    """Return a field for a number from nought with up to two decimals."""
    box = forms.NumberInput(attrs={"class": "short", "inputmode": "decimal", "step": "any"})
    kwargs.setdefault("min_value", 0)
    return forms.DecimalField(
        label=label, required=required, max_digits=most, decimal_places=2, widget=box, **kwargs
    )


def offered(rows: Iterable[Any], empty: Any = None) -> list[tuple[Any, str]]:
    """Return rows as choices by id."""
    first = [("", empty)] if empty is not None else []
    return [*first, *((one.pk, str(one)) for one in rows)]


def today() -> date:
    """Return today's date, as the initial value of a field."""
    return timezone.localdate()
