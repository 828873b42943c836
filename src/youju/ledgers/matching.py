"""Which column of a file is which field: by label, other words, unit, likeness and pinyin. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from youju.kernel.labels import bare_head
from youju.kernel.refusal import Refused
from youju.kernel.text import pinyin_of
from youju.kernel.units import canonical_unit, converted
from youju.kernel.words import listed, noted
from youju.ledgers.spec import Field, Ledger

WHEN, UNTIL, UNIT = "when", "until", "unit"
WHEN_WORDS = (
    "日期",
    "时间",
    "活动时间",
    "活动日期",
    "开展时间",
    "年月",
    "月份",
    "登记日期",
    "检查日期",
    "发生日期",
)
UNTIL_WORDS = ("撤除日期", "拆除日期", "停用日期", "截止日期")
UNIT_WORDS = ("社区", "所属社区", "填报单位", "上报单位", "所属单位", "街道", "单位名称")
SERIAL_WORDS = ("序号", "编号", "行号", "no", "No", "NO")
ENOUGH = 72.0


@dataclass(frozen=True, slots=True)
class Target:
    """What a column can be mapped to, and the words it is known by."""

    key: str
    label: str
    words: tuple[str, ...]
    units: tuple[str, ...] = ()


def targets_of(ledger: Ledger) -> list[Target]:
    """Return all targets of a ledger: when, until, the recording unit, and the fields."""
    found = [Target(WHEN, ledger.when_label, (ledger.when_label, *WHEN_WORDS))]
    if ledger.asset:
        found.append(Target(UNTIL, ledger.ending, (ledger.ending, *UNTIL_WORDS)))
    found.append(Target(UNIT, "登记单位", UNIT_WORDS))
    return found + [_target(one) for one in ledger.fields]


def _target(one: Field) -> Target:
    return Target(one.key, one.label, (one.label, *one.words), one.units)


def propose(heads: Sequence[str], ledger: Ledger) -> dict[int, str]:
    """Return {column: target key}, each target once, the best likeness first."""
    scored = [
        (score, -column, -order, target.key)
        for column, head in enumerate(heads)
        for order, target in enumerate(targets_of(ledger))
        if (score := likeness(head, target)) >= ENOUGH
    ]
    found: dict[int, str] = {}
    for _score, minus_column, _order, key in sorted(scored, reverse=True):
        if -minus_column not in found and key not in found.values():
            found[-minus_column] = key
    return found


def likeness(head: str, target: Target) -> float:
    """Return how alike a head and a target are, 0 to 105."""
    name, unit = bare_head(head)
    if not name or name in SERIAL_WORDS:
        return 0.0
    best = max(_alike(name, word, n) for n, word in enumerate(target.words))
    if unit and target.units:
        fits = any(_same_kind(unit, given) for given in target.units)
        best += 5 if fits else -30
    return best


def _alike(name: str, word: str, rank: int) -> float:
    if name == word:
        return 100.0 if rank == 0 else 95.0
    if _sound(name) == _sound(word):
        return 90.0
    shorter = min(len(name), len(word))
    part = 76.0 if shorter >= 2 and (name.endswith(word) or word.endswith(name)) else 0.0
    return max(part, float(fuzz.ratio(name, word)))


@lru_cache(4096)
def _sound(text: str) -> str:
    return pinyin_of(text).split(" ")[0]


def _same_kind(unit: str, given: str) -> bool:
    return converted(Decimal(1), canonical_unit(unit), given) is not None


def best_ledger(heads: Sequence[str], ledgers: Iterable[Ledger]) -> tuple[Ledger | None, int]:
    """Return the ledger whose fields the heads fit best, and how many columns fit; None below two."""
    return next(iter(fitting_ledgers(heads, ledgers)), (None, 0))


def fitting_ledgers(heads: Sequence[str], ledgers: Iterable[Ledger]) -> list[tuple[Ledger, int]]:
    """Return the ledgers of which at least two fields fit the heads, the best first, and how many
    columns fit."""
    scored: list[tuple[float, Ledger, int]] = []
    for ledger in ledgers:
        found = propose(heads, ledger)
        by_key = {one.key: one for one in targets_of(ledger)}
        own = [c for c, key in found.items() if key not in (WHEN, UNTIL, UNIT)]
        score = sum(likeness(heads[c], by_key[found[c]]) for c in own) / 100
        score += 0.5 * sum(1 for c in own if bare_head(heads[c])[0] == by_key[found[c]].label)
        if len(own) >= 2:
            scored.append((score, ledger, len(found)))
    scored.sort(key=lambda one: -one[0])
    return [(ledger, n) for _score, ledger, n in scored]


def named_columns(heads: Sequence[str], ledger: Ledger, told: Iterable[str]) -> dict[int, str]:
    """Return the proposed columns, changed as told: `地址=place` or `3=地点` maps a column by its
    head or number to a field by key or name, `备注=` leaves it out.

    Raises:
        Refused: Naming the column or field that is not there, and those that are.
    """
    found = propose(heads, ledger)
    for text in told:
        name, sign, wanted = text.partition("=")
        if not sign:
            raise Refused(_("“%(text)s”要写成 列=字段，如 地址=地点。") % {"text": text})
        column = _column_named(heads, name.strip())
        found.pop(column, None)
        if wanted.strip():
            key = _target_named(ledger, wanted.strip())
            found = {c: k for c, k in found.items() if k != key} | {column: key}
    return found


def _column_named(heads: Sequence[str], name: str) -> int:
    bare = [bare_head(head)[0] for head in heads]
    for known in (list(heads), bare):
        if name in known:
            return known.index(name)
    if name.isascii() and name.isdigit() and 1 <= int(name) <= len(heads):
        return int(name) - 1
    raise Refused(_("没有“%(name)s”这一列；表头有 %(heads)s。") % {"name": name, "heads": listed(head for head in heads if head)})  # fmt: skip


def _target_named(ledger: Ledger, name: str) -> str:
    targets = targets_of(ledger)
    for known in ([one.key for one in targets], [one.label for one in targets]):
        if name in known:
            return targets[known.index(name)].key
    raise Refused(_("“%(label)s”没有“%(name)s”这一项；有 %(known)s。") % {"label": ledger.label, "name": name, "known": listed(noted(one.label, one.key) for one in targets)})  # fmt: skip


def unit_of_head(head: str, field: Field) -> str:
    """Return the unit a head names for a number, if the field takes it; else ""."""
    unit = canonical_unit(bare_head(head)[1])
    return unit if unit and any(_same_kind(unit, given) for given in field.units) else ""
