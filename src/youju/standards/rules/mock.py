"""A mock assessment: answers, two opinions of one place, agreement, routes, and shares; pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.words import Words

T = TypeVar("T")
NOTE, MOST_NUMBER, MOST_TEAMS, MOST_SPOTS = 200, 100_000, 20, 600
SEED, LONGEST = 40, timedelta(days=92)
HUNDRED = Decimal(100)


class Mark(StrEnum):
    """What an assessor says of one check."""

    YES = "yes"
    NO = "no"
    NA = "na"


MARK_LABELS = Words({Mark.YES: "符合", Mark.NO: "不符合", Mark.NA: "不适用"})


@dataclass(frozen=True, slots=True)
class Answer:
    """One check of a sheet: the mark, how many were counted (公益广告 5 处), a note."""

    mark: Mark
    number: int | None = None
    note: str = ""


def check_round(name: str, start: date, end: date) -> str:
    """Return the round's name; refuse an empty one and days that cannot be."""
    if not (plain := name.strip()):
        raise Refused(_("写这一轮的名称，如 2026年第一轮模拟测评。"), field="name")
    if end < start:
        raise Refused(_("结束日期早于开始日期，请核对。"), field="end")
    if end - start > LONGEST:
        raise Refused(_("一轮最长 3 个月，请分几轮测。"), field="end")
    return plain


def check_seed(seed: str) -> str:
    """Return the seed without blanks at its ends; refuse one too long."""
    plain = seed.strip()
    if len(plain) > SEED:
        raise Refused(_("种子最多 %(n)s 个字。") % {"n": SEED}, field="seed")
    return plain


def check_answers(known: Mapping[str, str], answers: Mapping[str, Answer]) -> None:
    """Refuse a sheet with strange or unanswered checks, or numbers that cannot be.

    Args:
        known: Code -> words of the checks asked at the place.
    """
    if set(answers) - set(known):
        raise Refused(_("检查表里没有这一项，请刷新检查表后再记。"), field="items")
    if lacking := [code for code in known if code not in answers]:
        told = {"n": len(lacking), "item": known[lacking[0]]}
        raise Refused(_("还有 %(n)s 项没有评：%(item)s") % told, field="items")
    for code, one in answers.items():
        if one.number is not None and not 0 <= one.number <= MOST_NUMBER:
            raise Refused(_("“%(item)s”的数量请核对。") % {"item": known[code]}, field="items")
        if len(one.note) > NOTE:
            raise Refused(_("说明最多写 %(n)s 个字。") % {"n": NOTE}, field="items")


def check_assessor(person: int, before: Collection[int]) -> None:
    """Refuse a second sheet of the same assessor, and a third sheet of anybody."""
    if person in before:
        raise Refused(_("这个点位您已经评过了。"), field="spot")
    if len(before) > 1:
        raise Refused(_("这个点位已有两人评过，不再收第三份。"), field="spot")


def check_settling(
    person: int, assessors: Collection[int], marks: Collection[Mark], mark: Mark, reason: str
) -> str:
    """Return the reason; refuse whoever scored, marks that nobody gave, and no reason."""
    if len(set(marks)) < 2:
        raise Refused(_("两人评得一样，不用裁定。"), field="mark")
    if person in assessors:
        raise Refused(_("裁定的人不能是评分的两人，请第三人裁定。"))
    if mark not in marks:
        raise Refused(_("只能在两人所评中选一个。"), field="mark")
    plain = reason.strip()
    if not plain:
        raise Refused(_("写明裁定的理由，两位测评员都会看到。"), field="reason")
    if len(plain) > NOTE:
        raise Refused(_("理由最多写 %(n)s 个字。") % {"n": NOTE}, field="reason")
    return plain


