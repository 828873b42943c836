"""The public form of what inspectors or callers of the survey asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.portal import rules
from youju.portal.forms import GateForm
from youju.portal.rules import Told
from youju.portal.rules.kinds import ASKED


class AskedForm(GateForm):
    """What somebody was asked, where and when. Nobody is named: neither who asked nor who tells."""

    words = forms.CharField(
        label=_("问了什么"),
        max_length=rules.MAX_WORDS,
        help_text=_("如 两名调查员问楼道多久扫一次。请不要写姓名和电话。"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("写明问了什么，至少 4 个字")},
    )
    where = forms.CharField(
        label=_("在哪里问的"),
        max_length=100,
        help_text=_("写到路名、小区、楼栋，如 金桥路 12号楼下；电话问的写“电话”。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("写明在哪里问的")},
    )
    community = forms.ChoiceField(label=_("在哪个社区"), required=False)
    at = forms.DateTimeField(
        label=_("什么时候问的"),
        required=False,
        help_text=_("刚才问的不用填。"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "short"}),
        error_messages={"invalid": _("选日期和时间，刚才问的不用填")},
    )

    def __init__(self, *args: Any, communities: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].choices = [("", _("不清楚")), *communities]  # type: ignore[attr-defined]

    def told(self) -> Told:
        """Return what was filled in, as the action takes it."""
        said = self.cleaned_data
        return Told(kind=ASKED[0], place=said["where"], words=said["words"], at=said["at"])
