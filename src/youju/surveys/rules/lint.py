"""What is wrong with a questionnaire before anybody answers it; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.words import listed, sentences
from youju.surveys.rules.form import Form, Kind, Question

USUAL = 25  # questions that a resident answers without giving up
LONGEST = 60  # characters
_LEADING = re.compile(
    r"是不是也|难道|众所周知|理所当然|显著成效|巨大变化|您一定|想必|当然|毫无疑问|积极支持|大力支持|应该.{0,6}吧|对吧|吧[？?]?$"
)
_TWO = re.compile(
    r"(?:和|与|以及|并且|同时|、).{0,16}(?:满意|了解|知道|支持)吗|(?:了解|知道)并(?:且)?(?:参与|参加|支持)"
)
_UNSURE = re.compile(r"不清楚|说不清|不了解|不知道|没听说|不好说")
_OTHER = re.compile(r"其他|其它|都没有|以上都不")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to put right. One that `stops` must be, before the survey opens."""

    question: str
    text: str
    stops: bool = False


def problems(form: Form) -> list[Problem]:
    """Return what is wrong, question by question, then with the whole."""
    found = [one for question in form.questions for one in _of_question(question)]
    found.extend(_of_whole(form))
    return found


def check_ready(form: Form) -> None:
    """Refuse to open a survey with what stops it."""
    stopping = [one.text for one in problems(form) if one.stops]
    if stopping:
        raise Refused(_("还不能开始：%(why)s") % {"why": sentences(stopping[:3])})


def _of_question(question: Question) -> Iterator[Problem]:
    code, text = question.code, question.text
    if _LEADING.search(text):
        yield Problem(code, _("题干带有引导，换成中性的问法"))
    if _TWO.search(text):
        yield Problem(code, _("一道题像是问了两件事，分成两题更好答"))
    if len(text) > LONGEST:
        yield Problem(code, _("题干超过 %(n)s 个字，读起来费力") % {"n": LONGEST})
    if question.kind is not Kind.TEXT:
        yield from _of_options(question)


def _of_options(question: Question) -> Iterator[Problem]:
    code = question.code
    texts = [re.sub(r"\s", "", one.text) for one in question.options]
    if len(texts) < 2:
        yield Problem(code, _("“%(text)s”不足两个选项") % {"text": question.text[:20]}, stops=True)
    doubled = sorted({one for one in texts if texts.count(one) > 1})
    if doubled:
        what = {"text": question.text[:20], "option": listed(doubled)}
        yield Problem(code, _("“%(text)s”的选项“%(option)s”重复") % what, stops=True)
    if question.kind is Kind.MULTIPLE and not any(_OTHER.search(one) for one in texts):
        yield Problem(code, _("多选题没有“其他”，有的人会无从选择"))
    if question.rate:
        shares = {one.share for one in question.options}
        if not shares - {None}:
            what = {"text": question.text[:20]}
            yield Problem(code, _("“%(text)s”计入比率，却没有一项写明计多少") % what, stops=True)
        elif len(shares - {None}) == 1:
            yield Problem(code, _("所有选项计得一样多，比率不会变"))
    sure = question.rate == "know" and not any(_UNSURE.search(one) for one in texts)
    if sure and question.kind is Kind.SINGLE:
        yield Problem(code, _("问是否知晓的题没有“不清楚”一项"))


def _of_whole(form: Form) -> Iterator[Problem]:
    asked: set[str] = set()
    for audience in form.audiences:
        asked.update(audience.questions)
        if not audience.questions:
            yield Problem(
                "", _("“%(label)s”这一版还没有题") % {"label": audience.label}, stops=True
            )
        if len(audience.questions) > USUAL:
            what = {"label": audience.label, "n": len(audience.questions)}
            yield Problem("", _("“%(label)s”有 %(n)s 题，超过 25 题会有人中途放弃") % what)
    for question in form.questions:
        if question.code not in asked:
            yield Problem(question.code, _("没有哪一类对象会答这道题"))
    if not form.rates:
        yield Problem("", _("没有一道题计入知晓、参与、支持、满意"))
