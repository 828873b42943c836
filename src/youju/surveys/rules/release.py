"""What the public is told of one question: shares with their intervals, and nothing of small cells; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.surveys.rules.form import Kind, Question
from youju.surveys.rules.rates import percent, too_small, wilson
from youju.surveys.rules.states import State


@dataclass(frozen=True, slots=True)
class Line:
    """How many chose an option, in per cent of those who answered; None where too few did."""

    text: str
    share: Decimal | None
    low: Decimal | None
    high: Decimal | None


def check_release(state: State, question: Question, n: int, least: int) -> None:
    """Refuse what may not go to the public: a running survey, people's own words, too few answers."""
    if state is not State.CLOSED:
        raise Refused("调查结束以后才能公布结果")
    if question.kind is Kind.TEXT:
        raise Refused("填写的话可能认出是谁，不能公布", field="questions")
    if n < least:
        told = {"text": question.text, "n": n, "least": least}
        raise Refused(
            _("“%(text)s”只有 %(n)s 份作答，不足 %(least)s 份，不能公布。") % told,
            field="questions",
        )


def lines_of(question: Question, chosen: Mapping[str, int], n: int, least: int) -> list[Line]:
    """Return each option of a question; those that fewer than `least` chose are not told.

    Where a single one could be found by taking the others from the whole, the next smallest is
    hidden too.
    """
    counts = {one.code: chosen.get(one.code, 0) for one in question.options}
    hidden = too_small(counts, least)
    return [_line(one.text, counts[one.code], n, one.code in hidden) for one in question.options]


def _line(text: str, chosen: int, n: int, hidden: bool) -> Line:
    if hidden:
        return Line(text, None, None, None)
    low, high = wilson(chosen / n, float(n))
    return Line(text, percent(chosen / n), percent(low), percent(high))


def line_data(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Return lines as JSON holds them."""
    return [
        {
            "text": one.text,
            **{
                name: None if value is None else str(value)
                for name, value in (("share", one.share), ("low", one.low), ("high", one.high))
            },
        }
        for one in lines
    ]


def lines_from(data: Sequence[Mapping[str, Any]]) -> list[Line]:
    """Return the lines that JSON holds."""
    return [
        Line(one["text"], *(None if one[name] is None else Decimal(one[name]) for name in ("share", "low", "high")))
        for one in data
    ]  # fmt: skip


def said(n: int, lines: Sequence[Line]) -> str:
    """Return the answer most often given, in a sentence anybody reads."""
    told = [one for one in lines if one.share is not None]
    if not told:
        return _("%(n)s 人回答了这道题，各项人数都太少，不公布。") % {"n": n}
    top = max(told, key=lambda one: one.share or 0)
    return _(
        "%(n)s 人回答了这道题，选“%(text)s”的最多，占 %(share)s%%。"
        "如果问遍全体居民，这一比例很可能在 %(low)s%% 到 %(high)s%% 之间。"
    ) % {"n": n, "text": top.text, "share": top.share, "low": top.low, "high": top.high}
