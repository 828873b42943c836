"""Which measure a blank asks for: every name of the catalogue against the form's words. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from django.utils.translation import gettext as _

from youju.kernel.labels import alike, core_of, plain_label
from youju.kernel.units import canonical_unit, converted
from youju.returns.reading.meaning import (
    SUFFIXES,
    Meaning,
    is_deed,
    is_group,
    named,
    of_register,
)

# The label itself, which says nothing more; the labels outside it; titles and headings; the lines before.
Around = tuple[str, str, str, str]
RATE_WORDS = ("率", "比", "度", "%")
GENERIC = ("活动", "培训", "检查", "服务", "宣传", "讲座", "慰问", "走访", "学习", "投入", "问题")
SURE, ENOUGH = 0.9, 0.74
COMPLETE = 0.92  # words of the title make the name whole, in the same unit
IN_CONTEXT = 0.89  # the most a doubt leaves: never written unseen
CROSSED = 0.14  # a row's or a column's word left out: 慰问金 of 残疾人 is not all 慰问金
SHORT = 0.84  # two characters that are another word for a measure may mean many things
TIE = 0.02
# Measure words that count the same, and those that forms take for each other, which leaves a doubt.
# People and turns of people are never the same.
SAME = (frozenset({"人", "名", "位"}), frozenset({"次", "场", "场次", "回"}))
ALIKE = (
    frozenset({"个", "处", "家", "块", "件", "起", "项", "座", "所", "间", "支", "片", "栋"}),
    frozenset({"次", "场", "期", "场次", "轮", "回"}),
    frozenset({"个", "条", "幅", "张", "面", "副"}),
    frozenset({"份", "本", "册", "张"}),
    frozenset({"棵", "株"}),
)
# Words of a head that say what its lines are about, and leave none of them out.
_TOPIC = re.compile(
    r"(情况|力量|秩序|环境|卫生|宣传|建设|管理|治理|整治|教育|工作|物品|氛围|阵地|设施|方面|内容|成效|开展|服务|活动)$"
)
# Deeds that leave a name as it is, before it or after it: 开展文体活动, 宣传资料发放.
_VERBS = r"(开展|组织|举办|举行|参加|设置|建立|发放|实施|进行|推进)"
_DONE = re.compile(f"^{_VERBS}(?=.{{3}})|(?<=.{{3}}){_VERBS}$")
_DONE_AFTER = re.compile(f"^(.{{3,}}){_VERBS}$")
# 乱堆乱放 below 环境整治 are those cleared away.
_HANDLED = re.compile(r"清理|清除|拆除|收缴|没收|取缔|查处|整治|整改")
_HANDLING = re.compile(r"清理|清除|拆除|收缴|没收|取缔|查处|整治|治理|清洁|大扫除")
_SERVICE = re.compile(r"(服务|活动)$")
_FILLERS = re.compile(
    r"各类|各种|各项|各级|相关|牛皮癣(?=小广告)|(?<=..)总(?=[时次人户数量面金场])|^总(?=[户人][数口]?$)|主题(?=活动$)"
)
ALIASES = (
    ("群众", "居民"), ("清运", "清理"), ("条幅", "横幅"), ("培训班", "培训"), ("宣讲", "讲座"), ("志愿者服务", "志愿服务"),
    ("处置", "办结"), ("参与", "参加"), ("老年人", "老人"), ("志愿活动", "志愿服务活动"), ("贫困", "困难"), ("堆积物", "堆物"),
    ("队伍", "队"), ("按期", "按时"), ("电子显示屏", "电子屏"), ("执法检查", "检查"),
    ("私搭乱建", "乱搭乱建"), ("乱搭乱盖", "乱搭乱建"), ("集中整治", "整治"), ("工作信息", "信息"),
    ("文明创建", "创建"), ("场数", "场次"), ("环境清理整治", "环境卫生整治"), ("环境整治行动", "环境卫生整治行动"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """One measure, with the names it is known by: its own first."""

    code: str
    name: str
    unit: str
    names: tuple[str, ...]
    rate: bool = False
    topic: str = ""  # words that many measures of the same records share: 问题
    also: tuple[str, ...] = ()  # names of the same thing in another unit: 清理垃圾 of 清理垃圾重量


@dataclass(frozen=True, slots=True)
class Hit:
    """A measure that a blank may ask for, how well it fits (0–1), why it may not; words left out."""

    code: str
    score: float
    why: tuple[str, ...] = ()
    left: str = ""

    def doubted(self, why: str) -> Hit:
        """Return the same with a doubt more."""
        return replace(self, score=min(self.score, IN_CONTEXT), why=(*self.why, why))


class Catalogue:
    """The measures, ready to be compared with labels."""

    def __init__(self, measures: Iterable[Known]) -> None:
        told = list(measures)
        topics = _topics(told)
        words = {one.code: one.names for one in told}
        self.known = [
            Known(
                one.code,
                one.name,
                canonical_unit(one.unit),
                tuple(dict.fromkeys(map(_plain, one.names))),
                one.rate,
                topics[one.code.partition(".")[0]],
                tuple(map(_plain, words.get(one.code.rpartition("_")[0], ()))),
            )
            for one in told
        ]
        self.by_code = {one.code: one for one in self.known}
        self._best: dict[tuple[object, ...], Hit | None] = {}

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for one in self.known for name in one.names)

    @property
    def units(self) -> list[str]:
        return [one.unit for one in self.known]

    def named(self, names: Set[str], unit: str, like: str) -> str:
        """Return the measure of exactly such a name in this unit, of the same records as another."""
        kind = like.partition(".")[0]
        return next(
            (
                one.code
                for one in self.known
                if one.names[0] in names and one.unit == unit and one.code.partition(".")[0] == kind
            ),
            "",
        )

    def best(self, meaning: Meaning, context: str = "", lines: str = "") -> Hit | None:
        """Return the measure that fits best, or None where none fits.

        Args:
            context: What titles and headings say: below 问题办理情况 the label 立案 is 立案问题.
            lines: What the lines before say.
        """
        ways = tuple(_ways_of(meaning))
        outer = "".join((*meaning.rows[:-1], *meaning.columns[:-1]))
        around = ("".join((*meaning.rows[-1:], *meaning.columns[-1:])), outer, context, lines)
        key = (ways, meaning.unit, meaning.soft, meaning.whom, meaning.part, around)
        if key not in self._best:
            self._best[key] = self._search(ways, meaning, around)
        return self._best[key]

    def _search(self, ways: Sequence[Way], meaning: Meaning, around: Around) -> Hit | None:
        tries = sorted(
            (one for known in self.known if (one := self._try(known, ways, meaning, around))),
            key=lambda one: -one.score,
        )
        ties = [one for one in tries if one.score > tries[0].score - TIE]
        ties.sort(key=lambda one: (-one.hinted(around), -one.score, len(one.known.name)))
        tries[: len(ties)] = ties
        if not tries or tries[0].score < ENOUGH:
            return None
        found = tries[0]
        score = found.score
        why = [*found.doubts(meaning, around), *self._others(found, meaning.unit, around)]
        if len(ties) > 1 and score < 0.99 and found.hinted(around) == ties[1].hinted(around):
            why.append(_("也可能是“%(name)s”") % {"name": ties[1].known.name})
            score -= 0.03
        score = min(score, IN_CONTEXT) if why else min(score, 1.0)
        return Hit(
            found.known.code, round(max(score, 0.0), 2), tuple(dict.fromkeys(why)), found.way.left
        )

    def _try(
        self, known: Known, ways: Sequence[Way], meaning: Meaning, around: Around
    ) -> Try | None:
        """Return how a measure fits at its best, or None where its unit rules it out."""
        worth, doubt = unit_worth(meaning.unit, known.unit, meaning.soft)
        if worth < 0 or (known.name.startswith("登记") and is_deed(around[0])):
            return None  # 走访困难家庭 are those visited, not those on the register
        best = Try(0.0, known, ways[0] if ways else Way(""), doubt=doubt)
        for way in ways:
            for n, score in self._fits(way.text, known, meaning.unit):
                if score - way.less > best.score:
                    best = Try(score - way.less, known, way, n, doubt)
        if best.score < COMPLETE and any(
            completes(way.text, known.names[0], f"{around[1]}／{around[2]}") for way in ways
        ):
            told = meaning.unit == known.unit and (not meaning.soft or meaning.unit == "%")
            best = replace(best, n=0, score=COMPLETE if told else max(best.score, IN_CONTEXT))
        return replace(best, score=best.score * worth)

    def _fits(self, text: str, one: Known, unit: str) -> Iterator[tuple[int, float]]:
        if one.unit == "%" and unit != "%" and not any(word in text for word in RATE_WORDS):
            return
        for n, name in enumerate(one.names):
            score = fit(text, name, one.unit, unit) - 0.02 * (n > 0)
            yield n, min(score, SHORT) if n and not unit and len(text) <= 2 else score
        if unit == one.unit and text in one.also:
            yield 0, 0.95

    def _others(self, found: Try, unit: str, around: Around) -> Iterator[str]:
        """Yield the doubt that the words are a part of other measures' names too: 慰问金, 志愿者."""
        name = found.known.names[found.n]
        if is_group(name) and of_register(around[2]):
            return
        for one in [] if found.plain else self.known:
            worth = unit_worth(unit, one.unit, False)[0]
            comparable = one.code != found.known.code and worth > 0
            if found.known.unit == unit != one.unit:  # 小广告（张） is that in 张
                continue
            if comparable and any(name in other for other in one.names):
                yield _("也可能是“%(name)s”") % {"name": one.name}
                return


