"""Series, norms, sign-in lists, looks at notes, sign-ups."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.activities.actions import Asked, SeriesTold
from youju.activities.forms.base import ComingDateField, kind_choices, text
from youju.activities.models import Norm, Series
from youju.activities.rules import series as series_rules
from youju.activities.rules.norms import LABEL, Per
from youju.kernel.quantity import number_text
from youju.organisations.choosing import AtUnitForm
from youju.ui.act_forms import ActForm, number
from youju.ui.forms import DateField


class SeriesForm(AtUnitForm):
    """A series, with the whole that is told and its parts."""

    kind = forms.ChoiceField(label=_("种类"))
    title = text(_("名称"), series_rules.TITLE, required=True)
    start = ComingDateField(label=_("开始"))
    end = ComingDateField(label=_("结束"))
    whole = forms.DecimalField(
        label=_("合计"),
        required=False,
        min_value=0,
        max_digits=9,
        decimal_places=0,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        help_text=_("全部多少场，如 196；没有报过合计不填。"),
    )
    parts = forms.CharField(
        label=_("其中"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("一行一个部分，数字写在后面，如 社区 176。合计与各部分不符时会提示。"),
    )
    about = text(_("说明"), 300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["kind"]).choices = kind_choices(_("请选择"))

    def told(self) -> SeriesTold:
        """Return what was filled in, as the actions take it. Raises Refused for bad parts."""
        said = self.cleaned_data
        return SeriesTold(
            title=said["title"],
            start=said["start"],
            end=said["end"],
            about=said["about"],
            whole=said["whole"],
            parts=series_rules.read_parts(said["parts"]),
        )


def initial_series(series: Series) -> dict[str, Any]:
    """Return what the form shows of a series that is there."""
    lines = (
        one.label if one.told is None else f"{one.label} {number_text(one.told)}"
        for one in series.parts.all()
    )
    names = ("kind", "title", "start", "end", "whole", "about")
    found = {name: getattr(series, name) for name in names}
    return {**found, "unit": series.unit_id, "parts": "\n".join(lines)}


class NormForm(AtUnitForm):
    """How often, or for how many hours."""

    kind = forms.ChoiceField(label=_("种类"))
    label = text(_("要求"), LABEL, required=True, help_text=_("如 市民课堂每月一次。"))
    per = forms.ChoiceField(label=_("周期"), choices=Norm.PerName.choices, initial=Per.MONTH)
    times = number(_("次数"))
    hours = number(_("课时"), help_text=_("开齐开足课时的写这里，如 每年 40。"))
    each = forms.BooleanField(label=_("要求每个下级单位都做到"), required=False)
    basis = text(_("依据"), LABEL, help_text=_("如 《教育工作意见》。"))
    since = ComingDateField(label=_("起"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["kind"]).choices = kind_choices(_("请选择"))

    def asked(self) -> Asked:
        """Return what was filled in, as the action takes it."""
        said = dict(self.cleaned_data)
        names = ("kind", "label", "times", "hours", "each", "basis")
        return Asked(per=Per(said["per"]), **{name: said[name] for name in names})


class EndForm(ActForm):
    """From which day on something is asked no more."""

    on = DateField(label=_("停用日期"))


class CancelForm(ActForm):
    """Why an activity is cancelled."""

    reason = text(_("为什么取消"), 200, required=True)


class NamesForm(ActForm):
    """The sign-in list."""

    names = forms.CharField(
        label=_("签到名单"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("一行一个姓名，加密保存；参加人数照名单算。未成年人的活动只记人数。"),
    )


class WhyForm(forms.Form):
    """Why names are looked at."""

    reason = forms.CharField(
        label=_("查看事由"),
        max_length=200,
        help_text=_("如 核对签到人数。查看人、时间和事由都会留下记录。"),
        error_messages={"required": _("写明查看的事由，至少 4 个字")},
    )


class NotesForm(ActForm):
    """What was found of the notes."""

    on = DateField(label=_("检查日期"))
    due = number(_("应到（人）"), required=True)
    came = number(_("实到（人）"), required=True)
    notes = number(_("有笔记（人）"), required=True)
    result = text(_("检查意见"), 200, help_text=_("如 两人笔记不全，已补。"))


class OpenForm(ActForm):
    """Letting the public sign up."""

    capacity = number(_("名额"), help_text=_("不限不填；满了以后的报名列为候补。"))
    signup_until = ComingDateField(
        label=_("报名截止"), required=False, help_text=_("不填就到活动当天。")
    )
