"""Forms of the office that keeps the editions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.standards import words
from youju.ui.choices import spoken
from youju.ui.forms import DateField, KeyField


class FileForm(forms.Form):
    """An edition as a file."""

    file = forms.FileField(
        label=_("YAML 或 Excel 文件"),
        help_text=_("xlsx 或 yaml，不超过 5 MB。先预览，每处问题都写明在第几行，确认以前什么也不存。"),
        error_messages={
            "required": _("先选一个文件。"),
            "empty": _("这是个空文件，请核对后重新选。"),
        },
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.xlsx,.xlsm"}),
    )  # fmt: skip


class HeadForm(forms.Form):
    """What a file leaves out, or what is to be taken in place of it."""

    code = forms.CharField(
        label=_("代码"), required=False, max_length=40,
        help_text=_("小写字母、数字和 - _，一版一个，如 city-2026"),
    )  # fmt: skip
    name = forms.CharField(label=_("名称"), required=False, max_length=80)
    year = forms.CharField(
        label=_("年份"), required=False, max_length=4,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
    )  # fmt: skip
    level = forms.ChoiceField(
        label=_("层级"), required=False, choices=[("", _("按文件")), *spoken(words.LEVELS)]
    )


class ConfirmForm(HeadForm):
    """Taking the file that was looked at."""

    key = KeyField()


class CarryForm(forms.Form):
    """By when units are to have done what they take on again."""

    due = DateField(label=_("期限"), required=False, help_text=_("可不填；上一版的期限不沿用"))
    key = KeyField()
