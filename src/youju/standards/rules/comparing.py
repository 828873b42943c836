"""What changed from one edition to the next, item by item; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from youju.kernel.text import normalised
from youju.kernel.words import Words
from youju.standards.rules.matching import Pair, matched
from youju.standards.spec import ItemSpec, RuleSpec


class ChangeKind(StrEnum):
    """What can be changed of an item."""

    ADDED = "added"
    DROPPED = "dropped"
    REWORDED = "reworded"
    RULE = "rule"
    THRESHOLD = "threshold"
    WEIGHT = "weight"
    PROOF = "proof"
    SCOPE = "scope"
    MOVED = "moved"
    OTHER = "other"


NAMES = Words(
    {
        ChangeKind.ADDED: "新增",
        ChangeKind.DROPPED: "删去",
        ChangeKind.REWORDED: "改写",
        ChangeKind.RULE: "改计分规则",
        ChangeKind.THRESHOLD: "改要求",
        ChangeKind.WEIGHT: "改分值",
        ChangeKind.PROOF: "改证明",
        ChangeKind.SCOPE: "改看法",
        ChangeKind.MOVED: "换位置或编号",
        ChangeKind.OTHER: "其他",
    }
)
# What the unit that answers for an item has to look at before it goes on as last year.
NEEDS_LOOK = frozenset(
    {ChangeKind.REWORDED, ChangeKind.RULE, ChangeKind.THRESHOLD, ChangeKind.PROOF, ChangeKind.SCOPE}
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
SCOPE = ("kind", "methods", "applies", "places", "sampling", "absent", "over")
OTHER = ("fix", "duty", "effort")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison: which items, and what changed of them."""

    pair: Pair
    kinds: frozenset[ChangeKind]
    leaf: bool

    @property
    def changed(self) -> bool:
        return bool(self.kinds)

    @property
    def needs_look(self) -> bool:
        """Return whether who answers for it should read it again."""
        return bool(self.kinds & NEEDS_LOOK)


def compared(before: Sequence[ItemSpec], after: Sequence[ItemSpec]) -> list[Row]:
    """Return every line of either edition, in the order of the new one, with what changed."""
    pairs = matched(before, after)
    new_of = {one.before.code: one.after.code for one in pairs if one.before and one.after}
    old, new = ({one.parent for one in items} for items in (before, after))
    found = []
    for one in pairs:
        leaf = one.code not in (new if one.after else old)
        kinds = _kinds(one, new_of)
        found.append(Row(one, kinds if leaf else kinds - {ChangeKind.WEIGHT}, leaf))
    return found


def counted(rows: Sequence[Row]) -> dict[ChangeKind, int]:
    """Return how many lines were changed in each way, in the order of the kinds."""
    found = {kind: sum(kind in one.kinds for one in rows) for kind in ChangeKind}
    return {kind: n for kind, n in found.items() if n}


def _kinds(pair: Pair, new_of: Mapping[str, str]) -> frozenset[ChangeKind]:
    old, new = pair.before, pair.after
    if old is None:
        return frozenset({ChangeKind.ADDED})
    if new is None:
        return frozenset({ChangeKind.DROPPED})
    told = {
        ChangeKind.REWORDED: _words(old) != _words(new),
        ChangeKind.WEIGHT: old.weight != new.weight,
        ChangeKind.PROOF: _proofs(old) != _proofs(new),
        ChangeKind.SCOPE: _some(old, SCOPE) != _some(new, SCOPE),
        ChangeKind.MOVED: old.code != new.code or new_of.get(old.parent, "") != new.parent,
        ChangeKind.OTHER: _some(old, OTHER) != _some(new, OTHER),
        ChangeKind.THRESHOLD: old.required != new.required,
    }
    rule = _rule_change(old.rule, new.rule)
    return frozenset(kind for kind, changed in told.items() if changed) | rule


def _words(one: ItemSpec) -> tuple[str, str]:
    return normalised(one.text), normalised(one.standard)


def _some(one: ItemSpec, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(one, name) for name in names)


def _proofs(one: ItemSpec) -> list[tuple[Any, ...]]:
    return [(proof.kind, proof.name, dict(proof.given)) for proof in one.proofs]


def _rule_change(old: RuleSpec | None, new: RuleSpec | None) -> frozenset[ChangeKind]:
    """Return whether a rule counts otherwise, or the same way with other numbers."""
    if old is None or new is None:
        return frozenset() if old is new else frozenset({ChangeKind.RULE})
    if old.kind != new.kind:
        return frozenset({ChangeKind.RULE})
    if dict(old.given) == dict(new.given):
        return frozenset()
    alike = _shape(old.given) == _shape(new.given)
    return frozenset({ChangeKind.THRESHOLD if alike else ChangeKind.RULE})


def _shape(value: Any) -> Any:
    """Return a rule without its numbers."""
    if isinstance(value, Mapping):
        return {key: _shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_shape(one) for one in value]
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return value
    return _NUMBER.sub("#", str(value))
