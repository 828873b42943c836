"""Forms of mock rounds: the draw, the teams, a sheet, a decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from youju.kernel.words import noted
from youju.organisations.queries import Membership
from youju.standards.models import Edition
from youju.standards.rules.mock import MARK_LABELS, MOST_TEAMS, SEED, Answer, Mark
from youju.ui.choices import spoken
from youju.ui.forms import DateField, KeyField


class DrawForm(forms.Form):
    """A new round."""

    name = forms.CharField(
        label=_("名称"), max_length=60, help_text=_("如 2026年第一轮模拟测评"),
        error_messages={"required": _("写这一轮的名称，如 2026年第一轮模拟测评。")},
    )  # fmt: skip
    edition = forms.ModelChoiceField(
        Edition.objects.none(), label=_("指标版本"), empty_label=_("请选择"),
        error_messages={"required": _("从列表中选指标版本。")},
    )  # fmt: skip
    start = DateField(label=_("开始日期"))
    end = DateField(label=_("结束日期"))
    seed = forms.CharField(
        label=_("种子"), max_length=SEED, required=False,
        help_text=_("可用当天开奖号码等公开数字，谁都能验证；不填由系统随机取。"),
    )  # fmt: skip
    rest = forms.IntegerField(
        label=_("指标没写抽几个的，每种抽几个"), min_value=0, max_value=20, initial=1,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )  # fmt: skip
    key = KeyField()

    def __init__(self, *args: Any, editions: Iterable[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["edition"]
        field.queryset = Edition.objects.filter(pk__in=[one.pk for one in editions])


class TeamsForm(forms.Form):
    """Who goes in which team, and how much is scored twice."""

    share = forms.IntegerField(
        label=_("双评比例（%）"), min_value=0, max_value=100, initial=20,
        help_text=_("这些点位由同组两人各评各的，看评分是否一致；0 为不双评。"),
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )  # fmt: skip
    key = KeyField()

    def __init__(self, *args: Any, people: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        teams = [("", _("不参加"))] + [
            (str(n), _("第%(n)s组") % {"n": n}) for n in _numbers(people)
        ]
        for one in people:
            label = noted(
                one.person.name, f"{one.unit.short_name} {one.post or one.get_role_display()}"
            )
            self.fields[f"team_{one.pk}"] = forms.ChoiceField(
                label=label, choices=teams, required=False
            )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        teams: dict[str, list[int]] = {}
        for one in self.people:
            if number := told.pop(f"team_{one.pk}", ""):
                teams.setdefault(number, []).append(one.pk)
        if not teams:
            raise ValidationError(say("至少给一个人选组。"))
        told["teams"] = [teams[number] for number in sorted(teams, key=int)]
        return told


def _numbers(people: Sequence[Membership]) -> range:
    return range(1, min(len(people), MOST_TEAMS) + 1)


class SettleForm(forms.Form):
    """What a third person decides."""

    mark = forms.ChoiceField(
        label=_("裁定"), choices=spoken(MARK_LABELS), widget=forms.RadioSelect,
        error_messages={"required": _("选裁定的结果。")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("理由"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("写明裁定的理由，两位测评员都会看到。")},
    )  # fmt: skip
    key = KeyField()

    def __init__(self, *args: Any, marks: Iterable[Mark], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["mark"]
        field.choices = [(one, MARK_LABELS[one]) for one in dict.fromkeys(marks)]


class SheetForm(forms.Form):
    """The note of a sheet; its checks are read by `read_answers`."""

    note = forms.CharField(
        label=_("总的情况"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    key = KeyField()


def read_answers(data: QueryDict, lines: Iterable[Mapping[str, Any]]) -> dict[str, Answer]:
    """Return what was ticked of each check; those not ticked are left out."""
    found = {}
    for line in lines:
        code = line["code"]
        mark = data.get(f"mark_{code}", "")
        if mark in set(Mark):
            number = data.get(f"number_{code}", "").strip()
            told = (
                int(number) if number.isascii() and number.isdigit() and len(number) < 9 else None
            )
            note = data.get(f"note_{code}", "").replace("\0", "").strip()
            found[code] = Answer(Mark(mark), told, note)
    return found


class SeedForm(forms.Form):
    """A seed to draw with again."""

    seed = forms.CharField(label=_("种子"), max_length=SEED, required=False)