def _topics(measures: Sequence[Known]) -> dict[str, str]:
    """Return by kind of records the words that a third of their measures share, three at least."""
    names: dict[str, list[str]] = {}
    for one in measures:
        names.setdefault(one.code.partition(".")[0], []).append(one.name)
    found = {}
    for kind, told in names.items():
        pairs = Counter(
            two for name in told for two in {name[n : n + 2] for n in range(len(name) - 1)}
        )
        common = [pair for pair, n in pairs.items() if n >= 3 and n * 3 >= len(told)]
        found[kind] = "／".join(common)
    return found


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read a blank's words as a name: what it is worth less, and the words left out."""

    text: str
    less: float = 0.0
    left: str = ""


@dataclass(frozen=True, slots=True)
class Try:
    """A measure beside a blank: how well it fits, in which way, by which of its names."""

    score: float
    known: Known
    way: Way
    n: int = 0
    doubt: str = ""

    @property
    def plain(self) -> bool:
        """Return whether the name is the measure's own, or that but for a word of its unit.

        户数, 开展活动 and 60岁以上老人 are names that say too little: of which, of what kind, seen or met?
        """
        name = self.known.names[self.n]
        core = core_of(name)
        alone = not self.way.left and (core == name or core not in GENERIC)
        told = name not in SUFFIXES and (len(core) > 2 or alone)
        return told and not is_group(name) and self.known.names[0].startswith(name)

    def hinted(self, around: Around) -> int:
        return hinted(self.known.names[0] + "／" + self.known.topic, around)

    def doubts(self, meaning: Meaning, around: Around) -> Iterator[str]:
        """Yield why its figure may not be what is asked for. One doubt, and a person looks."""
        if self.doubt:
            yield self.doubt
        if self.score < SURE:
            yield _("表上的词与“%(name)s”只是相近") % {"name": self.known.name}
        said = self.known.names[0] + self.known.names[self.n]
        if (whom := named(self.way.left) or meaning.whom) and whom not in said:
            yield _("表上只要“%(whom)s”的") % {"whom": whom}
        if self.plain:
            return
        # 低保户 may be those on the register or those visited, 户数 of anything.
        if self.way.left and not self.topical:
            yield _("“%(left)s”没有对上") % {"left": self.way.left}
        elif not meaning.unit or not self.said(around):
            yield _("统计项的全名是“%(name)s”") % {"name": self.known.name}

    @property
    def topical(self) -> bool:
        """Return whether the words left out only say what the lines are about: 清理情况, 市容秩序."""
        core = core_of(self.way.left)
        if len(core_of(self.known.names[self.n])) <= 2:  # 志愿服务 / 开展活动
            return False
        return bool(_TOPIC.search(self.way.left)) or any(core in name for name in self.known.names)

    def said(self, around: Around) -> bool:
        """Return whether another name says as much as the measure's own, or the words around do."""
        own, name = core_of(self.known.names[0]), core_of(self.known.names[self.n])
        if is_group(self.known.names[self.n]) or own.startswith(("登记", "现有")):
            return of_register(around[2])
        if own == f"社区{name}":
            return True
        if (
            own.endswith(name)
            and _HANDLED.fullmatch(own.removesuffix(name))
            and _HANDLING.search("".join(around))
        ):
            return True
        own = (
            "" if len(own) <= 2 and own != self.known.names[0] else own
        )  # 开展活动 says too little
        shared = sum(character in name for character in own) / (len(own) or 1)
        as_much = bool(own) and (own in name or (name not in own and shared >= 0.6))
        return as_much or bool(self.hinted(around))


