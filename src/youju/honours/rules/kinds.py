"""The kinds of selections, titles and ratings as their files name them; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from youju.honours.rules.stages import ORDER, Stage
from youju.kernel.lined_yaml import BadYaml, Node, read_lined
from youju.kernel.refusal import Refused
from youju.kernel.words import Words

CODE = re.compile(r"[a-z][a-z0-9_]{1,29}")
BEST_VOLUNTEERS = (
    "best_volunteers"  # the kind whose nominees may come from the register of volunteers
)


class Holder(StrEnum):
    PERSON = "person"
    UNIT = "unit"
    HOUSEHOLD = "household"


WORDS = {Holder.PERSON: "名", Holder.UNIT: "个", Holder.HOUSEHOLD: "户"}


class Level(StrEnum):
    """Who gives an honour, the lowest first."""

    COMMUNITY = "community"
    STREET = "street"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    NATION = "nation"


LEVELS = Words(
    {
        Level.COMMUNITY: "社区",
        Level.STREET: "街道",
        Level.COUNTY: "区县",
        Level.CITY: "市",
        Level.PROVINCE: "省",
        Level.NATION: "国家",
    }
)
NAMED = Words(
    {
        Level.COMMUNITY: "社区级",
        Level.STREET: "街道级",
        Level.COUNTY: "县级",
        Level.CITY: "市级",
        Level.PROVINCE: "省级",
        Level.NATION: "全国",
    }
)


@dataclass(frozen=True, slots=True)
class Category:
    """One type within a selection, how many are chosen of it, and its own title where it has one."""

    code: str
    label: str
    seats: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class SelectionKind:
    """A kind of selection.

    Attributes:
        stages: Those after the nominations, in the order of the house, `award` the last.
        notice_days: Working days that the public notice stands at least.
        weights: How votes and jury count towards the order in which the office is shown the
            nominees, in per cent.
        refer: Whether those who passed may be sent up to a higher level.
        title: Code of the title that an award makes, where its category has none of its own.
    """

    code: str
    label: str
    about: str
    mechanism: str
    holder: Holder
    rhythm: str
    stages: tuple[Stage, ...]
    notice_days: int
    categories: tuple[Category, ...]
    title: str
    minor: bool = False
    refer: bool = False
    weights: dict[str, int] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """What is counted: 名, 个 or 户."""
        return WORDS[self.holder]


@dataclass(frozen=True, slots=True)
class TitleKind:
    """A kind of title: who holds it, what a yearly review looks at, what help goes with it."""

    code: str
    label: str
    holder: Holder
    word: str
    by_level: bool = False
    review: bool = False
    minor: bool = False
    duties: tuple[str, ...] = ()
    aids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a rating looks at, and what it is worth."""

    code: str
    label: str
    points: int
    hint: str = ""


@dataclass(frozen=True, slots=True)
class RatingKind:
    """A rating of businesses: items with points, and from how many points which star."""

    code: str
    label: str
    about: str
    items: tuple[Item, ...]
    stars: tuple[tuple[int, int], ...]  # (stars, least points), the highest first


def read_selections(text: str) -> list[SelectionKind]:
    """Return the kinds of selections of a file. Raises Refused with the line that is wrong."""
    return [_selection(one) for one in _top(text, "kinds")]


def read_titles(text: str) -> list[TitleKind]:
    """Return the kinds of titles of a file. Raises Refused with the line that is wrong."""
    return [_title(one) for one in _top(text, "titles")]


def read_ratings(text: str) -> list[RatingKind]:
    """Return the ratings of a file. Raises Refused with the line that is wrong."""
    return [_rating(one) for one in _top(text, "ratings")]


def _top(text: str, key: str) -> list[_Row]:
    try:
        return [_Row(one) for one in _rows(read_lined(text), key)]
    except BadYaml as error:
        raise _bad(error.line, error.why) from error


def _bad(line: int, why: str) -> Refused:
    return Refused(_("评选种类文件第 %(line)s 行：%(why)s") % {"line": line, "why": why})


