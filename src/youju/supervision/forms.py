"""Forms of the room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from youju.organisations.queries import Unit
from youju.supervision.rules import MAX_TEXT
from youju.ui.forms import DateField, KeyField, SearchSelect

_LONG = {"rows": 5, "maxlength": MAX_TEXT}


class NoticeForm(forms.Form):
    """A new notice."""

    to = forms.ModelChoiceField(
        Unit.objects.none(), label=_("责任单位"), error_messages={"required": _("选责任单位。")}
    )
    problem = forms.CharField(
        label=_("存在问题"),
        help_text=_("在哪里、什么问题，一条一行"),
        widget=forms.Textarea(attrs=_LONG),
        error_messages={"required": _("写明发现了什么问题、在哪里。")},
    )
    requirement = forms.CharField(
        label=_("整改要求"),
        help_text=_("整改到什么程度，要不要举一反三"),
        widget=forms.Textarea(attrs=_LONG),
        error_messages={"required": _("写明要整改到什么程度。")},
    )
    due_on = DateField(label=_("回复期限"))
    issued_on = DateField(
        label=_("下发日期"), required=False, help_text=_("补录纸质通知书时填，不填为今天")
    )
    number = forms.CharField(
        label=_("文号"),
        required=False,
        max_length=40,
        help_text=_("补录时照抄；不填自动编号，如 澄江督〔2026〕98号"),
    )
    key = KeyField()

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = units
        pinyin = {str(unit.pk): unit.pinyin for unit in units}
        field.widget = SearchSelect(choices=field.choices, pinyin=pinyin)


class ReceiveForm(forms.Form):
    """Who of the responsible unit has received the notice."""

    name = forms.CharField(
        label=_("签收人"),
        max_length=30,
        help_text=_("收到通知书的人的姓名；不便在屏幕上签名的，只写姓名也算签收"),
        error_messages={"required": _("写签收人的姓名，最多 30 个字。")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    key = KeyField()


class ReplyForm(forms.Form):
    """What the responsible unit put right."""

    text = forms.CharField(
        label=_("整改情况"),
        help_text=_("逐条写明怎么整改的、整改到什么样"),
        widget=forms.Textarea(attrs=_LONG),
        error_messages={"required": _("写明每个问题怎么整改的。")},
    )
    key = KeyField()


class RecheckForm(forms.Form):
    """What somebody saw on the spot."""

    passed = forms.ChoiceField(
        label=_("复查结果"),
        choices=[("yes", _("合格，销号")), ("no", _("不合格，退回再整改"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("选合格还是不合格。")},
    )
    note = forms.CharField(
        label=_("现场情况"),
        widget=forms.Textarea(attrs=_LONG),
        error_messages={"required": _("写明现场看到的情况。")},
    )
    due_on = DateField(label=_("再次回复的期限"), required=False, help_text=_("不合格时填"))
    key = KeyField()


class WithdrawForm(forms.Form):
    """Why a notice is void."""

    reason = forms.CharField(
        label=_("作废原因"),
        max_length=200,
        error_messages={"required": _("写明作废的原因，责任单位会看到。")},
    )
    key = KeyField()
