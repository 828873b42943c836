"""Sheets of paper typed in: what the number keys mean, which sheets are typed twice, where two typings differ."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.surveys.rules.form import Kind, Question

FIRST, SECOND, SAME = "first", "second", "same"
_FULL = str.maketrans("０１２３４５６７８９", "0123456789")
_APART = re.compile(r"[\s,，、;；|+/]+")


def typed(question: Question, text: str) -> str | list[str]:
    """Return the answer that a clerk typed: 2, 13 (the first and the third), 10,12, or an option's words.

    Nothing and 0 mean that the question was left open.

    Raises:
        Refused: With `field` the question's code.
    """
    plain = text.replace("\0", "").strip()
    if question.kind is Kind.TEXT:
        return plain
    plain = plain.translate(_FULL)
    if plain in ("", "0"):
        return ""
    whole = _option(question, plain)
    parts = [plain] if whole else [one for one in _APART.split(plain) if one]
    if len(question.options) < 10:
        parts = [key for one in parts for key in (one if one.isdigit() else [one])]
    found = [_option(question, one) for one in parts]
    for part, code in zip(parts, found, strict=True):
        if not code:
            told = {"text": part[:20], "most": len(question.options)}
            raise Refused(
                _("没有选项“%(text)s”，按 1 到 %(most)s，空着表示没有答。") % told,
                field=question.code,
            )
    if question.kind is not Kind.MULTIPLE and len(found) > 1:
        raise Refused(_("这道题只能选一项。"), field=question.code)
    return [one for one in found if one]


def _option(question: Question, text: str) -> str:
    """Return the code of an option by its number, its words or its code; "" where there is none."""
    if text.isdecimal() and 1 <= int(text) <= len(question.options):
        return question.options[int(text) - 1].code
    return next((one.code for one in question.options if text in (one.text, one.code)), "")


def typed_back(question: Question, given: str | Sequence[str]) -> str:
    """Return an answer as it is typed."""
    if question.kind is Kind.TEXT:
        return given if isinstance(given, str) else "\n".join(given)
    chosen = [given] if isinstance(given, str) else given
    keys = [str(n) for n, one in enumerate(question.options, start=1) if one.code in chosen]
    return ("" if len(question.options) < 10 else ",").join(keys)


def is_rechecked(sheet: str, share: int) -> bool:
    """Return whether a sheet is typed a second time: `share` per cent of all, told by its id alone."""
    return int(sha256(sheet.encode()).hexdigest()[:8], 16) % 100 < share


def differing(
    asked: Sequence[Question],
    first: Mapping[str, Sequence[str]],
    second: Mapping[str, Sequence[str]],
) -> list[str]:
    """Return the questions on which two typings of one sheet differ; texts are not compared."""
    closed = [one.code for one in asked if one.kind is not Kind.TEXT]
    return [code for code in closed if set(first.get(code, ())) != set(second.get(code, ()))]


def check_second(first_by: int | None, second_by: int, done: bool) -> None:
    """Refuse a second typing by whoever typed the sheet first, and a third one."""
    if done:
        raise Refused("这一份已经复核过，请刷新页面")
    if first_by == second_by:
        raise Refused("这一份是您自己录的，请另一位来复核")


def check_settle(differs: bool, settled: str, which: str) -> None:
    """Refuse to decide between typings that agree, or twice."""
    if which not in (FIRST, SECOND):
        raise Refused("选以第一次为准，或以第二次为准", field="which")
    if not differs or settled:
        raise Refused("这一份没有需要裁定的不同，请刷新页面")


def check_undo(own: bool, last: bool, second: bool) -> None:
    """Refuse to take back anything but one's own last sheet, while nobody has typed it again."""
    if not own or not last:
        raise Refused("只能撤回自己刚录的最后一份；更早的请作废")
    if second:
        raise Refused("这一份已经复核，不能撤回；录错的请作废")
