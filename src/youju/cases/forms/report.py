"""The form of a new problem."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from youju.cases.forms.fields import kind_field
from youju.cases.models import Kind
from youju.cases.rules import Source
from youju.cases.rules.states import SOURCE_LABELS
from youju.organisations.queries import Unit
from youju.ui.choices import spoken
from youju.ui.forms import KeyField


class ReportForm(forms.Form):
    """What, where, from whom. Everything but kind and place may stay empty."""

    key = KeyField()
    place = forms.CharField(
        label=_("地点"),
        required=False,
        max_length=120,
        help_text=_("如 金桥路 12号楼北侧；也可以只给经纬度"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    source = forms.ChoiceField(label=_("来源"), choices=spoken(SOURCE_LABELS))
    description = forms.CharField(
        label=_("情况"),
        required=False,
        max_length=2000,
        help_text=_("照片说不清的写在这里；不写也行"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    quantity = forms.CharField(
        label=_("数量"),
        required=False,
        max_length=40,
        help_text=_("如 约1.5立方米、3处"),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    title = forms.CharField(
        label=_("标题"),
        required=False,
        max_length=120,
        help_text=_("不填就用地点加类别"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    lat = forms.FloatField(
        label=_("纬度"),
        required=False,
        min_value=-90,
        max_value=90,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "decimal"}),
    )
    lng = forms.FloatField(
        label=_("经度"),
        required=False,
        min_value=-180,
        max_value=180,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "decimal"}),
    )
    reporter_name = forms.CharField(
        label=_("反映人"),
        required=False,
        max_length=30,
        help_text=_("居民和热线反映的可填，加密保存，公开页不显示"),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    reporter_phone = forms.CharField(
        label=_("反映人电话"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off", "inputmode": "tel"}),
    )
    field_order = (
        "unit", "kind", "place", "source", "description", "quantity", "title", "lat", "lng", "reporter_name",
        "reporter_phone", "key",
    )  # fmt: skip

    def __init__(
        self, units: Sequence[Unit], kinds: Sequence[Kind], unit: Unit, source: Source, *args: Any
    ) -> None:
        super().__init__(*args)
        self.fields["kind"] = kind_field(kinds)
        self.fields["unit"] = forms.ChoiceField(
            label=_("所在单位"),
            choices=[(str(one.pk), one.name) for one in units],
            initial=str(unit.pk),
        )
        self.fields["source"].initial = source.value
        self.order_fields(self.field_order)
        self.today = timezone.localdate()
