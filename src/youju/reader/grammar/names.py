"""Acts that are only names of the things in a list: 路灯48盏、监控探头22个."""

from __future__ import annotations

import re

from youju.reader.grammar import lexicon
from youju.reader.grammar.heads import Verb, is_head
from youju.reader.grammar.numbers import Count
from youju.reader.grammar.things import thing_after, trimmed
from youju.reader.grammar.verbs import main_verb

ATTRIBUTE = re.compile(rf"(?:{lexicon.one_of(lexicon.ATTRIBUTES)})$")
_DEEDS = frozenset(lexicon.words(lexicon.DEEDS))
_LISTED = frozenset(lexicon.words(lexicon.LISTED))
# Words after which a verb is meant as one, and words of those who act.
_SAID = re.compile(
    r"(?:累计[^,]*|年[底初内]|[今去全上]年|半年|期间|共计?|总计|先后|每[年月周日天]|已|均|[队员者组部局院校镇村委区会人户站所民众]|集中|上门|现场|次|定期|[对向为给把将在][^,]{1,12})$"
)
_SPREADS = ("亩", "公顷", "平方米", "平方", "平米", "㎡", "公里", "千米", "米", "立方米")
FREQUENCY = ("次", "遍", "轮", "趟", "回", "场次", "轮次", "期")
PEOPLE = ("人", "名", "位", "人次", "户")
ACTORS = ("人", "名", "位", "个", "户", "家")
_SENT = re.compile(
    r"(?<=[\u4e00-\u9fff”])(?:担任|充当|当选|作(?=巡回|专题|宣讲|报告|辅导)|深入|走进|赴|[进到](?=(?:社区|村|农村|校园|企业|农户|家庭|机关|基层|一线)(?![\u4e00-\u9fff]{0,6}(?:活动|行动|工程)$)))"
)
_CASES = ("立案", "结案")  # acts with no thing beside them: 立案11件
MEMBERS = (
    "队员",
    "成员",
    "会员",
    "学员",
)  # of what was named before: who they are, not what was done
_LIGHT = frozenset(lexicon.words(lexicon.LIGHT))


def who(thing: str) -> str:
    """Return people without what they are sent to or made: 机关干部进社区办实事, “五老”人员担任监督员."""
    return _SENT.split(thing, maxsplit=1)[0]


def attribute_in(left: str, *, listed: bool) -> str:
    """Return the name before a count, which may be an attribute; none where it ends what stands before
    in a list (2名教师、2名学生), or is only half of a name."""
    name = trimmed(left)
    plain = name in ("长", "宽", "高", "深", "全长", "总长", "户", "住户", "总户")
    plain = plain or name.endswith(("全长", "总长"))
    if name[-1:] in tuple("长宽高深户") and not plain:
        return ""
    ends = re.search(r"(?:[、和及与]|以及)$" if listed else r"[与和同跟]$", left)
    return "" if ends or re.search(r"[同跟]$", left) else name


def is_name(
    count: Count, left: str, right: str, verb: Verb, previous: Count | None, last_action: str | None
) -> bool:
    """Whether what looks like a verb is the name of a thing in a list."""
    if last_action and verb.text in _DEEDS:
        return True  # 拆除水池50个,违章搭建320处
    if verb.open and re.match(r"[、和及与]", left) and not is_head(verb.text):
        return last_action is not None  # 购置消毒柜4台、留样冰箱2台
    if not verb.nominal or verb.text in _CASES:
        return False
    if previous and not re.match(r"[、,和及与的]|以及", left) and previous.unit in ACTORS:
        return False  # 217名职工献血6.8万毫升
    if count.unit == "人次" and not left[verb.end :].strip():
        return False  # 接听热线90次,个案咨询40人次
    listed = previous and re.match(r"[、和及与]", left)
    if listed and left.endswith(verb.text) and last_action in _LIGHT:
        return True  # 完成小区改造25个、棚户区改造540套
    if _SAID.search(left[: verb.start]):
        return False
    named = re.search(r"([\u4e00-\u9fff]{2,4})$", left[: verb.start])
    told = str(count.unit).endswith("次") and last_action not in _LIGHT and not listed
    if (
        last_action
        and not told
        and count.unit not in _SPREADS
        and named
        and not left[verb.end :].strip()
        and main_verb(named[1]) is None
    ):
        return True  # 法制教育13课时, 技能培训7课时
    if listed and verb.text not in _LISTED:
        return True  # 路灯48盏、监控探头22个
    bare = not left[verb.end :].strip() and not trimmed(left[: verb.start])
    if bare and count.unit in PEOPLE and verb.text in _LISTED:
        return False  # 举办培训班9期,培训1300人次
    times = str(count.unit).endswith("次")
    counted = not times and count.unit not in (*FREQUENCY, "元", "美元") and not thing_after(right)
    return bare and counted and last_action is not None  # 网吧8家,演出6家


def part_of(attribute: str, left: str, verb: Verb) -> bool:
    """Whether the verb found is only a part of the attribute's name: 占地 in 占地面积."""
    if verb.result or (verb.state and left[verb.end :].strip() == ""):
        return main_verb(left[: verb.start]) is None
    named = ATTRIBUTE.search(attribute)
    start = left.rfind(named[0]) if named else len(left)
    counted = named is not None and re.search(r"[数量额次]$", named[0])
    people = named is not None and named[0] in ("人数", "户数")  # 注册志愿者人数
    return verb.start >= start or bool(counted and verb.end == start) or (people and verb.open)
