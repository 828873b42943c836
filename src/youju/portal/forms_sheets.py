"""What somebody fills in who answers a questionnaire without signing in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from youju.portal.forms import GateForm

YES, NO = "yes", "no"


class SheetForm(GateForm):
    """Whom it asks, where he lives, and one field for each question, `q_` and its code."""

    code = forms.CharField(
        label=gettext_lazy("答卷码"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("印在收到的纸条上，如 k7wd-29fh-mx3t。每个码只能答一次。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def __init__(
        self,
        *args: Any,
        asked: dict[str, Any],
        criteria: Any = None,
        units: list[tuple[str, str]] | None = None,
        by_code: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        if not by_code:
            self.fields["code"].widget = forms.HiddenInput()
        if criteria is not None:
            self._ask_who(criteria)
        if units is not None:
            self.fields["unit"] = forms.ChoiceField(
                label=_("您住在哪里"), choices=[("", _("请选择")), *units],
                error_messages={"required": _("选您住的社区。")},
            )  # fmt: skip
        for question in asked["questions"]:
            self.fields[f"q_{question['code']}"] = _field(question)

    def _ask_who(self, criteria: Any) -> None:
        ages = _("%(a)s 到 %(b)s 岁") % {"a": criteria.age_from, "b": criteria.age_to}
        asks = {"age": (_("您的年龄"), [(YES, ages), (NO, _("不在这个年龄"))])}
        if criteria.months:
            lived = _("住满 %(n)s 个月") % {"n": criteria.months}
            asks["lived"] = (_("在本地住了多久"), [(YES, lived), (NO, _("还不满"))])
        for name, (label, choices) in asks.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, widget=forms.RadioSelect,
                error_messages={"required": _("选一项。")},
            )  # fmt: skip

    @property
    def fits(self) -> bool:
        """Whether the survey asks this person at all."""
        told = [self.cleaned_data.get(name, YES) for name in ("age", "lived")]
        return NO not in told

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, by code of question."""
        return {
            one["code"]: given
            for one in self.asked["questions"]
            if (given := self.cleaned_data.get(f"q_{one['code']}"))
        }

    @property
    def who(self) -> list[Any]:
        """The fields about the person, in their order."""
        return [self[name] for name in ("unit", "age", "lived") if name in self.fields]

    @property
    def questions(self) -> list[Any]:
        return [self[f"q_{one['code']}"] for one in self.asked["questions"]]


def _field(question: dict[str, Any]) -> forms.Field:
    label = f"{question['number']}. {question['text']}"
    told = {"label": label, "required": question["required"], "help_text": question["help"]}
    missing = {"required": _("请选一项。")}
    choices = [(one["code"], one["text"]) for one in question["options"]]
    if question["kind"] == "text":
        area = forms.Textarea(attrs={"rows": 3, "maxlength": 500})
        told["help_text"] = told["help_text"] or _("请不要写姓名、电话和门牌号。")
        told["error_messages"] = {"required": _("请写一句。")}
        return forms.CharField(max_length=500, widget=area, **told)
    if question["kind"] == "multiple":
        if not told["help_text"]:
            most = question["most"]
            told["help_text"] = _("最多选 %(n)s 项") % {"n": most} if most else _("可选多项")
        boxes = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(
            choices=choices, widget=boxes, error_messages=missing, **told
        )
    return forms.ChoiceField(
        choices=choices, widget=forms.RadioSelect, error_messages=missing, **told
    )
