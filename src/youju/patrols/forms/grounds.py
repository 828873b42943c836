"""Forms of rosters, cleaning areas and shop-fronts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.organisations.choosing import AtUnitForm, people_choices
from youju.organisations.queries import Membership
from youju.patrols.models import Shop
from youju.patrols.rules.cleaning import Duties
from youju.ui.act_forms import ActForm, MomentField, decimal, offered, text, today
from youju.ui.forms import DateField


class RosterForm(AtUnitForm):
    name = text(_("值守名称"), 40, help_text=_("如 迎检期间病区主任待命。"))
    hours = text(_("值守时段"), 40, initial=_("24 小时"))
    phone = text(
        _("值班电话"), 30, required=False, help_text=_("写办公室的值班电话，不写个人手机。")
    )
    since = DateField(label=_("从哪天起"), initial=today)


class FillForm(ActForm):
    first = DateField(label=_("从哪天"), initial=today)
    last = DateField(label=_("到哪天"))
    people = forms.MultipleChoiceField(
        label=_("轮流值守"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("按列出的次序一人一天；已排的日子不动。"),
    )

    def __init__(self, *args: Any, members: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["people"]).choices = people_choices(members)


class ShiftForm(ActForm):
    to = forms.ChoiceField(label=_("换成谁"), required=False)
    name = text(_("没有账号的写姓名"), 30, required=False)

    def __init__(self, *args: Any, members: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["to"]).choices = people_choices(members, _("请选择"))


class SwapForm(ActForm):
    to = forms.ChoiceField(label=_("请谁替班"))
    reason = text(_("原因"), 100, required=False)

    def __init__(self, *args: Any, members: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["to"]).choices = people_choices(members, _("请选择"))


class CallForm(ActForm):
    called_at = MomentField(label=_("来电时间"), help_text=_("如 7-8 22:40；当天只写 22:40。"))
    answered_at = MomentField(label=_("到场时间"), required=False)
    matter = text(_("事由"), 140)
    result = text(_("处理"), 140, required=False)


class AreaForm(AtUnitForm):
    name = text(_("责任区"), 60, help_text=_("如 桂苑小区 1—6 号楼。"))
    cleaner = text(_("保洁员"), 30, required=False)
    company = text(_("保洁公司"), 60, required=False)
    standard = text(
        _("标准"), 200, required=False, help_text=_("如 每日两扫，楼道每周一拖，垃圾日产日清。")
    )
    shifts = text(_("班次"), 60, required=False, help_text=_("如 6:00—10:00，14:00—17:00。"))
    since = DateField(label=_("从哪天起"), initial=today)


class CheckForm(ActForm):
    day = DateField(label=_("日期"), initial=today)
    score = decimal(_("得分"), required=True, most=5, help_text=_("满分 100。"))
    fault = text(_("问题"), 140, required=False, help_text=_("没有问题就留空。"))
    team = forms.ChoiceField(label=_("谁检查"), required=False)

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["team"]).choices = offered(teams, _("社区检查"))


class RewardForm(ActForm):
    reward = decimal(_("奖励（元）"), initial=0, min_value=0)
    penalty = decimal(_("扣罚（元）"), initial=0, min_value=0)
    note = text(_("说明"), 140, required=False)


class ShopForm(AtUnitForm):
    street = text(_("路段"), 40, help_text=_("同一条路写法要一样，每日检查按路段列出。"))
    name = text(_("门店"), 60, help_text=_("住户写门牌号。"))
    owner = text(_("责任人"), 30, required=False)
    duties = forms.ChoiceField(
        label=_("责任"), choices=Shop.DutiesName.choices, initial=Duties.FOUR
    )
    signed_on = DateField(label=_("签订日期"), required=False, help_text=_("还没有签就留空。"))
