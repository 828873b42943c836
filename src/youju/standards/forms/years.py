"""Forms of the index over the years and of the negative list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.standards.rules.years import GROUPS
from youju.ui.forms import DateField, KeyField


def _number(label: Any, **more: Any) -> forms.IntegerField:
    box = forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=1, max_value=9999, widget=box, **more)


def _decimal(label: Any, **more: Any) -> forms.DecimalField:
    box = forms.NumberInput(attrs={"class": "short", "inputmode": "decimal", "step": "any"})
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_digits=6, decimal_places=2, widget=box, **more
    )


class ResultForm(forms.Form):
    """One official result."""

    name = forms.CharField(
        label=_("测评"), max_length=60, help_text=_("如 2026年上半年公共文明指数测评"),
        error_messages={"required": _("写是哪一次测评。")},
    )  # fmt: skip
    on = DateField(label=_("公布日期"))
    score = _decimal(_("得分"))
    full = _decimal(_("满分"), initial=100)
    rank = _number(_("名次"), required=False)
    of = _number(_("参评单位数"), required=False)
    lost = forms.CharField(
        label=_("失分项"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("一行一项：指标，失分原因，失分。如 公益广告，两条主干道数量不够，1.5"),
    )  # fmt: skip
    key = KeyField()


class TargetForm(forms.Form):
    """How far in front a unit wants to be."""

    year = forms.IntegerField(label=_("年份"), widget=forms.NumberInput(attrs={"class": "short"}))
    rank = _number(_("不低于第几名"), error_messages={"required": _("名次填 1 或更大的整数。")})
    before = forms.CharField(
        label=_("走在谁前面"), max_length=60, required=False, help_text=_("如 各提名县")
    )
    key = KeyField()


class NegativeForm(forms.Form):
    """Something of the negative list that happened."""

    on = DateField(label=_("日期"))
    group = forms.ChoiceField(label=_("类别"), choices=[(one, one) for one in GROUPS])
    title = forms.CharField(
        label=_("事件"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("发生了什么，不写当事人姓名"),
        error_messages={"required": _("写明发生了什么事。")},
    )  # fmt: skip
    basis = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("哪份通报、哪级认定"),
        error_messages={"required": _("写明依据，如哪份通报、哪级认定。")},
    )  # fmt: skip
    code = forms.CharField(label=_("负面清单编号"), max_length=40, required=False)
    bars = forms.BooleanField(label=_("一票否决：自事发起十二个月内不能达标"), required=False)
    key = KeyField()


class ReasonForm(forms.Form):
    """Why an event leaves the list."""

    reason = forms.CharField(
        label=_("撤下的原因"), max_length=200,
        error_messages={"required": _("写明撤下的原因。")},
    )  # fmt: skip
    key = KeyField()
