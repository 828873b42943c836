"""Forms of briefings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.documents.briefings import rules
from youju.organisations.queries import Unit
from youju.ui.choices import spoken
from youju.ui.forms import DateField, KeyField, PeriodField, SearchSelect


class StartForm(forms.Form):
    """Which unit briefs about which quarter."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("通报单位"), empty_label=None)
    period = PeriodField(label=_("季度"), help_text=_("如 2026年第三季度"))
    key = KeyField()

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units
        pinyin = {str(unit.pk): unit.pinyin for unit in units}
        field.widget = SearchSelect(choices=field.choices, pinyin=pinyin)


def _count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=100_000,
        error_messages={"invalid": _("写人数，如 12"), "min_value": _("人数不能为负")},
    )


class HoldForm(forms.Form):
    """When and how it was given, and whom it reached: numbers, never names."""

    held_on = DateField(label=_("通报日期"))
    way = forms.ChoiceField(label=_("方式"), choices=spoken(rules.WAYS))
    place = forms.CharField(label=_("地点"), required=False, max_length=60)
    deputies = _count(_("人大代表（人）"))
    members = _count(_("政协委员（人）"))
    citizens = _count(_("市民代表（人）"))
    key = KeyField()


class CommentForm(forms.Form):
    """What somebody said."""

    kind = forms.ChoiceField(label=_("来自"), choices=spoken(rules.AUDIENCES))
    text = forms.CharField(
        label=_("意见建议"),
        help_text=_("只记意见，不记姓名"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("写明意见内容")},
    )
    key = KeyField()


class AnswerForm(forms.Form):
    """The answer, and later what came of it."""

    answer = forms.CharField(
        label=_("答复"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    outcome = forms.CharField(
        label=_("办理结果"),
        required=False,
        max_length=500,
        help_text=_("下一季度的通报会写进去"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    key = KeyField()
