"""What an edition says: the tree, how each item is scored, what proves it. Plain data, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property


class Method(StrEnum):
    """How the assessors look at an item."""

    MATERIALS = "materials"  # 材料审核
    ONLINE = "online"  # 网上申报
    SITE = "site"  # 实地考察
    SURVEY = "survey"  # 问卷调查
    OVERALL = "overall"  # 整体观察、主管部门意见


class ItemKind(StrEnum):
    """量化 has a required number, 动态 changes from visit to visit, 一般 is done or not."""

    QUANTIFIED = "quantified"
    DYNAMIC = "dynamic"
    GENERAL = "general"


class ProofKind(StrEnum):
    """What can prove an item."""

    MEASURE = "measure"  # a measure of facts against a threshold
    EVIDENCE = "evidence"  # papers and photos handed in for the item
    VISITS = "visits"  # visits to a kind of place with its checklist
    SURVEY = "survey"  # a rate of answers: 知晓 参与 支持 满意
    CASES = "cases"  # a rate of the problem register: 结案率 按时率
    JUDGEMENT = "judgement"  # somebody decides, with name and reason


class Absent(StrEnum):
    """What a unit gets for an item that does not exist with it (缺项): a community without a market."""

    MEAN = "mean"  # the mean of the other units
    FULL = "full"
    ZERO = "zero"
    DROP = "drop"  # its weight is taken out of the whole


class Over(StrEnum):
    """How a unit with units below it is read."""

    TREE = "tree"  # one reading of the whole subtree
    UNITS = "units"  # the mean of the units below that the item applies to


Value = str | int | bool | Decimal | None | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """A scoring rule: its kind, as registered in `rules.scoring`, and what it is given."""

    kind: str
    given: Mapping[str, Value] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class ProofSpec:
    """What proves an item.

    Attributes:
        name: The input of the rule it feeds; "main" where the rule has only one.
        given: measure: `measure` (code), `period` (months|year|latest), `per` (measure of the denominator),
            `times`; visits: `places` (kinds), `checks` (codes, [] for all), `days`; survey: `rate`, `audience`;
            cases: `rate`, `kinds`, `sources`; evidence: `kinds`, `at_least`.
    """

    kind: ProofKind
    name: str = "main"
    given: Mapping[str, Value] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Sampling:
    """How many are drawn, of what, per what: 18 小区 × 25 户, 3 路 × 500 米.

    Attributes:
        of: A kind of place, or "household".
        number: How many in all, or for each `per`.
        per: A kind of unit (`community`, `district`), "" for the whole.
        each: What is looked at at each one drawn: 25 (households), 5 (pupils).
        span: What is walked at each one, in words: 500米.
    """

    of: str
    number: int
    per: str = ""
    each: int = 0
    span: str = ""


@dataclass(frozen=True, slots=True)
class ItemSpec:
    """One line of the tree; a branch has no rule and gets its points from its leaves.

    Attributes:
        weight: Points of a leaf.
        required: The norm in words and number, as the edition has it: ≥300㎡.
        applies: Kinds of units it is asked of; () for all.
        places: Kinds of places where it is looked at.
        effort: Person-days that one thing missing takes to put right.
        fix: How to put it right.
        duty: Who usually answers for it.
        aliases: Codes under which other editions and catalogues know it.
    """

    code: str
    parent: str
    text: str
    order: int
    standard: str = ""
    kind: ItemKind = ItemKind.GENERAL
    methods: tuple[Method, ...] = ()
    weight: Decimal = Decimal(0)
    rule: RuleSpec | None = None
    proofs: tuple[ProofSpec, ...] = ()
    absent: Absent | None = None
    over: Over = Over.TREE
    required: str = ""
    applies: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sampling: Sampling | None = None
    effort: Decimal = Decimal(1)
    fix: str = ""
    duty: str = ""
    aliases: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Gate:
    """Items that must reach a share of their own points, or the whole does not pass: minors ≥ 85."""

    code: str
    label: str
    items: tuple[str, ...]
    least: Decimal


@dataclass(frozen=True, slots=True)
class Negative:
    """A line of the negative list: one serious event in the twelve months before bars the unit."""

    code: str
    text: str
    group: str
    measure: str = ""


@dataclass(frozen=True)
class EditionSpec:
    """One edition of an index.

    Attributes:
        level: Kind of unit it is made for: city, county, community, hospital.
        full: Points of the whole; item weights are scaled to it.
        passing: Points from which the whole passes.
        cycle: Weight of each year of the cycle, by year: 15/25/60.
        absent: What an absent item gets where the item does not say.
        sample: Whether it is one of our own samples and must be shown as 样例.
    """

    code: str
    name: str
    year: int
    level: str
    items: tuple[ItemSpec, ...]
    full: Decimal = Decimal(100)
    passing: Decimal = Decimal(85)
    cycle: Mapping[int, Decimal] = field(default_factory=dict)
    gates: tuple[Gate, ...] = ()
    negative: tuple[Negative, ...] = ()
    absent: Absent = Absent.MEAN
    sample: bool = False
    about: str = ""

    @cached_property
    def leaves(self) -> tuple[ItemSpec, ...]:
        """The items that no other item stands under, in order."""
        above = set(self.parents.values())
        return tuple(item for item in self.items if item.code not in above)

    @cached_property
    def parents(self) -> dict[str, str]:
        """The code of the item above each, "" at the top."""
        return {item.code: item.parent for item in self.items}
