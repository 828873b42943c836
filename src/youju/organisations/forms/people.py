"""Forms of accounts and posts."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.organisations.forms.base import UnitField, UnitsForm, text
from youju.organisations.models import Membership
from youju.ui.forms import DateField


class PersonForm(UnitsForm):
    name = text(_("姓名"), 30)
    username = text(_("登录名"), 40, help_text=_("3 至 40 位字母、数字，如 jinqiao-zhang。"))
    unit = UnitField(label=_("单位"))
    role = forms.ChoiceField(label=_("角色"), choices=Membership.Role.choices)
    post = text(_("职务"), 40, required=False)
    since = DateField(label=_("起"), required=False)


class MembershipForm(UnitsForm):
    unit = UnitField(label=_("单位"))
    role = forms.ChoiceField(label=_("角色"), choices=Membership.Role.choices)
    post = text(_("职务"), 40, required=False)
    since = DateField(label=_("起"), required=False)
