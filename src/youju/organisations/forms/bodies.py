"""Forms of groups, duties, grids, pairings and contracts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from youju.kernel.words import noted
from youju.organisations import rules
from youju.organisations.forms.base import UnitField, UnitsForm, text
from youju.organisations.models import (
    BlockHelper,
    Contract,
    Detachment,
    DutyItem,
    Group,
    GroupPost,
    GroupTask,
    HardPoint,
    Pairing,
    PairingDeed,
    Person,
)
from youju.ui.forms import DateField, QuantityField


def _choices(model: Any, field: str) -> Any:
    return model._meta.get_field(field).choices


class GroupForm(forms.Form):
    kind = forms.ChoiceField(label=_("类别"), choices=Group.Kind.choices)
    name = text(_("名称"), 60, help_text=_("如 创建文明社区工作领导小组、环境卫生组。"))
    parent = forms.TypedChoiceField(
        label=_("设在哪个指挥部"), required=False, coerce=int, empty_value=None
    )
    set_up_on = DateField(label=_("成立日期"))
    document = text(_("成立文件"), 80, required=False)
    purpose = text(_("职责"), 300, required=False)
    daily_office = text(_("日常办公设在"), 60, required=False)

    def __init__(self, *args: Any, commands: list[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [("", say("不设在指挥部之下")), *((g.pk, g.name) for g in commands)]


class PostForm(forms.Form):
    rank = forms.ChoiceField(label=_("组内职务"), choices=GroupPost.Rank.choices)
    name = text(_("姓名"), 30)
    own_post = text(_("本职"), 60, required=False, help_text=_("如 社区主任、居民组长。"))
    since = DateField(label=_("起"))

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rank"]
        if kind and isinstance(field, forms.ChoiceField):
            held = rules.RANKS[rules.GroupKind(kind)]
            field.choices = [one for one in GroupPost.Rank.choices if one[0] in held]


class ReplaceForm(forms.Form):
    name = text(_("接任人"), 30)
    own_post = text(_("本职"), 60, required=False)
    since = DateField(label=_("接任日期"))


class EndForm(forms.Form):
    until = DateField(label=_("最后一天"))


class DepartmentForm(UnitsForm):
    name = text(_("部门名称"), 60, help_text=_("如 综合办公室、医教科、护理部。"))
    unit = UnitField(label=_("对应的单位"), required=False)
    since = DateField(label=_("起"))


class TaskForm(forms.Form):
    subject = forms.ChoiceField(label=_("种类"), choices=_choices(GroupTask, "subject"))
    label = text(_("内容"), 120, help_text=_("如 背街小巷环境整治、指标 3.2.1、占道经营。"))
    since = DateField(label=_("起"))


class DutyForm(forms.Form):
    subject = forms.ChoiceField(label=_("种类"), choices=DutyItem.Subject.choices)
    label = text(_("责任事项"), 120, help_text=_("如 柳荫里3号楼、清溪河堤片区、指标 3.2.1。"))
    on = DateField(label=_("登记日期"))


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Person) -> str:
        return noted(obj.name, obj.username)


class OwnerForm(UnitsForm):
    person = PersonField(Person.objects.none(), label=_("责任人（本系统账号）"), required=False)
    unit = UnitField(label=_("或责任单位"), required=False)
    name = text(_("或直接写姓名"), 60, required=False)
    deputy = text(_("副手"), 30, required=False)
    since = DateField(label=_("起"))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        if isinstance(field, PersonField):
            field.queryset = people

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = [data.get(name) for name in ("person", "unit", "name") if data.get(name)]
        if not given:
            raise ValidationError(say("选一个责任人或责任单位，或写下姓名。"))
        if len(given) > 1:
            raise ValidationError(say("责任人、责任单位、姓名只填一项。"))
        data["name"] = data.get("name") or str(given[0])
        return data


class DetachForm(forms.Form):
    force = forms.ChoiceField(label=_("力量"), choices=_choices(Detachment, "force"))
    name = text(_("姓名或名称"), 60)
    people = forms.IntegerField(label=_("人数"), min_value=1, initial=1)
    source = text(_("来自"), 60)
    task = text(_("任务"), 120)
    place = text(_("地点"), 80)
    priority = forms.TypedChoiceField(
        label=_("先后"), choices=_choices(Detachment, "priority"), coerce=int
    )
    since = DateField(label=_("起"))
    until = DateField(label=_("止"), required=False)


class SurveyForm(UnitsForm):
    unit = UnitField(label=_("网格"))
    job = text(_("为哪项工作摸底"), 80)
    surveyor = text(_("摸底人"), 30)
    on = DateField(label=_("摸底日期"))
    easy = forms.CharField(
        label=_("易解决的点位"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("一行一处，写作 地点：问题。"),
    )
    hard = forms.CharField(
        label=_("难点"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("一行一处，写作 地点：问题。难点列入联合行动或上报。"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        points = []
        for name, hard in (("easy", False), ("hard", True)):
            for line in filter(None, map(str.strip, (data.get(name) or "").splitlines())):
                place, mark, problem = line.replace(":", "：", 1).partition("：")
                if not mark or not problem.strip():
                    self.add_error(name, say("“%s”应写作 地点：问题。") % line)
                points.append((place.strip()[:80], problem.strip()[:200], hard))
        if not points and not self.errors:
            self.add_error("easy", say("至少写一处点位。"))
        data["points"] = points
        return data


class PointForm(forms.Form):
    state = forms.ChoiceField(
        label=_("现在"), choices=[c for c in HardPoint.State.choices if c[0] != "open"]
    )
    on = DateField(label=_("日期"))
    note = text(_("说明"), 150, required=False)


class HelperForm(forms.Form):
    building = text(_("楼栋或小组"), 60)
    role = forms.ChoiceField(label=_("身份"), choices=BlockHelper.Role.choices)
    name = text(_("姓名"), 30)
    phone = text(_("电话"), 20, required=False, help_text=_("加密保存，名单上只显示末四位。"))
    since = DateField(label=_("起"))


class ReasonForm(forms.Form):
    reason = text(_("查看事由"), 100, help_text=_("如 通知动员会、核实居民反映。查看会留痕。"))


class PairForm(UnitsForm):
    kind = forms.ChoiceField(label=_("类别"), choices=Pairing.Kind.choices)
    name = text(_("单位名称"), 60)
    partner = UnitField(label=_("本系统中的单位"), required=False)
    contact = text(_("联系人"), 30, required=False)
    phone = text(_("联系电话"), 20, required=False, help_text=_("加密保存。"))
    resources = text(
        _("可提供的资源"), 200, required=False, help_text=_("如 会议室、电子屏、车辆。")
    )
    since = DateField(label=_("起"))


class DeedForm(forms.Form):
    what = forms.ChoiceField(label=_("类别"), choices=PairingDeed.What.choices)
    note = text(_("内容"), 200)
    quantity = QuantityField(
        label=_("数量"), required=False, help_text=_("如 5000元、30人、2台；没有就留空。")
    )
    on = DateField(label=_("日期"))


class ContractForm(UnitsForm):
    pledger = UnitField(label=_("责任单位"))
    owner = text(_("责任人"), 30)
    item = text(_("责任事项"), 200)
    signed_on = DateField(label=_("签订日期"))
    due_on = DateField(label=_("期限"))
    points = forms.DecimalField(label=_("可能失分"), required=False, min_value=0, max_digits=6)
    consequence = text(_("约定的处理"), 200, required=False)


class SettleForm(forms.Form):
    state = forms.ChoiceField(
        label=_("认定"), choices=[c for c in Contract.State.choices if c[0] != "open"]
    )
    on = DateField(label=_("认定日期"))
    result = text(_("结果"), 200)
    points_lost = forms.DecimalField(label=_("实际失分"), required=False, min_value=0, max_digits=6)
    consequence = text(_("处理"), 200, required=False)
