"""What a resident says of a thing that was done for them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.ledgers.rules import Mark, Ratings
from youju.portal.forms import GateForm


class RateForm(GateForm):
    """One mark, and words where somebody wants to say more."""

    mark = forms.ChoiceField(
        label=_("这件事办得怎么样"),
        choices=[(Mark.GOOD, _("满意")), (Mark.FAIR, _("基本满意")), (Mark.BAD, _("不满意"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("选一项。")},
    )
    words = forms.CharField(
        label=_("想说的话"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("只给办事的单位看，不公开。请不要写姓名、电话和门牌号。"),
    )

    @property
    def told(self) -> Ratings:
        return Ratings(**{self.cleaned_data["mark"]: 1})
