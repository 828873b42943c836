"""Forms of the public pages for volunteers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.portal.forms import GateForm


class ApplyForm(GateForm):
    """Applying to be a volunteer."""

    name = forms.CharField(
        label=_("姓名"), max_length=30, error_messages={"required": _("填姓名。")}
    )
    phone = forms.CharField(
        label=_("手机"), max_length=20, help_text=_("加密保存，只用来联系您和以后报名时核对。"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("填手机，报名时要用它核对。")},
    )  # fmt: skip
    skills = forms.CharField(
        label=_("特长"), max_length=100, required=False, help_text=_("如 法律、理发、电工、急救。")
    )
    adult = forms.BooleanField(label=_("我已满 18 周岁"), required=False)
    consent = forms.BooleanField(
        label=_("我同意登记以上信息，用于志愿服务的组织、记录和证明"), required=False
    )


class SignUpForm(GateForm):
    """Signing up for a shift, by one's number and phone."""

    number = forms.CharField(
        label=_("志愿者编号"), max_length=14, help_text=_("14 位数字，社区登记时给的。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("填志愿者编号；没有编号的先申请。")},
    )  # fmt: skip
    phone = forms.CharField(
        label=_("手机"), max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("填登记时的手机。")},
    )  # fmt: skip


class AttendForm(SignUpForm):
    """Saying that one is there, by the code shown at the place."""

    code = forms.CharField(
        label=_("现场的六位签到码"), max_length=6, help_text=_("半分钟换一次，以现场屏幕为准。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("填现场屏幕上的六位数字。")},
    )  # fmt: skip
