"""The act and the thing of each count: who did what to how many of what."""

from __future__ import annotations

import re

from youju.reader.grammar import lexicon
from youju.reader.grammar.acting import act_after_actor
from youju.reader.grammar.clauses import DRAWN, HELD, Clause, Link, as_required, clauses_of
from youju.reader.grammar.frames import GROWN, clause_frame, closing_frame, frame_of
from youju.reader.grammar.heads import Verb, guessed_verb, may_hide_a_verb
from youju.reader.grammar.names import (
    ACTORS,
    ATTRIBUTE,
    FREQUENCY,
    MEMBERS,
    PEOPLE,
    attribute_in,
    is_name,
    part_of,
    who,
)
from youju.reader.grammar.numbers import Count
from youju.reader.grammar.rates import rate_of
from youju.reader.grammar.things import noun_first, spent_on, subject_of, thing_after, trimmed
from youju.reader.grammar.verbs import ACTS, PIVOTS, closing_act, first_verb, main_verb

_MEAN = re.compile(r"(?:人|户|生|校|村|车|日|月|年)均$")
_LIGHT = frozenset(lexicon.words(lexicon.LIGHT))
_MEASURE = re.compile(rf"(?:{lexicon.one_of(lexicon.MEASURES)})$")
_RATE_UNITS = ("%", "百分点", "个百分点", "倍", "成", "‰")
_BASIS = re.compile(
    r"每(?:\d+|[一二三十百千万半]+)?(?:户|人|名|家|个|位|平方公里|天|栋|组|队|支|班|车|条|万人)$"
)
_PIECES = frozenset(lexicon.words("幅 块 条 份 张 面 个 处 套 本 篇 座 项 场 册 期 则 部 间 所 支"))
# What follows a verb and a count in these is a name to its end: 开一次创建工作调度会.
_CUTTING = (None, "元", "万元", "亿元", "美元", "人", "名", "位", "人次", "户", "家", "%")
_NAMED = _PIECES - {"个", "支", "处", "所", "间", "座"} | set(FREQUENCY) | {"台", "堂", "节"}
_SPENDING = re.compile(r"投入|投资|出资|耗资|斥资|筹资|自筹|筹集|筹措|拨付|拨款|列支|安排")
_REACHED = re.compile(r"(达到|达|突破|超过|超|增至|增加到|增长到|上升到|提高到)(?:了)?$")
_OUTCOME = re.compile(r"^(?:成功|完毕|到位|完成|合格)(?:了|的)?$")
_CHANGES = frozenset(lexicon.words(lexicon.RESULT))
_EXTENTS = ("面积", "总面积", "总长", "总长度", "全长", "长度")
_PLACES = frozenset(("村", "镇", "乡", "校", "县", "区", "站"))
_GOES_ON = re.compile(r"(?:[、和及与]|以及)$")
# Names of what is, though an act begins them: 建筑面积, 投资额.
_NO_DEEDS = lexicon.words(
    "建筑 设计 规划 投资 收入 服务 管理 经营 办公 活动 受益 参加 参与 就业 在校"
)
_UNDERTAKEN = re.compile(r"(?:任务|项目|工程|指标|计划)\s*$")
_RANK_ONLY = re.compile(r"(?:国家|[省市县区镇乡校村])级")
_ACTING = re.compile(r"集中|上岗|办公|到岗|值守|值班|执勤|轮流|参[与加赛]|驻")
_TOPIC = re.compile(
    r"(?P<object>[\u4e00-\u9fff]{2,10}?)(?:已经?|全部|均|都|基本)[\u4e00-\u9fff]{2,6}$"
)
_NO_OBJECT = re.compile(r"了?[为成到至给在]|[^,;。]*\d")
_HOW = re.compile(r"进行|予以|给予|实施|组成")
_HANDLED = re.compile(
    r"(?:进行|予以|给予)(?:了|过)?[\u4e00-\u9fff]{0,4}?(?P<act>[\u4e00-\u9fff]{2})$"
)
_FROM_DAY = re.compile(r"^(?:自|从)?[^,;。]{1,10}[日月年]起(?=[\u4e00-\u9fff])")
_WHOSE = re.compile(r"(?:其中|[全我本该各])[省市县区镇乡街村校院局]?(?:共)?|已有")
_EVERY_TIME = re.compile(r"每[日天周月年季晚]度?$")
_DIMENSION = re.compile(r"[长宽高深厚](?=$|约|达|为)")
_OWNED = re.compile(
    r"(?:(?P<who>[\u4e00-\u9fff]{1,8}?)(?=全部|均|都))?(?:目前|现已|现|已|均|都|还|全部)*"
    r"(?P<act>拥有|有|建有|设有|建立|成立)(?:了)?(?P<what>.*)"
)
_THERE_ARE = ("有", "共有", "已有", "另有", "先后有", "还有", "各有")
_HONOURED = re.compile(r"受到[^,;。]{0,12}?(?P<act>表彰|奖励|嘉奖|通报|处分|处罚|问责)")
_FLOORS = {"以上", "不少于", "不低于", "至少", "不超过", "以内"}
_FRAME = re.compile(
    r"(?:对|就|与|向|为|给|将|把|围绕|针对)(?P<object>[^,;。]{2,40}?)(?:进行|开展|实施|予以|给予|多次|屡次)"
)


