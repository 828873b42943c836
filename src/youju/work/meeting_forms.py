"""Forms of meetings and their systems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.kernel.periods import WEEKDAYS as DAYS
from youju.organisations.choosing import UnitField, UnitsField
from youju.organisations.queries import Unit
from youju.ui.act_forms import ActForm, ClockField, number, text
from youju.ui.choices import spoken
from youju.ui.forms import DateField, QuantityField
from youju.work.models import Meeting, Party, Point, System
from youju.work.rules import meetings as rules
from youju.work.rules.meetings import Came, Kind, Minutes

WEEKDAYS = [("", _("不定")), *((str(n), day) for n, day in spoken(DAYS))]


def lines(label: Any, help_text: Any, rows: int = 4) -> forms.CharField:
    """Return a field that takes one thing to a line."""
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=False, max_length=20_000, help_text=help_text, widget=box
    )


def members_field() -> forms.CharField:
    """Return the field of a system's members."""
    hint = _("一行一个：单位名称：职责，如 澄江区人民医院：义诊和健康讲座。可从 Excel 整列粘贴。")
    return lines(_("成员单位"), hint, 8)


class SystemForm(ActForm):
    """A standing system."""

    kind = forms.ChoiceField(
        label=_("种类"),
        choices=[(kind, name) for kind, name in spoken(rules.NAMES) if kind in rules.STANDING],
    )
    title = text(_("名称"), rules.TITLE, help_text=_("如 党组织联席会议制度"))
    rhythm = forms.ChoiceField(label=_("多久一次"), choices=System.RhythmName.choices)
    weekday = forms.TypedChoiceField(
        label=_("星期几"), choices=WEEKDAYS, coerce=int, empty_value=None, required=False
    )
    clock = ClockField(label=_("时间"), required=False, help_text=_("如 9:00"))
    place = text(_("地点"), rules.PLACE, required=False)
    since = DateField(label=_("从哪天起"))
    text = text(_("制度内容"), 2000, required=False)
    members = members_field()


class SeatsForm(ActForm):
    """More members."""

    members = members_field()
    since = DateField(label=_("从哪天起"))


class DutyForm(ActForm):
    """What a member did of its duty."""

    on = DateField(label=_("日期"))
    text = text(_("做了什么"), rules.SAID, help_text=_("照实写，有数量写数量"))


# What a form of each kind does not ask.
_LEFT_OUT = {
    Kind.WEEKLY: ("parties", "speakers", "papers", "pass_on", "pass_by", "title"),
    Kind.JOINT: ("speakers", "papers", "pass_on", "pass_by"),
    Kind.MINORS: ("speakers", "papers", "pass_on", "pass_by"),
    Kind.COORDINATE: ("speakers", "papers", "pass_on", "pass_by"),
    Kind.URGENT: ("speakers", "papers", "pass_on", "pass_by"),
    Kind.MOBILISE: (),
}


