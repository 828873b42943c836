"""A series and its parts: whether what was told and what was recorded agree; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from youju.kernel.quantity import number_text
from youju.kernel.refusal import Refused

TITLE, PART = 80, 40
MOST_PARTS = 30


@dataclass(frozen=True, slots=True)
class Part:
    """A part and how much of the whole it is; None where nobody said."""

    label: str
    told: Decimal | None = None
    recorded: Decimal = Decimal(0)


def is_off(told: Decimal | None, recorded: Decimal, is_over: bool) -> bool:
    """Return whether what was recorded is not what was told: more at any time, less once it is over."""
    if told is None or not recorded:
        return False
    return recorded > told or (is_over and recorded < told)


def sum_of(parts: Sequence[Part]) -> Decimal | None:
    """Return what the parts that were told add up to; None where none was."""
    known = [one.told for one in parts if one.told is not None]
    return sum(known, Decimal(0)) if known else None


def disagreement(whole: Decimal | None, parts: Sequence[Part]) -> str:
    """Return why whole and parts do not agree: "195 = 176 + 12 + 7，与合计 196 不符"; "" if they do.

    A part that nobody counted leaves the sum open: then only a sum beyond the whole is wrong.
    """
    told = sum_of(parts)
    if whole is None or told is None:
        return ""
    is_open = any(one.told is None for one in parts)
    if told == whole or (is_open and told < whole):
        return ""
    added = " + ".join(number_text(one.told) for one in parts if one.told is not None)
    said = {"sum": number_text(told), "parts": added, "whole": number_text(whole)}
    return _("%(sum)s = %(parts)s，与合计 %(whole)s 不符") % said


def read_parts(text: str) -> list[Part]:
    """Return the parts of a box of text: a line for each, its number at the end: `社区 176`."""
    parts: list[Part] = []
    for raw in text.splitlines():
        line = " ".join(raw.replace("：", " ").replace(":", " ").split())
        if not line:
            continue
        label, _space, number = line.rpartition(" ")
        told = _number(number) if label else None
        parts.append(Part((label if told is not None else line)[:PART], told))
    if len(parts) > MOST_PARTS:
        raise Refused(_("不超过 %(n)s 个部分。") % {"n": MOST_PARTS}, field="parts")
    labels = [one.label for one in parts]
    if doubled := next((one for one in labels if labels.count(one) > 1), ""):
        raise Refused(_("“%(label)s”写了两次。") % {"label": doubled}, field="parts")
    return parts


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 < found < 10**9 else None


def check_series(title: str, start: date, end: date, held: Sequence[date]) -> str:
    """Return the title; refuse a series without one, that ends before it starts, or whose days leave
    out a session it has."""
    named = title.strip()
    if not named or len(named) > TITLE:
        raise Refused(_("写明系列的名称，不超过 %(n)s 字。") % {"n": TITLE}, field="title")
    if end < start:
        raise Refused(_("结束日期不能早于开始日期。"), field="end")
    if any(not start <= one <= end for one in held):
        raise Refused(_("已有活动不在这段时间里，请把起止改宽。"), field="end")
    return named


def check_in(start: date, end: date, on: date, kinds: tuple[str, str]) -> None:
    """Refuse an activity that is outside the days of its series, or of another kind."""
    if kinds[0] != kinds[1]:
        raise Refused(_("这个系列是另一种活动的，请另选。"), field="series")
    if not start <= on <= end:
        raise Refused(_("日期不在这个系列的起止之间。"), field="series")
