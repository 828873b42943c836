"""Forms of stations, pairs, orders and certificates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.organisations.choosing import AtUnitForm
from youju.ui.act_forms import ActForm, number, offered, text, today
from youju.ui.forms import DateField, SearchSelect
from youju.volunteers.forms.people import OneVolunteerForm
from youju.volunteers.forms.services import ComingDateField
from youju.volunteers.models import Pair, PairVisit, Station, StationCheck, Team, Volunteer


class StationForm(AtUnitForm):
    name = text(_("站点"), 60)
    kind = forms.ChoiceField(label=_("类别"), choices=Station.Kind.choices)
    place = text(_("地址"), 100, required=False)
    head = text(_("负责人"), 30, required=False)
    phone = text(_("联系电话"), 30, required=False, help_text=_("写站点电话，不写个人手机。"))
    hours = text(_("开放时间"), 60, required=False, help_text=_("如 周一至周五 8:30—17:30。"))
    since = DateField(label=_("设立日期"), initial=today)


class StationCheckForm(ActForm):
    on = DateField(label=_("检查日期"), initial=today)
    met = forms.MultipleChoiceField(
        label=_("九个有，有的勾上"), required=False, choices=StationCheck.Have.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("九项全有五星，八项四星，七项三星，六项二星，五项一星。"),
    )  # fmt: skip
    note = text(_("说明"), 140, required=False)


class WhomForm(ActForm):
    """Somebody of the register of residents to choose."""

    whom = forms.ChoiceField(
        label=_("结对对象"), widget=SearchSelect, help_text=_("从登记为困难和特殊群体的住户里选。")
    )

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["whom"]).choices = [("", _("请选择")), *offered]


class PairForm(OneVolunteerForm, WhomForm, AtUnitForm):
    name = text(
        _("对象姓名"), 30, required=False, help_text=_("住户登记里没有的才填。加密保存，页面上只显示姓。"),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("对象"), choices=Pair.Kind.choices)
    service = text(_("服务内容"), 100, required=False, help_text=_("如 每周看望、上门理发。"))
    every_days = number(_("上门间隔（天）"), help_text=_("写了会提示哪些该上门了；不定期留空。"))
    team = forms.ChoiceField(label=_("服务队"), required=False)
    since = DateField(label=_("结对日期"), initial=today)
    consent = forms.BooleanField(label=_("本人或监护人同意结对"), required=False)
    field_order = ("unit", "volunteer", "whom", "name", "kind")

    def __init__(
        self, *args: Any, volunteers: Iterable[Volunteer], teams: Sequence[Team], **kwargs: Any
    ) -> None:
        super().__init__(*args, volunteers=volunteers, **kwargs)
        cast(Any, self.fields["team"]).choices = offered(teams, _("不属于哪支队伍"))
        self.fields["whom"].required = False
        if (
            len(cast(Any, self.fields["whom"]).choices) == 1
        ):  # nobody is registered, or not for who asks
            del self.fields["whom"]


class VisitForm(ActForm):
    on = DateField(label=_("日期"), initial=today)
    help = forms.ChoiceField(label=_("做了什么"), choices=PairVisit.Help.choices)
    note = text(_("情况"), 140, required=False, help_text=_("不写病情等隐私。"))


class OrderForm(AtUnitForm):
    need = text(_("需要什么"), 100, help_text=_("如 老人理发、疏通下水道、辅导作业。"))
    kind = forms.ChoiceField(label=_("类别"), choices=Team.Function.choices, initial="care")
    place = text(_("地点"), 60, required=False, help_text=_("写到小区、楼栋，不写门牌。"))
    wanted_on = ComingDateField(label=_("希望哪天"))
    asker = text(_("点单人"), 30, required=False, help_text=_("加密保存，页面上只显示姓。"))
    phone = text(_("电话"), 20, required=False, help_text=_("加密保存，只显示后四位。"))


class GiveForm(ActForm):
    team = forms.ChoiceField(label=_("派给哪支队伍"))
    words = text(_("交代"), 140, required=False)

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["team"]).choices = offered(teams, _("请选择"))


class WordsForm(ActForm):
    words = text(_("情况或原因"), 140)


class RateForm(ActForm):
    stars = forms.TypedChoiceField(
        label=_("评分"), coerce=int, widget=forms.RadioSelect,
        choices=[(5, _("5 很满意")), (4, _("4 满意")), (3, _("3 一般")), (2, _("2 不满意")), (1, _("1 很不满意"))],
    )  # fmt: skip
    words = text(_("评语"), 140, required=False)


class NoticeForm(ActForm):
    since = DateField(label=_("服务起"))
    until = DateField(label=_("服务止"), initial=today)
    content = text(_("服务内容"), 300, help_text=_("已按服务记录列出，可以改。"))


class IssueForm(ActForm):
    responsible = text(_("负责人"), 30)
    handler = text(_("经办人"), 30, help_text=_("负责人和经办人各自签字，不能是同一人。"))
    contact = text(_("联系方式"), 60, help_text=_("写办公电话和地址，供核实。"))


class ReasonForm(ActForm):
    reason = text(_("原因"), 140)


class CardsForm(forms.Form):
    people = forms.MultipleChoiceField(
        label=_("印谁的联系卡"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("勾选要印联系卡的志愿者。")},
    )  # fmt: skip

    def __init__(self, *args: Any, volunteers: Iterable[Volunteer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.pk, f"{one.name}　{one.services or one.skills}") for one in volunteers]
        cast(Any, self.fields["people"]).choices = choices