def final(marks: Sequence[Mark], settled: Mark | None = None) -> Mark | None:
    """Return what counts of one check; None while nobody looked, or two disagree unsettled."""
    if len(set(marks)) == 1:
        return marks[0]
    return settled if marks else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two assessors agreed over `n` checks: `same` of them alike.

    Attributes:
        share: In percent, one decimal; None without any pair.
        kappa: Cohen's kappa, two decimals: agreement beyond chance. None where chance alone
            explains all (both always said the same one thing) or without any pair.
    """

    n: int
    same: int
    share: Decimal | None
    kappa: Decimal | None


def agreement(pairs: Sequence[tuple[Mark, Mark]]) -> Agreement:
    """Return how far two assessors agreed, each pair being one check that both looked at.

    Source:
        Cohen, J. (1960), A coefficient of agreement for nominal scales: (po - pe) / (1 - pe).
    """
    n = len(pairs)
    if not n:
        return Agreement(0, 0, None, None)
    same = sum(a is b for a, b in pairs)
    by_chance = sum(
        sum(a is mark for a, _b in pairs) * sum(b is mark for _a, b in pairs) for mark in Mark
    )
    # With po = same / n and pe = by_chance / n², whole numbers keep it exact.
    room = n * n - by_chance
    kappa = _rounded(Decimal(same * n - by_chance) / Decimal(room), "0.01") if room else None
    return Agreement(n, same, percent(same, n), kappa)


def percent(part: int, whole: int) -> Decimal | None:
    """Return a share in percent with one decimal; None of nothing."""
    return _rounded(HUNDRED * part / whole, "0.1") if whole else None


def _rounded(value: Decimal, to: str) -> Decimal:
    return value.quantize(Decimal(to), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Tally:
    """How checks came out. 不适用 and undecided ones are left out of the share."""

    yes: int = 0
    no: int = 0
    na: int = 0
    undecided: int = 0

    @property
    def looked(self) -> int:
        return self.yes + self.no

    @property
    def share(self) -> Decimal | None:
        """得分率 in percent: 符合 ÷ (符合 + 不符合)."""
        return percent(self.yes, self.looked)

    def points(self, weight: Decimal) -> Decimal | None:
        """Return what an item of this weight got: weight × 得分率, two decimals."""
        return _rounded(weight * self.yes / self.looked, "0.01") if self.looked else None


def tally(marks: Iterable[Mark | None]) -> Tally:
    """Return how many checks came out how; None is one still undecided."""
    found = list(marks)
    counts = (sum(one is mark for one in found) for mark in (Mark.YES, Mark.NO, Mark.NA, None))
    return Tally(*counts)


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to go to; `order` keeps those without a position together with their unit."""

    id: int
    order: str
    lat: float | None = None
    lng: float | None = None


def route(stops: Sequence[Stop]) -> list[Stop]:
    """Return the stops in the order in which they are gone to: from the most northern one always
    to the nearest, those without a position last, unit by unit. The same stops give the same order.
    """
    left = sorted(
        (one for one in stops if one.lat is not None), key=lambda s: (-(s.lat or 0), s.id)
    )
    found = left[:1]
    left = left[1:]
    while left:
        last = found[-1]
        nearest = min(left, key=lambda one: (_away(last, one), one.id))
        left.remove(nearest)
        found.append(nearest)
    unplaced = [one for one in stops if one.lat is None]
    return found + sorted(unplaced, key=lambda one: (one.order, one.id))


def _away(a: Stop, b: Stop) -> float:
    """Return a distance to compare by: degrees, with those of longitude shortened by latitude."""
    lat_a, lng_a, lat_b, lng_b = a.lat or 0.0, a.lng or 0.0, b.lat or 0.0, b.lng or 0.0
    narrow = math.cos(math.radians((lat_a + lat_b) / 2))
    return math.hypot(lat_a - lat_b, (lng_a - lng_b) * narrow)


def split(items: Sequence[T], parts: int) -> list[list[T]]:
    """Cut a route into so many runs, as even as can be, the longer ones first."""
    size, more = divmod(len(items), parts)
    found, at = [], 0
    for n in range(parts):
        end = at + size + (1 if n < more else 0)
        found.append(list(items[at:end]))
        at = end
    return found


def by_hash(seed: str, name: str) -> str:
    """Return what names are drawn by: the SHA-256 of seed and name, alike on any machine."""
    return sha256(f"{seed}|{name}".encode()).hexdigest()


def doubles(ids: Sequence[int], share: int, seed: str) -> set[int]:
    """Return which places two assessors score: `share` percent of them, at least one if any is
    wanted, drawn by the round's seed."""
    if not share or not ids:
        return set()
    number = max(1, round(len(ids) * share / 100))
    return set(sorted(ids, key=lambda one: by_hash(seed, f"double:{one}"))[:number])


def check_teams(teams: Sequence[Sequence[int]], share: int) -> None:
    """Refuse teams nobody can work with.

    Args:
        teams: The assessors of each team, by person.
        share: How many percent of the places are scored twice.
    """
    if not 1 <= len(teams) <= MOST_TEAMS:
        raise Refused(_("分 1 到 %(n)s 组。") % {"n": MOST_TEAMS}, field="people")
    if any(not team for team in teams):
        raise Refused(_("每组至少一名测评员。"), field="people")
    everybody = [person for team in teams for person in team]
    if len(set(everybody)) < len(everybody):
        raise Refused(_("一个人只能在一个组里。"), field="people")
    if not 0 <= share <= 100:
        raise Refused(_("双评比例填 0 到 100。"), field="share")
    if share and any(len(team) < 2 for team in teams):
        raise Refused(_("有双评时每组至少两名测评员，两人各评各的。"), field="people")


def grouped(rows: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """Return the rows by key, in the order in which the keys come."""
    found: dict[str, list[T]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found
