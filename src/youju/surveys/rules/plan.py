"""Whom to ask: the sample plan, drawing communities, and how far the asking has come; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

MOST_CELLS = 2000
MOST_EACH = 1000


@dataclass(frozen=True, slots=True)
class Criteria:
    """Who may be asked: 18–65 years, living there for over half a year."""

    age_from: int = 18
    age_to: int = 65
    months: int = 6

    @property
    def text(self) -> str:
        """The criteria as an interviewer reads them."""
        lived = (
            (_("，在本地居住 %(months)s 个月以上") % {"months": self.months}) if self.months else ""
        )
        return _("%(age_from)s–%(age_to)s 岁%(lived)s") % {
            "age_from": self.age_from,
            "age_to": self.age_to,
            "lived": lived,
        }

    def refusal(self, age: int, months: int) -> str:
        """Return why somebody is not asked; "" where they are."""
        if not self.age_from <= age <= self.age_to:
            return _("年龄不在 %(a)s–%(b)s 岁之内，请另找一位。") % {
                "a": self.age_from,
                "b": self.age_to,
            }
        if months < self.months:
            return _("在本地居住不满 %(n)s 个月，请另找一位。") % {"n": self.months}
        return ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A community that may be drawn; `group` is what the draw is spread over (its street)."""

    id: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """How far one community has come."""

    target: int
    done: int

    @property
    def short(self) -> int:
        """How many are still to be asked; what another did too many does not help."""
        return max(self.target - self.done, 0)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the whole plan has come."""

    target: int
    done: int
    short: int

    @property
    def share(self) -> int:
        """Per cent of the plan that is done, never 100 while something is short."""
        return (self.target - self.short) * 100 // self.target if self.target else 0


def check_criteria(criteria: Criteria) -> None:
    """Refuse ages the wrong way round, and more months than anybody lived."""
    if not 0 <= criteria.age_from <= criteria.age_to <= 120:
        raise Refused("年龄范围写反了或超出 0–120 岁，请核对", field="age_to")
    if not 0 <= criteria.months <= 600:
        raise Refused("居住月数在 0 到 600 之间", field="months")


def check_size(cells: int, each: int) -> None:
    """Refuse a plan without communities or people, or one nobody could carry out."""
    if not 1 <= cells <= MOST_CELLS:
        raise Refused(_("抽 1 到 %(most)s 个点。") % {"most": MOST_CELLS}, field="number")
    if not 1 <= each <= MOST_EACH:
        raise Refused(_("每个点 1 到 %(most)s 份。") % {"most": MOST_EACH}, field="each")


def order_of(seed: str, what: object) -> str:
    """Return what a candidate is sorted by: the same on any machine for the same seed."""
    return sha256(f"{seed}:{what}".encode()).hexdigest()


def draw(candidates: Sequence[Candidate], number: int, seed: str) -> list[int]:
    """Return the ids drawn, in the order of the candidates.

    Each group gets its share of the number by its size (largest remainder, ties by the seed); in a
    group the order is that of a hash of seed and id, so that anybody can draw it again.

    Raises:
        Refused: If there are fewer than are to be drawn.
    """
    if number > len(candidates):
        raise Refused(
            _("只有 %(n)s 个可抽，不够抽 %(number)s 个。")
            % {"n": len(candidates), "number": number},
            field="number",
        )
    groups: dict[str, list[int]] = {}
    for one in candidates:
        groups.setdefault(one.group, []).append(one.id)
    exact = {name: len(ids) * number / len(candidates) for name, ids in groups.items()}
    shares = {name: int(share) for name, share in exact.items()}
    left = sorted(groups, key=lambda name: (shares[name] - exact[name], order_of(seed, name)))
    for name in left[: number - sum(shares.values())]:
        shares[name] += 1
    drawn = set()
    for name, ids in groups.items():
        drawn.update(sorted(ids, key=lambda one: order_of(seed, one))[: shares[name]])
    return [one.id for one in candidates if one.id in drawn]


def progress(cells: Iterable[Cell]) -> Progress:
    """Return the plan's cells together."""
    rows = list(cells)
    return Progress(
        sum(one.target for one in rows),
        sum(one.done for one in rows),
        sum(one.short for one in rows),
    )
