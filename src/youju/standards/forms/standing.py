"""Forms of judgements, targets and self-checks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from youju.organisations.queries import Unit
from youju.standards.rules.standings import MOST_REASON
from youju.ui.forms import KeyField, PeriodField, QuantityField, SearchSelect


class JudgeForm(forms.Form):
    """A judgement: how many percent of the points, and why."""

    share = forms.DecimalField(
        label=_("得分比例（%）"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        error_messages={
            "required": _("得分比例填 0 到 100。"),
            "invalid": _("得分比例填 0 到 100。"),
        },
    )
    reason = forms.CharField(
        label=_("评定理由"),
        help_text=_("看了什么，为什么这样评"),
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": MOST_REASON}),
        error_messages={"required": _("写明评定的理由：看了什么，为什么这样评。")},
    )
    key = KeyField()

    def clean_share(self) -> Decimal:
        """Return the share, 0 to 1."""
        return Decimal(self.cleaned_data["share"]) / 100


class CheckForm(forms.Form):
    """What a self-check found of an item."""

    verdict = forms.ChoiceField(
        label=_("自查结果"),
        choices=[("right", _("符合")), ("found", _("发现问题"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("选符合或发现问题。")},
    )
    text = forms.CharField(label=_("发现的问题"), required=False, max_length=200)
    place = forms.CharField(label=_("地点"), required=False, max_length=60)
    fix = forms.CharField(label=_("怎样整改"), required=False, max_length=200)
    take_up_as = forms.ChoiceField(
        label=_("转办"),
        required=False,
        choices=[("", _("只记下")), ("case", _("转为问题")), ("task", _("派任务"))],
    )
    key = KeyField()


class TargetForm(forms.Form):
    """A target set from above."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("单位"), error_messages={"required": _("选单位。")}
    )
    measure = forms.ChoiceField(label=_("统计项"), error_messages={"required": _("选统计项。")})
    period = PeriodField(label=_("时期"))
    quantity = QuantityField(label=_("目标"), help_text=_("数字加单位，如 10万美元"))
    reason = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("如 2026年目标管理责任书"),
        error_messages={"required": _("写明目标的依据。")},
    )  # fmt: skip
    key = KeyField()

    def __init__(
        self,
        *args: Any,
        units: QuerySet[Unit],
        measures: list[tuple[str, str]],
        pinyin: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units
        unit.widget = SearchSelect(
            choices=unit.choices, pinyin={str(u.pk): u.pinyin for u in units}
        )
        measure: Any = self.fields["measure"]
        measure.choices = measures
        measure.widget = SearchSelect(choices=measures, pinyin=pinyin)
