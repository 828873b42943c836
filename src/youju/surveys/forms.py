"""Forms of the room."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.surveys.actions.surveys import Wording
from youju.ui.forms import DateField, KeyField

RECHECK = 10  # per cent of the paper, where nobody says


class SurveyForm(forms.Form):
    """What a survey is called, when it runs, and how it is counted."""

    title = forms.CharField(
        label=_("标题"),
        max_length=80,
        error_messages={"required": _("写明问卷的标题。")},
        help_text=_("如 2026年第三季度创建工作知晓率、满意率调查"),
    )
    purpose = forms.CharField(
        label=_("写在卷首的话"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        help_text=_("谁在调查、为什么、答案怎么用。不记名，不收集姓名和电话"),
    )
    since = DateField(label=_("开始日期"), required=False)
    until = DateField(label=_("结束日期"), required=False, help_text=_("过了这一天不再收答卷"))
    by_token = forms.BooleanField(
        label=_("凭答卷码作答"),
        required=False,
        help_text=_("每人发一个码，只能答一次；码与答卷之间不留对应关系"),
    )
    weighted = forms.BooleanField(
        label=_("按人口加权"),
        required=False,
        initial=True,
        help_text=_("合计时各社区按常住人口计；缺人口数的，各份答卷一样计"),
    )
    count_open = forms.BooleanField(
        label=_("公开链接的答卷计入比率"),
        required=False,
        help_text=_("公开链接谁都能答，不是抽样；不勾选就只看不计"),
    )
    recheck = forms.IntegerField(
        label=_("双录复核比例（%）"),
        required=False,
        min_value=0,
        max_value=100,
        initial=RECHECK,
        help_text=_("纸质答卷抽这么多由另一人再录一遍；0 为不复核，不填为 10"),
    )
    least = forms.TypedChoiceField(
        label=_("最小展示份数"),
        coerce=int,
        choices=[(5, _("5 份")), (10, _("10 份"))],
        initial=5,
        widget=forms.RadioSelect,
        help_text=_("少于这个数的社区，比率只有组织调查的单位看得到"),
    )
    key = KeyField()

    def clean_recheck(self) -> int:
        """Return the share; left empty it is what is usual."""
        given: int | None = self.cleaned_data["recheck"]
        return RECHECK if given is None else given

    def wording(self) -> Wording:
        """Return what was typed, without the key."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return Wording(**told)