class Linker:
    """Walks the clauses of one sentence and links each count to its act and its thing."""

    def __init__(self, text: str, counts: list[Count]) -> None:
        self.text = text
        self.clauses = clauses_of(text, counts)
        self.links: dict[int, Link] = {}
        self.handles = _HOW.search(text) is not None
        self.last_action: str | None = None
        self.last_object: str | None = None
        self.topic_act: str | None = None
        self.handled: str = ""  # of 进行了集中清拖, for 共清拖1300辆
        self.last_topic: str | None = None  # of 推进旱厕改造, for what comes after it
        for index, clause in enumerate(self.clauses):
            if clause.counts:
                for place in range(len(clause.counts)):
                    self._link(index, clause, place)
            else:
                self._pass(clause)

    def _pass(self, clause: Clause) -> None:
        """Remember the act of a clause without counts, for the list that may follow."""
        text = self.text[clause.start : clause.end]
        handled = _HANDLED.search(text)
        self.handled = handled["act"] if handled else self.handled
        verb = main_verb(text)
        if verb is None:
            topic = _TOPIC.match(text)
            self.last_object = trimmed(topic["object"]) if topic else self.last_object
        elif verb.light or verb.nominal:
            topic = _FRAME.search(text)
            self.last_object = trimmed(topic["object"]) if topic else self.last_object
            self.last_topic = trimmed(topic["object"] if topic else text[verb.end :]) or None
            self.topic_act = verb.text
        else:
            self.last_action = verb.text
            after = (
                ""
                if verb.text == "位于" or _NO_OBJECT.match(text, verb.end)
                else trimmed(text[verb.end :])
            )
            done_to = after if len(after) > 1 else subject_of(text[: verb.start])
            self.last_object = done_to or self.last_object

    def _link(self, index: int, clause: Clause, place: int) -> None:
        count = clause.counts[place]
        previous = clause.counts[place - 1] if place else None
        after = clause.counts[place + 1] if place + 1 < len(clause.counts) else None
        left = self.text[(previous.last if previous else clause.start) : count.first]
        left = _BASIS.sub("", _FROM_DAY.sub("", left) if "起" in left else left)
        if previous:
            left = re.sub(r"^\([^()]{1,12}\)", "", left)
            left = re.sub(r"^的[^,;。]{2,8}?(?=[、和及与])", "", left)  # 3条道路的硬化、6个院落
        right = self.text[count.last : (after.first if after else clause.end)]
        verb = main_verb(left)
        if (
            verb
            and verb.open
            and self.last_action in HELD
            and left.startswith(("其中", "、", "和"))
        ):
            verb = None  # 有市场48个,其中封闭市场12个
        if verb is None and self.handled and left.endswith(self.handled):
            verb = Verb(len(left) - 2, len(left), self.handled, False, True)
        if (
            previous
            and verb
            and (verb.nominal or verb.open)
            and _GOES_ON.search(left)
            and "," not in left
        ):
            verb = None  # 39条河道治理及135口塘坝扩挖
        share = count.kind == "fraction" and not right.strip()
        if count.kind == "percent" or share or count.unit in _RATE_UNITS:
            act, thing, sure = rate_of(left, right, verb, self.last_action, self.last_object)
            link = Link(act, thing, sure, clause)
        else:
            link = self._counted(clause, count, left, right, verb, after, previous)
        if count.zero:
            link.action = "发生" if re.search(r"发生[^,;。]*$", left) else None
        if _FLOORS & set(count.qualifiers):
            as_required(link, self.text[: count.first])
        if previous and self.links[id(previous)].changed and GROWN.match(left):
            link.changed = True
        link.left = left
        self.links[id(count)] = link
        if link.action and count.unit not in _RATE_UNITS:
            self.last_action = link.action
        if link.object and previous and self.last_object and _RANK_ONLY.fullmatch(link.object):
            link.object += _RANK_ONLY.sub("", self.last_object, count=1)  # 国家级项目6项、省级27项
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
        framed = self._framed(clause, count, left, right, after)
        if framed is not None:
            return framed
        mean = _MEAN.search(left)
        before = left[: mean.start()] if mean else ""
        if mean and (verb := main_verb(before)):
            return self._with_left_verb(clause, count, before, right, verb, after)
        if mean:
            each = self.last_action if count.unit == "元" and self.last_action in ACTS else None
            name = f"{mean[0]}{self.last_object or ''}"
            return Link(each, name, 0.75, clause, attribute=each is None)
        attribute = attribute_in(left, listed=previous is not None)
        if ATTRIBUTE.search(attribute) and (
            verb is None
            or attribute.endswith(("全长", "总长"))
            or part_of(attribute, left, verb)
            or (verb.state and _REACHED.search(left))
        ):
            return self._attribute(clause, attribute, left, right, verb, previous)
        if verb is not None and is_name(count, left, right, verb, previous, self.last_action):
            verb = None
        if verb is not None and (verb.state or verb.text == "有"):
            held = self._held(clause, count, left, right, verb, after, previous)
            if held is not None:
                return held
        if verb is None and previous is None and self.last_action is None and may_hide_a_verb(left):
            verb = guessed_verb(left)
        if verb is None and count.unit in FREQUENCY:
            verb = act_after_actor(left, framed=True)  # 主次干道洒水4次
        if verb is not None and not (
            verb.text in ("进行", "予以", "给予") and first_verb(right, bare=True)
        ):
            return self._with_left_verb(clause, count, left, right, verb, after)
        return self._without_left_verb(clause, count, left, right, verb, after, previous)

    def _framed(
        self, clause: Clause, count: Count, left: str, right: str, after: Count | None
    ) -> Link | None:
        """Link by a frame around the count: 由A增至B, 对6公里的护栏及40个灯箱进行了清洗."""
        if count.unit in PEOPLE and trimmed(left) in MEMBERS:
            return Link(None, trimmed(left), 0.75, clause, attribute=True)
        frame = frame_of(left, self.text[count.last :], count.unit, self.last_object)
        if frame is not None:
            thing = frame.thing or self.last_object
            return Link(frame.action, thing, frame.sure, clause, changed=frame.changed)
        whole = (
            clause_frame(self.text, clause.start, clause.end, count.first) if self.handles else None
        )
        if whole is None:
            return None
        thing = thing_after(_HOW.split(right)[0], whole=True)
        named = re.sub(r"^.*?[对将把]", "", left)
        thing = thing or self._right(clause, count, right, after) or trimmed(named)
        return Link(whole, thing or None, 0.8, clause)

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
            if beyond is not None and beyond.nominal and _UNDERTAKEN.search(right):
                beyond = None  # 有8个阅览室建设任务
            honoured = _HONOURED.search(right)
            if beyond is None and honoured:
                thing = trimmed(right[: honoured.start()])
                return Link(f"受到{honoured['act']}", thing or None, 0.75, clause)
            if beyond is None and count.unit in PEOPLE and len(trimmed(right)) > 4:
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
        name = re.sub(r"^平均每[个户人名位所家座村校班][^藏占投]?", "", name)
        name = re.sub(r"(?:应当?|须|必须|要)?(?:达到?|不低于|不少于)?每.*$", "", name)
        act = name[:2] if name[:2] in ACTS and name[:2] not in _NO_DEEDS else ""
        if act:
            frame = _FRAME.search(self.text[: clause.start])
            return Link(act, trimmed(frame["object"]) if frame else name, 0.8, clause)
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
            named = re.split(r"于\d|于20|已|正式|顺利|全面", owner[1])[0]
            return Link("投资", trimmed(named) + name, 0.85, clause)  # 总投资1.2亿元的活动中心
        if self.last_action in (HELD if action is None else DRAWN):
            action = self.last_action
        elif action is None and name in _EXTENTS and self.last_action in ACTS:
            name = f"{self.last_object or ''}{name}"  # 拆除违建3处,面积90平方米
            return Link(self.last_action, name, 0.8, clause)
        return Link(action, name, 0.9, clause, attribute=True)

    def _with_left_verb(
        self, clause: Clause, count: Count, left: str, right: str, verb: Verb, after: Count | None
    ) -> Link:
        between = _EVERY_TIME.sub("", _OUTCOME.sub("", left[verb.end :]))
        left_thing = "" if between.endswith("的") else trimmed(between)
        right_thing = self._named_right(clause, count, left_thing, right, verb, after)
        starts_pp = bool(
            re.match(
                r"(?:了|过|出)?(?:到(?=现在|目前|今年|去年)|由|向(?!日葵|导)|为(?!民)|给(?!排水|水)|对(?!联|象|口|讲|外)|在(?!校|编|职|册|岗|建|读|线|籍)|从(?!业)|于(?!是)|与(?!会)|自(?!行车|来水|办|筹|主|助|愿))",
                between,
            )
        )
        confidence = 0.9
        if verb.result and not left_thing and not right_thing:
            return self._reached(clause, left, verb, people=count.unit in PEOPLE)
        thing = right_thing or ("" if starts_pp else left_thing)
        if not thing:
            frame = _FRAME.search(self.text[clause.start : count.first])
            thing = trimmed(frame["object"]) if frame else ""
            where = re.search(r"(?:至(?![少多])|到|在|对)([^,;。每]{2,12})$", left[: verb.start])
            if not thing and count.unit in FREQUENCY and where:
                thing = trimmed(where[1])
            if not thing and count.unit in FREQUENCY:
                thing = thing_after(right) or subject_of(left[: verb.start])
            thing = thing or subject_of(left[: verb.start])
            confidence = 0.7
        spent = count.unit in ("元", "美元") and _SPENDING.search(verb.text)
        if spent and not right_thing and (not left_thing or starts_pp):
            thing = spent_on(self.text[count.last : count.last + 80]) or thing
        if (len(thing) < 2 and thing not in _PLACES) or thing in ("任务", "指标", "目标"):
            topic = self.last_topic if verb.text == self.topic_act else None
            thing = topic or self.last_object or self.last_topic or thing
            confidence = 0.6
        action = verb.text
        if thing == action or thing in _CHANGES:
            thing = self.last_object or thing  # 满意度由91.2%升到96.5%,提高5.3个百分点
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
        right_thing = "" if count.unit in FREQUENCY else self._right(clause, count, right, after)
        named = count.unit in _NAMED or (verb.text not in PIVOTS and count.unit not in _CUTTING)
        named = named or (verb.text.endswith("完成") and count.unit not in _CUTTING)
        if not left_thing and named and after is None:
            right_thing = thing_after(right, whole=True)
        acting = count.unit in PEOPLE and _ACTING.match(right)
        aside = self.text.startswith("(", count.last)
        described = left_thing and self._described(clause, left_thing, count)
        if described:
            return described
        if ATTRIBUTE.search(left_thing) or (left_thing and (acting or aside)):
            right_thing = ""  # 安排志愿者8人上岗
        if left_thing and after is not None and right.strip() == right_thing:
            right_thing = ""  # 清理死角150处垃圾100吨: what stands between is the next thing
        listed = self.text[: count.first].endswith("等")
        if left_thing and right_thing and first_verb(right) and not thing_after(right):
            right_thing = right_thing if listed else ""
        return right_thing

    def _described(self, clause: Clause, left_thing: str, count: Count) -> str:
        """Return what a measure describes: 建起面积达200平方米的书屋, 建成长9米、宽4米的桥."""
        if not _MEASURE.search(left_thing):
            return ""
        last = clause.counts[-1].last
        between = self.text[count.last : last]
        if not re.fullmatch(r"(?:[、,]?[长宽高深厚约达为]+[\d.余多]+[万千百]?米)*", between):
            return ""
        return thing_after(self.text[last : clause.end]) if self.text.startswith("的", last) else ""

    def _reached(self, clause: Clause, left: str, verb: Verb, *, people: bool) -> Link:
        """Link 参加调演的节目达30个: the thing is the subject, the act the one describing it."""
        subject = re.sub(r"^(?:力争|确保|争取)", "", trimmed(left[: verb.start]))
        subject = f"{self.last_object or ''}{subject}" if subject in ("总数", "总量") else subject
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
        if after is not None and not _DIMENSION.sub("", right).strip("、和 "):
            right = self.text[after.last : clause.end]
            after = None
        thing = thing_after(right)
        thing = who(thing) if count.unit in PEOPLE else thing
        if not thing and (count.unit in _PIECES or self.text[: count.first].endswith("等")):
            thing = re.split(r"[“《]", noun_first(right))[0]
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
        left_thing = trimmed(_OUTCOME.sub("", left))
        thing = self._right(clause, count, right, after)
        frequent = count.unit in FREQUENCY or count.kind == "vague"
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
        held = _OWNED.match(right)
        if held:
            thing = held["who"] or trimmed(held["what"]) or left_thing
            return Link(held["act"], thing or None, 0.7, clause)
        frame = closing_frame(left, right, count.unit, thing or left_thing)
        if frame is not None:
            return Link(frame.action, frame.thing or None, frame.sure, clause)
        if beyond is None and after is not None and previous is None:
            beyond = self._chain_act(clause, count, right)
            thing = thing.removesuffix(beyond.text) if beyond else thing
            if beyond is not None and verb is None:
                return Link(beyond.text, thing or left_thing or None, 0.7, clause)
        if not (beyond or previous or verb) and (not left_thing or _WHOSE.fullmatch(left_thing)):
            beyond = guessed_verb(re.split(r"[,;。]", right)[0])
            thing = trimmed(right[: beyond.start]) if beyond else thing
        if beyond is not None and not re.search(r"由\s*$", left):
            if verb is not None or count.unit in FREQUENCY:
                return self._frequency(clause, left, right, beyond)
            if thing in ("标准", "要求", "比例", "规模", "价格", "方式", "形式"):
                thing = trimmed(right[beyond.end :])
            people = left_thing if count.unit in PEOPLE else ""
            obj = thing or people or trimmed(right[beyond.end :]) or left_thing
            return Link(beyond.text, obj or self.last_object or None, 0.75, clause)
        if verb is not None:
            return self._with_left_verb(clause, count, left, right, verb, after)
        obj = thing or left_thing
        return Link(self.last_action, obj or self.last_object, 0.65, clause, own=False)

    def _chain_act(self, clause: Clause, count: Count, right: str) -> Verb | None:
        """Return the act of a chain of counts, which may stand within it: 60名职工献血2升."""
        acting = closing_act(right) if count.unit in ACTORS else None
        return acting or self._shared_verb(clause)

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
        if frame and (beyond.nominal or frame.end() > len(left) or not right[beyond.end :].strip()):
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
