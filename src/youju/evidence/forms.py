"""What an upload sends, and the caption of an item."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from youju.evidence import rules
from youju.evidence.models import Item
from youju.ui.forms import KeyField


class UploadForm(forms.Form):
    """One file for one unit."""

    key = KeyField()
    unit = forms.CharField(max_length=20)
    name = forms.CharField(max_length=40, required=False)
    file = forms.FileField(
        allow_empty_file=True, error_messages={"required": _("没有收到文件，请重新选择")}
    )


class BoxesField(forms.JSONField):
    """Boxes as a page's script sends them; what is no JSON, however deep, is refused."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except RecursionError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class RedactForm(forms.Form):
    """The parts of a photo to cover, as the page's script keeps them."""

    key = KeyField()
    boxes = BoxesField(required=False, widget=forms.HiddenInput)


class CaptionForm(forms.ModelForm[Item]):
    """The caption, and the six fields that a dossier's photo page carries."""

    key = KeyField()

    class Meta:
        model = Item
        fields = ["caption", *rules.CAPTION_FIELDS]
        labels = {
            "caption": _("说明"), "time": _("时间"), "place": _("地点"), "people": _("人物"),
            "topic": _("主题"), "background": _("背景"), "reason": _("事由"),
        }  # fmt: skip
        help_texts = {
            "time": _("如 2026年6月5日上午"),
            "people": _("写单位和职务，如 社区志愿者12人"),
        }
        widgets = {
            "background": forms.Textarea(attrs={"rows": 2}),
            "reason": forms.Textarea(attrs={"rows": 2}),
        }
