"""The act and the thing of each count: who did what to how many of what."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from youju.reader.grammar import lexicon
from youju.reader.grammar.heads import Verb, guessed_verb, moved_verb
from youju.reader.grammar.numbers import Count
from youju.reader.grammar.rates import rate_of
from youju.reader.grammar.things import noun_first, spent_on, subject_of, thing_after, trimmed
from youju.reader.grammar.verbs import ACTS, PIVOTS, first_verb, main_verb

CLAUSE_END = re.compile(r"[,;。:!?\n()]|(?<=[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff])")
_ATTRIBUTE = re.compile(rf"(?:{lexicon.one_of(lexicon.ATTRIBUTES)})$")
_DEEDS = frozenset(lexicon.words(lexicon.DEEDS))
_ON_CALL = re.compile(r"待命|值班|值守|在岗|巡逻|巡查|服务|开放|受理|接诊")
_MEAN = re.compile(r"(?:人|户|生|校|村|车|日|月|年)均$")
_LIGHT = frozenset(lexicon.words(lexicon.LIGHT))
_LISTED = frozenset(lexicon.words(lexicon.LISTED))
_HELD = (*lexicon.words(lexicon.STATE), "设计", "要求", "规划")
_MEASURE = re.compile(rf"(?:{lexicon.one_of(lexicon.MEASURES)})$")
_RATE_UNITS = ("%", "百分点", "个百分点", "倍", "成", "‰")
_BASIS = re.compile(r"每(?:\d+|[一二三十百千万半]+)?(?:户|人|名|家|个|位|平方公里|天|栋|万人)$")
_PIECES = frozenset(
    [
        "幅",
        "块",
        "条",
        "份",
        "张",
        "面",
        "个",
        "处",
        "套",
        "本",
        "篇",
        "座",
        "项",
        "场",
        "册",
        "期",
        "则",
        "部",
        "间",
        "所",
        "支",
    ]
)
_FREQUENCY = ("次", "遍", "轮", "趟", "回", "场次", "轮次", "期")
# What follows a verb and a count in these is a name to its end: 开一次创建工作调度会.
_CUTTING = (None, "元", "万元", "亿元", "美元", "人", "名", "位", "人次", "户", "家", "%")
_NAMED = _PIECES - {"个", "支", "处", "所", "间", "座"} | set(_FREQUENCY) | {"台", "堂", "节"}
_SPENDING = re.compile(r"投入|投资|出资|耗资|斥资|筹资|自筹|筹集|筹措|拨付|拨款|列支|安排")
_REACHED = re.compile(r"(达到|达|突破|超过|超|增至|增加到|增长到|上升到|提高到)(?:了)?$")
# Words after which a verb is meant as one, and words of those who act.
_SAID = re.compile(
    r"(?:累计[^,]*|年[底初内]|[今去全上]年|半年|期间|共计?|总计|先后|每[年月周日天]|已|均|[队员者组部局院校镇村委区会人户站所民众]|集中|上门|现场|次|定期|[对向为给把将在][^,]{1,12})$"
)
_OUTCOME = re.compile(r"^(?:成功|完毕|到位|完成|合格)(?:了|的)?$")
_SPREADS = ("亩", "公顷", "平方米", "平方", "平米", "㎡", "公里", "千米", "米", "立方米")
_GOES_ON = re.compile(r"(?:[、和及与]|以及)$")
_SET_OUT = re.compile(r"[由从](?:[^,]{0,4})$")
_GROWN = re.compile(
    r"[^,;。\d]{0,6}?(增加|增长|发展|提高|提升|上升|扩大|扩展|壮大|扩充|减少|下降|降低|缩短|压缩|降)(?=到|至|为|成)"
)
_THERE_ARE = ("有", "共有", "已有", "另有", "先后有", "还有", "各有")
_PEOPLE = ("人", "名", "位", "人次", "户")
_FLOORS = {"以上", "不少于", "不低于", "至少", "不超过", "以内"}
_FRAME = re.compile(
    r"(?:对|就|与|向|为|给|将|把|围绕|针对)(?P<object>[^,;。]{2,40}?)(?:进行|开展|实施|予以|给予|多次|屡次)"
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
    attribute: bool = False  # 面积, 人口: what is, not what was done


def clauses_of(text: str, counts: list[Count]) -> list[Clause]:
    """Return the clauses of a sentence that hold its counts, and those between."""
    bounds = [0]
    whole = re.sub(r"\(([^()\d]{1,6})\)", r"〔\1〕", text)
    for match in CLAUSE_END.finditer(whole):
        if not any(count.first < match.end() and match.start() < count.last for count in counts):
            bounds.append(match.end())
    bounds.append(len(text) + 1)
    found = []
    for start, end in itertools.pairwise(bounds):
        inside = [count for count in counts if start <= count.start < end]
        found.append(Clause(start, end - 1, inside))
    return found


class Linker:
    """Walks the clauses of one sentence and links each count to its act and its thing."""

    def __init__(self, text: str, counts: list[Count]) -> None:
        self.text = text
        self.clauses = clauses_of(text, counts)
        self.links: dict[int, Link] = {}
        self.last_action: str | None = None
        self.last_object: str | None = None
        self.last_topic: str | None = None  # of 推进旱厕改造, for what comes after it
        for index, clause in enumerate(self.clauses):
            if clause.counts:
                for place in range(len(clause.counts)):
                    self._link(index, clause, place)
            else:
                self._pass(clause)

    def _pass(self, clause: Clause) -> None:
        """Remember the act of a clause without counts, for the list that may follow."""
        verb = main_verb(self.text[clause.start : clause.end])
        if verb is not None and (verb.light or verb.nominal):
            self.last_topic = trimmed(self.text[clause.start + verb.end : clause.end]) or None
        elif verb is not None:
            self.last_action = verb.text
            self.last_object = trimmed(self.text[clause.start + verb.end : clause.end]) or None

    def _link(self, index: int, clause: Clause, place: int) -> None:
        count = clause.counts[place]
        previous = clause.counts[place - 1] if place else None
        after = clause.counts[place + 1] if place + 1 < len(clause.counts) else None
        left = self.text[(previous.last if previous else clause.start) : count.first]
        left = _BASIS.sub("", left)
        if previous:
            left = re.sub(r"^的[^,;。]{2,8}?(?=[、和及与])", "", left)  # 3条道路的硬化、6个院落
        right = self.text[count.last : (after.first if after else clause.end)]
        verb = main_verb(left)
        if (
            previous
            and verb
            and (verb.nominal or verb.open)
            and _GOES_ON.search(left)
            and "," not in left
        ):
            verb = None  # 39条河道治理及135口塘坝扩挖
        if count.kind == "percent" or count.unit in _RATE_UNITS:
            act, thing, sure = rate_of(left, right, verb, self.last_action, self.last_object)
            link = Link(act, thing, sure, clause)
        else:
            link = self._counted(clause, count, left, right, verb, after, previous)
        if count.zero:
            link.action = "发生" if re.search(r"发生[^,;。]*$", left) else None
        if _FLOORS & set(count.qualifiers) and "要求" in self.text[: count.first]:
            link.action = "要求"
        link.left = left
        self.links[id(count)] = link
        if link.action and count.unit not in _RATE_UNITS:
            self.last_action = link.action
        if link.object:
            self.last_object = link.object

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
        grown = _GROWN.match(right)
        if grown and _SET_OUT.search(left):
            thing = subject_of(_SET_OUT.sub("", left)) or self.last_object
            return Link(grown[1], thing or None, 0.8, clause)
        on_call = _ON_CALL.match(right)
        if count.unit == "小时" and on_call:
            return Link(on_call[0], subject_of(left), 0.75, clause)
        mean = _MEAN.search(left)
        if mean:
            return Link(None, f"{mean[0]}{self.last_object or ''}", 0.75, clause, attribute=True)
        attribute = trimmed(left)
        plain = attribute in ("长", "宽", "高", "深", "全长", "总长", "户", "住户", "总户")
        if (attribute[-1:] in tuple("长宽高深户") and not plain) or re.search(r"[与和同跟]$", left):
            attribute = ""
        if _ATTRIBUTE.search(attribute) and (verb is None or _part_of(attribute, left, verb)):
            return self._attribute(clause, attribute, left, right, verb, previous)
        if verb is not None and self._is_name(count, left, right, verb, previous):
            verb = None
        if verb is not None and (verb.state or verb.text == "有"):
            held = self._held(clause, count, left, right, verb, after, previous)
            if held is not None:
                return held
        if (
            verb is None
            and previous is None
            and self.last_action is None
            and _may_hide_a_verb(left)
        ):
            verb = guessed_verb(left)
        if verb is not None and not (
            verb.text in ("进行", "予以", "给予") and first_verb(right, bare=True)
        ):
            return self._with_left_verb(clause, count, left, right, verb, after)
        return self._without_left_verb(clause, count, left, right, verb, after, previous)

    def _is_name(
        self, count: Count, left: str, right: str, verb: Verb, previous: Count | None
    ) -> bool:
        """Whether what looks like a verb is the name of a thing in a list."""
        if self.last_action and verb.text in _DEEDS:
            return True  # 拆除水池50个,违章搭建320处
        if not verb.nominal:
            return False
        listed = previous and re.match(r"[、和及与]", left)
        if listed and left.endswith(verb.text) and self.last_action in _LIGHT:
            return True  # 完成小区改造25个、棚户区改造540套
        if _SAID.search(left[: verb.start]):
            return False
        named = re.search(r"([\u4e00-\u9fff]{2,4})$", left[: verb.start])
        if (
            self.last_action
            and count.unit not in _SPREADS
            and named
            and not left[verb.end :].strip()
            and main_verb(named[1]) is None
        ):
            return True  # 法制教育13课时, 技能培训7课时
        if listed and verb.text not in _LISTED:
            return True  # 路灯48盏、监控探头22个
        bare = not left[verb.end :].strip() and not trimmed(left[: verb.start])
        counted = count.unit not in (*_FREQUENCY, "元", "美元") and not thing_after(right)
        return bare and counted and self.last_action is not None  # 网吧8家,演出6家

    def _held(
        self,
        clause: Clause,
        count: Count,
        left: str,
        right: str,
        verb: Verb,
        after: Count | None,
        previous: Count | None,
    ) -> Link | None:
        """Link 只有8个节目的演出 to its act before, and 有15名居民参加 to the act after."""
        if previous is not None and verb.text in ("有", "只有", "含", "包括", "共有"):
            before = self.links[id(previous)]
            thing = self._right(clause, count, right, after) or before.object
            return Link(before.action, thing, 0.8, clause)
        beyond = None
        if verb.text in _THERE_ARE and not left[verb.end :].strip():
            beyond = first_verb(right) or (self._shared_verb(clause) if after else None)
            if beyond is None and count.unit in _PEOPLE and len(trimmed(right)) > 4:
                last = main_verb(right)
                beyond = last if last and last.end >= len(right.rstrip()) else None
        if beyond is None:
            return None
        thing = self._right(clause, count, right, after) or trimmed(right[beyond.end :])
        return Link(beyond.text, thing or None, 0.75, clause)

    def _attribute(
        self,
        clause: Clause,
        attribute: str,
        left: str,
        right: str,
        verb: Verb | None,
        previous: Count | None,
    ) -> Link:
        name = attribute.rsplit("的", 1)[-1]
        name = re.sub(r"(?:应当?|须|必须|要)?(?:达到?|不低于|不少于)?每.*$", "", name)
        act = re.match(r"(硬化|绿化|改造|粉刷|拆除|清理|整治|修复|铺设|修缮|维修)", name)
        if act:
            frame = _FRAME.search(self.text[: clause.start])
            return Link(act[1], trimmed(frame["object"]) if frame else name, 0.8, clause)
        if previous is not None:
            before = self.links[id(previous)]
            follow = self.text[previous.last : previous.last + 60]
            tail = re.search(r"的([“'《]?[^,;。的]{2,30})", follow)
            return Link(before.action, trimmed(tail[1]) if tail else name, 0.8, clause)
        action = verb.text if verb is not None and (verb.state or verb.result) else None
        reached = _REACHED.search(left)
        action = reached[1] if reached else action
        owner = re.match(r"的([\u4e00-\u9fff“][^,;。、]{1,20})", right)
        if owner and name in ("投资", "总投资"):
            name = trimmed(owner[1]) + name
        if action is None and self.last_action in _HELD:
            action = self.last_action
        return Link(action, name, 0.9, clause, attribute=True)

    def _with_left_verb(
        self, clause: Clause, count: Count, left: str, right: str, verb: Verb, after: Count | None
    ) -> Link:
        between = _OUTCOME.sub("", left[verb.end :])
        left_thing = trimmed(between)
        right_thing = self._named_right(clause, count, left_thing, right, verb, after)
        starts_pp = bool(
            re.match(
                r"(?:了|过|出)?(?:到(?=现在|目前|今年|去年)|由|向(?!日葵|导)|为(?!民)|给(?!排水|水)|对(?!联|象|口|讲|外)|在(?!校|编|职|册|岗|建|读|线|籍)|从(?!业)|于(?!是)|与(?!会)|自(?!行车|来水|办|筹|主|助|愿))",
                between,
            )
        )
        confidence = 0.9
        if verb.result and not left_thing and not right_thing:
            return self._reached(clause, left, verb, people=count.unit in _PEOPLE)
        thing = right_thing or ("" if starts_pp else left_thing)
        if not thing:
            frame = _FRAME.search(self.text[clause.start : count.first])
            thing = trimmed(frame["object"]) if frame else ""
            where = re.search(r"(?:至|到|在|对)([^,;。每]{2,12})$", left[: verb.start])
            if not thing and count.unit in _FREQUENCY and where:
                thing = trimmed(where[1])
            if not thing and count.unit in _FREQUENCY:
                thing = thing_after(right) or subject_of(left[: verb.start])
            thing = thing or subject_of(left[: verb.start])
            confidence = 0.7
        spent = count.unit in ("元", "美元") and _SPENDING.search(verb.text)
        if spent and not right_thing and (not left_thing or starts_pp):
            thing = spent_on(self.text[count.last : count.last + 80]) or thing
        if len(thing) < 2 or thing in ("任务", "指标", "目标"):
            thing = self.last_object or self.last_topic or thing
            confidence = 0.6
        action = verb.text
        if action in ("达", "达到") and "要求" in self.text[: count.first]:
            action = "要求"
        if re.match(r"(?:在(?![校册职编岗])|从|由|向)", thing):
            thing = action  # 在市级媒体发稿50篇
        return Link(action, thing or None, confidence, clause)

    def _named_right(
        self,
        clause: Clause,
        count: Count,
        left_thing: str,
        right: str,
        verb: Verb,
        after: Count | None,
    ) -> str:
        """Return the thing named after a count that has its act before it, if it is its own."""
        right_thing = "" if count.unit in _FREQUENCY else self._right(clause, count, right, after)
        named = count.unit in _NAMED or (verb.text not in PIVOTS and count.unit not in _CUTTING)
        if not left_thing and named and after is None:
            right_thing = thing_after(right, whole=True)
        if _ATTRIBUTE.search(left_thing):
            right_thing = ""
        if left_thing and after is not None and right.strip() == right_thing:
            right_thing = ""  # 清理死角150处垃圾100吨: what stands between is the next thing
        if left_thing and right_thing and first_verb(right) and not thing_after(right):
            right_thing = ""
        return right_thing

    def _reached(self, clause: Clause, left: str, verb: Verb, *, people: bool) -> Link:
        """Link 参加调演的节目达30个: the thing is the subject, the act the one describing it."""
        subject = trimmed(left[: verb.start])
        required = "要求" in self.text[: clause.end]
        inner = main_verb(left[: verb.start])
        if required and verb.text in ("达", "达到"):
            return Link("要求", subject or self.last_object, 0.75, clause)
        named = people and inner is not None and "的" not in left[inner.end : verb.start]
        if inner is not None and not inner.nominal and not named:
            return Link(inner.text, trimmed(subject.rsplit("的", 1)[-1]), 0.75, clause)
        return Link(verb.text, subject or self.last_object, 0.8, clause)

    def _right(self, clause: Clause, count: Count, right: str, after: Count | None) -> str:
        """Return the thing after the unit; looks past 面积约200平方米的 to what is measured."""
        if after is not None and not right.strip("、和 "):
            right = self.text[after.last : clause.end]
            after = None
        thing = thing_after(right)
        if not thing and count.unit in _PIECES:
            thing = noun_first(right)
        if after is None or after.unit is None:
            return thing
        tail = re.split(r"[,;。:]", self.text[after.last : after.last + 60])[0]
        if thing and not _MEASURE.search(thing) and not re.fullmatch(r"只有|总|投资|共|有", thing):
            return thing
        if not thing and re.match(r"[、和及与]", right):
            return ""
        if tail.startswith(("的", "“", "'")) or not thing or _MEASURE.search(thing):
            measured = thing_after(tail)
            return trimmed(measured.rsplit("的", 1)[-1]) if "的" in tail else ""
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
        left_thing, thing = trimmed(left), self._right(clause, count, right, after)
        frequent = count.unit in _FREQUENCY or count.kind == "vague"
        beyond = first_verb(right, bare=frequent)
        if previous is not None and id(previous) in self.links:
            before = self.links[id(previous)]
            tail = trimmed(re.split(r"[、和及与]|以及", left)[-1])
            named = beyond is not None and thing.startswith(beyond.text)
            coordinate = re.match(r"[、和及与]|以及", left) or _GOES_ON.search(left)
            if not beyond or not thing or named or (coordinate and before.own):
                named_thing = noun_first(right) if coordinate else ""
                obj = named_thing or thing or tail or left_thing or before.object
                return Link(before.action, obj, 0.8, clause)
        held = re.match(
            r"(?:目前|现已|现|已|均|都|还)*(拥有|有|建有|设有|建立|成立)(?:了)?(?P<what>.*)", right
        )
        if held:
            return Link(held[1], trimmed(held["what"]) or left_thing or None, 0.7, clause)
        placed = self._placed(clause, left, right, thing or left_thing)
        if placed is not None:
            return placed
        if beyond is None and after is not None and previous is None:
            beyond = self._shared_verb(clause)
            if beyond is not None and verb is None:
                return Link(beyond.text, thing or None, 0.7, clause)
        if beyond is None and previous is None and verb is None and not left_thing:
            beyond = guessed_verb(re.split(r"[,;。]", right)[0])
            thing = trimmed(right[: beyond.start]) if beyond else thing
        if beyond is not None and not re.search(r"由\s*$", left):
            if verb is not None or count.unit in _FREQUENCY:
                return self._frequency(clause, left, right, beyond)
            if thing in ("标准", "要求", "比例", "规模", "价格", "方式", "形式"):
                thing = trimmed(right[beyond.end :])
            people = left_thing if count.unit in _PEOPLE else ""
            obj = thing or people or trimmed(right[beyond.end :]) or left_thing
            obj = obj or self.last_object or ""
            return Link(beyond.text, obj or None, 0.75, clause)
        if verb is not None:
            return self._with_left_verb(clause, count, left, right, verb, after)
        obj = thing or left_thing
        return Link(self.last_action, obj or self.last_object, 0.65, clause, own=False)

    def _placed(self, clause: Clause, left: str, right: str, thing: str) -> Link | None:
        """Link 由5人组成 and 将86项指标分解到, whose act closes a frame around the count."""
        if left.endswith("由") and re.match(r"[^,;。]{0,12}?组成", right):
            return Link("组成", thing or None, 0.7, clause)
        moved = moved_verb(right) if re.search(r"[将把]$", left) else None
        if moved is None:
            return None
        return Link(moved.text, trimmed(right[: moved.start]) or None, 0.75, clause)

    def _shared_verb(self, clause: Clause) -> Verb | None:
        """Return the act of a chain of counts: 13个乡镇135个村配齐了保洁员."""
        ends = [count.first for count in clause.counts[2:]] + [clause.end]
        for count, end in zip(clause.counts[1:], ends, strict=True):
            verb = first_verb(self.text[count.last : end])
            if verb is not None:
                return verb
        return None

    def _frequency(self, clause: Clause, left: str, right: str, beyond: Verb) -> Link:
        """Link 分6次对A进行了B and 多次召开协调会, where the act follows the count."""
        whole = self.text[clause.start : clause.end]
        frame = _FRAME.search(whole)
        act = beyond.text
        if frame:
            done = re.match(r"(?:了|过)?(?P<act>[\u4e00-\u9fff]{2,8})", whole[frame.end() :])
            act = done["act"] if done and frame.end() > len(left) else act
            return Link(act, trimmed(frame["object"]), 0.7, clause)
        tail = (
            trimmed(re.split(r"[、,]", right[beyond.end :])[0])
            if beyond.nominal
            else trimmed(right[beyond.end :])
        )
        if tail in ACTS:  # 两次到社区检查指导
            act, tail = act + tail, ""
            where = re.search(r"[到赴来对]([\u4e00-\u9fff]{2,10})$", right[: beyond.start])
            tail = trimmed(where[1]) if where else tail
        return Link(act, tail or subject_of(left) or None, 0.7, clause)


def _may_hide_a_verb(left: str) -> bool:
    return len(left) > 3 and not re.search(r"等$|^[在对为向]", left)


def _part_of(attribute: str, left: str, verb: Verb) -> bool:
    """Whether the verb found is only a part of the attribute's name: 占地 in 占地面积."""
    if verb.result or (verb.state and left[verb.end :].strip() == ""):
        return main_verb(left[: verb.start]) is None
    named = _ATTRIBUTE.search(attribute)
    start = left.rfind(named[0]) if named else len(left)
    counted = named is not None and re.search(r"[数量额次]$", named[0])
    return verb.start >= start or bool(counted and verb.end == start)
