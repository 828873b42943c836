"""Forms of the room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.documents.models import Template
from youju.organisations.queries import Unit
from youju.ui.forms import KeyField, PeriodField, SearchSelect


class StartForm(forms.Form):
    """Which report, for whom, over which period."""

    template = forms.ModelChoiceField(Template.objects.none(), label=_("模板"), empty_label=None)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("单位"), empty_label=None)
    period = PeriodField(label=_("时段"), help_text=_("如 2026年上半年、2026年第三季度、2026-07"))
    key = KeyField()

    def __init__(self, *args: Any, templates: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].queryset = templates  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        pinyin = {str(unit.pk): unit.pinyin for unit in units}
        self.fields["unit"].widget = SearchSelect(
            choices=self.fields["unit"].choices,  # type: ignore[attr-defined]
            pinyin=pinyin,
        )


class HeadForm(forms.Form):
    """Title and addressee of a draft."""

    title = forms.CharField(
        label=_("标题"), max_length=120, help_text=_("可用 {{单位}}、{{时段}}、{{年}}、{{姓名}}")
    )
    addressee = forms.CharField(label=_("主送"), max_length=120, required=False)
    key = KeyField()


class HeadingForm(forms.Form):
    """The heading of one section, without its number."""

    heading = forms.CharField(
        label=_("小标题"), max_length=60, help_text=_("序号不用写，成稿时按先后自动编"),
        error_messages={"required": _("小标题要写")},
    )  # fmt: skip
    before = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    key = KeyField()


class WordsForm(forms.Form):
    """The words of one paragraph, with its numbers by name."""

    source = forms.CharField(
        label=_("这一段"),
        help_text=_("数字写作 {{清理垃圾}}，预览里看得到取出的数；直接键入的数字会标“无据”"),
        widget=forms.Textarea(attrs={"rows": 6, "data-words": ""}),
        error_messages={"required": _("这一段不能空着；不要这一段就删去它")},
    )
    before = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    key = KeyField()


class TemplateForm(forms.Form):
    """A template in its plain form."""

    name = forms.CharField(label=_("名称"), max_length=60)
    body = forms.CharField(
        label=_("内容"),
        help_text=_(
            "一节以“# 标题”开头，一段一行；没有数的句子会自动略去。“适用：街道、乡镇”写明给哪几类单位。"
            "列表、表格、照片、图各占一行，以 @ 开头，照已有的改"
        ),
        widget=forms.Textarea(attrs={"rows": 24, "data-words": ""}),
    )
    key = KeyField()
