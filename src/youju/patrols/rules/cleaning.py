"""Cleaning areas compared month by month, and shop-fronts that break their duties; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

ENOUGH = 2  # checks in a month before an area is ranked with the others
REPEATED = 3  # failed checks within a month make a repeated breaker


class Duties(StrEnum):
    """门前三包 (包卫生、包绿化、包秩序) or 四包 (and 包设施)."""

    THREE = "three"
    FOUR = "four"


@dataclass(frozen=True, slots=True)
class Ranked:
    """An area's month: mean of its checks, and its place; None where it has too few checks."""

    area: int
    score: Decimal | None
    checks: int
    rank: int | None


def check_score(score: Decimal) -> None:
    """Refuse a score outside 0 to 100."""
    if not 0 <= score <= 100:
        raise Refused(_("打分在 0 到 100 之间。"), field="score")


def compare(scores: Mapping[int, Sequence[Decimal]]) -> list[Ranked]:
    """Return the areas of a month, best first.

    The score is the mean of the month's checks to one decimal. Areas with fewer than two checks are
    listed last and not ranked, so that one lucky day decides nothing. Equal scores share a rank.
    """
    means = {
        area: (sum(given, Decimal(0)) / len(given)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        for area, given in scores.items()
        if given
    }
    full = sorted(
        ((mean, area) for area, mean in means.items() if len(scores[area]) >= ENOUGH),
        key=lambda one: (-one[0], one[1]),
    )
    values = [mean for mean, _area in full]
    ranked = [Ranked(area, mean, len(scores[area]), values.index(mean) + 1) for mean, area in full]
    rest = [
        Ranked(area, means.get(area), len(given), None)
        for area, given in scores.items()
        if len(given) < ENOUGH
    ]
    return ranked + rest


def check_month_over(month_end: date, today: date) -> None:
    """Refuse to settle a month that is still running."""
    if today <= month_end:
        raise Refused(_("这个月还没有过完，月底后再评比。"))


def check_money(reward: Decimal, penalty: Decimal) -> None:
    """Refuse a reward and a penalty for the same area, or sums below nought."""
    if reward < 0 or penalty < 0:
        raise Refused(_("金额不能小于 0。"), field="reward")
    if reward and penalty:
        raise Refused(_("同一责任区一个月要么奖、要么罚，只填一项。"), field="penalty")


def is_repeated(failed_days: int) -> bool:
    """Return whether a shop failed often enough within a month to be named."""
    return failed_days >= REPEATED


def check_round(shops: set[int], failed: Mapping[int, str]) -> None:
    """Refuse a round without shops, with a stranger among them, or a fault without words."""
    if not shops:
        raise Refused(_("这条路上还没有登记门店，请先登记。"))
    if set(failed) - shops:
        raise Refused(_("有的门店不在这次检查里，请刷新页面。"))
    if any(not text.strip() for text in failed.values()):
        raise Refused(_("不合格的门店要写明哪里不合格。"), field="faults")
