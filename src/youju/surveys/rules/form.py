"""What a questionnaire says: questions, options, and which audience is asked which. Plain data, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.refusal import Missing, Refused
from youju.kernel.words import Words


class Kind(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    TEXT = "text"


KIND_NAMES = Words(
    {
        Kind.SINGLE: "单选",
        Kind.MULTIPLE: "多选",
        Kind.SCALE: "打分",
        Kind.TEXT: "填写",
    }
)
# The rates of the index; a question may also serve a rate of its own code.
RATES = Words({"know": "知晓率", "take_part": "参与率", "support": "支持率", "satisfied": "满意率"})
AUDIENCES = Words(
    {
        "residents": "居民",
        "students": "学生",
        "window": "窗口人员",
        "migrants": "外来务工",
    }
)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose.

    Attributes:
        share: How far it counts for the question's rate, in per cent: 满意 100, 不满意 0; None for an
            answer that is left out of the rate (说不清).
    """

    code: str
    text: str
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question; the same code in two surveys is the same question, so that they can be compared.

    Attributes:
        rate: The rate it serves: a key of RATES, a code of its own, or "" for none.
        most: How many options may be chosen at most; 0 for any number.
        sample: Whether it came from the bank of samples and must be shown as 样例.
    """

    code: str
    kind: Kind
    text: str
    options: tuple[Option, ...] = ()
    rate: str = ""
    required: bool = True
    most: int = 0
    help: str = ""
    sample: bool = False

    def option(self, code: str) -> Option | None:
        """Return the option of this code."""
        return next((one for one in self.options if one.code == code), None)


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is asked, and which questions in which order."""

    code: str
    label: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A version of a questionnaire: all its questions, and its audiences."""

    questions: tuple[Question, ...] = ()
    audiences: tuple[Audience, ...] = field(default=(Audience("residents", "居民"),))

    def question(self, code: str) -> Question:
        """Return the question of this code. Raises Missing."""
        for one in self.questions:
            if one.code == code:
                return one
        raise Missing("没有这道题，可能已被删去，请刷新页面")

    def audience(self, code: str) -> Audience:
        """Return the audience of this code. Raises Missing."""
        for one in self.audiences:
            if one.code == code:
                return one
        raise Missing("问卷没有这一类对象的版本，请重新选择")

    def of(self, audience: str) -> tuple[Question, ...]:
        """Return what an audience is asked, in its order."""
        held = {one.code: one for one in self.questions}
        return tuple(held[code] for code in self.audience(audience).questions)

    @property
    def rates(self) -> tuple[str, ...]:
        """The rates that its questions serve: those of the index first, then its own."""
        served = {one.rate for one in self.questions if one.rate}
        return (*(r for r in RATES if r in served), *sorted(served - set(RATES)))


def rate_name(rate: str) -> str:
    """Return what a rate is called."""
    return RATES.get(rate, rate)


def to_data(form: Form) -> dict[str, Any]:
    """Return the form as JSON holds it."""
    return {
        "questions": [question_data(one) for one in form.questions],
        "audiences": [
            {"code": one.code, "label": one.label, "questions": list(one.questions)}
            for one in form.audiences
        ],
    }


def question_data(one: Question) -> dict[str, Any]:
    """Return a question as JSON holds it."""
    return {
        "code": one.code,
        "kind": one.kind.value,
        "text": one.text,
        "options": [{"code": o.code, "text": o.text, "share": o.share} for o in one.options],
        "rate": one.rate,
        "required": one.required,
        "most": one.most,
        "help": one.help,
        "sample": one.sample,
    }


def from_data(data: Mapping[str, Any]) -> Form:
    """Return the form that JSON holds."""
    return Form(
        tuple(question_from(one) for one in data["questions"]),
        tuple(Audience(a["code"], a["label"], tuple(a["questions"])) for a in data["audiences"]),
    )


def question_from(data: Mapping[str, Any]) -> Question:
    """Return a question from its JSON."""
    options = tuple(Option(o["code"], o["text"], o.get("share")) for o in data.get("options", ()))
    return Question(
        code=data["code"],
        kind=Kind(data["kind"]),
        text=data["text"],
        options=options,
        rate=data.get("rate", ""),
        required=data.get("required", True),
        most=data.get("most", 0),
        help=data.get("help", ""),
        sample=data.get("sample", False),
    )


def put_question(form: Form, question: Question, audiences: tuple[str, ...]) -> Form:
    """Return the form with a question added or changed, asked of these audiences.

    Where an audience has it already it keeps its place; else it comes last.
    """
    known = any(one.code == question.code for one in form.questions)
    questions = tuple(question if one.code == question.code else one for one in form.questions)
    if not known:
        questions = (*questions, question)
    return Form(
        questions,
        tuple(_asked(one, question.code, one.code in audiences) for one in form.audiences),
    )


def _asked(audience: Audience, code: str, wanted: bool) -> Audience:
    held = audience.questions
    if wanted and code not in held:
        return replace(audience, questions=(*held, code))
    if not wanted and code in held:
        return replace(audience, questions=tuple(one for one in held if one != code))
    return audience


def drop_question(form: Form, code: str) -> Form:
    """Return the form without a question. Raises Missing where it has none of this code."""
    form.question(code)
    questions = tuple(one for one in form.questions if one.code != code)
    return Form(questions, tuple(_asked(one, code, False) for one in form.audiences))


def move_question(form: Form, audience: str, code: str, to: int) -> Form:
    """Return the form with a question of an audience moved to a place (0 is the first)."""
    held = [one for one in form.audience(audience).questions if one != code]
    if len(held) == len(form.audience(audience).questions):
        raise Missing("这一版没有这道题，请刷新页面")
    held.insert(min(max(to, 0), len(held)), code)
    return _with(form, replace(form.audience(audience), questions=tuple(held)))


def _with(form: Form, audience: Audience) -> Form:
    audiences = tuple(audience if one.code == audience.code else one for one in form.audiences)
    return replace(form, audiences=audiences)


def put_audience(form: Form, code: str, label: str, like: str = "") -> Form:
    """Return the form with an audience added; it begins with the questions of another one."""
    if any(one.code == code or one.label == label for one in form.audiences):
        raise Refused(_("已有“%(label)s”这一版。") % {"label": label}, field="label")
    questions = form.audience(like).questions if like else ()
    return replace(form, audiences=(*form.audiences, Audience(code, label, questions)))


def drop_audience(form: Form, code: str) -> Form:
    """Return the form without an audience; the last one stays."""
    form.audience(code)
    if len(form.audiences) == 1:
        raise Refused("问卷至少有一类对象，不能全部删去")
    return replace(form, audiences=tuple(one for one in form.audiences if one.code != code))


def new_code(form: Form, prefix: str = "q") -> str:
    """Return a code that no question has yet."""
    taken = {one.code for one in form.questions}
    n = len(taken) + 1
    while f"{prefix}{n}" in taken:
        n += 1
    return f"{prefix}{n}"
