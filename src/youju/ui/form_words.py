"""What a form says of a field where its own room says nothing: what to do, in the words of the product."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _

NOT_LISTED = _("没有这一项，请从列出的里选。")
UNKNOWN = _("没有“%(value)s”这一项，请从列出的里选。")
MESSAGES: dict[Any, dict[str, Any]] = {
    forms.Field: {"required": _("这一项要填。")},
    forms.ChoiceField: {"required": _("这一项要选。"), "invalid_choice": UNKNOWN},
    forms.MultipleChoiceField: {"required": _("这一项要选。"), "invalid_choice": UNKNOWN},
    forms.ModelChoiceField: {"required": _("这一项要选。"), "invalid_choice": NOT_LISTED},
    forms.ModelMultipleChoiceField: {"required": _("这一项要选。"), "invalid_choice": NOT_LISTED},
    forms.FileField: {"required": _("还没有选文件。")},
    forms.IntegerField: {"invalid": _("写整数，如 3。")},
    forms.FloatField: {"invalid": _("写数字，如 3 或 3.5。")},
    forms.DecimalField: {"invalid": _("写数字，如 3 或 3.5。")},
    validators.DecimalValidator: {
        "max_digits": _("数字太大了，最多 %(max)s 位，请核对。"),
        "max_decimal_places": _("最多写 %(max)s 位小数。"),
        "max_whole_digits": _("数字太大了，整数部分最多 %(max)s 位，请核对。"),
    },
    forms.DateField: {"invalid": _("日期写作 2026-11-21。")},
    forms.TimeField: {"invalid": _("时间写作 9:30。")},
    forms.EmailField: {"invalid": _("邮箱写作 name@example.com。")},
}
LIMITS: dict[type[validators.BaseValidator], Any] = {
    validators.MaxLengthValidator: _("最多 %(limit_value)d 个字，现在有 %(show_value)d 个。"),
    validators.MinLengthValidator: _("至少 %(limit_value)d 个字，现在有 %(show_value)d 个。"),
    validators.MaxValueValidator: _("不能大于 %(limit_value)s。"),
    validators.MinValueValidator: _("不能小于 %(limit_value)s。"),
}


def speak() -> None:
    """Let Django's fields say so instead of what the framework says to developers."""
    for field, messages in MESSAGES.items():
        name = "messages" if field is validators.DecimalValidator else "default_error_messages"
        setattr(field, name, {**getattr(field, name, {}), **messages})
    for limit, message in LIMITS.items():
        limit.message = message
