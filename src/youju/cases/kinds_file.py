"""Reading a file of kinds of problems: every fault is named with the file and its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from youju.kernel.lined_yaml import BadYaml, Node, read_lined
from youju.kernel.workcal import Limit, LimitUnit
from youju.organisations.rules import UnitKind

SAMPLE = Path(__file__).parent / "catalogue" / "kinds.yaml"
CODE = re.compile(r"[a-z0-9]{1,12}")
LIMIT = re.compile(r"(\d{1,4})\s*(\S+)")
TOP_KEYS = {"label", "classes"}
CLASS_KEYS = {"code", "name", "branch", "unit", "kinds"}
KIND_KEYS = {"code", "name", "limit", "severity", "photos", "words", "unit"}

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class Branch(StrEnum):
    PART = "part"  # 部件: a thing with a fixed place
    EVENT = "event"  # 事件: something that happens


class Severity(StrEnum):
    ORDINARY = "ordinary"
    SERIOUS = "serious"
    GRAVE = "grave"


class Photos(StrEnum):
    """Which photos are demanded."""

    NONE = "none"
    BEFORE = "before"
    BOTH = "both"


SEVERITIES = {"一般": Severity.ORDINARY, "较重": Severity.SERIOUS, "严重": Severity.GRAVE}


class BadKinds(ValueError):
    """A file of kinds is wrong. The message names the file, the line and what to write instead."""


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind as the file has it."""

    code: str
    name: str
    limit: Limit
    severity: Severity
    photos: Photos
    unit: UnitKind
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class with its kinds."""

    code: str
    name: str
    branch: Branch
    unit: UnitKind
    kinds: tuple[KindLine, ...]


@dataclass(frozen=True, slots=True)
class KindTree:
    """What a file holds: classes of 部件 and 事件, each with its kinds."""

    label: str
    classes: tuple[ClassLine, ...]

    def __iter__(self) -> Iterator[KindLine]:
        return (kind for one in self.classes for kind in one.kinds)


def load_sample() -> KindTree:
    """Return the sample tree the product ships."""
    return load_kinds(SAMPLE.read_text(encoding="utf-8"), SAMPLE.name)


def load_kinds(text: str, name: str) -> KindTree:
    """Return the tree a file describes. Raises BadKinds: `文件 第 3 行：…`."""
    try:
        top = read_lined(text)
    except BadYaml as bad:
        raise BadKinds(f"{name} 第 {bad.line} 行：{bad.why}") from bad
    return _Reader(name).tree(top)


class _Reader:
    """Turns checked YAML into a tree."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.codes: set[str] = set()
        self.names: set[str] = set()

    def fail(self, node: Node, key: str, why: str) -> BadKinds:
        return BadKinds(f"{self.name} 第 {node.line_of(key)} 行：{why}")

    def only(self, node: Node, allowed: set[str], what: str) -> None:
        for key in node:
            if key not in allowed:
                known = "、".join(sorted(allowed))
                raise self.fail(node, key, f"{what}没有“{key}”这一项，可写 {known}")

    def text(self, node: Node, key: str) -> str:
        value = node.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not value.strip():
            raise self.fail(node, key, f"“{key}”要写文字")
        return value.strip()

    def nodes(self, node: Node, key: str) -> list[Node]:
        value = node.get(key)
        if not isinstance(value, list) or not value:
            raise self.fail(node, key, f"“{key}”要写成一列，每项以 - 开头")
        if any(not isinstance(one, Node) for one in value):
            raise self.fail(node, key, f"“{key}”的每项要写成 code: … 的样子")
        return value

    def one_of(self, node: Node, key: str, known: dict[str, T]) -> T:
        value = self.text(node, key)
        if value not in known:
            raise self.fail(node, key, f"“{key}”没有“{value}”，可写 {'、'.join(known)}")
        return known[value]

    def code(self, node: Node) -> str:
        code = self.text(node, "code")
        if not CODE.fullmatch(code):
            raise self.fail(node, "code", "“code”用小写字母和数字，最多 12 个")
        if code in self.codes:
            raise self.fail(node, "code", f"代码“{code}”用了两次")
        self.codes.add(code)
        return code

    def own_name(self, node: Node) -> str:
        name = self.text(node, "name")
        if name in self.names:
            raise self.fail(node, "name", f"名称“{name}”用了两次")
        self.names.add(name)
        return name

    def tree(self, top: Node) -> KindTree:
        self.only(top, TOP_KEYS, "类别文件")
        classes = tuple(self.one_class(node) for node in self.nodes(top, "classes"))
        return KindTree(self.text(top, "label"), classes)

    def one_class(self, node: Node) -> ClassLine:
        self.only(node, CLASS_KEYS, "大类")
        unit = self.one_of(node, "unit", _values(UnitKind))
        return ClassLine(
            code=self.code(node),
            name=self.own_name(node),
            branch=self.one_of(node, "branch", _values(Branch)),
            unit=unit,
            kinds=tuple(self.kind(one, unit) for one in self.nodes(node, "kinds")),
        )

    def kind(self, node: Node, unit: UnitKind) -> KindLine:
        self.only(node, KIND_KEYS, "类别")
        return KindLine(
            code=self.code(node),
            name=self.own_name(node),
            limit=self.limit(node),
            severity=self.one_of(node, "severity", SEVERITIES),
            photos=self.one_of(node, "photos", _values(Photos)),
            unit=self.one_of(node, "unit", _values(UnitKind)) if "unit" in node else unit,
            words=self.words(node),
        )

    def limit(self, node: Node) -> Limit:
        units = {unit.label: unit for unit in LimitUnit}
        written = LIMIT.fullmatch(self.text(node, "limit"))
        if not written or written[2] not in units:
            raise self.fail(node, "limit", f"时限写数和单位，如 4 工作时；单位有{'、'.join(units)}")
        try:
            return Limit(int(written[1]), units[written[2]])
        except ValueError as error:
            raise self.fail(node, "limit", "时限要在 1 到 2000 之间") from error

    def words(self, node: Node) -> tuple[str, ...]:
        value = node.get("words", [])
        if not isinstance(value, list) or any(not isinstance(one, str) for one in value):
            raise self.fail(node, "words", "“words”要写成 [甲, 乙] 的样子")
        return tuple(value)


def _values(kind: type[E]) -> dict[str, E]:
    return {str(one): one for one in kind}
