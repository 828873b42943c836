"""The act and the thing of each count: who did what to how many of what."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from youju.reader.grammar import lexicon
from youju.reader.grammar.numbers import Count
from youju.reader.grammar.verbs import Verb, first_verb, main_verb

CLAUSE_END = re.compile(r"[,;。:!?\n()]|(?<=[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff])")
_ATTRIBUTE = re.compile(rf"(?:{lexicon.one_of(lexicon.ATTRIBUTES)})$")
_RATE = re.compile(rf"(?:{lexicon.one_of(lexicon.RATES)})$")
_LEAD = re.compile(
    r"^(?:了|过|到|出|的|地|着|其中|其|各类|各种|和|与|及|以及|并且|并|还|也|同时|共计|累计|共|、|“|由|等|又|另|另外|全年|今年|今年以来|目前|现|现已|已|均|分|里|中|内|上|下|是|为)+"
)
_TRAIL = re.compile(
    r"(?:共计|总计|合计|累计|总共|共有|共|计|达到了|达到|达|已达|多达|为|约为|约|近|等|等共|各|均|分别|已|就|仅仅|仅|只|只有|有|了|就有|还有|也|都|已有|现有|是|至|从|由|在|于|每|要|需|应|须|必须|不|一次性|先后|每年|每月|每周|每季度|数|总数|数量|以上|的)+$"
)
_PREPOSED = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|.)(?:向|为|给|对|由|使|让|令|从|在|将|把|有|仅|至少|于|被|达|至|到)$"
)
_CUT = re.compile(
    r"(?:用于|用来|并(?!列|肩)|并且|且(?=[\u4e00-\u9fff]{2})|以及时|对(?!象|联|口|外)|向(?!日葵)|为(?!主|民)|把|将(?!军)|到(?!位|岗)|给(?!予|水|排水)|于(?!是)|由|被(?!褥|子|服)|全部|分别|均|都|已|目前|进一步|使|让|免费|及时|现场|定期|以|从而|极大|有效|先后|再|也(?!门)|在(?!编|校|岗|职|册|建|线|读))"
)
_FREQUENCY = ("次", "遍", "轮", "趟", "回", "场次", "轮次", "期")
_FRAME = re.compile(
    r"(?:对|就|与|和|向|为|给|将|把|围绕|针对)(?P<object>[^,;。]{2,40}?)(?:进行|开展|实施|予以|给予|作|做|多次|屡次)"
)


@dataclass(slots=True)
class Clause:
    """A stretch between commas, with the counts in it."""

    start: int
    end: int
    counts: list[Count]


@dataclass(slots=True)
class Link:
    """What a count belongs to, and how sure that is."""

    action: str | None
    object: str | None
    confidence: float
    clause: Clause
    own: bool = True  # the act stands in the count's own clause
    left: str = ""


def clauses_of(text: str, counts: list[Count]) -> list[Clause]:
    """Return the clauses of a sentence that hold its counts, and those between."""
    bounds = [0]
    for match in CLAUSE_END.finditer(text):
        if not any(count.first < match.end() and match.start() < count.last for count in counts):
            bounds.append(match.end())
    bounds.append(len(text) + 1)
    found = []
    for start, end in itertools.pairwise(bounds):
        inside = [count for count in counts if start <= count.start < end]
        found.append(Clause(start, end - 1, inside))
    return found


def trimmed(text: str) -> str:
    """Return a thing's name without the particles and adverbs around it."""
    before = None
    while before != text:
        before = text
        text = text.strip(" ,;:、()“”\"'‘’《》")
        text = _TRAIL.sub("", _LEAD.sub("", text))
    return text


def _thing(text: str) -> str:
    """Return the noun phrase at the start of what follows a unit."""
    text = text.strip(" ")
    text = re.sub(r"^(?:的|左右|以上|余)", "", text)
    quoted = re.match(r"[“'《][^”'》]{1,40}[”'》][^,;。]{0,16}", text)
    head = quoted[0] if quoted else ""
    rest = text[len(head) :] if not head else ""
    cut = _CUT.search(rest)
    if cut:
        rest = rest[: cut.start()]
    verb = first_verb(rest)
    if verb is not None and "的" not in rest[verb.end :]:
        rest = rest[: verb.start]
    return trimmed(head or rest)


