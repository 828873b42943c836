"""Forms of the register of illegal structures (M034)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from youju.cases.forms.fields import note_field
from youju.cases.models import Structure
from youju.organisations.queries import Unit
from youju.ui.forms import DateField, KeyField

SHORT = {"class": "short", "autocomplete": "off"}


def today_field(label: Any, **more: Any) -> DateField:
    return DateField(label=label, initial=lambda: timezone.localdate().isoformat(), **more)


class StructureForm(forms.Form):
    """One structure, found or registered; the household is kept encrypted."""

    key = KeyField()
    kind = forms.ChoiceField(label=_("搭建类别"), choices=Structure.Kind.choices)
    title = forms.CharField(
        label=_("位置"),
        max_length=80,
        help_text=_("如 3号楼西侧；户主写在下面，这里不写人名"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("写明位置，如 3号楼西侧。")},
    )
    count = forms.IntegerField(
        label=_("处数"), initial=1, min_value=1, max_value=999, widget=forms.TextInput(attrs=SHORT)
    )
    size = forms.CharField(
        label=_("大小"), required=False, max_length=40, help_text=_("如 约12平方米"),
        widget=forms.TextInput(attrs=SHORT),
    )  # fmt: skip
    surveyed_on = today_field(_("摸底日期"))
    registered = forms.BooleanField(
        label=_("已登记（不勾是只摸到底，还没登记）"), required=False, initial=True
    )
    stubborn = forms.BooleanField(label=_("钉子户"), required=False)
    household = forms.CharField(
        label=_("户主"), required=False, max_length=30, help_text=_("加密保存，列表里遮住"),
        widget=forms.TextInput(attrs=SHORT),
    )  # fmt: skip
    address = forms.CharField(
        label=_("门牌"), required=False, max_length=120, help_text=_("加密保存；同一门牌算一户"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, units: Sequence[Unit], unit: Unit, *args: Any) -> None:
        super().__init__(*args)
        self.fields["unit"] = forms.ChoiceField(
            label=_("所在单位"),
            choices=[(str(one.pk), one.name) for one in units],
            initial=str(unit.pk),
        )
        self.order_fields(["unit"])


class TalkForm(forms.Form):
    """A talk with the household, or a meeting about it."""

    key = KeyField()
    on = today_field(_("日期"))
    meeting = forms.BooleanField(label=_("是协调会（有关单位一起）"), required=False)
    people = forms.CharField(
        label=_("参加人"), required=False, max_length=100, widget=forms.TextInput(attrs=SHORT)
    )
    agreed = forms.BooleanField(label=_("住户同意拆除"), required=False)
    stubborn = forms.BooleanField(label=_("钉子户"), required=False)

    def __init__(self, one: Structure, *args: Any) -> None:
        super().__init__(*args)
        self.fields["said"] = note_field(str(_("谈了什么、怎么说")), required=True)
        self.fields["stubborn"].initial = one.stubborn
        self.order_fields(["on", "meeting", "people", "said", "agreed", "stubborn", "key"])


class RegisterForm(forms.Form):
    """The day on which what was found is registered."""

    key = KeyField()
    on = today_field(_("登记日期"))


class RemoveForm(forms.Form):
    """The removal: the day, who took part, what was done."""

    key = KeyField()
    on = today_field(_("拆除日期"))
    partners = forms.CharField(
        label=_("参加单位"), required=False, max_length=200, help_text=_("如 城管局、街道、社区"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.fields["note"] = forms.CharField(
            label=_("说明"),
            required=False,
            max_length=200,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.order_fields(["on", "partners", "note", "key"])


class WatchForm(forms.Form):
    """A look back after the removal."""

    key = KeyField()
    on = today_field(_("回看日期"))
    rebuilt = forms.BooleanField(
        label=_("又搭起来了（退回思想工作，不再计入拆除）"), required=False
    )


def day_of(form: forms.Form) -> date:
    day: date = form.cleaned_data["on"]
    return day
