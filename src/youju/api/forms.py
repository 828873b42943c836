"""The form of a new token."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from youju.api.rules import PER_MINUTE, SCOPE_LABELS, scopes_open_to
from youju.organisations.rules import Role
from youju.ui.forms import DateField, KeyField


class TokenForm(forms.Form):
    """Name, uses, last day, and how often a minute."""

    name = forms.CharField(
        label=_("名称"), max_length=60, help_text=_("写明给谁、做什么用，如“数字城管平台取数”。")
    )
    scopes = forms.MultipleChoiceField(
        label=_("用途"), widget=forms.CheckboxSelectMultiple, help_text=_("只勾需要的。")
    )
    expires_on = DateField(label=_("到期日"), help_text=_("最长一年。"))
    per_minute = forms.IntegerField(label=_("每分钟最多几次"), initial=PER_MINUTE)
    key = KeyField()

    def __init__(self, *args: Any, role: Role, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes: Any = self.fields["scopes"]
        scopes.choices = [(one.value, SCOPE_LABELS[one]) for one in scopes_open_to(role)]
        self.fields["expires_on"].initial = timezone.localdate() + timedelta(days=90)
