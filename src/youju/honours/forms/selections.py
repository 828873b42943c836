"""Forms of selections, votes and the award."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from youju.honours.forms.base import UnitChoice, offer_units
from youju.honours.models import Nomination, Selection
from youju.honours.rules.kinds import SelectionKind
from youju.honours.rules.texts import PAPER, TITLE
from youju.honours.rules.voting import MOST_CODES
from youju.kernel.words import noted
from youju.organisations.queries import Unit
from youju.ui.forms import DateField, KeyField


class KindForm(forms.Form):
    """Which kind of selection; the next page asks the rest."""

    kind = forms.ChoiceField(
        label=_("评选什么"),
        widget=forms.RadioSelect,
        error_messages={"required": _("选一种评选。")},
    )

    def __init__(self, *args: Any, kinds: Iterable[SelectionKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [(one.code, f"{one.label}　{one.about}") for one in kinds]


class SelectionForm(forms.Form):
    """A new selection of a kind: title, level, days, seats of each category."""

    title = forms.CharField(
        label=_("名称"), max_length=TITLE, error_messages={"required": _("写明评选的名称。")}
    )
    level = forms.ChoiceField(label=_("级别"), choices=Selection.LevelName.choices)
    nominate_until = DateField(label=_("推荐截止"))
    open_to_public = forms.BooleanField(
        label=_("群众可以在公众页面推荐"),
        required=False,
        help_text=_("推荐人的姓名和电话加密保存，不公开"),
    )
    key = KeyField()

    def __init__(self, *args: Any, kind: SelectionKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for one in kind.categories:
            self.fields[f"seats_{one.code}"] = forms.IntegerField(
                label=_("名额：%(label)s") % {"label": one.label},
                initial=one.seats,
                min_value=0,
                widget=forms.NumberInput(attrs={"class": "short", "min": 0}),
                error_messages={"required": _("填名额，不设就填 0。")},
            )

    def told(self) -> dict[str, Any]:
        """Return what was filled in, as the action takes it."""
        said = dict(self.cleaned_data)
        seats = {one.code: said.pop(f"seats_{one.code}") for one in self.kind.categories}
        return {**said, "kind": self.kind.code, "seats": seats}


class AdvanceForm(forms.Form):
    """On to the next stage; a vote needs its last day."""

    until = DateField(label=_("投票截止"), required=False, help_text=_("截止前不公布票数"))
    key = KeyField()

    def __init__(self, *args: Any, vote: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not vote:
            del self.fields["until"]


class SlipsForm(forms.Form):
    """Codes for the voters of a unit."""

    unit = UnitChoice(Unit.objects.none(), label=_("发给哪个单位"), empty_label=_("请选择"))
    number = forms.IntegerField(
        label=_("多少个"),
        min_value=1,
        max_value=MOST_CODES,
        initial=100,
        widget=forms.NumberInput(attrs={"class": "short", "min": 1}),
    )
    key = KeyField()

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self.fields["unit"], units)


class JuryForm(forms.Form):
    """The score sheet of one juror."""

    juror = forms.CharField(
        label=_("评委"),
        max_length=30,
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
        error_messages={"required": _("写明评委姓名。")},
    )
    key = KeyField()

    def __init__(self, *args: Any, nominees: Sequence[Nomination], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nominees = nominees
        for one in nominees:
            self.fields[f"p_{one.pk}"] = forms.DecimalField(
                label=noted(one.name, one.category_label),
                min_value=0,
                max_value=100,
                max_digits=5,
                decimal_places=2,
                widget=forms.TextInput(attrs={"class": "short", "inputmode": "decimal"}),
                error_messages={"required": _("填 0 到 100 分。")},
            )

    def points(self) -> dict[int, Decimal]:
        return {one.pk: self.cleaned_data[f"p_{one.pk}"] for one in self.nominees}


class AwardForm(forms.Form):
    """Who is honoured, under which document."""

    winners = forms.MultipleChoiceField(
        label=_("表彰谁"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("选出至少一名表彰对象。")},
    )
    paper = forms.CharField(
        label=_("表彰文号"),
        max_length=PAPER,
        help_text=_("如 澄文明委〔2026〕8号"),
        error_messages={"required": _("填表彰文号。")},
    )
    on = DateField(label=_("表彰日期"))
    given_by = forms.CharField(
        label=_("授予单位"), max_length=60, required=False, help_text=_("不填就是本单位")
    )
    key = KeyField()

    def __init__(
        self, *args: Any, groups: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["winners"]
        field.choices = groups
