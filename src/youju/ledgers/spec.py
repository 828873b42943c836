"""What a ledger is: its fields, what it counts, how it is listed. Pure; kept as JSON by version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.words import Words, noted


class Kind(StrEnum):
    """The kinds of fields, as they are named in a catalogue file."""

    TEXT = "text"
    LONG = "long"
    QUANTITY = "quantity"
    COUNT = "count"
    MONEY = "money"
    DATE = "date"
    PERIOD = "period"
    CHOICE = "choice"
    CHOICES = "choices"
    UNIT = "unit"
    PLACE = "place"
    YES_NO = "yes-no"
    ROLE = "role"
    LINK = "link"


KIND_LABELS = Words(
    {
        Kind.TEXT: "文字",
        Kind.LONG: "长文字",
        Kind.QUANTITY: "数量",
        Kind.COUNT: "个数",
        Kind.MONEY: "金额",
        Kind.DATE: "日期",
        Kind.PERIOD: "时段",
        Kind.CHOICE: "单选",
        Kind.CHOICES: "多选",
        Kind.UNIT: "单位",
        Kind.PLACE: "地点",
        Kind.YES_NO: "是否",
        Kind.ROLE: "职务身份",
        Kind.LINK: "网址",
    }
)
NUMBERS = frozenset({Kind.QUANTITY, Kind.COUNT, Kind.MONEY})
CHOOSING = frozenset({Kind.CHOICE, Kind.CHOICES})

# Module as administrators write it -> subject code of its measures.
MODULES = Words(
    {
        "组织领导": "ORG",
        "宣传教育": "PUB",
        "环境卫生": "ENV",
        "设施建设": "PRJ",
        "关爱帮扶": "AID",
        "活动培训": "ACT",
        "市场监管": "LAW",
        "志愿服务": "VOL",
        "其他": "SVC",
    }
)
RHYTHMS = Words(
    {
        "each": "每次一记",
        "day": "每日",
        "week": "每周",
        "month": "每月",
        "quarter": "每季度",
        "half": "每半年",
        "year": "每年",
        "change": "有变动时",
    }
)
ENTRY = "entry"  # a measure `of: entry` counts the entries themselves
# Measures `of` these count an entry once by how it came out: done within its limit, after it, either
# way; or whether it meets every norm of the ledger (0 where it does not).
IN_TIME, OVERTIME, DONE, MET = "in-time", "over-time", "all-done", "norms-met"
OUTCOMES = frozenset({IN_TIME, OVERTIME, DONE})
# Measures `of` these count the residents who rated an entry: all, or those who are satisfied.
RATED, SATISFIED = "rated", "satisfied"
RATINGS = frozenset({RATED, SATISFIED})
COUNTS_ONE = frozenset({ENTRY, MET}) | OUTCOMES
ALL = "all"  # a norm: every choice of the field


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a ledger.

    Attributes:
        units: Units a number may be given in, the usual one first.
        words: Other headings under which an Excel file may know the field.
        personal: How the value is masked (a key of `kernel.crypto.MASKS`); "" for what is not
            personal. A personal value is kept encrypted, the entry itself holds its mask only.
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    units: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    hint: str = ""
    default: str = ""
    words: tuple[str, ...] = ()
    personal: str = ""

    @property
    def unit(self) -> str:
        return self.units[0] if self.units else ""

    @property
    def is_number(self) -> bool:
        return self.kind in NUMBERS

    @property
    def offered(self) -> tuple[str, ...]:
        """The values one chooses from; none where something is written."""
        return ("是", "否") if self.kind is Kind.YES_NO else self.choices

    @property
    def heading(self) -> str:
        """Label with the unit, as in a table's head: 垃圾（车）."""
        return noted(self.label, self.unit) if self.is_number else self.label


