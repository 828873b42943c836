"""What a resident fills in who signs up for an activity, or has come to it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.activities.rules.signups import MOST_SEATS, NAME
from youju.portal.forms import GateForm


class SignUpForm(GateForm):
    """Whom the seats are for, and how to reach him."""

    name = forms.CharField(
        label=_("怎么称呼您"),
        max_length=NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
        error_messages={"required": _("写怎么称呼您。")},
    )
    phone = forms.CharField(
        label=_("手机号"),
        max_length=20,
        help_text=_("活动有变化时告诉您。加密保存，不公开，活动过后三十天清除。"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "class": "short"}),
        error_messages={"required": _("填手机号，活动有变化时告诉您。")},
    )
    seats = forms.TypedChoiceField(
        label=_("几个人来"),
        coerce=int,
        choices=[(n, str(n)) for n in range(1, MOST_SEATS + 1)],
        initial=1,
    )


class HereForm(GateForm):
    """The four digits on the screen."""

    code = forms.CharField(
        label=_("签到码"),
        max_length=6,
        help_text=_("现场屏幕或海报上的四位数字。只记来了一位，不记您是谁。"),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}
        ),
        error_messages={"required": _("填现场的四位数字。")},
    )
