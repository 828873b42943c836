"""An edition from the text of a file: YAML here, Excel in `sheet`; all faults at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from youju.facts.queries import measures
from youju.kernel.lined_yaml import BadYaml, Node, read_lined
from youju.kernel.refusal import Refused
from youju.patrols.queries import kinds
from youju.standards import words
from youju.standards.reading.items import ItemReader, Known
from youju.standards.reading.nodes import Collector, Fault
from youju.standards.spec import Absent, EditionSpec, Gate, ItemSpec, Negative

EDITION_KEYS = (
    "code", "name", "year", "level", "sample", "about", "full", "passing", "cycle", "absent", "gates", "negative",
    "items",
)  # fmt: skip
CODE = re.compile(r"[a-z][a-z0-9\-_]{1,39}")
LONGEST = 2_000_000
MOST_FULL = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file says, and what is wrong with it.

    Attributes:
        spec: What could be read; only to be kept where `faults` is empty.
        unproven: Codes of leaves that somebody must judge by hand.
    """

    spec: EditionSpec | None
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    unproven: tuple[str, ...] = field(default=())


def known_here() -> Known:
    """Return what an edition may name, as it stands in the database."""
    rows = list(kinds())
    checks = {
        one.code: frozenset(item["code"] for item in one.spec.get("items", ())) for one in rows
    }
    codes = frozenset(measures().values_list("code", flat=True))
    return Known({one.code: one.label for one in rows}, checks, codes)


def read_edition(text: str, known: Known | None = None) -> EditionSpec:
    """Return the edition a YAML text describes.

    Raises:
        Refused: With every fault of the file, a line each: 第 3 行：…
    """
    return accepted(check_text(text, known))


def accepted(checked: Checked) -> EditionSpec:
    """Return the edition of a file without faults. Raises Refused with all of them."""
    if checked.faults or checked.spec is None:
        raise Refused("\n".join(str(one) for one in checked.faults), field="file")
    return checked.spec


def check_text(
    text: str, known: Known | None = None, given: Mapping[str, str] | None = None
) -> Checked:
    """Return what a YAML text says, with all its faults and warnings.

    Args:
        given: Code, name, year or level to take in place of what the text says.
    """
    try:
        top = read_lined(text.lstrip("\ufeff"), LONGEST)
    except BadYaml as bad:
        return Checked(None, (Fault(bad.line, bad.why),))
    return check_node(top, known, given)


def check_node(
    top: Node, known: Known | None = None, given: Mapping[str, str] | None = None
) -> Checked:
    """Return what the lines of a file say, with all their faults and warnings."""
    top.update({key: value for key, value in (given or {}).items() if value})
    return _Reader(Collector(), known or known_here()).edition(top)


class _Reader:
    """Reads the head of an edition, and its items through `ItemReader`."""

    def __init__(self, take: Collector, known: Known) -> None:
        self.take, self.known = take, known
        self.items = ItemReader(take, known)

    def edition(self, top: Node) -> Checked:
        take = self.take
        take.only(top, EDITION_KEYS, _("测评体系"))
        self.items.branch(take.nodes(top, "items"), "")
        lines = tuple(self.items.found)
        if not lines:
            take.fault(top, "items", _("没有一条指标（items）"))
        self._unique(lines)
        full = take.number(top, "full", Decimal(100), MOST_FULL)
        passing = take.number(top, "passing", min(Decimal(85), full), MOST_FULL)
        if not full:
            take.fault(top, "full", _("满分应大于 0"))
        if passing > full:
            take.fault(top, "passing", _("达标线高于满分"))
        spec = EditionSpec(
            code=self._code(top),
            name=take.text(top, "name", 80, needed=True),
            year=self._year(top),
            level=take.one_of(top, "level", words.LEVELS, "city", needed=True),
            items=lines,
            full=full,
            passing=passing,
            cycle=self._cycle(top),
            gates=tuple(self._gate(one, lines) for one in take.nodes(top, "gates")),
            negative=self._negative(top),
            absent=Absent(take.one_of(top, "absent", words.ABSENT, Absent.MEAN)),
            sample=take.flag(top, "sample"),
            about=take.text(top, "about", 2_000),
        )
        faults, warnings = tuple(sorted(take.faults)), tuple(sorted(take.warnings))
        return Checked(spec, faults, warnings, tuple(self.items.unproven))

    def _code(self, top: Node) -> str:
        code = self.take.text(top, "code", 40, needed=True)
        if code and not CODE.fullmatch(code):
            why = _("“code”用小写字母开头的字母、数字和 - _，2 到 40 个，如 city-2026")
            self.take.fault(top, "code", why)
        return code

    def _year(self, top: Node) -> int:
        year = self.take.whole(top, "year", 0, 2100)
        if year < 1990:
            self.take.fault(top, "year", _("“year”写年份，如 2026"))
        return year

    def _cycle(self, top: Node) -> dict[int, Decimal]:
        node = self.take.node(top, "cycle") or Node()
        found: dict[int, Decimal] = {}
        for key in node:
            if not re.fullmatch(r"(19|20)\d\d", key):
                self.take.fault(node, key, _("“cycle”写成 {2025: 25, 2026: 60} 的样子"))
                continue
            found[int(key)] = self.take.number(node, key, Decimal(0), MOST_FULL)
        return found

    def _gate(self, node: Node, lines: tuple[ItemSpec, ...]) -> Gate:
        take = self.take
        take.only(node, ("code", "label", "items", "least"), _("单项门槛"))
        codes = take.texts(node, "items")
        if not codes:
            take.fault(node, "items", _("单项门槛要写是哪些指标（items）"))
        held = {one.code for one in lines}
        for one in codes:
            if one not in held:
                take.fault(node, "items", _("单项门槛里的“%(code)s”不是指标编号") % {"code": one})
        return Gate(
            take.text(node, "code", 40, needed=True),
            take.text(node, "label", 80, needed=True),
            codes,
            take.number(node, "least", Decimal(0), Decimal(100)),
        )

    def _negative(self, top: Node) -> tuple[Negative, ...]:
        take = self.take
        found: list[Negative] = []
        for node in take.nodes(top, "negative"):
            take.only(node, ("code", "text", "group", "measure"), _("负面清单"))
            measure = take.text(node, "measure", 80)
            if measure and measure not in self.known.measures:
                why = _("统计项目录里没有“%(code)s”") % {"code": measure}
                take.warn(node.line_of("measure"), why)
            code = take.text(node, "code", 40, needed=True)
            if code in {one.code for one in found}:
                take.fault(node, "code", _("负面清单“%(code)s”写了两次") % {"code": code})
            text = take.text(node, "text", 500, needed=True)
            found.append(Negative(code, text, take.text(node, "group", 40), measure))
        return tuple(found)

    def _unique(self, lines: tuple[ItemSpec, ...]) -> None:
        """Refuse a code or an alias that names two items."""
        names = Counter(name for one in lines for name in {one.code, *one.aliases} if name)
        for one in lines:
            for name in sorted({one.code, *one.aliases}):
                if name and names[name] > 1:
                    why = _("编号或别名“%(code)s”不止一条指标在用") % {"code": name}
                    self.take.faults.append(Fault(one.line, why))
