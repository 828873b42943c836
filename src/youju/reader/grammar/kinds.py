"""What a fact says: work done, a state, a norm, a target, a result, or something vague."""

from __future__ import annotations

import re

from youju.reader.grammar import lexicon
from youju.reader.grammar.clauses import Link
from youju.reader.grammar.numbers import Count

_TARGET = re.compile(
    r"计划(?!生育|外)|力争|争取(?!到|[^,;。\d]{0,8}资金)|确保|目标(?!责任|管理|考核)|(?<![模虚])拟(?!定)|(?<![主重需只])要(?=在[^,;。]{1,10}前|办好|办成|建成|完成|实现|达到|新建|培育|争创|打造|创成)|预计|将(?![^,;。]{2,24}(?:为|成|入|到|至)\d)(?=继续|进一步|重点|开展|投|新|建|改|实施|完成|组织|加大|加强|启动|推|对|在|于|通过|以|着力|把|安排|举[办行]|发放|采取|按照|全面|达|力争|增|扩|设|不断|深入|积极|认真|切实|大力|紧紧|围绕|结合|每|定期|从|再|有|为|出台|制定|召开|申[报请]|评选|培|引|打造|创|完善|硬化|绿化|整治|拆|清)|力求|下达(?:给|[^,;。]{0,16}(?:任务|指标|计划))|准备(?:在|再|于)|今后|下一步|(?<!文)明年|设计"
)
_FUTURE_HEADING = re.compile(
    r"下一步|下步|打算|今后|明年|来年|下半年工作|工作计划|工作思路|工作安排|努力方向|规划|工作目标|目标任务|工作要点|设想"
)
_DONE = re.compile(r"(?:[^为到成]|[^做形]到|[^形]成)了|实际|过|已|完成了|共(?!同)|累计|先后")
_NORM = re.compile(
    r"要求|达不到|必须|应当|应(?=[设有达配保在不为])|须|不得少|不少于|不低于|达标(?!率|\d)|标准(?=[为是:]|要求|不)|按[^,;。]{0,12}标准(?!化)|规定(?!了)|至少"
)
_EVERY = re.compile(
    r"每(?:[两三\d]个?小时|个|户|月|季度?|年|周|天|日|半年|半?小时|学期|半个?月|星期|名|人|社区|村|所|家|处|餐|班|栋|晚|平方公里|万人|千人|百户)"
)
_RESULT_WORDS = re.compile(
    r"增长|净增|下降|提高|上升|降低|同比|环比|增加(?:到|至|了)|[较比](?:去年|上年)|减少(?:到|至|了)|[降升](?:至|到)|增至|降幅|增幅|缩短|增收|翻了?[一两三四\d]番|评为|荣获|被授予|为零|获得|控制在|受到[^,;。]{0,12}(?:表彰|奖励|嘉奖)|(?<![破抓查捕缉截])获(?!取|悉)"
)
_STATE_WORDS = re.compile(
    r"(?:现有|共有|拥有|设有|建有|辖有|下辖|辖|占地|面积|人口|户数|户籍|居民|位于|建筑面积|常住|在编|编制|容纳|有)"
)
_BY_WHEN = re.compile(r"力争|争取到?20|计划于|拟于|(?<![截止至])到(?:20)?[\dxX×]{2}年?[年底末]")
_NEXT = re.compile(r"(?<!文)明年|来年|下一步")
_PLANNED = re.compile(r"计划(?!生育|外)|力争|(?<![模虚])拟(?!定|任)|预计|(?<!文)明年|下一步")
_ASSIGNED = re.compile(r"任务|指标|计划")
_AREAS = ("平方米", "平方", "平米", "㎡", "亩", "公顷", "平方公里", "米", "公里")
_HOLDING = frozenset(lexicon.words(f"{lexicon.STATE} 承担 担负 肩负"))
_QUOTED = re.compile(r"“[^“”]{1,40}”|《[^《》]{1,40}》")
_SEEN = re.compile(r"浏览量|阅读量|点击量|播放量")
RATE_UNITS = ("%", "‰", "百分点", "个百分点", "倍", "成")


def future_heading(heading: str) -> bool:
    """Return whether a section is about what is still to be done."""
    return bool(_FUTURE_HEADING.search(heading)) and not re.search(r"完成情况|总结|回顾", heading)


_WEAK_TOO = re.compile(r"不足|问题|短板|困难|差距|薄弱")
_PLANS_BEGIN = re.compile(r"下半年|下一步|下步|下一阶段|今后|(?<!文)明年|来年|接下来|打算")


def begins_plans(heading: str, sentence: str) -> bool:
    """Return whether under a heading the plans begin with a sentence at the latest: 不足和打算 has other things first."""
    weak_too = _WEAK_TOO.search(heading) and "针对" not in heading
    return not weak_too or _PLANS_BEGIN.search(sentence) is not None


def _to_come(count: Count, text: str, clause: str, every: bool) -> bool:
    """Whether the words before a count say that it is still to be reached."""
    before = text[: count.first]
    if _BY_WHEN.search(before) and not _DONE.search(clause):
        return True
    return not every and _NEXT.search(before) is not None


def kind_of(count: Count, link: Link, text: str, future: bool) -> str:
    """Return done, state, norm, target, result or vague for a count in its sentence."""
    if count.kind == "vague":
        return "vague"
    if count.zero or count.value == 0:
        return "result"
    text = _QUOTED.sub(lambda match: "□" * len(match[0]), text)  # “春蕾计划”资助女童200名
    clause = text[link.clause.start : link.clause.end]
    every = _EVERY.search(text[link.clause.start : count.first])
    floor = bool({"不少于", "不低于", "至少", "以上", "不超过", "以内"} & set(count.qualifiers))
    if _to_come(count, text, clause, bool(every)):
        return "target"
    if _NORM.search(clause) or (floor and re.search(r"要求|必须|标准|达标", text)):
        return "target" if future and not every else "norm"
    if every and not (link.changed or _DONE.search(clause) or count.unit in ("元", "美元")):
        return "norm"
    planned = _PLANNED.search(text[: link.clause.end]) and not _DONE.search(clause)
    if count.unit == "小时" and link.action in ("待命", "值班", "值守", "在岗"):
        return "norm"
    if future or planned or (_TARGET.search(clause) and not _DONE.search(clause)):
        return "target"
    if (
        link.changed
        or count.unit in RATE_UNITS
        or _RESULT_WORDS.search(clause)
        or _SEEN.search(clause)
    ):
        return "result"
    if link.action == "设计" or (link.action == "下达" and _ASSIGNED.search(link.object or "")):
        return "target"
    reached = link.action in ("达", "达到") and count.unit in _AREAS
    held = link.attribute or link.action is None or link.action in _HOLDING
    return "state" if reached or held else "done"
