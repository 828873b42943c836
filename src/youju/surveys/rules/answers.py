"""What somebody answered: whether it fits the form, what it counts, and what must not be kept of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.surveys.rules.form import Form, Kind, Question

MAX_TEXT = 500
WHOLE = 10_000  # a sheet wholly in favour, in parts of ten thousand
Answers = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """A sheet that fits its form.

    Attributes:
        chosen: Codes of the options chosen, by question.
        texts: Text without telephone numbers, ID numbers and door numbers, by question.
        marked: Questions whose text held such, or says who wrote it: somebody should read it first.
    """

    chosen: dict[str, list[str]]
    texts: dict[str, str]
    marked: frozenset[str]


def check_answers(form: Form, audience: str, answers: Answers, *, partial: bool = False) -> Told:
    """Return a sheet's answers put in order, or refuse them at the question that does not fit.

    Args:
        partial: Whether questions may be left open: a sheet of paper is taken as it is.
    """
    asked = form.of(audience)
    known = {one.code for one in asked}
    for code in answers:
        if code not in known:
            raise Refused(
                _("答卷里有问卷没有的题（%(code)s），请刷新后重新填写。") % {"code": code}
            )
    chosen: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    marked = set()
    for n, question in enumerate(asked, start=1):
        given = _given(answers.get(question.code, ""))
        if not given:
            if question.required and not partial:
                raise Refused(_("第 %(n)s 题还没有答。") % {"n": n}, field=question.code)
        elif question.kind is Kind.TEXT:
            texts[question.code], found = scrub(_short(given, n, question))
            if found:
                marked.add(question.code)
        else:
            chosen[question.code] = _checked(given, n, question)
    if not chosen and not texts:
        raise Refused("一题也没有答，答卷没有提交")
    return Told(chosen, texts, frozenset(marked))


def _given(value: str | Sequence[str]) -> list[str]:
    many = [value] if isinstance(value, str) else list(value)
    return [plain for one in many if (plain := str(one).replace("\0", "").strip())]


def _short(given: list[str], n: int, question: Question) -> str:
    text = "\n".join(given)
    if len(text) > MAX_TEXT:
        raise Refused(
            _("第 %(n)s 题最多写 %(most)s 个字。") % {"n": n, "most": MAX_TEXT}, field=question.code
        )
    return text


def _checked(given: list[str], n: int, question: Question) -> list[str]:
    for code in given:
        if question.option(code) is None:
            raise Refused(
                _("第 %(n)s 题没有“%(code)s”这个选项，请重新选。") % {"n": n, "code": code[:20]},
                field=question.code,
            )
    most = question.most if question.kind is Kind.MULTIPLE else 1
    if len(set(given)) < len(given) or (most and len(given) > most):
        raise Refused(
            _("第 %(n)s 题最多选 %(most)s 项，同一项只选一次。")
            % {"n": n, "most": most or len(given)},
            field=question.code,
        )
    return [one.code for one in question.options if one.code in given]


def share_of(question: Question, chosen: Sequence[str]) -> int | None:
    """Return how far an answer counts for the rate, in per cent; None where it is left out.

    Of several options the one that counts most: who named one right channel knows it.
    """
    shares = [one.share for one in question.options if one.code in chosen and one.share is not None]
    return max(shares) if shares else None


def scores(form: Form, audience: str, chosen: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return how far a sheet counts for each rate, in parts of ten thousand.

    A rate that several questions serve is the mean of those the person answered, so that one
    person counts once.
    """
    found: dict[str, list[int]] = {}
    for question in form.of(audience):
        share = share_of(question, chosen.get(question.code, ()))
        if question.rate and share is not None:
            found.setdefault(question.rate, []).append(share)
    return {rate: round(sum(all_) * WHOLE / 100 / len(all_)) for rate, all_ in found.items()}


_ID_NUMBER = re.compile(
    r"(?<!\d)\d{6}[ -]?(?:19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXx](?!\d)|(?<!\d)\d{15}(?!\d)"
)
_PHONE = re.compile(
    r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)|(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)|(?<!\d)[2-8]\d{7}(?!\d)"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+", re.ASCII)
_DOOR = re.compile(
    r"\d+\s*(?:号楼|栋|幢)\s*(?:\d+\s*单元)?\s*(?:\d+\s*[室号户]?)?|\d+\s*单元\s*\d+\s*[室号户]?"
)
_SELF = re.compile(r"我(?:叫|姓|是业主|的名字)|联系(?:我|电话)|微信|[Qq]{2}号?")
_SCRUBS = ((_ID_NUMBER, "〔证件号〕"), (_PHONE, "〔电话〕"), (_MAIL, "〔邮箱〕"), (_DOOR, "〔门牌〕"))  # fmt: skip


def scrub(text: str) -> tuple[str, bool]:
    """Return the text without what says who wrote it, and whether somebody should look at it."""
    plain = "".join(
        unicodedata.normalize("NFKC", char) if char.isdigit() or ("！" < char <= "～" and char.isalnum()) else char
        for char in text
    )  # fmt: skip
    for pattern, word in _SCRUBS:
        plain = pattern.sub(word, plain)
    return plain, plain != text or _SELF.search(plain) is not None
