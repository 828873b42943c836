"""Forms of gathering answers: handing out, typing paper, importing it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from youju.kernel.refusal import Refused
from youju.surveys.rules import paper
from youju.surveys.rules.form import Kind, Question
from youju.ui.forms import DateField, KeyField

MOST_SLIPS = 600


class SlipsForm(forms.Form):
    """How many slips with codes, for which place."""

    at = forms.ChoiceField(label=gettext_lazy("给哪里"))
    number = forms.IntegerField(
        label=gettext_lazy("多少张"),
        min_value=1,
        max_value=MOST_SLIPS,
        initial=24,
        help_text=gettext_lazy("每页 12 张，一次最多 600 张。每张一个码，只能答一次"),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    key = KeyField()

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].choices = places  # type: ignore[attr-defined]


class PaperForm(forms.Form):
    """One sheet of paper in one row: a key for each question."""

    on = DateField(label=gettext_lazy("作答日期"))
    key = KeyField()

    def __init__(self, *args: Any, asked: tuple[Question, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for n, one in enumerate(asked, 1):
            self.fields[f"q_{one.code}"] = _key_field(one, n)

    @property
    def keys(self) -> list[Any]:
        """The fields of the questions, each with what its keys mean."""
        return [(self[f"q_{one.code}"], one, list(enumerate(one.options, 1))) for one in self.asked]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        answers: dict[str, Any] = {}
        for one in self.asked:
            try:
                given = paper.typed(one, str(told.get(f"q_{one.code}") or ""))
            except Refused as refusal:
                self.add_error(f"q_{one.code}", refusal.message)
            else:
                if given:
                    answers[one.code] = given
        told["answers"] = answers
        return told


def _key_field(question: Question, n: int) -> forms.Field:
    many = question.kind is Kind.TEXT
    attrs = {
        "autocomplete": "off",
        "class": "" if many else "paper-key",
        "inputmode": "text" if many else "numeric",
        "data-most": "" if many else str(len(question.options)),
        "data-kind": question.kind.value,
    }
    return forms.CharField(
        label=f"{n}. {question.text}",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs=attrs),
    )


class SheetsForm(forms.Form):
    """A workbook of sheets of paper."""

    file = forms.FileField(
        label=gettext_lazy("Excel 文件"),
        error_messages={"required": gettext_lazy("选一个 Excel 文件。")},
    )


class ReleaseForm(forms.Form):
    """Which questions the public is shown."""

    questions = forms.MultipleChoiceField(
        label=gettext_lazy("公布哪些题"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("勾选要公布的题目。")},
    )
    key = KeyField()

    def __init__(self, *args: Any, asked: tuple[Question, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [(one.code, one.text) for one in asked if one.kind is not Kind.TEXT]
        self.fields["questions"].choices = shown  # type: ignore[attr-defined]


def today() -> date:
    """Return the day that a sheet of paper is taken to be of."""
    return timezone.localdate()


class VoidForm(forms.Form):
    """Why a sheet is void."""

    why = forms.CharField(
        label=gettext_lazy("作废原因"),
        max_length=200,
        error_messages={"required": gettext_lazy("写明作废的原因。")},
        help_text=gettext_lazy("如 同一人答了两次、不是抽样对象、全部选第一项；不写姓名"),
    )
    key = KeyField()
