"""What a form says of a field where its own room says nothing: what to do, in the words of the product."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[Any, dict[str, Any]] = {
    forms.Field: {"required": _("这一项要填。")},
    forms.ChoiceField: {"required": _("这一项要选。")},
    forms.ModelChoiceField: {"required": _("这一项要选。")},
    forms.FileField: {"required": _("还没有选文件。")},
    forms.IntegerField: {"invalid": _("写整数，如 3。")},
    forms.FloatField: {"invalid": _("写数字，如 3 或 3.5。")},
    forms.DecimalField: {"invalid": _("写数字，如 3 或 3.5。")},
}


def speak() -> None:
    """Let Django's fields say so instead of what the framework says to developers."""
    for field, messages in MESSAGES.items():
        field.default_error_messages = {**getattr(field, "default_error_messages", {}), **messages}