@dataclass(frozen=True, slots=True)
class Counted:
    """A measure of a ledger: what one entry adds to it.

    Attributes:
        of: Key of the field whose number it is, or `entry`: one for each entry. For a distinct
            measure the field whose different values are counted. "" for a computed rate.
        where: Field key -> values; the entry counts only when the field holds one of them.
        zero: Field key -> values; an entry that holds these says that there is none: a zero that is known.
        day: Date field on whose day it counts, where that is filled; else it counts when the entry does.
    """

    key: str
    name: str
    of: str
    unit: str
    adds: Adds = Adds.FLOW
    words: tuple[str, ...] = ()
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    zero: tuple[tuple[str, tuple[str, ...]], ...] = ()
    numerator: str = ""
    denominator: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """A whole and the parts that should add up to it, as field keys."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """When an entry has to be done: so long after a day, or on a day that a field names.

    Attributes:
        label: What is to be done: 随访, 办结, 轮岗.
        start: Date field the limit runs from; "when" for the day of the entry. Without `done` it holds
            the latest time; until it is filled the limit runs from the day of the entry.
        day: Date field that holds the day itself; then there is no limit.
        within: Number field that holds the limit of each entry, in working days or days.
        done: Date field filled when it is done; "" where it only comes round again.
        soon: Days before the limit from which an entry is called 将到期.
        unless: Field key -> values; an entry with one of them has nothing to be done.
    """

    label: str
    start: str = "when"
    day: str = ""
    days: int = 0
    workdays: int = 0
    months: int = 0
    within: str = ""
    done: str = ""
    soon: int = 7
    unless: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def renewed(self) -> str:
        """The date field that each doing fills anew, where it comes round again: 最近检查."""
        return self.start if self.start != "when" and not self.done else ""

    @property
    def told_in(self) -> str:
        """The date field that says when it was done, "" where none does."""
        return self.done or self.renewed


@dataclass(frozen=True, slots=True)
class Follow:
    """What an entry leads to: an entry of another ledger, its form filled in from this one.

    Attributes:
        where: Field key -> values that the entry has; any entry where it is empty.
        fill: Field key of the other ledger -> field key of this one.
    """

    ledger: str
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fill: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draw:
    """Fields that are filled from an entry of another ledger: a request's limit from its item of service.

    Attributes:
        ledger: Code of the ledger that holds the things: one that stands there at the unit or above.
        own: Field key whose words name the thing.
        named: Field key of the other ledger that it is named by there.
        fill: Field key of this ledger, left empty -> field key of the other one.
    """

    ledger: str
    own: str
    named: str
    fill: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """How an entry goes on, step by step, until it has come to its end.

    Attributes:
        label: What one step is called: 劝说, 复查.
        state: Choice field that says how far it is.
        open: Values of it at which it goes on; one that does not say counts as these.
        fields: Other fields that a step may fill.
        times: Number field that grows by one with each step; "" for none.
        done: Date field that holds the day of the last step; "" for none.
    """

    label: str
    state: str
    open: tuple[str, ...]
    fields: tuple[str, ...] = ()
    times: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A register that records, lists, counts and exports.

    Attributes:
        asset: Entries are things that stand from one day until they are removed.
        until_label: What the day on which a thing of an asset ledger ends is called: 解决日期.
        joint: Several units can have held one entry together; it is then counted once above them.
        any_period: An entry may be dated by a month, quarter or year; else by a day.
        supports: Index items the entries are evidence for.
        columns: Field keys of the list, in order.
        act: Words of the primary act: 记一次行动.
        due: When an entry has to be done; entries then have a state and are reminded of.
        steps: How an entry goes on from step to step; None for what is told once.
        norms: Field key -> the least number, or `all` choices, an entry should have.
        rated: Field keys that residents see of an entry shown to them, to rate it once it is done;
            empty for a ledger that nobody rates.
        kept_by: Kinds of units that keep it; all kinds where none is named.
        follow: What some of its entries lead to: a check to a case.
        signed: What the signature is called that somebody draws with a finger where an entry is made:
            住户签名; "" where nobody signs.
        draw: What is taken from an entry of another ledger where it is left empty.
    """

    code: str
    label: str
    module: str
    rhythm: str
    fields: tuple[Field, ...]
    measures: tuple[Counted, ...] = ()
    mechanisms: tuple[str, ...] = ()
    about: str = ""
    act: str = "记一条"
    title: str = ""
    when_label: str = "日期"
    until_label: str = ""
    measure_word: str = "条"
    any_period: bool = True
    asset: bool = False
    joint: bool = False
    photos: bool = True
    supports: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    print_columns: tuple[str, ...] = ()
    print_title: str = ""
    parts: tuple[Parts, ...] = ()
    due: Due | None = None
    steps: Steps | None = None
    norms: tuple[tuple[str, str], ...] = ()
    rated: tuple[str, ...] = ()
    kept_by: tuple[str, ...] = ()
    follow: Follow | None = None
    signed: str = ""
    draw: Draw | None = None

    @property
    def guarded(self) -> bool:
        """Whether entries hold personal data: typed in one by one, never read from a file."""
        return any(field.personal for field in self.fields)

    @property
    def ending(self) -> str:
        """What the day on which a thing ends is called: 撤除日期 unless the file names it."""
        return self.until_label or _("撤除日期")

    def field(self, key: str) -> Field | None:
        return next((field for field in self.fields if field.key == key), None)

    def goes_on(self, values: Mapping[str, Any]) -> bool:
        """Return whether an entry that holds these values has more steps to come."""
        steps = self.steps
        return steps is not None and values.get(steps.state, steps.open[0]) in steps.open

    def stepped(self) -> tuple[Field, ...]:
        """Return the fields that a step fills: the state first."""
        steps = self.steps
        return self._named((steps.state, *steps.fields)) if steps else ()

    def listed(self) -> tuple[Field, ...]:
        """Return the fields of the list, all of them where the file names none."""
        return self._named(self.columns)

    def printed(self) -> tuple[Field, ...]:
        """Return the fields of the printed form."""
        return self._named(self.print_columns)

    def _named(self, keys: tuple[str, ...]) -> tuple[Field, ...]:
        by_key = {field.key: field for field in self.fields}
        return tuple(by_key[key] for key in keys) if keys else self.fields

    def measure_code(self, key: str) -> str:
        """Return the code of a measure in the catalogue of facts: cleanup.rubbish."""
        return f"{self.code}.{key}"

    def measure_specs(self) -> list[MeasureSpec]:
        """Return the measures as the catalogue of facts takes them."""
        return [
            MeasureSpec(
                code=self.measure_code(one.key),
                name=one.name,
                unit=one.unit,
                adds=one.adds,
                topic=MODULES[self.module],
                words=one.words,
                numerator=self.measure_code(one.numerator) if one.numerator else "",
                denominator=self.measure_code(one.denominator) if one.denominator else "",
            )
            for one in self.measures
        ]

    def measures_of(self, key: str) -> list[Counted]:
        """Return the measures made from one field (or from the entries themselves)."""
        return [one for one in self.measures if one.of == key and one.adds != Adds.RATE]


