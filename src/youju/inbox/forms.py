"""Which kinds of messages come through outside channels."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.inbox import registry
from youju.ui.forms import KeyField


class MuteForm(forms.Form):
    """The kinds a person wants to have outside, too: what is not ticked is muted."""

    key = KeyField()
    kinds = forms.MultipleChoiceField(
        label=_("也要发到站外的消息"),
        help_text=_("去掉勾的只在这里看得到。站外渠道由系统管理员开通，没有开通时不会外发。"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, muted: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kinds"]
        field.choices = sorted(registry.KINDS.items(), key=lambda one: one[1])
        field.initial = [kind for kind in registry.KINDS if kind not in muted]

    @property
    def muted(self) -> set[str]:
        return set(registry.KINDS) - set(self.cleaned_data["kinds"])
