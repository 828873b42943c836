"""The form fields by which every room chooses units and people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.kernel.words import noted
from youju.organisations.models import Membership, Unit
from youju.ui.act_forms import ActForm
from youju.ui.forms import SearchSelect

if TYPE_CHECKING:
    UnitChoice = forms.ModelChoiceField[Unit]
    UnitsChoice = forms.ModelMultipleChoiceField[Unit]
else:
    UnitChoice = forms.ModelChoiceField
    UnitsChoice = forms.ModelMultipleChoiceField


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


def people_choices(members: Iterable[Membership], empty: Any = None) -> list[tuple[Any, str]]:
    """Return members by name and post."""
    first = [("", empty)] if empty is not None else []
    named = ((m.pk, noted(m.person.name, m.post or m.get_role_display())) for m in members)
    return [*first, *named]
