"""What somebody fills in who nominates, objects or votes without signing in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.honours.actions.nominations import Proposed
from youju.honours.queries import Nomination, Objection, Selection
from youju.honours.rules import Holder
from youju.portal.forms import GateForm


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _short(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", "class": "short", **attrs})


class NominateForm(GateForm):
    """Whom somebody proposes, for what, and who proposes."""

    category = forms.ChoiceField(
        label=_("推荐到哪一类"),
        widget=forms.RadioSelect,
        error_messages={"required": _("选一个类别。")},
    )
    unit = forms.ChoiceField(
        label=_("在哪个社区"), error_messages={"required": _("选被推荐人所在的社区。")}
    )
    name = forms.CharField(
        label=_("被推荐人"),
        max_length=60,
        widget=_short(),
        error_messages={"required": _("写明被推荐人的姓名或名称。")},
    )
    deeds = forms.CharField(
        label=_("事迹"),
        max_length=2000,
        help_text=_("什么时候、做了什么、多少次。不写病情、收入和住址。"),
        widget=_area(6),
        error_messages={"required": _("写明事迹。")},
    )
    consent = forms.BooleanField(
        label=_("我已问过本人，本人同意参评"),
        error_messages={"required": _("请先征得本人同意再推荐。")},
    )
    by_guardian = forms.BooleanField(label=_("被推荐人未成年，监护人也同意"), required=False)
    nominator = forms.CharField(
        label=_("您的姓名"),
        max_length=20,
        widget=_short(),
        error_messages={"required": _("写明您的姓名，核实时要联系您。")},
    )
    nominator_phone = forms.CharField(
        label=_("您的电话"),
        max_length=20,
        help_text=_("核实时要联系您。加密保存，不公开。"),
        widget=_short(inputmode="tel"),
        error_messages={"required": _("写明您的电话，核实时要联系您。")},
    )

    def __init__(
        self, *args: Any, selection: Selection, units: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["category"].choices = list(selection.labels.items())
        if len(selection.labels) == 1:
            fields["category"].initial = next(iter(selection.labels))
        fields["unit"].choices = [("", _("请选择")), *units]
        if not selection.of_kind.minor:
            del fields["by_guardian"]
        if selection.of_kind.holder is Holder.UNIT:
            fields["consent"].label = _("该单位同意参评")

    def told(self) -> Proposed:
        names = Proposed.__dataclass_fields__
        return Proposed(**{k: v for k, v in self.cleaned_data.items() if k in names})


class SayForm(GateForm):
    """An objection or a comment on the notice."""

    kind = forms.ChoiceField(
        label=_("您要"),
        choices=[(Objection.Kind.COMMENT, _("写评议")), (Objection.Kind.OBJECTION, _("提异议"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("选评议或者异议。")},
    )
    words = forms.CharField(
        label=_("内容"),
        max_length=1000,
        help_text=_("提异议请写明事实，便于核查。"),
        widget=_area(5),
        error_messages={"required": _("写明内容，至少 4 个字。")},
    )
    name = forms.CharField(
        label=_("您的姓名"),
        required=False,
        max_length=20,
        help_text=_("提异议必填。加密保存，不告诉被推荐人和推荐单位。"),
        widget=_short(),
    )
    phone = forms.CharField(
        label=_("您的电话"), required=False, max_length=20, widget=_short(inputmode="tel")
    )


class VoteForm(GateForm):
    """A ballot: the code, and names by category."""

    code = forms.CharField(
        label=_("投票码"),
        max_length=40,
        help_text=_("印在收到的纸条上，如 k7wd-29fh-mx3t。每个码只能投一次。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": _("填投票码。")},
    )

    def __init__(
        self, *args: Any, selection: Selection, nominees: list[Nomination], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.types = [
            one for one in selection.types if any(n.category == one.code for n in nominees)
        ]
        for one in self.types:
            field = forms.MultipleChoiceField(
                label=_("%(label)s，最多选 %(n)s 名") % {"label": one.label, "n": one.seats},
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            field.choices = [
                (str(n.pk), f"{n.public_name}　{n.unit.short_name}")
                for n in nominees
                if n.category == one.code
            ]
            self.fields[f"c_{one.code}"] = field

    @property
    def ballot(self) -> list[Any]:
        """The fields of the categories, in their order."""
        return [self[f"c_{one.code}"] for one in self.types]

    @property
    def choices(self) -> list[int]:
        """Ids of the nominations that were chosen."""
        return [int(pk) for one in self.types for pk in self.cleaned_data[f"c_{one.code}"]]