@lru_cache(200_000)
def fit(text: str, name: str, unit: str, asked: str) -> float:
    """Return how well a form's words fit a name: 文体活动 in 人次 is 文体活动人次."""
    best = alike(text, name)
    if best < 0.95 and (
        _DONE.sub("", text) == name or _DONE_AFTER.sub(r"\2\1", text) in (name, "")
    ):
        best = 0.95
    if best < 1.0 and asked:
        for tail in {*_tails(asked), *_tails(unit)}:
            if core_of(text) + tail == name:
                best = max(best, 0.99)
            elif text.endswith(tail) and text[: -len(tail)] == name:
                best = max(best, 0.97)
            elif text.endswith(tail):  # 美德少年评选人数, 评选美德少年
                best = max(best, alike(text[: -len(tail)], name) * 0.97)
    return best


@lru_cache(200_000)
def completes(text: str, name: str, context: str) -> bool:
    """Return whether the label and words of the context make the name: 立案 + 问题."""
    core = core_of(text)
    for part in {core, _SERVICE.sub("", core)}:
        if len(part) >= 2 and (name.startswith(part) or name.endswith(part)):
            rest = name.replace(part, "", 1)
            if len(rest) >= 2 and _apart(rest).search(context):
                return True
    return False


@lru_cache(5_000)
def _apart(words: str) -> re.Pattern[str]:
    """Return what finds words with one more in between: 环境卫生整治 in 环境卫生大整治."""
    cuts = [f"{words[:n]}.{words[n:]}" for n in range(2, len(words) - 1)]
    return re.compile("|".join([re.escape(words), *cuts]))