def _left_thing(left: str, verb: Verb | None) -> str:
    return trimmed(left[verb.end :] if verb else left)


def _subject(text: str) -> str:
    """Return the last noun phrase before 每, 共, the verb …"""
    text = re.split(r"每(?=[个户月季周年天学])|[,;]", text)[0]
    text = re.sub(
        r"^(?:今年以来|今年|全年|目前|截至目前|现在|社区|我局|我们|我院|我校|同时|此外|另外|其中)(?=[\u4e00-\u9fff]{4})",
        "",
        text,
    )
    return trimmed(text)


class Linker:
    """Walks the clauses of one sentence and links each count to its act and its thing."""

    def __init__(self, text: str, counts: list[Count]) -> None:
        self.text = text
        self.clauses = clauses_of(text, counts)
        self.links: dict[int, Link] = {}
        self.last_action: str | None = None
        self.last_object: str | None = None
        for index, clause in enumerate(self.clauses):
            if clause.counts:
                for place in range(len(clause.counts)):
                    self._link(index, clause, place)
            else:
                self._pass(clause)

    def _pass(self, clause: Clause) -> None:
        """Remember the act of a clause without counts, for the list that may follow."""
        verb = main_verb(self.text[clause.start : clause.end])
        if verb is not None and not verb.light:
            self.last_action = verb.text
            self.last_object = trimmed(self.text[clause.start + verb.end : clause.end]) or None

    def _link(self, index: int, clause: Clause, place: int) -> None:
        count = clause.counts[place]
        previous = clause.counts[place - 1] if place else None
        after = clause.counts[place + 1] if place + 1 < len(clause.counts) else None
        left = self.text[(previous.last if previous else clause.start) : count.first]
        right = self.text[count.last : (after.first if after else clause.end)]
        verb = main_verb(left)
        if count.kind == "percent" or count.unit in ("%", "百分点", "个百分点", "倍", "成", "‰"):
            link = self._rate(clause, left, right, verb)
        else:
            link = self._counted(clause, count, left, right, verb, after, previous)
        link.left = left
        self.links[id(count)] = link
        if link.action:
            self.last_action = link.action
        if link.object:
            self.last_object = link.object

    def _rate(self, clause: Clause, left: str, right: str, verb: Verb | None) -> Link:
        action = verb.text if verb else None
        whole = left if left else self.text[clause.start : clause.start + len(left)]
        thing = trimmed(
            re.sub(
                r"(?:同比|环比|比上年|比去年|较上年|较去年|较上年同期|比上年同期|与去年同期相比|上年同期)?(?:的)?"
                r"(?:达到|达|提高|提升|上升|增长|增加|下降|降低|减少|回落|升至|增至|降至|保持在|稳定在|占|超过|为|完成)(?:了|到|至|在)?.*$",
                "",
                whole,
            )
        )
        thing = thing.rsplit("的", 1)[-1] if len(thing.rsplit("的", 1)[-1]) > 1 else thing
        if not thing:
            thing = _thing(right) or self.last_object or ""
        if verb and verb.nominal and not verb.result:
            action = None
        found = re.search(
            r"(?:达到|达|提高|提升|上升|增长|增加|下降|降低|减少|回落|升至|增至|降至|保持|占)", left
        )
        if found:
            action = left[found.start() : found.end()]
        return Link(
            action or ("达到" if _RATE.search(thing) else self.last_action),
            thing or None,
            0.85,
            clause,
        )

    def _counted(
        self,
        clause: Clause,
        count: Count,
        left: str,
        right: str,
        verb: Verb | None,
        after: Count | None,
        previous: Count | None,
    ) -> Link:
        if verb is None and previous is None:
            attribute = trimmed(left)
            if _ATTRIBUTE.search(attribute) and not _thing(right):
                return self._attribute(clause, attribute)
        if verb is not None and not (verb.light and first_verb(right)):
            return self._with_left_verb(clause, count, left, right, verb, after)
        return self._without_left_verb(clause, count, left, right, verb, after, previous)

    def _attribute(self, clause: Clause, attribute: str) -> Link:
        name = attribute.rsplit("的", 1)[-1]
        act = re.match(r"(硬化|绿化|改造|粉刷|拆除|清理|整治|修复|铺设|修缮|维修)", name)
        if act:
            frame = _FRAME.search(self.text[: clause.start])
            return Link(act[1], trimmed(frame["object"]) if frame else name, 0.8, clause)
        return Link(None, name, 0.9, clause)

    def _with_left_verb(
        self, clause: Clause, count: Count, left: str, right: str, verb: Verb, after: Count | None
    ) -> Link:
        between = left[verb.end :]
        left_thing = trimmed(between)
        preposed = (
            bool(re.search(r"(?:向|为|给|对|由|在|从|于|与|和|含|是)[^,;]{0,10}$", between))
            and not left_thing
        )
        right_thing = self._right(count, right, after)
        starts_pp = bool(re.match(r"(?:了|过|出)?(?:由|向|为|给|对|在|从|于|与|自)", between))
        confidence = 0.9
        if (
            verb.result
            and verb.text in ("达到", "达", "增加", "减少")
            and not left_thing
            and not right_thing
        ):
            left_thing = trimmed(left[: verb.start])
            inner = main_verb(left[: verb.start])
            if inner is not None:
                return Link(inner.text, trimmed(left_thing.rsplit("的", 1)[-1]), 0.75, clause)
            return Link(verb.text, left_thing or self.last_object, 0.8, clause)
        if not left_thing or (starts_pp and right_thing):
            thing = right_thing or ("" if starts_pp else left_thing)
        else:
            thing = left_thing
        if not thing:
            frame = _FRAME.search(self.text[clause.start : count.first])
            thing = trimmed(frame["object"]) if frame else _subject(left[: verb.start])
            confidence = 0.7
        if not thing or len(thing) < 2:
            thing = self.last_object or thing
            confidence = 0.6
        if preposed:
            confidence -= 0.05
        return Link(verb.text, thing or None, confidence, clause)

    def _right(self, count: Count, right: str, after: Count | None) -> str:
        """Return the thing after the unit; looks past 面积约200平方米的 to what is measured."""
        thing = _thing(right)
        if after is not None and (
            not thing
            or _ATTRIBUTE.search(thing)
            or re.search(r"(?:只有|总|投资|长|宽|高|共)$", thing)
        ):
            tail = self.text[after.last : after.last + 40]
            if after.unit and re.match(r"的|[“']", tail):
                return _thing(re.split(r"[,;。:]", tail)[0])
            if thing and _ATTRIBUTE.search(thing):
                return ""
        return thing

    def _without_left_verb(
        self,
        clause: Clause,
        count: Count,
        left: str,
        right: str,
        verb: Verb | None,
        after: Count | None,
        previous: Count | None,
    ) -> Link:
        left_thing, thing = trimmed(left), self._right(count, right, after)
        beyond = first_verb(right)
        if previous is not None and id(previous) in self.links:
            before = self.links[id(previous)]
            if left_thing and not (beyond and thing):
                return Link(before.action, left_thing, 0.85, clause)
            if not beyond:
                return Link(before.action, thing or left_thing or before.object, 0.75, clause)
        if beyond is not None:
            frequency = count.unit in _FREQUENCY or (count.kind == "vague" and count.unit == "次")
            if verb is not None or frequency:
                frame = _FRAME.search(self.text[clause.start : clause.end])
                tail = trimmed(re.split(r"[、,]", right[beyond.end :])[0])
                obj = (trimmed(frame["object"]) if frame else "") or tail or _subject(left)
                return Link(beyond.text, obj or None, 0.7, clause)
            obj = thing or trimmed(right[beyond.end :]) or left_thing
            if left_thing and not thing:
                obj = left_thing if count.unit not in ("名", "位", "人", "户", "家") else obj
            return Link(beyond.text, obj or None, 0.75, clause)
        if verb is not None:
            return self._with_left_verb(clause, count, left, right, verb, after)
        obj = left_thing if len(left_thing) > 1 and not thing else thing or left_thing
        if previous is None and not re.search(r"(?:的|等|和|、)$", left) and left_thing and thing:
            obj = thing if re.search(r"(?:有|内|等|、|共)", left[-6:]) else left_thing
        return Link(self.last_action, obj or self.last_object, 0.65, clause, own=False)