class CallForm(ActForm):
    """A meeting to call."""

    title = text(_("会议名称"), rules.TITLE)
    on = DateField(label=_("日期"))
    clock = ClockField(label=_("时间"), required=False, help_text=_("如 14:30"))
    place = text(_("地点"), rules.PLACE, required=False)
    chair = text(_("主持人"), 30, required=False)
    points = lines(_("议题"), _("一行一个"))
    parties = lines(_("参加单位"), _("一行一个，写单位名称；商户、设计方等系统里没有的照写"), 5)
    helpers = forms.MultipleChoiceField(
        label=_("邀请楼栋骨干"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("登记在“楼栋骨干”里的，勾上就列入参加名单；名单和电话在那里按楼栋看"),
    )
    papers = lines(_("传达文件"), _("一行一件，如 《全县创建工作实施方案》"), 3)
    speakers = lines(_("表态发言单位"), _("一行一个；会后要记下各单位的表态"), 3)
    pass_on = UnitsField(label=_("要求哪些单位开会传达"))
    pass_by = DateField(label=_("哪天前传达"), required=False)

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        units: Sequence[Unit],
        helpers: Sequence[tuple[str, int]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        left_out = [*_LEFT_OUT[kind], *(() if units else ("pass_on", "pass_by"))]
        left_out += () if helpers else ("helpers",)
        asked: Any = self.fields["helpers"]
        asked.choices = [(told, told) for role, n in helpers if (told := f"{role}（{n}人）")]
        for name in left_out:
            self.fields.pop(name, None)
        if "pass_on" in self.fields:
            field: Any = self.fields["pass_on"]
            field.queryset = Unit.objects.filter(pk__in=[one.pk for one in units]).order_by("path")


class ChangeForm(ActForm):
    """Title, day, time, place and chair of a meeting, corrected."""

    title = text(_("会议名称"), rules.TITLE)
    on = DateField(label=_("日期"), help_text=_("还没开的会改了时间、地点，会再通知参加单位"))
    clock = ClockField(label=_("时间"), required=False)
    place = text(_("地点"), rules.PLACE, required=False)
    chair = text(_("主持人"), 30, required=False)


class HoldForm(ActForm):
    """The minutes: who came, what they said, what was decided."""

    on = DateField(label=_("开会日期"))
    present = number(_("实到人数"), required=True)
    expected = number(_("应到人数"))
    agreed = forms.TypedChoiceField(
        label=_("达成一致"),
        choices=[("yes", _("达成一致")), ("no", _("还没有，再协调"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    text = text(_("会议记录"), rules.MINUTES, required=False)

    def __init__(
        self,
        *args: Any,
        meeting: Meeting,
        parties: Sequence[Party],
        points: Sequence[Point],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parties, self.points = parties, points
        if meeting.of_kind not in rules.SEEKS_AGREEMENT:
            del self.fields["agreed"]
        box = forms.TextInput(attrs={"autocomplete": "off"})
        for one in parties:
            self.fields[f"came_{one.pk}"] = forms.BooleanField(
                label=one.name, required=False, initial=one.came is not False
            )
            self.fields[f"said_{one.pk}"] = forms.CharField(
                label=_("发言"), required=False, max_length=rules.SAID, initial=one.said, widget=box
            )
        for point in points:
            self.fields[f"outcome_{point.pk}"] = forms.CharField(
                label=point.text, required=False, max_length=rules.SAID, initial=point.outcome,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def first_fields(self) -> list[Any]:
        """Return the fields that stand before the tables."""
        return [self[name] for name in ("on", "expected", "present") if name in self.fields]

    def last_fields(self) -> list[Any]:
        """Return the fields that stand after the tables."""
        return [self[name] for name in ("agreed", "text") if name in self.fields]

    def party_rows(self) -> list[tuple[Party, Any, Any]]:
        """Return each party with its two fields."""
        return [(one, self[f"came_{one.pk}"], self[f"said_{one.pk}"]) for one in self.parties]

    def point_rows(self) -> list[tuple[Point, Any]]:
        """Return each point with its field."""
        return [(one, self[f"outcome_{one.pk}"]) for one in self.points]

    def minutes(self) -> Minutes:
        """Return what the sound form says."""
        data = self.cleaned_data
        came = [
            Came(one.pk, data[f"came_{one.pk}"], data[f"said_{one.pk}"]) for one in self.parties
        ]
        outcomes = [(one.pk, data[f"outcome_{one.pk}"]) for one in self.points]
        return Minutes(
            data["on"], data["present"], data["expected"], came, outcomes, data["text"], data.get("agreed")
        )  # fmt: skip


class ResolveForm(ActForm):
    """A task that a meeting decided on."""

    title = text(_("任务"), 80)
    owner_unit = UnitField(label=_("承担单位"))
    due_on = DateField(label=_("期限"))
    amount = QuantityField(
        label=_("应完成数量"), required=False, help_text=_("如 50处；没有数量就不填")
    )
    text = text(_("标准和要求"), 1000, required=False)
    helpers = UnitsField(
        label=_("联合行动单位"), help_text=_("到会的单位，勾上就是一起做，各单位都看得到")
    )

    def __init__(
        self, *args: Any, units: Sequence[Unit], there: Sequence[Unit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner_unit"]
        owner.offer(units)
        helpers: Any = self.fields["helpers"]
        helpers.queryset = Unit.objects.filter(pk__in=[one.pk for one in there]).order_by("path")
        if not there:
            del self.fields["helpers"]