def hinted(name: str, around: Around) -> int:
    """Return how much the words around speak for a name among equals.

    Args:
        around: The label itself, which says nothing more; the labels outside it, which count
            double; titles, headings and lines before.
    """
    label, outer, *titles = around
    told = "／".join(titles)
    pairs = [
        two
        for n in range(len(name) - 1)
        if (two := name[n : n + 2]) not in label and "／" not in two
    ]
    return sum(2 * (pair in outer) + (pair in told) for pair in pairs)


@lru_cache(1000)
def _tails(unit: str) -> tuple[str, ...]:
    return tuple({unit, f"{unit}数", *(tail for tail, known in SUFFIXES.items() if known == unit)})


@lru_cache(20_000)
def unit_worth(asked: str, unit: str, soft: bool) -> tuple[float, str]:
    """Return what the measure's unit makes of a fit (−1: impossible), and the doubt it leaves."""
    if not asked or asked == unit:
        return (1.0 if asked else 0.99), ""
    if converted(Decimal(1), unit, asked) is not None or any({asked, unit} <= g for g in SAME):
        return 0.99, ""
    if any({asked, unit} <= group for group in ALIKE):
        doubt = _("表上单位是“%(asked)s”，统计项单位是“%(unit)s”") % {"asked": asked, "unit": unit}
        return 0.93, doubt
    return (0.84, _("单位没有对上")) if soft else (-1.0, "")


def _ways_of(meaning: Meaning) -> list[Way]:
    """Return the ways to read a blank's words as one name, each with what it is worth less."""
    rows, columns = list(map(_plain, meaning.rows)), list(map(_plain, meaning.columns))
    if not rows or not columns:
        return _ways(rows or columns)
    row, column = core_of(rows[-1]), core_of(columns[-1])
    outer = "".join((*rows[:-1], *columns[:-1]))
    whole = ["".join((*rows, *columns)), "".join((*columns, *rows))]
    found = [Way(row + column, 0.0, outer), Way(column + row, 0.0, outer)]
    found += [Way(text, 0.02) for text in whole]
    for mine, crossed in ((rows, columns), (columns, rows)):
        found += [
            Way(way.text, way.less + CROSSED, way.left + "".join(crossed)) for way in _ways(mine)
        ]
    return found


def _ways(words: Sequence[str]) -> list[Way]:
    """Return the innermost word alone, and with those around it. A word left out costs a little."""
    if not words:
        return []
    found = [Way("".join(words[n:]), 0.02 * n, "".join(words[:n])) for n in range(len(words))]
    found += [
        Way(inner + core_of(outer), 0.02, "".join((*words[:n], *words[n + 2 :])))
        for n, (outer, inner) in enumerate(pairwise(words))
    ]
    last = len(words) - 1
    found += [
        Way(word, 0.02 * last + 0.03 * (n < last), "".join((*words[:n], *words[n + 1 :])))
        for n, word in enumerate(words)
    ]
    return found


@lru_cache(50_000)
def _plain(label: str) -> str:
    found = _FILLERS.sub("", plain_label(label))
    for said, known in ALIASES:
        found = found.replace(said, known)
    return found
