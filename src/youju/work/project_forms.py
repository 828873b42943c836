"""Forms of works and investments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.kernel.words import labelled
from youju.organisations.choosing import UnitField
from youju.organisations.queries import Unit
from youju.ui.act_forms import ActForm, number, text
from youju.ui.forms import DateField, QuantityField
from youju.work.actions import About
from youju.work.meeting_forms import lines
from youju.work.models import Project, Supervisor
from youju.work.rules import projects as rules
from youju.work.rules.projects import Kind, Matter

# What a form of each kind does not ask.
_LEFT_OUT = {
    Kind.RENOVATION: ("sort",),
    Kind.MUNICIPAL: ("households",),
    Kind.INSIDE: ("sort", "households"),
    Kind.INVESTMENT: ("sort",),
}


def money(label: Any, **kwargs: Any) -> QuantityField:
    """Return a field for an amount of money."""
    hint = kwargs.pop("help_text", _("如 5640万元、142.25亿元"))
    return QuantityField(label=label, unit="元", required=False, help_text=hint, **kwargs)


def passed_on() -> forms.ChoiceField:
    """Return a field for whom a supervisor's opinion is passed on to."""
    return forms.ChoiceField(
        label=_("转达给"), choices=lambda: [("", _("还没转达")), *rules.PASSED.items()], required=False
    )  # fmt: skip


class ProjectForm(ActForm):
    """A project on the list."""

    title = text(_("项目名称"), rules.TITLE)
    owner_unit = UnitField(label=_("责任单位"))
    sort = forms.ChoiceField(
        label=_("类别"),
        required=False,
        choices=[("", _("不分")), *((one, _(one)) for one in rules.SORTS)],
    )
    place = text(_("地点"), rules.PLACE, required=False)
    starts_on = DateField(label=_("开工日期"))
    due_on = DateField(label=_("竣工期限"))
    invested = money(_("总投资"))
    households = number(_("受益户数"))
    leader = text(_("包挂领导"), 30, required=False)
    builder = text(_("设计、施工单位"), rules.NAME, required=False)
    scope = text(
        _("建设范围"), rules.SCOPE, required=False, help_text=_("如 下水、道路、路灯、绿化、围墙")
    )
    features = lines(
        _("建设内容"), _("一行一项，写“名称：原有 → 现有”，如 路灯：2处 → 23盏；没有原有的只写现有")
    )

    def __init__(self, *args: Any, kind: Kind, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name in _LEFT_OUT[kind]:
            if not self.initial.get(
                name
            ):  # a pasted list may have told it: saving must not lose it
                del self.fields[name]
        self.fields["leader"].label = rules.leader_name(kind)
        owner: Any = self.fields["owner_unit"]
        owner.offer(units)

    def about(self) -> About:
        """Return what the sound form says."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return About(kind=self.kind, **told)

    @classmethod
    def of(cls, project: Project) -> dict[str, Any]:
        """Return what stands in the form of a project that there is."""
        rows = [
            f"{one.name}：{one.before or '—'} → {one.after or '—'}"
            if one.before
            else labelled(one.name, one.after)
            for one in project.features.all()
        ]
        names = (
            "title",
            "sort",
            "place",
            "starts_on",
            "due_on",
            "households",
            "leader",
            "builder",
            "scope",
        )
        found = {name: getattr(project, name) for name in names}
        more = {"features": "\n".join(rows), "owner_unit": project.owner_unit_id}
        return found | more | {"invested": project.money}


class WorksForm(ActForm):
    """How far the works are."""

    percent = number(_("完成进度（%）"), required=True)
    spent = money(_("累计完成投资"))
    note = text(_("说明"), rules.TEXT, required=False)


class EndForm(ActForm):
    """The end of the works."""

    done = forms.TypedChoiceField(
        label=_("结果"),
        choices=[("yes", _("完工")), ("no", _("停缓建"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    on = DateField(label=_("日期"))
    spent = money(_("累计完成投资"))
    note = text(_("说明"), rules.TEXT, required=False, help_text=_("停缓建时写明原因"))


class MatterForm(ActForm):
    """What came up."""

    text = text(_("内容"), rules.TEXT)
    supervisor = forms.ModelChoiceField(
        Supervisor.objects.none(), label=_("哪位监督员"), required=False, empty_label=_("不指明")
    )
    about = forms.ChoiceField(
        label=_("关于"), choices=lambda: [("", _("未填")), *rules.ABOUT.items()], required=False
    )  # fmt: skip
    passed_to = passed_on()
    on = DateField(label=_("提出日期"))
    due_on = DateField(label=_("期限"), required=False)

    def __init__(self, *args: Any, project: Project, what: Matter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if what is Matter.OBSERVATION:
            field: Any = self.fields["supervisor"]
            field.queryset = project.supervisors.filter(until=None)
        else:
            for name in ("supervisor", "about", "passed_to"):
                del self.fields[name]
        if what is Matter.NODE:
            del self.fields["on"]
        if what not in rules.DUE:
            del self.fields["due_on"]
        hints = {
            Matter.NODE: _("如 完成下水管网"),
            Matter.DEFECT: _("如 菜市场东墙残破，没有粉刷"),
            Matter.OBJECTION: _("谁反对什么，如 3号楼住户反对硬化楼前花坛"),
            Matter.OBSERVATION: _("对施工、用料的意见，如 路沿石标号和图纸不符"),
        }
        self.fields["text"].help_text = hints[what]


class SettleForm(ActForm):
    """How it ended."""

    on = DateField(label=_("日期"))
    outcome = text(_("结果"), rules.TEXT, required=False)
    changed = forms.BooleanField(label=_("因此改了设计"), required=False)
    passed_to = passed_on()

    def __init__(self, *args: Any, what: Matter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if what is not Matter.OBJECTION:
            del self.fields["changed"]
        if what is not Matter.OBSERVATION:
            del self.fields["passed_to"]
        labels = {
            Matter.NODE: _("说明"),
            Matter.DEFECT: _("怎么整改的"),
            Matter.OBJECTION: _("商定的结果，改了哪些图纸"),
            Matter.OBSERVATION: _("答复（设计方、施工方怎么说、怎么改）"),
        }
        self.fields["outcome"].label = labels[what]


class TalkForm(ActForm):
    """One talk about an objection."""

    on = DateField(label=_("日期"))
    party = text(_("和谁谈"), rules.NAME, help_text=_("如 3号楼住户、设计方、城建局"))
    result = text(_("谈的结果"), rules.TEXT)


class SupervisorForm(ActForm):
    """A resident who watches the works."""

    name = text(_("姓名"), 30, help_text=_("加密保存，页面上只显示姓"))
    phone = text(_("电话"), 20, required=False)
    since = DateField(label=_("从哪天起"))


class LookForm(ActForm):
    """Why a protected value is opened."""

    reason = text(_("查看事由"), 200)