def as_json(ledger: Ledger) -> dict[str, Any]:
    """Return the ledger as plain data, for the row of its version."""
    return asdict(ledger)


def from_json(data: dict[str, Any]) -> Ledger:
    """Return the ledger kept by `as_json`, also one kept before a new attribute existed."""
    plain = dict(data)
    plain["fields"] = tuple(
        Field(**{**one, "kind": Kind(one["kind"])} | _tuples(one, "units", "choices", "words"))
        for one in data["fields"]
    )
    plain["measures"] = tuple(_counted(one) for one in data["measures"])
    plain["parts"] = tuple(Parts(one["whole"], tuple(one["parts"])) for one in data["parts"])
    plain["due"] = Due(**data["due"] | _pairs(data["due"], "unless")) if data.get("due") else None
    if follow := data.get("follow"):
        fill = tuple((key, other) for key, other in follow["fill"])
        plain["follow"] = Follow(follow["ledger"], **_pairs(follow, "where"), fill=fill)
    if draw := data.get("draw"):
        plain["draw"] = Draw(**draw | {"fill": tuple((key, other) for key, other in draw["fill"])})
    steps = data.get("steps")
    plain["steps"] = Steps(**steps | _tuples(steps, "open", "fields")) if steps else None
    plain["norms"] = tuple((key, norm) for key, norm in data.get("norms", ()))
    plain |= _tuples(data, "mechanisms", "supports", "columns", "print_columns", "rated", "kept_by")
    return Ledger(**plain)


def _counted(one: dict[str, Any]) -> Counted:
    held = _pairs(one, "where", "zero") | _tuples(one, "words")
    return Counted(**{**one, "adds": Adds(one["adds"])} | held)


def _pairs(data: dict[str, Any], *names: str) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    return {n: tuple((key, tuple(values)) for key, values in data.get(n, ())) for n in names}


def _tuples(data: dict[str, Any], *names: str) -> dict[str, tuple[str, ...]]:
    return {name: tuple(data[name]) for name in names if name in data}
