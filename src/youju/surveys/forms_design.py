"""Forms of the design pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from youju.surveys.rules.form import AUDIENCES, KIND_NAMES, RATES, Form, Kind, Question
from youju.surveys.rules.questions import options_from
from youju.ui.choices import spoken
from youju.ui.forms import KeyField

OWN = "own"


class QuestionForm(forms.Form):
    """One question."""

    text = forms.CharField(
        label=_("问题"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 200}),
        error_messages={"required": _("写明问题")},
        help_text=_("一题只问一件事，用中性的话"),
    )
    kind = forms.ChoiceField(
        label=_("题型"),
        choices=spoken(KIND_NAMES),
        widget=forms.RadioSelect,
    )
    options = forms.CharField(
        label=_("选项"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_(
            "一行一个。等号后写计入比率多少：满意=100、一般=50、不满意=0；不写的（说不清）不计入"
        ),
    )
    rate = forms.ChoiceField(
        label=_("计入"),
        required=False,
        choices=[("", _("不计入比率")), *spoken(RATES), (OWN, _("单独成一项比率"))],
    )
    most = forms.IntegerField(
        label=_("最多选几项"),
        required=False,
        min_value=1,
        max_value=30,
        help_text=_("多选题才用；不填不限"),
    )
    required = forms.BooleanField(label=_("必答"), required=False)
    help = forms.CharField(label=_("题下的提示"), required=False, max_length=200)
    audiences = forms.MultipleChoiceField(
        label=_("问谁"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("至少选一类对象。")},
    )
    code = forms.CharField(
        label=_("代码"),
        max_length=39,
        help_text=_("同一代码在历次问卷里就是同一题，可以比较。小写字母开头"),
    )
    key = KeyField()

    def __init__(self, *args: Any, form: Form, held: Question | None, **kwargs: Any) -> None:
        initial = kwargs.get("initial") or {}
        if initial.get("rate") and initial["rate"] not in RATES:
            kwargs["initial"] = initial | {"rate": OWN}
        super().__init__(*args, **kwargs)
        self.held = held
        field: Any = self.fields["audiences"]
        field.choices = [(one.code, one.label) for one in form.audiences]
        if initial.get("code") and any(one.code == initial["code"] for one in form.questions):
            self.fields["code"].disabled = True

    def question(self) -> Question:
        """Return the question that was typed."""
        told = self.cleaned_data
        rate = told["code"][:20] if told["rate"] == OWN else told["rate"]
        return Question(
            code=told["code"],
            kind=Kind(told["kind"]),
            text=told["text"],
            options=options_from(told["options"], self.held.options if self.held else ()),
            rate=rate,
            required=told["required"],
            most=told["most"] or 0,
            help=told["help"],
            sample=self.held is not None and self.held.sample and self.held.text == told["text"],
        )


class AudienceForm(forms.Form):
    """Another audience."""

    code = forms.ChoiceField(
        label=_("对象"), choices=[*spoken(AUDIENCES), ("", _("其他"))], required=False
    )
    label = forms.CharField(
        label=_("其他对象的名称"), required=False, max_length=20, help_text=_("如商户、医护人员")
    )
    like = forms.ChoiceField(
        label=_("先放入哪些题"), required=False, help_text=_("照另一版的题开始，再增减")
    )
    key = KeyField()

    def __init__(self, *args: Any, form: Form, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content = form
        field: Any = self.fields["like"]
        field.choices = [("", _("不放")), *((one.code, one.label) for one in form.audiences)]

    def audience(self) -> tuple[str, str]:
        """Return the code and the name of the audience."""
        code = self.cleaned_data["code"]
        if code:
            return code, AUDIENCES[code]
        return f"group{len(self.content.audiences) + 1}", self.cleaned_data["label"]
