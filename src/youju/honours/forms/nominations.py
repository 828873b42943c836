"""Forms of nominations and objections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from youju.honours.actions.nominations import Proposed
from youju.honours.forms.base import UnitChoice, offer_units
from youju.honours.models import Selection
from youju.honours.rules.kinds import BEST_VOLUNTEERS, Holder
from youju.honours.rules.texts import DEEDS, NAME, NOTE, SHOWN
from youju.organisations.queries import Unit
from youju.ui.forms import DateField, KeyField
from youju.volunteers.queries import Volunteer


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _offered(volunteers: Iterable[Volunteer]) -> Iterator[tuple[str, str]]:
    for one in volunteers:
        told = {"name": one.name, "number": one.number or "", "hours": one.hours}
        yield str(one.pk), _("%(name)s　%(number)s　%(hours)s 小时") % told


class NominationForm(forms.Form):
    """Who is proposed, and for what."""

    category = forms.ChoiceField(label=_("类别"), error_messages={"required": _("选一个类别。")})
    unit = UnitChoice(
        Unit.objects.none(),
        label=_("推荐单位"),
        empty_label=_("请选择"),
        error_messages={"required": _("选推荐单位。")},
    )
    volunteer = forms.ChoiceField(
        label=_("从志愿者名册选"),
        required=False,
        help_text=_("选了就用名册里的姓名和确认时长，下面不用再填"),
    )
    name = forms.CharField(
        label=_("姓名"),
        max_length=NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("写明姓名或名称。")},
    )
    about = forms.CharField(
        label=_("身份"), required=False, max_length=60, help_text=_("如 退休教师、网格员")
    )
    phone = forms.CharField(
        label=_("电话"),
        required=False,
        max_length=20,
        help_text=_("加密保存，公示不出现"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "class": "short"}),
    )
    deeds = forms.CharField(
        label=_("事迹"),
        max_length=DEEDS,
        help_text=_("什么时候、做了什么、多少次"),
        widget=_area(6),
        error_messages={"required": _("写明事迹。")},
    )
    hours = forms.DecimalField(
        label=_("确认的服务时长（小时）"),
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=1,
        help_text=_("只在这次评选里比较，不公开"),
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "decimal"}),
    )
    consent = forms.BooleanField(label=_("已征得被推荐人同意"), required=False)
    by_guardian = forms.BooleanField(label=_("监护人已同意"), required=False)
    shows_name = forms.BooleanField(label=_("同意表彰后公开姓名"), required=False)
    key = KeyField()

    def __init__(
        self,
        *args: Any,
        selection: Selection,
        units: QuerySet[Unit] | None,
        volunteers: Iterable[Volunteer] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        kind = selection.of_kind
        fields: Any = self.fields
        fields["category"].choices = list(selection.labels.items())
        if len(selection.labels) == 1:
            fields["category"].initial = next(iter(selection.labels))
        if units is None:
            del fields["unit"]
        else:
            offer_units(fields["unit"], units)
        words = {Holder.UNIT: _("名称"), Holder.HOUSEHOLD: _("户主姓名")}
        fields["name"].label = words.get(kind.holder, _("姓名"))
        if not kind.minor:
            del fields["by_guardian"]
        if kind.minor or kind.holder is not Holder.PERSON:
            del fields["shows_name"]
        if kind.holder is Holder.UNIT:
            fields["consent"].label = _("已征得同意参评")
            del fields["about"]
        if kind.code != BEST_VOLUNTEERS:
            del fields["hours"], fields["volunteer"]
        else:
            fields["name"].required = False
            fields["volunteer"].choices = [("", _("不在名册里")), *_offered(volunteers)]

    def told(self) -> Proposed:
        """Return what was filled in, as the action takes it."""
        names = Proposed.__dataclass_fields__
        said = {k: v for k, v in self.cleaned_data.items() if k in names}
        return Proposed(**said | {"volunteer": int(said.get("volunteer") or 0)})


class ReviewForm(forms.Form):
    """Pass, send back or refuse."""

    result = forms.ChoiceField(
        label=_("审核结果"),
        choices=[
            ("pass", _("通过")),
            ("return", _("退回补充")),
            ("refuse", _("不通过")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("选一个审核结果。")},
    )
    public_words = forms.CharField(
        label=_("公示给群众看的事迹"),
        required=False,
        max_length=SHOWN,
        help_text=_("通过时要写。不写电话、住址、病情；公示时姓名只见姓。"),
        widget=_area(5),
    )
    note = forms.CharField(
        label=_("审核意见"),
        required=False,
        max_length=NOTE,
        help_text=_("退回、不通过时写明理由，推荐单位会看到"),
        widget=_area(3),
    )
    key = KeyField()


class ReferForm(forms.Form):
    """Up to a higher level."""

    level = forms.ChoiceField(label=_("推报到哪一级"), choices=Selection.LevelName.choices)
    to = forms.CharField(
        label=_("推报到哪里"),
        max_length=60,
        help_text=_("如 市文明办、省文明办、中国文明网"),
        error_messages={"required": _("写明推报到哪里。")},
    )
    on = DateField(label=_("推报日期"))
    key = KeyField()


class SettleForm(forms.Form):
    """What came of it."""

    listed = forms.ChoiceField(
        label=_("结果"),
        choices=[("yes", _("上榜")), ("no", _("未上榜"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("选一个结果。")},
    )
    award = forms.CharField(
        label=_("获得的称号"), required=False, max_length=60, help_text=_("如 中国好人")
    )
    on = DateField(label=_("结果日期"))
    key = KeyField()


class DecideForm(forms.Form):
    """Whether an objection holds."""

    upheld = forms.ChoiceField(
        label=_("异议是否成立"),
        choices=[("no", _("不成立")), ("yes", _("成立，取消参评资格"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("选成立或者不成立。")},
    )
    answer = forms.CharField(
        label=_("核查情况"),
        max_length=NOTE,
        help_text=_("写查了什么、找谁核实、依据是什么"),
        widget=_area(4),
        error_messages={"required": _("写明核查的情况和依据。")},
    )
    key = KeyField()
