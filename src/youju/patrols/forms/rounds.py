"""Forms of places, teams, routes, frequency rules, opinions and inspections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.kernel.words import noted
from youju.organisations.choosing import AtUnitForm, UnitField, UnitsField
from youju.organisations.queries import Membership, Unit
from youju.patrols.forms.base import kind_choices
from youju.patrols.models import Frequency, Inspection, KindVersion, Opinion, Place, Team, Visit
from youju.patrols.models.rules_kept import WEEKDAYS
from youju.patrols.rules.frequency import Each, Per, Who
from youju.patrols.rules.visits import Heard
from youju.ui.act_forms import ActForm, decimal, number, offered, text, today
from youju.ui.forms import DateField, SearchSelect


class PlaceForm(AtUnitForm):
    kind = forms.ChoiceField(label=_("点位种类"), widget=SearchSelect)
    name = text(_("名称"), 60, help_text=_("加上路名或楼号，如 桂苑路金桥农贸市场。"))
    address = text(_("地址"), 100, required=False)
    owner_unit = UnitField(label=_("责任单位"), required=False, empty_label=_("本单位"))
    owner = text(_("责任人"), 30, required=False, help_text=_("写职务或姓名。"))
    key_place = forms.BooleanField(label=_("重点点位，迎检必看"), required=False)
    lat = forms.FloatField(
        label=_("纬度"), required=False, widget=forms.TextInput(attrs={"class": "short"})
    )
    lng = forms.FloatField(
        label=_("经度"), required=False, widget=forms.TextInput(attrs={"class": "short"})
    )

    def __init__(
        self, *args: Any, kinds: Iterable[KindVersion], owners: Sequence[Unit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kinds = list(kinds)
        field = cast(Any, self.fields["kind"])
        field.choices = kind_choices(kinds)
        field.widget.pinyin = {one.code: one.pinyin for one in kinds}
        cast(UnitField, self.fields["owner_unit"]).offer(owners)


class ChecklistForm(ActForm):
    items = forms.CharField(
        label=_("看什么"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_(
            "一行一项，写成合格时的样子，如 地面没有积存垃圾。没有改的行保留原来的编号和指标。"
        ),
    )


class ReadinessForm(ActForm):
    readiness = forms.ChoiceField(
        label=_("达标情况"), choices=Place.ReadinessName.choices, widget=forms.RadioSelect
    )
    missing = text(
        _("缺什么"), 200, required=False, help_text=_("如 入口公益广告少 2 处，公平秤没有检定标。")
    )


class TeamForm(AtUnitForm):
    kind = forms.ChoiceField(label=_("类别"), choices=Team.Kind.choices)
    name = text(_("名称"), 40, help_text=_("如 热心居民巡访队、创建联合督查组。"))
    people = number(_("人数"))
    since = DateField(label=_("成立日期"), initial=today)
    members = UnitsField(
        label=_("组成单位"), help_text=_("联合督查组选，督查记录会算在这些单位名下，合计只算一次。")
    )

    def __init__(self, *args: Any, near: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(UnitsField, self.fields["members"])
        field.queryset = Unit.objects.filter(pk__in=[one.pk for one in near]).order_by("path")


class RouteForm(AtUnitForm):
    name = text(_("路线名称"), 40, help_text=_("如 每日早查线。"))
    places = forms.MultipleChoiceField(
        label=_("点位"), widget=forms.CheckboxSelectMultiple, help_text=_("按列出的次序走。")
    )
    note = text(_("说明"), 200, required=False)

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["places"]).choices = offered(places)


class FrequencyForm(AtUnitForm):
    label = text(_("要求"), 60, help_text=_("如 院领导每日到门诊部巡查一次以上。"))
    per = forms.ChoiceField(label=_("周期"), choices=Frequency.PerName.choices, initial=Per.DAY)
    times = forms.IntegerField(
        label=_("至少几次"),
        min_value=1,
        max_value=48,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    weekday = forms.TypedChoiceField(
        label=_("星期几"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("不限")), *WEEKDAYS],
        help_text=_("每周的要求才选。"),
    )
    hour_from = forms.TimeField(
        label=_("从几点"),
        required=False,
        input_formats=["%H:%M"],
        widget=forms.TextInput(attrs={"class": "short"}),
        help_text=_("每半小时的要求写，如 7:00。"),
    )
    hour_to = forms.TimeField(
        label=_("到几点"),
        required=False,
        input_formats=["%H:%M"],
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    who = forms.ChoiceField(label=_("谁"), choices=Frequency.WhoName.choices, initial=Who.ANYONE)
    post = text(_("岗位"), 40, required=False, help_text=_("如 院领导、中层干部。"))
    role = forms.ChoiceField(
        label=_("角色"), required=False, choices=[("", _("不选")), *Membership.Role.choices]
    )
    team = forms.ChoiceField(label=_("队伍"), required=False)
    kind = forms.ChoiceField(label=_("哪种点位"), required=False)
    place = forms.ChoiceField(label=_("哪个点位"), required=False, help_text=_("只要求一处时选。"))
    each = forms.ChoiceField(
        label=_("次数怎么算"), choices=Frequency.EachName.choices, initial=Each.TOTAL
    )
    purpose = forms.ChoiceField(
        label=_("只算哪种"), required=False, choices=[("", _("都算")), *Visit.PurposeName.choices]
    )
    since = DateField(label=_("从哪天起"), initial=today)
    until = DateField(label=_("到哪天止"), required=False)

    def __init__(
        self, *args: Any, kinds: Iterable[KindVersion], teams: Any, places: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields = cast(dict[str, Any], self.fields)
        fields["kind"].choices = kind_choices(kinds, _("不限种类"))
        fields["team"].choices = offered(teams, _("不选"))
        fields["place"].choices = offered(places, _("不选"))

    def clean(self) -> dict[str, Any]:
        """Return the fields; a role is kept where a post would be."""
        told = super().clean() or {}
        role = told.pop("role", "")
        return told | ({"post": role} if told.get("who") == Who.ROLE else {})


class OpinionForm(AtUnitForm):
    field_order = ("unit", "source", "heard_on", "people", "text", "place", "about", "answer")
    source = forms.ChoiceField(
        label=_("来源"),
        choices=[c for c in Opinion.Source.choices if c[0] != Heard.VISIT],
        initial=Heard.RECEPTION,
    )
    heard_on = DateField(label=_("日期"), initial=today)
    people = forms.IntegerField(
        label=_("人数"),
        min_value=1,
        max_value=1000,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text=_("只记人数，不记姓名和电话。"),
    )
    place = text(_("说的是哪里"), 100, required=False)
    about = text(_("关于哪个项目"), 60, required=False)
    answer = text(_("当场答复"), 300, required=False)
    text = text(_("意见或事由"), 300)


class AnswerForm(ActForm):
    answer = text(_("怎么答复的"), 300)


class InspectionForm(AtUnitForm):
    kind = forms.ChoiceField(label=_("类别"), choices=Inspection.Kind.choices)
    name = text(_("名称"), 60, help_text=_("如 2026年省级文明城市测评。"))
    on = DateField(label=_("检查日期"))
    note = text(_("安排"), 300, required=False)


class ChooseForm(ActForm):
    places = forms.MultipleChoiceField(
        label=_("迎查点位"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["places"]).choices = [
            (one.pk, noted(one.name, one.unit.short_name)) for one in places
        ]


class ResultForm(ActForm):
    score = decimal(_("得分"), most=6)
    full = decimal(_("满分"), most=6)
    rank = number(_("名次"))
    of = number(_("参评单位数"))
    result = text(_("结果"), 300, required=False)


class LostForm(ActForm):
    item = text(_("指标"), 60)
    reason = text(_("失分原因"), 200)
    points = decimal(_("失分"), most=6, help_text=_("不知道就留空。"))
    place = forms.ChoiceField(label=_("在哪个点位"), required=False)

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["place"]).choices = offered(places, _("不选"))
