"""The scoring rules an edition may use, and how an item is scored by one; pure.

Inputs are readings by name. A rate, a checklist, papers handed in and a judgement come in percent
(0 to 100); a measure comes in its own unit. Where a rule counts standards, an input is met at 100
percent unless `at` says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from youju.kernel.words import listed, noted
from youju.standards.rules import kinds_many, kinds_one
from youju.standards.rules.conditions import BadRule
from youju.standards.rules.curve import unknown
from youju.standards.rules.outcome import Outcome, Readings
from youju.standards.rules.scorer import RuleKind, Scorer
from youju.standards.spec import ProofSpec, RuleSpec

__all__ = ["KINDS", "BadRule", "RuleKind", "check", "score", "scorer"]

_KINDS = (
    RuleKind(
        "levels",
        "分档",
        "按数值或达到的项数分 A、B、C、C# 各档，每档得一定比例的分。",
        frozenset({"levels", "by", "at", "of"}),
        kinds_many.levels,
        True,
        "levels: [{name: A, at: ≥95, share: 1}, {name: B, at: ≥80, share: 0.7}]",
    ),
    RuleKind(
        "met",
        "达标项数",
        "每条标准达到算一项，按达到的项数得分。",
        frozenset({"points", "at", "of"}),
        kinds_many.met,
        True,
        "points: {3: 3, 2: 2, 1: 1, 0: 0}",
    ),
    RuleKind(
        "conform",
        "符合性",
        "逐条判符合或不符合；全部符合才得分，或者按符合的比例得分（each）。",
        frozenset({"each", "at"}),
        kinds_many.conform,
        True,
        "each: true",
    ),
    RuleKind(
        "sample",
        "抽样达标",
        "抽查若干个，合格数达到要求即得分。",
        frozenset({"pass", "of", "as", "partial"}),
        kinds_one.sample,
        False,
        "pass: 3, of: 5",
    ),
    RuleKind(
        "deduct",
        "扣分",
        "每缺一处扣若干分，扣完为止；need 为应有数，缺数由它减去现有数。",
        frozenset({"each", "most", "full", "need", "by"}),
        kinds_many.deduct,
        True,
        "each: 2, need: 5, full: 10",
    ),
    RuleKind(
        "rate",
        "得分率",
        "按百分比得分，或者按占基数的比例得分（of）。",
        frozenset({"of"}),
        kinds_one.rate,
        False,
        "of: 100",
    ),
    RuleKind(
        "threshold",
        "达标线",
        "达到要求得满分，达不到不得分，或者按比例得分（partial）。",
        frozenset({"at", "partial"}),
        kinds_one.threshold,
        False,
        "at: ≥300, partial: true",
    ),
    RuleKind(
        "blend",
        "分项合成",
        "几项按权重合成，如居民问卷占 70、观察员占 30。",
        frozenset({"parts", "at"}),
        kinds_many.blend,
        True,
        "parts: {residents: 70, observers: 30}",
    ),
    RuleKind(
        "judged",
        "人工评定",
        "由评定人给出得分比例并写明理由。",
        frozenset(),
        kinds_one.judged,
        False,
        "",
    ),
)
KINDS: Mapping[str, RuleKind] = {kind.code: kind for kind in _KINDS}


def scorer(rule: RuleSpec, weight: Decimal) -> Scorer:
    """Read a rule once, to score many units by it.

    Raises:
        BadRule: If the rule cannot be read.
    """
    kind = KINDS.get(rule.kind)
    if kind is None:
        raise BadRule(
            _("没有“%(kind)s”这种计分方法，可用：%(all)s")
            % {"kind": rule.kind[:20], "all": _all()},
            "kind",
        )
    strange = sorted(set(rule.given) - kind.keys)
    if strange:
        raise BadRule(
            _("%(kind)s不认识“%(key)s”") % {"kind": kind.label, "key": strange[0]}, strange[0]
        )
    return kind.make(rule.given, weight)


def _all() -> str:
    return listed(noted(one.label, code) for code, one in KINDS.items())


def check(rule: RuleSpec, proofs: Sequence[ProofSpec]) -> None:
    """Refuse a rule that cannot be read, or whose inputs are not those that the proofs feed.

    Raises:
        BadRule: With the key at fault; "proofs" where the proofs are.
    """
    scorer(rule, Decimal(1))
    names = [proof.name for proof in proofs]
    if not names:
        raise BadRule(_("没有写拿什么证明，至少写一条 proofs"), "proofs")
    if len(set(names)) < len(names):
        raise BadRule(_("几条 proofs 要有不同的 name"), "proofs")
    if not KINDS[rule.kind].many and len(names) > 1:
        raise BadRule(_("%s只有一个来源，proofs 只写一条") % KINDS[rule.kind].label, "proofs")
    for key in ("at", "parts"):
        named = rule.given.get(key)
        if isinstance(named, Mapping):
            _check_names(key, set(map(str, named)), set(names))
    if rule.kind == "levels" and rule.given.get("by", "value") == "value" and len(names) > 1:
        raise BadRule(_("按数值分档只有一个来源，proofs 只写一条"), "proofs")


def _check_names(key: str, named: set[str], names: set[str]) -> None:
    strange = sorted(named - names)
    if strange:
        raise BadRule(_("“%(name)s”不是 proofs 里的 name") % {"name": strange[0]}, key)
    left = sorted(names - named)
    if key == "parts" and left:
        raise BadRule(_("“parts”没有写“%s”的权重") % left[0], key)


def score(rule: RuleSpec, readings: Readings, weight: Decimal) -> Outcome:
    """Return what the readings are worth. Never raises: a rule that cannot be read leaves the item unknown."""
    try:
        scored = scorer(rule, weight)
    except BadRule:
        return unknown()
    return scored(readings)
