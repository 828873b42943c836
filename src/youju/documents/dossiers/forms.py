"""Forms of dossiers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.documents.dossiers import rules
from youju.facts.queries import Measure
from youju.kernel.words import noted
from youju.organisations.queries import Unit
from youju.ui.forms import DateField, KeyField, SearchSelect


class OpenForm(forms.Form):
    """Opening the dossiers of an edition."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("建档单位"),
        help_text=_("按分工建到牵头单位；没有分工的指标建到这里"),
        empty_label=None,
    )
    set_day = DateField(label=_("迎检日"), help_text=_("材料取这一天之前的十二个月"))
    due_on = DateField(label=_("报送期限"), required=False)
    key = KeyField()

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units
        pinyin = {str(unit.pk): unit.pinyin for unit in units}
        field.widget = SearchSelect(choices=field.choices, pinyin=pinyin)


class StatementForm(forms.Form):
    """The words of 情况说明."""

    statement = forms.CharField(
        label=_("情况说明"),
        required=False,
        help_text=_(
            "“# ”开头的行是小标题，其余一行一段；数字写作 {{清理垃圾}}，自动取出并通向记录。清空后保存，重新自动起草"
        ),
        widget=forms.Textarea(attrs={"rows": 22, "data-words": ""}),
    )
    key = KeyField()


class CaptionForm(forms.Form):
    """The six lines of a photo."""

    time = forms.CharField(label=_("时间"), required=False)
    place = forms.CharField(label=_("地点"), required=False)
    people = forms.CharField(
        label=_("人物"), required=False, help_text=_("写单位和岗位，不写姓名，除非本人知情")
    )
    topic = forms.CharField(label=_("主题"), required=False)
    background = forms.CharField(
        label=_("背景"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    reason = forms.CharField(
        label=_("事由"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    unmarked = forms.BooleanField(label=_("看过了，照片上没有水印、日期戳和文字"), required=False)
    key = KeyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, limit in rules.CAPTION_LIMITS.items():
            self.fields[name].widget.attrs["maxlength"] = limit


class TablesForm(forms.Form):
    """Measures for the statistics."""

    measures = forms.MultipleChoiceField(
        label=_("统计项"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("选统计项")},
    )
    key = KeyField()

    def __init__(self, *args: Any, offered: list[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["measures"]
        field.choices = [(one.code, noted(one.name, one.unit)) for one in offered]


class ReturnForm(forms.Form):
    """Why a dossier goes back."""

    reason = forms.CharField(
        label=_("退回原因"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("写明退回的原因和要补什么")},
    )
    key = KeyField()


class ShareForm(forms.Form):
    """A link for somebody outside."""

    label = forms.CharField(
        label=_("给谁看"),
        max_length=60,
        help_text=_("如 市文明办材料组"),
        error_messages={"required": _("写明给谁看，如 市文明办材料组")},
    )
    days = forms.IntegerField(
        label=_("有效期（天）"),
        initial=14,
        min_value=1,
        max_value=rules.MOST_SHARE_DAYS,
        error_messages={"invalid": _("有效期写天数，如 14")},
    )
    key = KeyField()
