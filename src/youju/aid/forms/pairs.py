"""Forms of pairings: pairing, paying, visiting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.aid.models import Pairing
from youju.ui.act_forms import ActForm, decimal, text, today
from youju.ui.forms import DateField

Choices = Iterable[tuple[Any, str]]


class PairForm(ActForm):
    helper = text(_("帮扶单位"), 60, help_text=_("写全称，同一单位每次写法一样。"))
    level = forms.ChoiceField(label=_("单位称号"), choices=Pairing.LevelName.choices)
    households = forms.MultipleChoiceField(
        label=_("结对的住户"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("勾选结对的住户。"), "invalid_choice": _("有住户已经结对或不在名单里，请重新勾选。")},
    )  # fmt: skip
    yearly = decimal(_("每户每年（元）"), required=True)
    since = DateField(label=_("结对日期"), initial=today)
    until = DateField(label=_("约定到"), required=False, help_text=_("没有约定就留空。"))

    def __init__(self, *args: Any, homes: Choices, known: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["households"]).choices = list(homes)
        if known:
            self.fields["helper"].widget.attrs["list"] = "helpers-known"


def years_field(years: Sequence[int]) -> forms.TypedChoiceField:
    """Return a choice of years, the latest first."""
    choices = [(one, f"{one}") for one in years]
    return forms.TypedChoiceField(label=_("年度"), coerce=int, choices=choices)


class PayForm(ActForm):
    amount = decimal(_("每户金额（元）"), required=True)
    on = DateField(label=_("付款日期"), initial=today)
    paper = text(_("凭证号"), 40, required=False)
    others = forms.TypedMultipleChoiceField(
        label=_("同一单位还没付的，一起记"), required=False, coerce=int,
        widget=forms.CheckboxSelectMultiple, help_text=_("勾上的每户按同样金额各记一笔。"),
    )  # fmt: skip
    again = text(
        _("再付的原因"), 100, required=False,
        help_text=_("同一年不重复付款；这一年已付过、确实要再付的才填。"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, years: Sequence[int], others: Choices, paid: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not paid and not self.is_bound:  # asked for once a year turns out to be paid
            del self.fields["again"]
        self.fields["year"] = years_field(years)
        cast(Any, self.fields["others"]).choices = list(others)
        if not others:
            del self.fields["others"]
        self.order_fields(["year"])


class PlanForm(ActForm):
    amount = decimal(_("这一年的金额（元）"), required=True)
    why = text(_("原因"), 100)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"] = years_field(years)
        self.order_fields(["year"])


class VisitForm(ActForm):
    on = DateField(label=_("日期"), initial=today)
    visitor = text(_("走访人"), 40, required=False)
    goods = text(_("带去的物资"), 100, required=False)
    note = text(_("情况"), 200, required=False, help_text=_("加密保存，页面上不显示。"))


class WhyForm(ActForm):
    why = text(_("原因"), 100)


class LookForm(forms.Form):
    reason = text(_("查看事由"), 100, help_text=_("如 核对登记。查看人、时间和事由都会留痕。"))
