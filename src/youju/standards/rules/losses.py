"""Where the points were lost, what winning them back costs, and what the score would be then; pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from youju.standards.rules.curve import ONE, UNSEEN, ZERO, state_of, unknown
from youju.standards.rules.lines import Line, points
from youju.standards.rules.outcome import Gap, Outcome, State
from youju.standards.rules.tree import NOTHING, Whole, whole
from youju.standards.spec import EditionSpec, ItemSpec

ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Loss:
    """One gap, in points.

    Attributes:
        gap: Index of the gap in the outcome of the item.
        effort: Person-days that putting it right takes.
        per_day: Points per person-day (分/人天).
    """

    code: str
    gap: int
    text: str
    cause: str
    points: Decimal
    effort: Decimal
    per_day: Decimal
    place_id: int | None = None
    place: str = ""
    unit_id: int | None = None


def losses(spec: EditionSpec, outcomes: Mapping[str, Outcome], scored: Whole) -> list[Loss]:
    """Return what was lost, most points per person-day first, ties in the order of the edition.

    A leaf nobody has looked at stands with the points that the estimate leaves out. One that does not
    exist at the unit is left out: nobody can win its points back.
    """
    found = [
        loss
        for item in spec.leaves
        if item.code in scored.lines
        for loss in _of(item, outcomes.get(item.code) or unknown(), scored.lines[item.code])
        if loss.points > 0
    ]
    order = {item.code: number for number, item in enumerate(spec.items)}
    return sorted(found, key=lambda loss: (-loss.per_day, order[loss.code], loss.gap))


def _of(item: ItemSpec, outcome: Outcome, line: Line) -> list[Loss]:
    """Return the gaps of one leaf with its lost points divided among them, to the last digit."""
    if outcome.state is State.ABSENT:
        return []
    if outcome.share is None:
        gap = replace(outcome.gaps[0], cause=UNSEEN) if outcome.gaps else Gap("", ONE, UNSEEN)
        return [_loss(item, 0, gap, line.lost)]
    gaps = outcome.gaps or (Gap(outcome.actual, ONE, "figure"),)
    weights = [max(gap.share, ZERO) for gap in gaps]
    total = sum(weights, ZERO)
    if not total:
        weights, total = [ONE, *[ZERO] * (len(gaps) - 1)], ONE
    found, run, before = [], ZERO, 0
    for number, (gap, weight) in enumerate(zip(gaps, weights, strict=True)):
        run += weight
        here = round((line.worth - line.won) * run / total)
        found.append(_loss(item, number, gap, points(here - before)))
        before = here
    return found


def _loss(item: ItemSpec, number: int, gap: Gap, lost: Decimal) -> Loss:
    per_day = round(lost / item.effort, 2) if item.effort else lost
    return Loss(
        item.code, number, gap.text, gap.cause, lost, item.effort, per_day, gap.place_id, gap.place,
        gap.unit_id,
    )  # fmt: skip


def by_cause(found: Collection[Loss], scored: Whole) -> dict[str, Decimal]:
    """Return the points lost by cause, most first; together all that was lost.

    What no loss names, because the items do not exist at the unit, stands under "absent".
    """
    sums: dict[str, Decimal] = {}
    for loss in found:
        sums[loss.cause] = sums.get(loss.cause, ZERO) + loss.points
    left = scored.lost - sum(sums.values(), ZERO)
    if left:
        sums[ABSENT] = left
    return dict(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))


def what_if(
    spec: EditionSpec,
    outcomes: Mapping[str, Outcome],
    absent: Mapping[str, Decimal] = NOTHING,
    *,
    fixed: Collection[tuple[str, int]],
    asked: Collection[str] | None = None,
    events: Collection[str] = (),
) -> Whole:
    """Return what the unit would get once the gaps named are put right.

    Args:
        fixed: Code of the item and index of the gap; for an item nobody has looked at, any index says
            that it was looked at and found right. Gaps that are not there are passed over.
    """
    done: dict[str, set[int]] = {}
    for code, gap in fixed:
        done.setdefault(code, set()).add(gap)
    after = {
        code: put_right(outcome, done[code]) if code in done else outcome
        for code, outcome in outcomes.items()
    }
    for code in done.keys() - outcomes.keys():
        after[code] = Outcome(State.PASS, ONE, ONE, ONE)
    return whole(spec, after, absent, asked=asked, events=events)


def put_right(outcome: Outcome, fixed: Collection[int]) -> Outcome:
    """Return the outcome once some of its gaps are put right."""
    if outcome.state is State.ABSENT:
        return outcome
    if outcome.share is None:
        return replace(outcome, state=State.PASS, share=ONE, low=ONE, high=ONE, gaps=())
    real = [gap for gap in outcome.gaps if gap.cause != UNSEEN]
    there = [number for number in fixed if 0 <= number < len(real)]
    if outcome.ladder:
        share = outcome.ladder[min(len(there), len(outcome.ladder) - 1)]
    else:
        share = outcome.share + sum((real[number].share for number in there), ZERO)
    share = min(max(share, outcome.share), ONE)
    gained = share - outcome.share
    left = tuple(gap for number, gap in enumerate(outcome.gaps) if number not in there)
    return replace(
        outcome,
        state=state_of(share),
        share=share,
        low=min(outcome.low + gained, share),
        high=min(outcome.high + gained, ONE),
        gaps=left,
    )
