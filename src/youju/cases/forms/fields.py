"""Fields the forms of the room share: kinds, units, limits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from youju.cases.models import Kind
from youju.cases.rules.kinds import LIMIT_UNITS
from youju.kernel.refusal import Refused
from youju.kernel.text import pinyin_of
from youju.kernel.workcal import Limit, LimitUnit
from youju.organisations.queries import Unit
from youju.ui.choices import spoken
from youju.ui.forms import SearchSelect

NOTE = {"rows": 3}
UNITS = spoken(LIMIT_UNITS)


def kind_field(kinds: Iterable[Kind], **more: Any) -> forms.ChoiceField:
    """Return a pick-list of kinds by class, found by characters, pinyin, initials and other words."""
    rows = list(kinds)
    classes = {one.code: one.name for one in rows if not one.parent_code}
    groups: dict[str, list[tuple[str, str]]] = {}
    find: dict[str, str] = {}
    for one in rows:
        if one.parent_code:
            label = f"{classes.get(one.parent_code, '')} / {one.name}"
            groups.setdefault(one.parent_code, []).append((one.code, label))
            find[one.code] = " ".join([one.pinyin, *one.words])
    choices = [pair for pairs in groups.values() for pair in pairs]
    return forms.ChoiceField(
        **{
            "label": _("类别"),
            "choices": [("", ""), *choices],
            "widget": SearchSelect(pinyin=find),
            "error_messages": {"required": _("选一个类别；可输汉字、拼音或首字母查找。")},
            **more,
        }
    )


def unit_field(units: Iterable[Unit], **more: Any) -> forms.ChoiceField:
    """Return a pick-list of units, found by name and pinyin."""
    rows = list(units)
    find = {str(one.pk): pinyin_of(one.name) for one in rows}
    return forms.ChoiceField(
        **{
            "label": _("单位"),
            "choices": [("", ""), *((str(one.pk), one.name) for one in rows)],
            "widget": SearchSelect(pinyin=find),
            "error_messages": {"required": _("选一个单位。")},
            **more,
        }
    )


def units_field(units: Iterable[Unit], **more: Any) -> forms.MultipleChoiceField:
    """Return check boxes of units."""
    return forms.MultipleChoiceField(
        **{
            "required": False,
            "choices": [(str(one.pk), one.short_name) for one in units],
            "widget": forms.CheckboxSelectMultiple,
            **more,
        }
    )


class LimitWidget(forms.MultiWidget):
    """A number and its unit side by side."""

    use_fieldset = True

    def __init__(self) -> None:
        number = {"class": "short", "inputmode": "numeric", "aria-label": _("数")}
        super().__init__(
            {
                "amount": forms.TextInput(attrs=number | {"autocomplete": "off"}),
                "unit": forms.Select(
                    attrs={"class": "short", "aria-label": _("单位")}, choices=UNITS
                ),
            }
        )

    def decompress(self, value: Limit | None) -> list[Any]:
        return [value.amount, value.unit.value] if value else [None, LimitUnit.WORK_HOUR.value]


class LimitField(forms.MultiValueField):
    """4 工作时; None where nothing was written.

    Args:
        unit: The unit that stands there before anybody chooses.
    """

    widget = LimitWidget

    def __init__(self, *, unit: str = "", required: bool = False, **more: Any) -> None:
        amount = forms.IntegerField(
            min_value=1,
            max_value=2000,
            error_messages={
                "invalid": _("时限写整数。"),
                "min_value": _("时限为 1 至 2000。"),
                "max_value": _("时限为 1 至 2000。"),
            },
        )
        fields = (amount, forms.ChoiceField(choices=UNITS))
        initial = more.pop("initial", [None, unit or LimitUnit.WORK_HOUR.value])
        super().__init__(
            fields, require_all_fields=False, required=required, initial=initial, **more
        )
        for one in fields:
            one.required = False

    def compress(self, data_list: list[Any]) -> Limit | None:
        amount, unit = data_list or (None, None)
        return Limit(amount, LimitUnit(unit or LimitUnit.WORK_HOUR)) if amount else None

    def clean(self, value: Any) -> Limit | None:
        found: Limit | None = super().clean(value)
        if found is None and self.required:
            raise forms.ValidationError(_("填时限，如 4 工作时。"), code="required")
        return found


def note_field(label: str, *, required: bool = False, hint: str = "") -> forms.CharField:
    """Return a box for a few sentences."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=500,
        help_text=hint,
        widget=forms.Textarea(attrs=NOTE),
        error_messages={"required": _("请填“%(label)s”。") % {"label": label}},
    )


def refuse(form: forms.Form, refusal: Refused) -> None:
    """Show a refusal of the action at the field it names, or above the form."""
    name = refusal.field if refusal.field in form.fields else None
    form.add_error(name, _(refusal.message))
