"""Reading a catalogue file: every fault is named with the file and its line."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

from youju.facts.rules import Adds
from youju.kernel.crypto import MASKS
from youju.kernel.lined_yaml import BadYaml, Node, read_lined
from youju.kernel.units import canonical_unit, converted
from youju.ledgers.nodes import BadLedger, NodeReader
from youju.ledgers.spec import (
    ALL,
    CHOOSING,
    COUNTS_ONE,
    ENTRY,
    KIND_LABELS,
    MET,
    MODULES,
    NUMBERS,
    OUTCOMES,
    RATINGS,
    RHYTHMS,
    Counted,
    Draw,
    Due,
    Field,
    Follow,
    Kind,
    Ledger,
    Parts,
    Steps,
)
from youju.organisations.rules import UnitKind

CATALOGUE = Path(__file__).parent / "catalogue"
CODE = re.compile(r"[a-z][a-z0-9_]{1,29}")
TEXT_KEYS = {"code", "label", "module", "rhythm", "about", "act", "title", "when_label"}
TEXT_KEYS |= {"measure_word", "print_title", "until_label", "signed"}
FLAGS = {"asset", "joint", "any_period", "photos"}
LISTS = {"mechanisms", "supports", "columns", "print_columns", "rated", "kept_by"}
KINDS = {str(kind) for kind in UnitKind}
LEDGER_KEYS = TEXT_KEYS | FLAGS | LISTS | {"fields", "measures", "parts", "due", "norms", "follow"}
LEDGER_KEYS |= {"steps", "draw"}
FIELD_KEYS = {"key", "label", "type", "required", "units", "choices", "hint", "default", "words"}
FIELD_KEYS |= {"personal"}
MEASURE_KEYS = {
    "key",
    "name",
    "of",
    "unit",
    "adds",
    "words",
    "where",
    "zero",
    "numerator",
    "denominator",
    "day",
}
PARTS_KEYS = {"whole", "parts"}
DUE_KEYS = {"label", "start", "day", "days", "workdays", "months", "within", "done", "soon"}
DUE_KEYS |= {"unless"}
STEP_KEYS = {"label", "state", "open", "fields", "times", "done"}
PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")
DEFAULT_UNITS = {Kind.MONEY: ("元", "万元"), Kind.COUNT: ("个",)}
RESERVED = {ENTRY, "when", "until", "unit", "source", "title"}


@cache
def load_catalogue(folder: Path = CATALOGUE) -> tuple[Ledger, ...]:
    """Return the ledgers of all files in the folder, read once; measure names are unique over all of them.

    Raises:
        BadLedger: For the first fault found.
    """
    found: list[Ledger] = []
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        ledger = load_ledger(path.read_text(encoding="utf-8"), path.name)
        if ledger.code in codes:
            raise BadLedger(f"{path.name}：代码“{ledger.code}”已用于 {codes[ledger.code]}")
        codes[ledger.code] = path.name
        for one in ledger.measures:
            if one.name in names:
                raise BadLedger(f"{path.name}：统计项“{one.name}”已在 {names[one.name]} 里")
            names[one.name] = path.name
        found.append(ledger)
    return tuple(found)


def load_ledger(text: str, name: str) -> Ledger:
    """Return the ledger a file describes. Raises BadLedger: `文件 第 3 行：…`."""
    try:
        top = read_lined(text)
    except BadYaml as bad:
        raise BadLedger(f"{name} 第 {bad.line} 行：{bad.why}") from bad
    return _Reader(name).ledger(top)


class _Reader(NodeReader):
    """Turns checked YAML into a ledger."""

    def ledger(self, top: Node) -> Ledger:
        self.only(top, LEDGER_KEYS, "台账")
        code = self.text(top, "code")
        if not CODE.fullmatch(code):
            raise self.fail(top, "code", "“code”用小写字母开头的字母、数字和下划线，2 到 30 个")
        fields = tuple(self.field(node) for node in self.nodes(top, "fields"))
        if not fields:
            raise self.fail(top, "fields", "台账至少要有一个字段")
        self.unique(top, "fields", [field.key for field in fields])
        asset, by_key = self.flag(top, "asset", False), {field.key: field for field in fields}
        measures = self.measures(top, by_key, asset)
        self.unique(top, "measures", [one.key for one in measures])
        self.unique(top, "measures", [one.name for one in measures])
        self.one_measure_per_unit(top, by_key, measures)
        self.rates(top, measures)
        due, norms, rated = self.due(top, by_key), self.norms(top, by_key), self.rated(top, by_key)
        self.outcomes(top, measures, due, norms)
        self.ratings(top, measures, rated)
        return Ledger(
            code=code,
            label=self.text(top, "label"),
            module=self.one_of(top, "module", set(MODULES)),
            rhythm=self.one_of(top, "rhythm", set(RHYTHMS)),
            fields=fields,
            measures=measures,
            mechanisms=self.texts(top, "mechanisms"),
            about=self.text(top, "about", ""),
            act=self.text(top, "act", "记一条"),
            title=self.title(top, by_key),
            when_label=self.text(top, "when_label", "启用日期" if asset else "日期"),
            until_label=self.text(top, "until_label", ""),
            measure_word=self.text(top, "measure_word", "条"),
            any_period=self.flag(top, "any_period", not asset),
            asset=asset,
            joint=self.joint(top, asset),
            photos=self.flag(top, "photos", True),
            supports=self.texts(top, "supports"),
            columns=self.keys(top, "columns", by_key),
            print_columns=self.keys(top, "print_columns", by_key),
            print_title=self.text(top, "print_title", ""),
            parts=tuple(self.parts(node, by_key) for node in self.nodes(top, "parts")),
            due=due,
            follow=self.follow(top, by_key),
            draw=self.draw(top, by_key),
            norms=norms,
            rated=rated,
            kept_by=self.kinds(top),
            steps=self.steps(top, by_key),
            signed=self.text(top, "signed", ""),
        )

    def measures(self, top: Node, by_key: dict[str, Field], asset: bool) -> tuple[Counted, ...]:
        told = self.nodes(top, "measures")
        return tuple(self.measure(node, by_key, asset=asset) for node in told)

    def kinds(self, top: Node) -> tuple[str, ...]:
        kinds = self.texts(top, "kept_by")
        if strange := set(kinds) - KINDS:
            known = "、".join(sorted(KINDS))
            raise self.fail(
                top, "kept_by", f"没有“{'、'.join(sorted(strange))}”这类单位，可写 {known}"
            )
        return kinds

    def joint(self, top: Node, asset: bool) -> bool:
        joint = self.flag(top, "joint", False)
        if joint and asset:
            raise self.fail(top, "joint", "设施台账（asset）不能联合登记，一处设施只归一个单位")
        return joint

    def unique(self, top: Node, key: str, values: list[str]) -> None:
        seen: set[str] = set()
        for node, value in zip(self.nodes(top, key), values, strict=True):
            if value in seen:
                raise self.fail(node, "key", f"“{value}”用了两次")
            seen.add(value)

    def title(self, top: Node, by_key: dict[str, Field]) -> str:
        title = self.text(top, "title", "")
        for key in PLACEHOLDER.findall(title):
            if key not in by_key:
                raise self.fail(top, "title", f"标题里的“{{{key}}}”不是字段")
        return title

    def keys(self, top: Node, name: str, by_key: dict[str, Field]) -> tuple[str, ...]:
        keys = self.texts(top, name)
        for key in keys:
            if key not in by_key:
                raise self.fail(top, name, f"“{name}”里的“{key}”不是字段")
        return keys

    def field(self, node: Node) -> Field:
        self.only(node, FIELD_KEYS, "字段")
        key = self.text(node, "key")
        if not CODE.fullmatch(key) or key in RESERVED:
            raise self.fail(node, "key", f"“{key}”不能作字段代码：用小写字母、数字和下划线")
        kind = Kind(self.one_of(node, "type", {str(kind) for kind in KIND_LABELS}))
        units = self.units(node, kind)
        choices = self.texts(node, "choices")
        if (kind in CHOOSING) != bool(choices) and not (kind is Kind.ROLE and choices):
            raise self.fail(node, "choices", "单选和多选（也只有它们和 role）要写 choices")
        return Field(
            key=key,
            label=self.text(node, "label"),
            kind=kind,
            required=self.flag(node, "required", False),
            units=units,
            choices=choices,
            hint=self.text(node, "hint", ""),
            default=self.default(node, kind, choices),
            words=self.texts(node, "words"),
            personal=self.personal(node, kind),
        )

    def personal(self, node: Node, kind: Kind) -> str:
        if "personal" not in node:
            return ""
        if kind not in (Kind.TEXT, Kind.LONG):
            raise self.fail(node, "personal", "只有 text 和 long 写 personal")
        return self.one_of(node, "personal", set(MASKS))

    def units(self, node: Node, kind: Kind) -> tuple[str, ...]:
        given = tuple(canonical_unit(unit) for unit in self.texts(node, "units"))
        if given and kind not in NUMBERS:
            raise self.fail(node, "units", "只有 quantity、count、money 写 units")
        if kind is Kind.QUANTITY and not given:
            raise self.fail(node, "units", "数量要写单位，如 units: [车, 立方米]")
        if kind is Kind.COUNT and len(given) > 1:
            raise self.fail(node, "units", "个数（count）只写一个单位")
        return given or DEFAULT_UNITS.get(kind, ())

    def default(self, node: Node, kind: Kind, choices: tuple[str, ...]) -> str:
        value = self.text(node, "default", "")
        if value and choices and value not in choices:
            raise self.fail(node, "default", f"默认值“{value}”不在 choices 里")
        return value

    def measure(self, node: Node, by_key: dict[str, Field], *, asset: bool) -> Counted:
        self.only(node, MEASURE_KEYS, "统计项")
        usual = Adds.STOCK if asset else Adds.FLOW
        adds = self.adds(node, usual)
        reckoned = adds is Adds.RATE and ("of" not in node or "numerator" in node)
        of = "" if reckoned else self.text(node, "of")
        if of and of not in COUNTS_ONE | RATINGS and of not in by_key:
            raise self.fail(node, "of", f"“{of}”不是字段；数条数写 of: entry")
        if of in by_key and by_key[of].personal:
            raise self.fail(node, "of", f"“{of}”是个人信息，不能统计")
        unit = canonical_unit(self.text(node, "unit"))
        field = by_key.get(of)
        if field is not None and adds is not Adds.DISTINCT:
            self.countable(node, field, unit)
        return Counted(
            key=self.measure_key(node, of),
            name=self.text(node, "name"),
            of=of,
            unit=unit,
            adds=adds,
            words=self.texts(node, "words"),
            where=self.where(node, "where", by_key),
            zero=self.where(node, "zero", by_key),
            numerator=self.text(node, "numerator", ""),
            denominator=self.text(node, "denominator", ""),
            day=self.day(node, by_key, asset=asset),
        )

    def day(self, node: Node, by_key: dict[str, Field], *, asset: bool) -> str:
        if asset and "day" in node:
            raise self.fail(node, "day", "设施台账（asset）按启用和撤除的日期计，不写 day")
        return self.key_of(node, "day", by_key, {Kind.DATE})

    def adds(self, node: Node, usual: Adds) -> Adds:
        if "adds" not in node:
            return usual
        adds = Adds(self.one_of(node, "adds", {str(one) for one in Adds}))
        if adds is not Adds.RATE and (usual is Adds.STOCK) != (adds is Adds.STOCK):
            raise self.fail(node, "adds", "时点数（stock）用于设施台账（asset: true），也只用它")
        return adds

    def measure_key(self, node: Node, of: str) -> str:
        key = self.text(node, "key", "entries" if of == ENTRY else of)
        if not CODE.fullmatch(key):
            raise self.fail(node, "key", "统计项要有代码 key：小写字母、数字和下划线")
        return key

    def countable(self, node: Node, field: Field, unit: str) -> None:
        if not field.is_number:
            raise self.fail(node, "of", f"“{field.label}”不是数量，不能累计")
        if all(_as(given, unit) is None for given in field.units):
            given = "、".join(field.units)
            raise self.fail(node, "unit", f"“{field.label}”的单位是{given}，不能按{unit}累计")

    def where(
        self, node: Node, name: str, by_key: dict[str, Field]
    ) -> tuple[tuple[str, tuple[str, ...]], ...]:
        given = node.get(name, Node())
        if not given:
            return ()
        if not isinstance(given, Node):
            raise self.fail(node, name, f"“{name}”写成 字段: [值, 值]")
        found = []
        for key in given:
            values = self.texts(given, key)
            field = by_key.get(key)
            if field is None:
                raise self.fail(given, key, f"“{key}”不是字段")
            for value in values:
                if field.choices and value not in field.choices:
                    raise self.fail(given, key, f"“{field.label}”没有“{value}”这一项")
            found.append((key, values))
        return tuple(found)

    def one_measure_per_unit(
        self, top: Node, by_key: dict[str, Field], measures: tuple[Counted, ...]
    ) -> None:
        for field in by_key.values():
            for unit in field.units:
                fits = [
                    one
                    for one in measures
                    if one.of == field.key
                    and not one.where
                    and one.adds in (Adds.FLOW, Adds.STOCK)
                    and _as(unit, one.unit) is not None
                ]
                if len(fits) > 1:
                    both = "”和“".join(one.name for one in fits)
                    raise self.fail(
                        top, "measures", f"“{both}”都计“{field.label}”的{unit}，只能留一个"
                    )

    def rates(self, top: Node, measures: tuple[Counted, ...]) -> None:
        keys = {one.key for one in measures if one.adds is not Adds.RATE}
        for node, one in zip(self.nodes(top, "measures"), measures, strict=True):
            both = {one.numerator, one.denominator} - {""}
            reckoned = one.adds is Adds.RATE and not one.of
            if reckoned != (len(both) == 2):
                raise self.fail(
                    node, "adds", "比率（rate）要写 numerator 和 denominator，或者 of 写数量字段"
                )
            if not both <= keys:
                raise self.fail(node, "numerator", "numerator 和 denominator 写本台账统计项的 key")

    def parts(self, node: Node, by_key: dict[str, Field]) -> Parts:
        self.only(node, PARTS_KEYS, "分项")
        found = Parts(self.text(node, "whole"), self.texts(node, "parts"))
        for key in (found.whole, *found.parts):
            field = by_key.get(key)
            if field is None or not field.is_number:
                raise self.fail(node, "whole", f"分项里的“{key}”不是数量字段")
        if not found.parts:
            raise self.fail(node, "parts", "分项要写 parts: [字段, 字段]")
        return found

    def due(self, top: Node, by_key: dict[str, Field]) -> Due | None:
        if "due" not in top:
            return None
        node = top["due"]
        if not isinstance(node, Node):
            raise self.fail(top, "due", "“due”写成 {label: 随访, days: 7, done: 字段}")
        self.only(node, DUE_KEYS, "期限")
        dates = {key: self.key_of(node, key, by_key, {Kind.DATE}) for key in ("day", "done")}
        start = self.text(node, "start", "when")
        if start != "when":
            self.key_of(node, "start", by_key, {Kind.DATE})
        limits = {key: self.whole(node, key) for key in ("days", "workdays", "months")}
        within = self.key_of(node, "within", by_key, set(NUMBERS))
        if [bool(dates["day"]), bool(within), *map(bool, limits.values())].count(True) != 1:
            raise self.fail(top, "due", "期限写 day、within、days、workdays、months 中的一样")
        soon = self.whole(node, "soon") if "soon" in node else 7
        return Due(
            label=self.text(node, "label"),
            start=start,
            day=dates["day"],
            done=dates["done"],
            within=within,
            soon=soon,
            unless=self.where(node, "unless", by_key),
            **limits,
        )

    def follow(self, top: Node, by_key: dict[str, Field]) -> Follow | None:
        if "follow" not in top:
            return None
        node, fill = top["follow"], Node()
        if isinstance(node, Node):
            self.only(node, {"ledger", "where", "fill"}, "接着记")
            fill = node.get("fill", fill)
        if not isinstance(node, Node) or not isinstance(fill, Node):
            raise self.fail(
                top, "follow", "“follow”写成 {ledger: 台账代码, fill: {那边的字段: 这边的字段}}"
            )
        for key in fill:
            self.key_of(fill, key, by_key, set(KIND_LABELS))
        pairs = tuple((key, self.text(fill, key)) for key in fill)
        return Follow(self.text(node, "ledger"), self.where(node, "where", by_key), pairs)

    def draw(self, top: Node, by_key: dict[str, Field]) -> Draw | None:
        if "draw" not in top:
            return None
        node = top["draw"]
        by, fill = (node.get("by"), node.get("fill")) if isinstance(node, Node) else (None, None)
        if not isinstance(by, Node) or not isinstance(fill, Node) or len(by) != 1 or not fill:
            told = "“draw”写成 {ledger: 台账代码, by: {这边的名称字段: 那边的}, fill: {这边的字段: 那边的}}"
            raise self.fail(top, "draw", told)
        self.only(node, {"ledger", "by", "fill"}, "照登记的填")
        for key in (*by, *fill):
            if key not in by_key or by_key[key].personal:
                where = by if key in by else fill
                raise self.fail(where, key, f"“{key}”不是本台账的字段，或者是个人信息")
        own = next(iter(by))
        pairs = tuple((key, self.text(fill, key)) for key in fill)
        return Draw(self.text(node, "ledger"), own, self.text(by, own), pairs)

    def key_of(self, node: Node, name: str, by_key: dict[str, Field], kinds: set[Kind]) -> str:
        key = self.text(node, name, "")
        if key and (key not in by_key or by_key[key].kind not in kinds):
            wanted = "、".join(sorted(KIND_LABELS[kind] for kind in kinds))
            raise self.fail(node, name, f"“{name}”要写一个{wanted}字段，“{key}”不是")
        return key

    def steps(self, top: Node, by_key: dict[str, Field]) -> Steps | None:
        if "steps" not in top:
            return None
        node = top["steps"]
        if not isinstance(node, Node):
            raise self.fail(top, "steps", "“steps”写成 {label: 劝说, state: 字段, open: [值]}")
        self.only(node, STEP_KEYS, "进展")
        state = self.key_of(node, "state", by_key, {Kind.CHOICE})
        open_, known = self.texts(node, "open"), by_key[state].choices if state else ()
        if not open_ or not set(open_) < set(known):
            raise self.fail(node, "open", "“open”写 state 里还没有办完的几种，不能是全部")
        fields = self.keys(node, "fields", by_key)
        if any(by_key[key].personal for key in fields):
            raise self.fail(node, "fields", "个人信息不能在进展里填")
        times = self.key_of(node, "times", by_key, set(NUMBERS))
        done = self.key_of(node, "done", by_key, {Kind.DATE})
        return Steps(self.text(node, "label"), state, open_, fields, times, done)

    def norms(self, top: Node, by_key: dict[str, Field]) -> tuple[tuple[str, str], ...]:
        node = top.get("norms", Node())
        if not isinstance(node, Node):
            raise self.fail(top, "norms", "“norms”写成 {字段: 数或 all}")
        found = []
        for key in node:
            field, norm = by_key.get(key), self.text(node, key)
            if field is None or not (field.is_number or field.kind is Kind.CHOICES):
                raise self.fail(node, key, f"标准里的“{key}”不是数量或多选字段")
            if (norm == ALL) != (field.kind is Kind.CHOICES) or not (
                norm == ALL or norm.isdecimal()
            ):
                raise self.fail(node, key, "标准写最少的数，多选字段写 all")
            found.append((key, norm))
        return tuple(found)

    def rated(self, top: Node, by_key: dict[str, Field]) -> tuple[str, ...]:
        keys = self.keys(top, "rated", by_key)
        for key in keys:
            if by_key[key].personal:
                raise self.fail(top, "rated", f"“{by_key[key].label}”是个人信息，不能给居民看")
        return keys

    def ratings(self, top: Node, measures: tuple[Counted, ...], rated: tuple[str, ...]) -> None:
        for node, one in zip(self.nodes(top, "measures"), measures, strict=True):
            if one.of in RATINGS and not rated:
                raise self.fail(node, "of", f"“{one.of}”要先写 rated，列出居民能看到的字段")

    def outcomes(
        self,
        top: Node,
        measures: tuple[Counted, ...],
        due: Due | None,
        norms: tuple[tuple[str, str], ...],
    ) -> None:
        for node, one in zip(self.nodes(top, "measures"), measures, strict=True):
            if one.of in OUTCOMES and not (due and due.done):
                raise self.fail(node, "of", f"“{one.of}”要先写 due，并写明 done")
            if one.of == MET and not norms:
                raise self.fail(node, "of", "“norms-met”要先写 norms")


def _as(unit: str, target: str) -> Decimal | None:
    return converted(Decimal(1), unit, target)
