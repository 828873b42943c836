"""Reading the items of an edition: text, rule, proofs, sampling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from youju.kernel.lined_yaml import Node
from youju.standards import words
from youju.standards.reading.nodes import Collector, plain
from youju.standards.rules import scoring
from youju.standards.spec import (
    Absent,
    ItemKind,
    ItemSpec,
    Method,
    Over,
    ProofKind,
    ProofSpec,
    RuleSpec,
    Sampling,
    Value,
)

ITEM_KEYS = (
    "code", "text", "standard", "kind", "methods", "weight", "applies", "places", "over", "absent", "required",
    "rule", "proofs", "sampling", "effort", "fix", "duty", "aliases", "items",
)  # fmt: skip
LEAF_ONLY = ("rule", "proofs", "sampling")
SAMPLING_KEYS = ("of", "number", "per", "each", "span")
PROOF_KEYS: Mapping[ProofKind, tuple[str, ...]] = {
    ProofKind.MEASURE: ("measure", "period", "months", "per", "times"),
    ProofKind.EVIDENCE: ("kinds", "at_least", "days"),
    ProofKind.VISITS: ("places", "checks", "days", "at_least"),
    ProofKind.SURVEY: ("rate", "audience", "days"),
    ProofKind.CASES: ("rate", "kinds", "sources", "days"),
    ProofKind.JUDGEMENT: (),
}
NEEDED = {
    ProofKind.MEASURE: "measure",
    ProofKind.VISITS: "places",
    ProofKind.SURVEY: "rate",
    ProofKind.CASES: "rate",
}
CODE = re.compile(r"[0-9A-Za-z\u3400-\u9fff][0-9A-Za-z\u3400-\u9fff.\-_#]{0,39}")
MOST_WEIGHT = Decimal(10_000)
MOST_DEPTH = 8
MOST_ITEMS = 2_000


@dataclass(frozen=True, slots=True)
class Known:
    """What an edition may name that lives in other rooms.

    Attributes:
        places: Kinds of places and their names.
        checks: Codes of the checklist of each kind of place.
        measures: Codes of the catalogue of measures.
    """

    places: Mapping[str, str]
    checks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    measures: frozenset[str] = frozenset()


@dataclass(slots=True)
class ItemReader:
    """Reads the tree depth first into lines in order."""

    take: Collector
    known: Known
    found: list[ItemSpec] = field(default_factory=list)
    unproven: list[str] = field(default_factory=list)

    def branch(self, nodes: list[Node], parent: str, depth: int = 1) -> Decimal:
        """Read the items of one branch; return the sum of their weights."""
        total = Decimal(0)
        for node in nodes:
            if len(self.found) >= MOST_ITEMS:
                self.take.fault(node, "code", _("指标最多 %(most)s 条") % {"most": MOST_ITEMS})
                return total
            total += self._item(node, parent, depth)
        return total

    def _item(self, node: Node, parent: str, depth: int) -> Decimal:
        self.take.only(node, ITEM_KEYS, _("指标"))
        below = self.take.nodes(node, "items")
        at = len(self.found)
        item = self._line(node, parent)
        self.found.append(item)
        if not below:
            self.found[at] = self._leaf(node, item)
            return self.found[at].weight
        if depth >= MOST_DEPTH:
            self.take.fault(node, "items", _("层级太深，最多 %(most)s 层") % {"most": MOST_DEPTH})
            return Decimal(0)
        for key in LEAF_ONLY:
            if node.get(key):
                self.take.fault(node, key, _("有下级指标的不写“%(key)s”，写在下级") % {"key": key})
        total = self.branch(below, item.code, depth + 1)
        if item.weight and item.weight != total:
            told = {"code": item.code, "weight": item.weight, "sum": total}
            why = _("“%(code)s”写的分值是 %(weight)s，下级相加是 %(sum)s，按下级相加计") % told
            self.take.warn(node.line_of("weight"), why)
        return total

    def _line(self, node: Node, parent: str) -> ItemSpec:
        """Return what a branch and a leaf have in common."""
        take = self.take
        code = take.text(node, "code", 40, needed=True)
        if code and not CODE.fullmatch(code):
            take.fault(
                node, "code", _("编号“%(code)s”只用字母、数字、汉字和 . - _ #") % {"code": code}
            )
        absent = take.one_of(node, "absent", words.ABSENT, "")
        return ItemSpec(
            code=code,
            parent=parent,
            text=take.text(node, "text", 120, needed=True),
            order=len(self.found),
            standard=take.text(node, "standard", 8_000),
            kind=ItemKind(take.one_of(node, "kind", words.KINDS, ItemKind.GENERAL)),
            methods=tuple(Method(one) for one in take.codes(node, "methods", words.METHODS)),
            weight=take.number(node, "weight", Decimal(0), MOST_WEIGHT),
            absent=Absent(absent) if absent else None,
            over=Over(take.one_of(node, "over", words.OVER, Over.TREE)),
            required=take.text(node, "required", 200),
            applies=take.codes(node, "applies", words.UNITS),
            places=take.codes(node, "places", self.known.places),
            effort=take.number(node, "effort", Decimal(1), MOST_WEIGHT),
            fix=take.text(node, "fix", 500),
            duty=take.text(node, "duty", 200),
            aliases=take.texts(node, "aliases"),
            line=node.line,
        )

    def _leaf(self, node: Node, item: ItemSpec) -> ItemSpec:
        """Return the line with what only a leaf has."""
        if not item.weight:
            self.take.fault(node, "weight", _("缺少分值（weight），或者写的是 0"))
        proofs = tuple(self._proof(one) for one in self.take.nodes(node, "proofs"))
        if all(one.kind is ProofKind.JUDGEMENT for one in proofs):
            self.unproven.append(item.code)
        proofs = proofs or (ProofSpec(ProofKind.JUDGEMENT, line=node.line),)
        rule = self._rule(node, proofs)
        return replace(item, rule=rule, proofs=proofs, sampling=self._sampling(node))

    def _rule(self, node: Node, proofs: tuple[ProofSpec, ...]) -> RuleSpec:
        given = self.take.node(node, "rule")
        if given is None:
            told = {"code": node.get("code")}
            self.take.warn(node.line, _("“%(code)s”没有写计分规则，按人工评定") % told)
            return RuleSpec("judged", line=node.line)
        kind = self.take.text(given, "kind", 20, needed=True)
        rest = {key: plain(value) for key, value in given.items() if key != "kind"}
        rule = RuleSpec(kind, rest, given.line)
        if kind:
            try:
                scoring.check(rule, proofs)
            except scoring.BadRule as bad:
                at = node if bad.key == "proofs" else given
                self.take.fault(at, bad.key, bad.why)
        return rule

    def _proof(self, node: Node) -> ProofSpec:
        kind_code = self.take.one_of(node, "kind", words.PROOFS, "", needed=True)
        if not kind_code:
            return ProofSpec(ProofKind.JUDGEMENT, line=node.line)
        kind = ProofKind(kind_code)
        self.take.only(node, ("kind", "name", *PROOF_KEYS[kind]), words.PROOFS[kind_code])
        needed = NEEDED.get(kind)
        if needed and not node.get(needed):
            told = {"kind": words.PROOFS[kind_code], "key": needed}
            self.take.fault(node, needed, _("%(kind)s要写“%(key)s”") % told)
        given: dict[str, Value] = {
            key: plain(value) for key, value in node.items() if key not in ("kind", "name")
        }
        if kind is ProofKind.VISITS:
            given["places"] = list(self.take.codes(node, "places", self.known.places))
            self._checks(node, self.take.texts(node, "checks"))
        if kind is ProofKind.CASES:
            given["rate"] = self.take.one_of(node, "rate", words.CASE_RATES, "close")
        for key in ("measure", "per") if kind is ProofKind.MEASURE else ():
            self._measure(node, key)
        return ProofSpec(kind, self.take.text(node, "name", 40) or "main", given, node.line)

    def _checks(self, node: Node, checks: tuple[str, ...]) -> None:
        held = [self.known.checks.get(str(one), frozenset()) for one in node.get("places") or ()]
        for one in checks:
            if self.known.checks and not any(one in codes for codes in held):
                told = {"check": one}
                self.take.warn(
                    node.line_of("checks"), _("这种点位的检查表没有“%(check)s”这一条") % told
                )

    def _measure(self, node: Node, key: str) -> None:
        code = self.take.text(node, key, 80)
        if code and code not in self.known.measures:
            told = {"code": code}
            why = _("统计项目录里没有“%(code)s”，建好以前这一项没有数") % told
            self.take.warn(node.line_of(key), why)

    def _sampling(self, node: Node) -> Sampling | None:
        given = self.take.node(node, "sampling")
        if given is None:
            return None
        take = self.take
        take.only(given, SAMPLING_KEYS, _("抽样"))
        of = take.text(given, "of", 40, needed=True)
        if of and of != "household":
            of = take.known(given, "of", of, self.known.places)
        per = take.one_of(given, "per", words.UNITS, "")
        number = take.whole(given, "number", 0, 10_000)
        if not number:
            take.fault(given, "number", _("抽样要写抽几个（number）"))
        each = take.whole(given, "each", 0, 10_000)
        return Sampling(of, number, per, each, take.text(given, "span", 40))
