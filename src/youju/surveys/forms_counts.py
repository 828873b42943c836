"""Forms of the sample plan, of counts and of the official survey."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from youju.organisations.queries import Unit
from youju.surveys.rules.counts import COUNTED
from youju.surveys.rules.form import RATES, Form
from youju.surveys.rules.plan import Criteria
from youju.ui.choices import spoken
from youju.ui.forms import DateField, KeyField, SearchSelect


class PlanForm(forms.Form):
    """Drawing a plan: how many of what, how many people at each."""

    kind = forms.ChoiceField(
        label=_("抽什么"),
        choices=[
            ("community", _("社区")),
            ("village", _("村")),
            ("area", _("小区")),
            ("street", _("街道")),
        ],
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(label=_("抽几个"), min_value=1, max_value=2000)
    each = forms.IntegerField(label=_("每个问多少人"), min_value=1, max_value=1000)
    audience = forms.ChoiceField(label=_("问谁"))
    age_from = forms.IntegerField(label=_("年龄从"), min_value=0, max_value=120)
    age_to = forms.IntegerField(label=_("年龄到"), min_value=0, max_value=120)
    months = forms.IntegerField(label=_("居住满几个月"), min_value=0, max_value=600)
    seed = forms.CharField(
        label=_("抽样种子"),
        max_length=40,
        help_text=_("同一种子谁来抽都是同一结果。抽之前公开一句话或一个号码即可"),
        error_messages={"required": _("写一个抽样种子，公开后谁都能照此重抽。")},
    )
    key = KeyField()

    def __init__(self, *args: Any, form: Form, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["audience"]
        field.choices = [(one.code, one.label) for one in form.audiences]

    def criteria(self) -> Criteria:
        """Return who may be asked."""
        told = self.cleaned_data
        return Criteria(told["age_from"], told["age_to"], told["months"])


class OfficialForm(forms.Form):
    """What the official survey found."""

    rate = forms.ChoiceField(label=_("指标"), choices=spoken(RATES))
    value = forms.DecimalField(label=_("数值（%）"), min_value=0, max_value=100, decimal_places=1)
    on = DateField(label=_("公布日期"))
    source = forms.CharField(
        label=_("来源"),
        max_length=120,
        help_text=_("如市文明办通报、统计局社情民意调查"),
        error_messages={"required": _("写明出处，如文件名或公布单位。")},
    )
    key = KeyField()


class CountedForm(forms.Form):
    """A rate told by counts."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("单位"), empty_label=_("请选择"))
    kind = forms.ChoiceField(
        label=_("指标"),
        choices=[(code, one.name) for code, one in COUNTED.items()],
        widget=forms.RadioSelect,
    )
    about = forms.CharField(
        label=_("哪项活动"),
        max_length=80,
        help_text=_("如全民清洁日、市民文明素质教育"),
        error_messages={"required": _("写明是哪项活动或工作。")},
    )
    denominator = forms.IntegerField(label=_("应有人数"), min_value=1, max_value=100_000_000)
    numerator = forms.IntegerField(label=_("实际人数"), min_value=0, max_value=100_000_000)
    on = DateField(label=_("截至"))
    source = forms.CharField(
        label=_("怎么数的"),
        max_length=120,
        help_text=_("如签到表、入户登记表、班级名册"),
        error_messages={"required": _("写明怎么数的，如签到表、入户登记表。")},
    )
    key = KeyField()

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units
        pinyin = {str(unit.pk): unit.pinyin for unit in units}
        field.widget = SearchSelect(choices=field.choices, pinyin=pinyin)
