"""Forms of titles, help and ratings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from youju.honours.actions.titles import Given
from youju.honours.forms.base import MoneyField, UnitChoice, offer_units
from youju.honours.models import Selection, Title
from youju.honours.rules.kinds import RatingKind, TitleKind
from youju.honours.rules.texts import NAME, NOTE, PAPER
from youju.honours.shipped import title_kinds
from youju.organisations.queries import Unit
from youju.ui.forms import DateField, KeyField


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TitleForm(forms.Form):
    """A title that somebody was given."""

    unit = UnitChoice(Unit.objects.none(), label=_("所在单位"), empty_label=_("请选择"))
    kind = forms.ChoiceField(label=_("称号"))
    level = forms.ChoiceField(label=_("级别"), choices=Selection.LevelName.choices)
    name = forms.CharField(
        label=_("获得者"),
        max_length=NAME,
        help_text=_("单位、楼院写名称，家庭写户主，个人写姓名；成批的写一个总称"),
        error_messages={"required": _("写明谁获得的。")},
    )
    since = DateField(label=_("授予日期"))
    given_by = forms.CharField(label=_("授予单位"), max_length=60, required=False)
    paper = forms.CharField(label=_("文号"), max_length=PAPER, required=False)
    holders = forms.IntegerField(
        label=_("多少个（户、名）"),
        min_value=1,
        initial=1,
        help_text=_("没有名单、成批登记时填总数"),
        widget=forms.NumberInput(attrs={"class": "short", "min": 1}),
    )
    each = MoneyField(label=_("每户（名）奖励，元"))
    whole = MoneyField(label=_("奖励总额，元"), help_text=_("填了就和个数 × 每户核对"))
    key = KeyField()

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self.fields["unit"], units)
        kind: Any = self.fields["kind"]
        kind.choices = [(one.code, one.label) for one in title_kinds().values()]

    def told(self) -> Given:
        """Return what was filled in, as the action takes it."""
        names = Given.__dataclass_fields__
        return Given(**{k: v for k, v in self.cleaned_data.items() if k in names})


class ReviewForm(forms.Form):
    """The review of a year."""

    year = forms.IntegerField(label=_("年度"), widget=forms.NumberInput(attrs={"class": "short"}))
    duties = forms.MultipleChoiceField(
        label=_("完成的事项"), required=False, widget=forms.CheckboxSelectMultiple
    )
    result = forms.ChoiceField(
        label=_("复查结果"),
        choices=Title.StandingName.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("选一个复查结果。")},
    )
    note = forms.CharField(
        label=_("说明"),
        required=False,
        max_length=NOTE,
        help_text=_("警示、撤销时要写明原因"),
        widget=_area(3),
    )
    on = DateField(label=_("复查日期"))
    key = KeyField()

    def __init__(self, *args: Any, kind: TitleKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        duties: Any = self.fields["duties"]
        duties.choices = [(one, one) for one in kind.duties]
        if not kind.duties:
            del self.fields["duties"]


class AidForm(forms.Form):
    """Help, courtesy, or a benefit used."""

    kind = forms.ChoiceField(label=_("种类"))
    by = forms.CharField(
        label=_("由哪个单位"),
        max_length=60,
        help_text=_("如 区住建局"),
        error_messages={"required": _("写明由哪个单位办的。")},
    )
    on = DateField(label=_("日期"))
    amount = MoneyField(label=_("金额，元"), help_text=_("不是钱就不填"))
    people = forms.IntegerField(
        label=_("户（人）次"),
        min_value=1,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "short", "min": 1}),
    )
    words = forms.CharField(label=_("说明"), required=False, max_length=NOTE, widget=_area(3))
    key = KeyField()

    def __init__(self, *args: Any, title: Title, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [(one, one) for one in title.of_kind.aids]
        if title.holders == 1:
            del self.fields["people"]


class RatingForm(forms.Form):
    """The score of a business for a year."""

    business = forms.CharField(
        label=_("经营单位"), max_length=NAME, error_messages={"required": _("写明经营单位的名称。")}
    )
    year = forms.IntegerField(label=_("年度"), widget=forms.NumberInput(attrs={"class": "short"}))
    on = DateField(label=_("评定日期"))
    key = KeyField()

    def __init__(self, *args: Any, kind: RatingKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for one in kind.items:
            self.fields[f"i_{one.code}"] = forms.DecimalField(
                label=_("%(label)s（%(n)s 分）") % {"label": one.label, "n": one.points},
                help_text=one.hint,
                max_digits=5,
                decimal_places=1,
                widget=forms.TextInput(attrs={"class": "short", "inputmode": "decimal"}),
                error_messages={"required": _("填这一项的得分。")},
            )
        self.fields["note"] = forms.CharField(
            label=_("说明"), required=False, max_length=NOTE, widget=_area(2)
        )

    def scores(self) -> dict[str, Decimal]:
        return {one.code: self.cleaned_data[f"i_{one.code}"] for one in self.kind.items}
