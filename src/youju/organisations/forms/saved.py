"""The form of a view: its name, and whether the unit has it too."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.organisations.forms.base import text


class ViewForm(forms.Form):
    name = text(_("视图名称"), 30, help_text=_("如：逾期的环卫问题。最多 30 个字。"))
    shared = forms.BooleanField(
        label=_("本单位的人也用"),
        required=False,
        help_text=_("本单位的人都在列表上看到这个视图；看到的记录仍按各人的权限。"),
    )

    def __init__(self, *args: Any, may_share: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["shared"]


class NewViewForm(ViewForm):
    list_code = forms.CharField(max_length=60, widget=forms.HiddenInput)
    query = forms.CharField(
        max_length=500,
        widget=forms.HiddenInput,
        error_messages={
            "required": _("列表还没有筛选。先选好筛选，再存成视图。"),
            "max_length": _("筛选太长，存不下；少选几项再存。"),
        },
    )
    next = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)
