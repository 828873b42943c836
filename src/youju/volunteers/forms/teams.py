"""Forms of teams and the association."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.organisations.choosing import AtUnitForm
from youju.ui.act_forms import ActForm, number, text, today
from youju.ui.forms import DateField
from youju.volunteers.forms.people import OneVolunteerForm
from youju.volunteers.models import Assembly, CouncilSeat, Team


class TeamForm(AtUnitForm):
    name = text(_("队伍"), 60)
    kind = forms.ChoiceField(label=_("类别"), choices=Team.Kind.choices)
    function = forms.ChoiceField(label=_("功能"), choices=Team.Function.choices)
    leader = text(_("队长"), 30, required=False)
    phone = text(_("联系电话"), 30, required=False, help_text=_("写办公电话，不写个人手机。"))
    stated = number(
        _("队员人数"), help_text=_("名册里还没有逐人登记时写总数；逐人登记的留空，自动计数。")
    )
    since = DateField(label=_("成立日期"), initial=today)


class TeamChangeForm(ActForm):
    leader = text(_("队长"), 30, required=False)
    phone = text(_("联系电话"), 30, required=False)
    stated = number(_("队员人数"), help_text=_("留空则按名册里的队员计数。"))


class JoinForm(OneVolunteerForm):
    leads = forms.BooleanField(label=_("任队长"), required=False)
    since = DateField(label=_("加入日期"), initial=today)


class AssociationForm(AtUnitForm):
    name = text(_("协会名称"), 60)
    founded_on = DateField(label=_("成立日期"))
    members = number(_("会员（人）"))


class MembersForm(ActForm):
    members = number(_("会员（人）"), required=True)
    on = DateField(label=_("截至"), initial=today)


class MeetingForm(ActForm):
    body = forms.ChoiceField(label=_("会议"), choices=Assembly.Body.choices)
    on = DateField(label=_("日期"), initial=today)
    called = number(_("应到（人）"), required=True)
    came = number(_("到会（人）"), required=True, help_text=_("到会满应到的三分之二，才能表决。"))
    decided = text(_("决议"), 300, required=False)


class CharterForm(ActForm):
    title = text(_("章程名称"), 60)
    votes = number(_("赞成（票）"), required=True, help_text=_("超过到会的一半为通过。"))
    text = text(_("全文"), 20_000, required=False)


class ElectForm(ActForm):
    post = forms.ChoiceField(label=_("职务"), choices=CouncilSeat.Post.choices)
    name = text(_("姓名"), 30)
    votes = number(_("赞成（票）"), required=True)
