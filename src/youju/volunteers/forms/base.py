"""Fields and choices that the room's forms share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from youju.organisations.queries import Membership, Unit
from youju.ui.forms import DateField, KeyField, SearchSelect, read_date
from youju.volunteers.models import Volunteer

if TYPE_CHECKING:
    UnitChoice = forms.ModelChoiceField[Unit]
    UnitsChoice = forms.ModelMultipleChoiceField[Unit]
else:
    UnitChoice = forms.ModelChoiceField
    UnitsChoice = forms.ModelMultipleChoiceField

_CLOCK = re.compile(r"(.*?)\s*(\d{1,2})[:：](\d{2})")


class ActForm(forms.Form):
    """A form that carries the key of its act."""

    key = KeyField(required=False)


class MomentField(forms.Field):
    """A day with its time: 7-8 10:30, 2026-07-08 10:30; the time alone means today."""

    widget = forms.TextInput(attrs={"class": "short", "autocomplete": "off"})

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        match = _CLOCK.fullmatch(str(value).strip())
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
    """Return a field for a number with up to two decimals."""
    box = forms.NumberInput(attrs={"class": "short", "inputmode": "decimal", "step": "any"})
    return forms.DecimalField(
        label=label, required=required, max_digits=most, decimal_places=2, widget=box, **kwargs
    )


def offered(rows: QuerySet[Any] | Sequence[Model], empty: Any = None) -> list[tuple[Any, str]]:
    """Return rows as choices by id."""
    first = [("", empty)] if empty is not None else []
    return [*first, *((one.pk, str(one)) for one in rows)]


def volunteer_choices(rows: Iterable[Volunteer], empty: Any = None) -> list[tuple[Any, str]]:
    """Return volunteers by name and the end of their number, to tell namesakes apart."""
    first = [("", empty)] if empty is not None else []
    return [*first, *((one.pk, f"{one.name}（…{(one.number or '')[-5:]}）") for one in rows)]


def people_choices(members: Iterable[Membership], empty: Any = None) -> list[tuple[Any, str]]:
    """Return members by name and post."""
    first = [("", empty)] if empty is not None else []
    named = ((m.pk, f"{m.person.name}（{m.post or m.get_role_display()}）") for m in members)
    return [*first, *named]


class EndForm(ActForm):
    """From which day on something is no more."""

    on = DateField(label=_("日期"))


def today() -> date:
    """Return today's date, as the initial value of a field."""
    return timezone.localdate()
