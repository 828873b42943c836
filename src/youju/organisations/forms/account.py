"""Forms of the way in and the own account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class SignInForm(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("登录名"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
        error_messages={"required": gettext_lazy("填登录名。")},
    )
    password = forms.CharField(
        label=gettext_lazy("密码"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": gettext_lazy("填密码。")},
    )


class PasswordForm(forms.Form):
    old_password = forms.CharField(
        label=gettext_lazy("现在的密码"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": gettext_lazy("填现在的密码。")},
    )
    new_password = forms.CharField(
        label=gettext_lazy("新密码"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("至少 10 位，含大写字母、小写字母、数字、符号中的三种。"),
        error_messages={"required": gettext_lazy("填新密码。")},
    )
    again = forms.CharField(
        label=gettext_lazy("再输一遍新密码"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("再输一遍新密码。")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("again") and data.get("new_password") != data["again"]:
            self.add_error("again", _("两遍不一样，请重新输入。"))
        return data


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("动态口令"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "text",
                "autofocus": True,
                "class": "short",
            }
        ),
        error_messages={"required": gettext_lazy("填动态口令。")},
    )
