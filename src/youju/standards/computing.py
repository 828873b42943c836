"""Where every unit of a tree stands by an edition on a day: proofs, outcomes, means, the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import repeat

from youju.organisations.queries import Unit, subtree
from youju.standards.models import Edition
from youju.standards.proofs import Found, Scope, read_all
from youju.standards.proofs.judged import held_at
from youju.standards.proofs.scope import NOTHING
from youju.standards.rules import scoring
from youju.standards.rules.conditions import BadRule
from youju.standards.rules.curve import unknown
from youju.standards.rules.outcome import Outcome, Reading, State
from youju.standards.rules.scorer import Scorer
from youju.standards.rules.standings import LINE, Mean, asked_of, counts_singly
from youju.standards.rules.tree import Whole, whole
from youju.standards.spec import EditionSpec, ItemSpec, Over, ProofKind, RuleSpec
from youju.ui.official import in_chinese

Outcomes = dict[str, Outcome]
Memo = dict[tuple[int, ...], Outcome]  # by the identity of the readings
Progress = Callable[[int, int, str], None]
_JUDGED = RuleSpec("judged")


@dataclass(slots=True)
class Stand:
    """A unit with what came of each item asked of it.

    Attributes:
        absent: Mean share of the other units of its kind, for the items it does not have.
    """

    unit: Unit
    outcomes: Outcomes
    absent: dict[str, Decimal]
    whole: Whole


def units_of(edition: Edition, spec: EditionSpec, top: Unit | None = None) -> list[Unit]:
    """Return the open units that an edition speaks of, from the top (of the tree, unless told): the line,
    and those it names."""
    kinds = LINE | {spec.level} | {kind for item in spec.items for kind in item.applies}
    rows = subtree(top or edition.unit).filter(until=None, kind__in=kinds)
    return list(rows.order_by("path").only("pk", "path", "kind", "short_name", "code", "root_id"))


@in_chinese
def compute(
    edition: Edition,
    spec: EditionSpec,
    day: date,
    *,
    units: Sequence[Unit] | None = None,
    events: Mapping[int, Iterable[str]] | None = None,
) -> list[Stand]:
    """Return where the units stand: all that the edition speaks of, unless some are named."""
    some = units_of(edition, spec) if units is None else list(units)
    scope = Scope(edition.root_id, some, day, edition.pk)
    items = [item for item in spec.leaves if item.rule is not None]
    outcomes = outcomes_of(spec, items, scope, read_all(items, scope))
    means = _means(some, outcomes)
    found = []
    for unit in some:
        own = outcomes[unit.id]
        absent = {
            code: means[(unit.kind, code)]
            for code, outcome in own.items()
            if outcome.state is State.ABSENT and (unit.kind, code) in means
        }
        barred = tuple((events or {}).get(unit.id, ()))
        told = whole(spec, own, absent, asked=own.keys(), events=barred)
        found.append(Stand(unit, own, absent, told))
    return found


def outcomes_of(
    spec: EditionSpec, items: Sequence[ItemSpec], scope: Scope, found: Found
) -> dict[int, Outcomes]:
    """Return what each item asked is worth at each unit, by unit id."""
    below = _kinds_below(scope.units)
    judged = held_at(scope)
    memos: dict[str, Memo] = {}
    outcomes: dict[int, Outcomes] = {unit.id: {} for unit in scope.units}
    for item in items:
        asked = {kind for kind, under in below.items() if asked_of(item, spec.level, kind, under)}
        units = [unit for unit in scope.units if unit.kind in asked]
        over_units = item.over is Over.UNITS
        singly = [
            unit for unit in units if not over_units or counts_singly(item, spec.level, unit.kind)
        ]
        memo = memos.setdefault(_asks(item), {})
        _score(item, singly, found, judged.get(item.code, {}), outcomes, memo)
        if over_units:
            _mean_above(item.code, scope, singly, units, outcomes)
    return outcomes


def _kinds_below(units: Sequence[Unit]) -> dict[str, set[str]]:
    """Return which kinds of units stand below units of each kind."""
    kind_of = {unit.id: unit.kind for unit in units}
    below: dict[str, set[str]] = {unit.kind: set() for unit in units}
    for unit in units:
        for above in unit.ancestor_ids[:-1]:
            if above in kind_of:
                below[kind_of[above]].add(unit.kind)
    return below


def scorer_of(item: ItemSpec) -> Scorer:
    """Return what scores an item; nothing can be said by a rule that cannot be read. Where somebody
    decides and nothing else proves it, what was decided is the share itself, whatever the rule counts."""
    judged = (
        all(proof.kind is ProofKind.JUDGEMENT for proof in item.proofs) and len(item.proofs) == 1
    )
    try:
        return scoring.scorer(_JUDGED if judged or not item.rule else item.rule, item.weight)
    except BadRule:
        return lambda readings: unknown()


def _asks(item: ItemSpec) -> str:
    """Return what tells items apart that make different outcomes of the same readings."""
    kinds = [(proof.name, proof.kind.value) for proof in item.proofs]
    return repr((item.rule and (item.rule.kind, item.rule.given), item.weight, kinds))


def _score(
    item: ItemSpec,
    units: Sequence[Unit],
    found: Found,
    judged: Mapping[int, Reading],
    outcomes: dict[int, Outcomes],
    memo: Memo,
) -> None:
    """Score an item at each unit; readings that an item with the same rule had are not scored again."""
    scored, judge = scorer_of(item), scoring.scorer(_JUDGED, item.weight)
    names = [proof.name for proof in item.proofs]
    inputs = [found.get((item.code, name), {}) for name in names]
    columns = [[by_unit.get(unit.id, NOTHING) for unit in units] for by_unit in inputs]
    for unit, readings in zip(units, _beside(columns), strict=False):
        same = tuple(map(id, readings))
        outcome = memo.get(same)
        if outcome is None:
            outcome = memo[same] = scored(dict(zip(names, readings, strict=True)))
        if outcome.share is None and outcome.state is State.UNKNOWN and unit.id in judged:
            outcome = judge({"main": judged[unit.id]})
        outcomes[unit.id][item.code] = outcome


def _beside(columns: Sequence[Sequence[Reading]]) -> Iterable[tuple[Reading, ...]]:
    """Return the readings of each unit; none at all, again and again, where nothing proves the item."""
    return zip(*columns, strict=True) if columns else repeat(())


def _mean_above(
    code: str,
    scope: Scope,
    singly: Sequence[Unit],
    units: Sequence[Unit],
    outcomes: dict[int, Outcomes],
) -> None:
    """Give each unit above the mean of those that are read by themselves."""
    sums: dict[int, Mean] = {}
    for unit in singly:
        outcome = outcomes[unit.id][code]
        for above in scope.above(unit.path)[:-1]:
            mean = sums.get(above)
            if mean is None:
                mean = sums[above] = Mean()
            mean.add(outcome, unit.short_name, unit.id)
    own = {unit.id for unit in singly}
    for unit in units:
        if unit.id not in own:
            outcomes[unit.id][code] = sums.get(unit.id, Mean()).outcome()


def _means(
    units: Sequence[Unit], outcomes: Mapping[int, Outcomes]
) -> dict[tuple[str, str], Decimal]:
    """Return the mean share of each item that somebody lacks, over the units of a kind that have it."""
    lacking = {
        (unit.kind, code)
        for unit in units
        for code, one in outcomes[unit.id].items()
        if one.state is State.ABSENT
    }
    sums: dict[tuple[str, str], list[float]] = {}
    codes: dict[str, list[str]] = {}
    for kind, code in lacking:
        codes.setdefault(kind, []).append(code)
    for unit in units:
        own = outcomes[unit.id]
        for code in codes.get(unit.kind, ()):
            one = own.get(code)
            if one is not None and one.share is not None:
                total = sums.setdefault((unit.kind, code), [0.0, 0.0])
                total[0] += float(one.share)
                total[1] += 1
    return {key: round(Decimal(share / n), 4) for key, (share, n) in sums.items()}