def _rows(node: Node, key: str) -> list[Node]:
    rows = node.get(key)
    if not isinstance(rows, list) or not all(isinstance(one, Node) for one in rows):
        raise BadYaml(node.line_of(key), _("“%(key)s”要写成一列") % {"key": key})
    return rows


class _Row:
    """A mapping of the file that says where it is wrong."""

    def __init__(self, node: Node) -> None:
        self.node = node

    def refuse(self, key: str, why: str) -> Refused:
        return _bad(self.node.line_of(key), why)

    def word(self, key: str) -> str:
        word = str(self.node.get(key, "")).strip()
        if not word:
            raise self.refuse(key, _("缺“%(key)s”") % {"key": key})
        return word

    def code(self) -> str:
        code = self.word("code")
        if not CODE.fullmatch(code):
            raise self.refuse("code", _("代码应是小写英文字母、数字和下划线"))
        return code

    def number(self, key: str, least: int = 0) -> int:
        value = self.node.get(key, least)
        if not isinstance(value, int) or value < least:
            raise self.refuse(key, _("“%(key)s”要是不小于 %(n)s 的整数") % {"key": key, "n": least})
        return value

    def holder(self) -> Holder:
        word = self.word("holder")
        if word not in set(Holder):
            raise self.refuse("holder", _("“holder”写 person、unit 或 household"))
        return Holder(word)

    def words(self, key: str) -> tuple[str, ...]:
        rows = self.node.get(key, [])
        if not isinstance(rows, list):
            raise self.refuse(key, _("“%(key)s”要写成一列") % {"key": key})
        return tuple(str(one) for one in rows)

    def rows(self, key: str) -> list[_Row]:
        try:
            found = [_Row(one) for one in _rows(self.node, key)]
        except BadYaml as error:
            raise _bad(error.line, error.why) from error
        if not found:
            raise self.refuse(key, _("“%(key)s”不能为空") % {"key": key})
        return found

    def flag(self, key: str) -> bool:
        return bool(self.node.get(key, False))


def _selection(row: _Row) -> SelectionKind:
    weights: Any = row.node.get("weights", {})
    return SelectionKind(
        code=row.code(),
        label=row.word("label"),
        about=str(row.node.get("about", "")),
        mechanism=str(row.node.get("mechanism", "")),
        holder=row.holder(),
        rhythm=str(row.node.get("rhythm", "year")),
        stages=_stages(row),
        notice_days=row.number("notice_days"),
        categories=tuple(
            Category(
                one.code(), one.word("label"), one.number("seats"), str(one.node.get("title", ""))
            )
            for one in row.rows("categories")
        ),
        title=row.word("title"),
        minor=row.flag("minor"),
        refer=row.flag("refer"),
        weights=dict(weights),
    )


def _stages(row: _Row) -> tuple[Stage, ...]:
    words = row.words("stages")
    if any(one not in set(Stage) for one in words):
        raise row.refuse("stages", _("“stages”写 review、notice、vote、jury、award"))
    stages = tuple(Stage(one) for one in words)
    if list(stages) != [one for one in ORDER if one in stages] or stages[-1:] != (Stage.AWARD,):
        raise row.refuse("stages", _("各步按次序写，最后一步是 award"))
    return stages


def _title(row: _Row) -> TitleKind:
    return TitleKind(
        code=row.code(),
        label=row.word("label"),
        holder=row.holder(),
        word=row.word("word"),
        by_level=row.flag("by_level"),
        review=row.flag("review"),
        minor=row.flag("minor"),
        duties=row.words("duties"),
        aids=row.words("aids"),
    )


def _rating(row: _Row) -> RatingKind:
    items = tuple(
        Item(one.code(), one.word("label"), one.number("points", 1), str(one.node.get("hint", "")))
        for one in row.rows("items")
    )
    stars = tuple((one.number("stars", 1), one.number("least", 1)) for one in row.rows("stars"))
    if list(stars) != sorted(stars, reverse=True):
        raise row.refuse("stars", _("星级从高到低写"))
    return RatingKind(row.code(), row.word("label"), str(row.node.get("about", "")), items, stars)
