"""From one sentence to its facts: counts, their acts and things, kinds, and lists like A和B分别x、y."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from youju.reader.grammar.clauses import Link
from youju.reader.grammar.kinds import RATE_UNITS, future_heading, kind_of
from youju.reader.grammar.linking import Linker
from youju.reader.grammar.numbers import Count, find_counts, folded
from youju.reader.grammar.things import trimmed
from youju.reader.grammar.verbs import main_verb

_PER = re.compile(
    r"(每(?:\d+|[一二三四五六七八九十百千两半万]+)?(?:个|户|名|人|位|家|所|座|处|项|场|次|月|季度?|年|周|天|日|亩|条|组|支|车|间|社区|村|校|班|学期|小时|栋|餐|半年|半月|星期|平方公里)"
    r"(?:党员|居民|社区|村|学校|单位|活动|家庭|学生|老人|网格|小区|月|季度|学期)?|人均|户均)"
)
_SHARED = re.compile(
    r"(?P<list>[^,;。:]{2,60}?)(?P<word>分别|均|各(?![类种项级界地族有相单部])(?=[^,;。]{0,7}\d|[^,;。]{0,5}[一二两三四五六七八九十]))"
)
_SHARE = re.compile(r"[\u4e00-\u9fff]{1,6}各(?![类种项级界地族有相单部])")
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Found:
    """A fact as the grammar sees it; positions are in the sentence."""

    start: int
    end: int
    action: str | None
    object: str | None
    value: Decimal | None
    upper: Decimal | None
    qualifier: str
    unit: str | None
    per: str
    kind: str
    negated: bool
    confidence: float
    doubts: tuple[str, ...]


def facts_of(sentence: str, heading: str = "") -> list[Found]:
    """Return the facts of a sentence; `heading` is the section it stands in."""
    text = folded(sentence)
    counts = [count for count in find_counts(text) if not _basis(text, count)]
    if not counts:
        return []
    linker = Linker(text, counts)
    future = future_heading(heading)
    found: list[Found] = []
    for count in counts:
        link = linker.links[id(count)]
        if _loose_one(text, count, link):
            continue
        fact = _fact(text, count, link, future)
        if (
            fact.kind == "state"
            and re.search(r"面积|长度?$|总长", fact.object or "")
            and found
            and found[-1].kind == "done"
        ):
            fact = replace(fact, kind="done")  # 拆除违建23处,面积约1800平方米
        found.append(fact)
    kept = [count for count in counts if not _loose_one(text, count, linker.links[id(count)])]
    return _shared(text, found, kept, linker)


def _loose_one(text: str, count: Count, link: Link) -> bool:
    """Whether 一 counts nothing: 一份力, 一个微笑, where no act of the clause governs it."""
    return (
        count.value == 1
        and count.kind == "chinese"
        and not count.qualifiers
        and not count.zero
        and (link.action is None or not link.own)
        and not re.search(r"每[周月天日年班人户]$", text[: count.first])
    )


def _basis(text: str, count: Count) -> bool:
    """Whether a count is the basis of a rate or a share (每300人, 三所小学各), not a fact."""
    small = count.value is not None and count.value < 10
    shared = small and _SHARE.match(text, count.last)
    return bool(shared) or text[: count.first].endswith(("每", "每隔", "每满", "每超过"))


def _fact(text: str, count: Count, link: Link, future: bool) -> Found:
    per = count.per
    if not per and ("每" in text or "均" in text):
        matches = list(_PER.finditer(text[link.clause.start : count.first]))
        per = matches[-1][1] if matches else ""
    doubts = list(count.doubts)
    confidence = link.confidence - (0.1 if count.unit is None else 0)
    if _damaged_year(text, count):
        doubts.append("数字像是被年份替换过，请核对")
        confidence = min(confidence, 0.4)
    if count.kind == "masked":
        confidence = 0.3
    if not link.own:
        doubts.append("动作取自前文")
    return Found(
        count.start,
        count.end,
        link.action,
        link.object,
        count.value,
        count.upper,
        "+".join(count.qualifiers),
        count.unit,
        per,
        kind_of(count, link, text, future),
        count.zero,
        round(confidence, 2),
        tuple(doubts),
    )


def _damaged_year(text: str, count: Count) -> bool:
    """Whether a number is probably a year put in the place of another: 2023余平方, 12023平方米."""
    written = text[count.start : count.end]
    if not written.isdigit() or not 4 <= len(written) <= 6:
        return False
    year = _YEAR_LIKE.fullmatch(written[-4:])
    if not year or not 2005 <= int(written[-4:]) <= 2035:
        return False
    return len(written) > 4 or bool({"余", "多"} & set(count.qualifiers))


def _names(text: str) -> list[str]:
    names = [trimmed(name) for name in re.split(r"以及|[、和及]|(?<!参)与", text)]
    return [name for name in names if len(name) > 1]


def _shared(text: str, found: list[Found], counts: list[Count], linker: Linker) -> list[Found]:
    """Spread A和B分别x、y over its facts, and A、B均x into one fact for each."""
    result = list(found)
    if not any(word in text for word in ("分别", "均", "各")):
        return result
    for match in _SHARED.finditer(text):
        before = [count.last for count in counts if match.start() < count.last <= match.end()]
        named = text[max(before, default=match.start()) : match.end("list")]
        names = _names(named.rsplit("的", 1)[-1] if match["word"] == "均" else named)
        following = [i for i, count in enumerate(counts) if count.first >= match.end()]
        if match["word"] == "分别":
            if len(names) > 1 and len(following) >= len(names):
                _spread(text, result, counts, names, following, match.end())
        elif following and "," not in text[match.end() : counts[following[0]].first]:
            result = _copies(result, found[following[0]], match, names, text)
    return result


def _spread(
    text: str,
    result: list[Found],
    counts: list[Count],
    names: list[str],
    following: list[int],
    place: int,
) -> None:
    """Give A和B分别x、y their things: what follows 分别 if it has one, else A and B."""
    first = counts[following[0]]
    between = text[place : first.first]
    if "," in between:
        return
    verb = main_verb(between)
    thing = trimmed(between[verb.end :]) if verb else ""
    action = verb.text if verb else result[following[0]].action
    for name, index in zip(names, following, strict=False):
        result[index] = replace(
            result[index],
            object=thing or name,
            action=action,
            kind="done" if verb and not verb.result and not verb.state else result[index].kind,
        )


def _copies(
    result: list[Found], fact: Found, match: re.Match[str], names: list[str], text: str
) -> list[Found]:
    """Return one fact for each of A、B均x, and two for 两个社区各x."""
    pair = re.search(r"两(?:个|名|所|支|家)?([\u4e00-\u9fff]{1,8})$", match["list"])
    if (
        match["word"] == "均"
        and len(names) > 1
        and all(re.search(r"[率度比数量额]$", n) for n in names)
    ):
        copies = [replace(fact, object=name) for name in names]
    elif match["word"] == "各" and pair and fact in result:
        copies = [fact, replace(fact)]
    elif (
        match["word"] == "各" and len(names) > 1 and fact.unit not in RATE_UNITS and fact in result
    ):
        copies = [replace(fact, object=name) for name in names]
    else:
        return result
    place = next((i for i, item in enumerate(result) if item.start == fact.start), None)
    if place is None:
        return result
    return result[:place] + copies + result[place + 1 :]
