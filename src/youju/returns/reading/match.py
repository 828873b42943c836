"""Which measure a blank asks for: every name of the catalogue against the form's words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from django.utils.translation import gettext as _

from youju.kernel.labels import alike, core_of, plain_label
from youju.kernel.units import canonical_unit, converted
from youju.returns.reading.meaning import SUFFIXES, Meaning, is_group, named

# The label itself, which says nothing more; the labels outside it; titles and headings.
Around = tuple[str, str, str]
RATE_WORDS = ("率", "比", "度", "%")
SURE, ENOUGH = 0.9, 0.74
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
ALIASES = (
    ("群众", "居民"), ("清运", "清理"), ("条幅", "横幅"), ("培训班", "培训"), ("宣讲", "讲座"), ("志愿者服务", "志愿服务"),
    ("处置", "办结"), ("场数", "场次"), ("环境清理整治", "环境卫生整治"), ("环境整治行动", "环境卫生整治行动"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """One measure, with the names it is known by: its own first."""

    code: str
    name: str
    unit: str
    names: tuple[str, ...]
    rate: bool = False


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
        self.known = [
            Known(
                one.code,
                one.name,
                canonical_unit(one.unit),
                tuple(map(plain_label, one.names)),
                one.rate,
            )
            for one in measures
        ]
        self.by_code = {one.code: one for one in self.known}
        self._best: dict[tuple[object, ...], Hit | None] = {}

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for one in self.known for name in one.names)

    @property
    def units(self) -> list[str]:
        return [one.unit for one in self.known]

    def best(self, meaning: Meaning, context: str = "") -> Hit | None:
        """Return the measure that fits best, or None where none fits.

        Args:
            context: What titles and headings say: below 问题办理情况 the label 立案 is 立案问题.
        """
        ways = tuple(_ways_of(meaning))
        outer = "".join((*meaning.rows[:-1], *meaning.columns[:-1]))
        around = ("".join((*meaning.rows[-1:], *meaning.columns[-1:])), outer, context)
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
        why = [*found.doubts(meaning, around), *self._others(found, meaning.unit)]
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
        if worth < 0:
            return None
        best = Try(0.0, known, ways[0] if ways else Way(""), doubt=doubt)
        for way in ways:
            for n, score in self._fits(way.text, known, meaning.unit):
                if score - way.less > best.score:
                    best = Try(score - way.less, known, way, n, doubt)
        if best.score < IN_CONTEXT and any(
            completes(way.text, known.names[0], around[2]) for way in ways
        ):
            best = replace(best, score=IN_CONTEXT)
        return replace(best, score=best.score * worth)

    def _fits(self, text: str, one: Known, unit: str) -> Iterator[tuple[int, float]]:
        if one.unit == "%" and unit != "%" and not any(word in text for word in RATE_WORDS):
            return
        for n, name in enumerate(one.names):
            score = fit(text, name, one.unit, unit) - 0.02 * (n > 0)
            yield n, min(score, SHORT) if n and not unit and len(text) <= 2 else score

    def _others(self, found: Try, unit: str) -> Iterator[str]:
        """Yield the doubt that the words are a part of other measures' names too: 慰问金, 志愿者."""
        name = found.known.names[found.n]
        for one in [] if found.plain else self.known:
            comparable = one.code != found.known.code and unit_worth(unit, one.unit, False)[0] > 0
            if comparable and any(name in other for other in one.names):
                yield _("也可能是“%(name)s”") % {"name": one.name}
                return


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
        told = name not in SUFFIXES and (len(core) > 2 or (core == name and not self.way.left))
        return told and not is_group(name) and self.known.names[0].startswith(name)

    def hinted(self, around: Around) -> int:
        return hinted(self.known.names[0], around)

    def doubts(self, meaning: Meaning, around: Around) -> Iterator[str]:
        """Yield why its figure may not be what is asked for. One doubt, and a person looks."""
        if self.doubt:
            yield self.doubt
        if self.score < SURE:
            yield _("表上的词与“%(name)s”只是相近") % {"name": self.known.name}
        if meaning.part:
            yield _("“其中”只要一部分")
        said = self.known.names[0] + self.known.names[self.n]
        if (whom := named(self.way.left) or meaning.whom) and whom not in said:
            yield _("表上只要“%(whom)s”的") % {"whom": whom}
        if self.plain:
            return
        # 低保户 may be those on the register or those visited, 户数 of anything.
        if self.way.left:
            yield _("“%(left)s”没有对上") % {"left": self.way.left}
        elif not meaning.unit or not self.hinted(around):
            yield _("统计项的全名是“%(name)s”") % {"name": self.known.name}


@lru_cache(200_000)
def fit(text: str, name: str, unit: str, asked: str) -> float:
    """Return how well a form's words fit a name: 文体活动 in 人次 is 文体活动人次."""
    best = alike(text, name)
    if best < 1.0 and asked:
        for tail in _tails(asked):
            if core_of(text) + tail == name:
                best = max(best, 0.99)
            elif text.endswith(tail) and text[: -len(tail)] == name and unit == asked:
                best = max(best, 0.97)
            elif text.endswith(tail):  # 美德少年评选人数, 评选美德少年
                best = max(best, alike(text[: -len(tail)], name) * 0.97)
    return best


@lru_cache(200_000)
def completes(text: str, name: str, context: str) -> bool:
    """Return whether the label and words of the context make the name: 立案 + 问题."""
    core = core_of(text)
    if len(core) < 2 or not (name.startswith(core) or name.endswith(core)):
        return False
    rest = name.replace(core, "", 1)
    return len(rest) >= 2 and rest in context


def hinted(name: str, around: Around) -> int:
    """Return how much the words around speak for a name among equals.

    Args:
        around: The label itself, which says nothing more; the labels outside it, which count
            double; titles and headings.
    """
    label, outer, titles = around
    pairs = [two for n in range(len(name) - 1) if (two := name[n : n + 2]) not in label]
    return sum(2 * (pair in outer) + (pair in titles) for pair in pairs)


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


def _plain(label: str) -> str:
    found = plain_label(label)
    for said, known in ALIASES:
        found = found.replace(said, known)
    return found
