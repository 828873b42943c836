"""Forms of the first start."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from youju.organisations.rules import UnitKind
from youju.upkeep.actions import Beginning

TOPS = (
    (UnitKind.CITY, gettext_lazy("市")),
    (UnitKind.DISTRICT, gettext_lazy("县、区")),
    (UnitKind.PROVINCE, gettext_lazy("省")),
)


def _password(label: Any, **kwargs: Any) -> forms.CharField:
    box = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, max_length=200, strip=False, widget=box, **kwargs)


class BeginForm(forms.Form):
    """The unit at the top and its system administrator."""

    start_code = forms.CharField(
        label=gettext_lazy("终端里的代码"),
        max_length=40,
        help_text=gettext_lazy(
            "服务器启动时显示，如 3f9a-12bc-77d0；也可在服务器上运行 youju first 查看。"
        ),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off", "autofocus": True}),
    )
    name = forms.CharField(
        label=gettext_lazy("最上级单位"),
        max_length=60,
        help_text=gettext_lazy("全称，如 澄江市、澄东区。"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("级别"), choices=TOPS)
    code = forms.CharField(
        label=gettext_lazy("区划代码"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("12 位；没有就留空。"),
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    person = forms.CharField(label=gettext_lazy("系统管理员姓名"), max_length=30)
    username = forms.CharField(
        label=gettext_lazy("登录名"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        help_text=gettext_lazy("3 至 40 位字母、数字。"),
    )
    password = _password(
        gettext_lazy("密码"),
        help_text=gettext_lazy("至少 10 位，含大写字母、小写字母、数字、符号中的三种。"),
    )
    again = _password(gettext_lazy("再输一遍密码"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("again") and data.get("password") != data["again"]:
            self.add_error("again", _("两遍不一样，请重新输入。"))
        return data

    def told(self) -> Beginning:
        """Return what was filled in."""
        sent = self.cleaned_data
        names = ("name", "code", "person", "username", "password")
        return Beginning(kind=UnitKind(sent["kind"]), **{name: sent[name] for name in names})


class ListForm(forms.Form):
    """A list from Excel."""

    file = forms.FileField(
        label=gettext_lazy("Excel 文件"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv,.ods,.et"}),
    )
