"""Which measure a blank asks for: every name of the catalogue against the form's words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from django.utils.translation import gettext as _

from youju.kernel.labels import alike, core_of, plain_label
from youju.kernel.units import canonical_unit, converted
from youju.returns.reading.meaning import SUFFIXES, Meaning

RATE_WORDS = ("率", "比", "度", "%")
SURE, ENOUGH = 0.9, 0.74
IN_CONTEXT = 0.89  # never unseen: the title may speak of more
CROSSED = 0.14  # a row's or a column's word left out: 慰问金 of 残疾人 is not all 慰问金
SHORT = 0.84  # two characters that are another word for a measure may mean many things
TIE = 0.02
# Measure words that forms take for each other. People and turns of people are never the same.
ALIKE = (
    frozenset({"个", "处", "家", "块", "件", "起", "项", "座", "所", "间", "支", "片", "栋"}),
    frozenset({"人", "名", "位"}),
    frozenset({"次", "场", "期", "场次", "轮", "回"}),
    frozenset({"个", "条", "幅", "张", "面", "副"}),
    frozenset({"份", "本", "册", "张"}),
    frozenset({"棵", "株"}),
)
ALIASES = (
    ("群众", "居民"), ("清运", "清理"), ("条幅", "横幅"), ("培训班", "培训"), ("宣讲", "讲座"), ("志愿者服务", "志愿服务"),
    ("处置", "办结"), ("场数", "场次"),
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
    """A measure that a blank may ask for, how well it fits (0–1), and why it may not."""

    code: str
    score: float
    why: tuple[str, ...] = ()

    def doubted(self, why: str, most: float) -> Hit:
        """Return the same with a doubt more, worth no more than `most`."""
        return Hit(self.code, min(self.score, most), (*self.why, why))


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
        texts = tuple(_texts(meaning))
        outer = "".join((*meaning.rows[:-1], *meaning.columns[:-1]))
        around = ("".join((*meaning.rows[-1:], *meaning.columns[-1:])), outer, context)
        key = (texts, meaning.unit, meaning.soft, around)
        if key not in self._best:
            self._best[key] = self._search(texts, meaning.unit, meaning.soft, around)
        return self._best[key]

    def _search(
        self,
        texts: tuple[tuple[str, float], ...],
        unit: str,
        soft: bool,
        around: tuple[str, str, str],
    ) -> Hit | None:
        scored: list[tuple[float, Known, str]] = []
        for one in self.known:
            worth, doubt = unit_worth(unit, one.unit, soft)
            if worth < 0:
                continue
            best = max((self._fit(text, one, unit) - less for text, less in texts), default=0.0)
            if best < IN_CONTEXT and any(
                completes(text, one.names[0], around[2]) for text, _less in texts
            ):
                best = IN_CONTEXT
            scored.append((best * worth, one, doubt))
        scored.sort(key=lambda hit: -hit[0])
        ties = [hit for hit in scored if hit[0] > scored[0][0] - TIE] if scored else []
        ties.sort(key=lambda hit: (-hinted(hit[1].names[0], around), -hit[0], len(hit[1].name)))
        scored[: len(ties)] = ties
        if not scored or scored[0][0] < ENOUGH:
            return None
        score, found, doubt = scored[0]
        why = [doubt] if doubt else []
        if score < SURE:
            why.append(_("表上的词与“%(name)s”只是相近") % {"name": found.name})
        if (
            len(ties) > 1
            and score < 0.99
            and hinted(found.names[0], around) == hinted(ties[1][1].names[0], around)
        ):
            why.append(_("也可能是“%(name)s”") % {"name": ties[1][1].name})
            score -= 0.03
        return Hit(found.code, round(max(min(score, 1.0), 0.0), 2), tuple(why))

    def _fit(self, text: str, one: Known, unit: str) -> float:
        fits = (
            min(score, SHORT) if n and not unit and len(text) <= 2 else score
            for n, score in enumerate(self._fits(text, one, unit))
        )
        return max(fits, default=0.0)

    def _fits(self, text: str, one: Known, unit: str) -> Iterator[float]:
        if one.unit == "%" and unit != "%" and not any(word in text for word in RATE_WORDS):
            return
        yield from (
            fit(text, name, one.unit, unit) - 0.02 * (n > 0) for n, name in enumerate(one.names)
        )


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


def hinted(name: str, around: tuple[str, str, str]) -> int:
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
    if converted(Decimal(1), unit, asked) is not None:
        return 0.99, ""
    if any({asked, unit} <= group for group in ALIKE):
        doubt = _("表上单位是“%(asked)s”，统计项单位是“%(unit)s”") % {"asked": asked, "unit": unit}
        return 0.93, doubt
    return (0.84, _("单位没有对上")) if soft else (-1.0, "")


def _texts(meaning: Meaning) -> list[tuple[str, float]]:
    """Return the ways to read a blank's words as one name, each with what it is worth less."""
    rows, columns = list(map(_plain, meaning.rows)), list(map(_plain, meaning.columns))
    if not rows or not columns:
        return _ways(rows or columns)
    row, column = core_of(rows[-1]), core_of(columns[-1])
    whole = ["".join((*rows, *columns)), "".join((*columns, *rows))]
    found = [(row + column, 0.0), (column + row, 0.0), *((text, 0.02) for text in whole)]
    return found + [(text, less + CROSSED) for text, less in (*_ways(rows), *_ways(columns))]


def _ways(words: Sequence[str]) -> list[tuple[str, float]]:
    """Return the innermost word alone, and with those around it. A word left out costs a little."""
    if not words:
        return []
    found = [("".join(words), 0.0)]
    for n in range(len(words)):
        found.append(("".join(words[n:]), 0.02 * n))
    found += [(inner + core_of(outer), 0.02) for outer, inner in pairwise(words)]
    found += [
        (word, 0.02 * (len(words) - 1) + 0.03 * (n < len(words) - 1))
        for n, word in enumerate(words)
    ]
    return found


def _plain(label: str) -> str:
    found = plain_label(label)
    for said, known in ALIASES:
        found = found.replace(said, known)
    return found
