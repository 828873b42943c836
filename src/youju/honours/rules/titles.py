"""Titles: held, warned, lost; yearly reviews; awards in money that must agree; stars; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.honours.rules.kinds import Item, RatingKind
from youju.kernel.quantity import number_text
from youju.kernel.refusal import Refused
from youju.kernel.words import Words

MOST_HOLDERS = 100_000


class Standing(StrEnum):
    HELD = "held"
    WARNED = "warned"
    LOST = "lost"


STANDINGS = Words({Standing.HELD: "保持", Standing.WARNED: "警示", Standing.LOST: "已撤销"})
ALLOWED: dict[Standing, set[Standing]] = {
    Standing.HELD: {Standing.WARNED, Standing.LOST},
    Standing.WARNED: {Standing.HELD, Standing.LOST},
    Standing.LOST: set(),
}


def check_standing(now: Standing, to: Standing) -> None:
    """Refuse a change that the table does not hold; a title that stays as it is may."""
    if to is not now and to not in ALLOWED[now]:
        raise Refused(_("称号已撤销，不能再办这一步；重新获得的另行登记。"))
    if now is Standing.LOST:
        raise Refused(_("称号已撤销，不能再办这一步；重新获得的另行登记。"))


def check_review(result: Standing, done: Sequence[str], duties: Sequence[str], note: str) -> None:
    """Refuse a review that warns or takes away without saying why, or names duties of another kind."""
    if any(one not in duties for one in done):
        raise Refused(_("复查的事项和称号不符，请刷新页面重选。"), field="duties")
    if result is not Standing.HELD and not note.strip():
        raise Refused(_("警示或撤销要写明原因。"), field="note")


def check_review_year(year: int, since: date, today: date, done: bool) -> None:
    """Refuse a review of a year to come, before the title, or for the second time."""
    if year > today.year or year < since.year:
        raise Refused(_("年度应在授予之后、今年之前，请核对。"), field="year")
    if done:
        raise Refused(_("这一年已经复查过。"), field="year")


def check_award(holders: int, each: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return the money awarded in all; refuse a stated sum that holders × each does not make.

    Source: mechanisms.md M082, 1000 户 × 每户 600 元.
    """
    if not 1 <= holders <= MOST_HOLDERS:
        raise Refused(_("个数在 1 到 %(n)s 之间。") % {"n": MOST_HOLDERS}, field="holders")
    if each is None:
        if whole is not None:
            raise Refused(_("填了总额就要填每户金额。"), field="each")
        return None
    made = each * holders
    if whole is not None and whole != made:
        told = _("%(n)s 户 × 每户 %(each)s元 = %(made)s元，和填的 %(whole)s元不符。") % {
            "n": holders,
            "each": number_text(each),
            "made": number_text(made),
            "whole": number_text(whole),
        }
        raise Refused(told, field="whole")
    return made


def check_scores(items: Sequence[Item], scores: Mapping[str, Decimal | None]) -> Decimal:
    """Return the whole of a rating; refuse an item without points or with more than it is worth."""
    whole = Decimal(0)
    for item in items:
        points = scores.get(item.code)
        if points is None:
            raise Refused(_("填“%(label)s”的得分。") % {"label": item.label}, field=item.code)
        if not 0 <= points <= item.points:
            told = _("“%(label)s”是 0 到 %(n)s 分。") % {"label": item.label, "n": item.points}
            raise Refused(told, field=item.code)
        whole += points
    return whole


def stars_of(kind: RatingKind, whole: Decimal) -> int:
    """Return the stars that so many points make; 0 below the lowest."""
    return next((stars for stars, least in kind.stars if whole >= least), 0)
