"""Frames that name the act and the thing of a count by themselves: 由A增至B, 将A细化为B类, 由N人组成."""

from __future__ import annotations

import re
from dataclasses import dataclass

import rjieba

from youju.reader.grammar import lexicon
from youju.reader.grammar.acting import ACTOR, act_after_actor
from youju.reader.grammar.heads import is_verb, moved_verb
from youju.reader.grammar.things import subject_of, trimmed
from youju.reader.grammar.verbs import closing_act, first_verb

SET_OUT = re.compile(r"[由从](?:[^,;。]{0,4}|[^,]{0,10}(?:[年月]|[年月季]?[度初底末前])的?)$")
GROWN = re.compile(
    r"[^,;。\d]{0,6}?([增升降减]至|(?:增加|增长|发展|提高|提升|上升|扩大|扩展|扩充|壮大|减少|下降|降低|缩短|压缩|缩减|缩小|[增升降减压扩涨])(?=到|至|为|成))"
)
_IN_TIME = re.compile(r"(?:时间)?(?:内)?[就即便]?(?P<act>完成|建成)了?(?P<what>[^。]*)")
_ON_CALL = re.compile(r"待命|值班|值守|在岗|巡逻|巡查|服务|开放|受理|接诊")
_TURNED = re.compile(
    r"[将把](?P<what>[^,;。将把]{2,24}?)(?:全部|逐一|逐项|逐级|进一步|统一|科学|共)?(?P<act>[\u4e00-\u9fff]{2})(?:为|成|到|至|入)(?:了)?$"
)
_BY = re.compile(r"(?P<who>[^,;。]{0,12}?)(?P<act>组成|负责|带队|牵头|承担|担任)")
_PASSIVE = re.compile(
    r"(?P<whom>[^,;。被因]{0,12})(?:因[^,;。被]{2,12})?被(?!子|褥|服|套)(?:依法|当场|公开)?(?P<act>[\u4e00-\u9fff]{2,4}?[为成]?)(?=[,;。]|$|(?<=[为成]))"
)
_EVERY_ONE = re.compile(r"(?:全部|全员|均|都)已?(?P<act>[\u4e00-\u9fff]{2,4})(?=[,;。]|$)")
_CARRIED = re.compile(
    r"(?P<what>[^,;。]{2,14}?)(?P<act>[捐送发赠交转分借运寄种])(?:到|给|至|往|入|在)"
)
_LED_BY = re.compile(r"(?<![理自])由[^,;。]{0,4}$")
_COMPOSED = re.compile(r"(?<![理自])由[^,;。]*组成(?!的)")
_HANDLED = re.compile(
    r"(?<![面应相比绝反敌配])(?:对|将|把)[^,;。对]*?"
    r"(?P<how>进行|予以|给予|实施)(?:了|过)?(?P<done>[^,;。]{2,20})"
)
_FRAMED = re.compile(r"(?:^|[^认作成称以分设建])(?:[对为给将把与跟]|针对)$")
_EVERY_ONE_OF = re.compile(
    r"(?P<who>[^,;。均都]{0,12}?)(?:全部|均|都)已?(?P<act>[\u4e00-\u9fff]{2})(?=[\u4e00-\u9fff]{2})"
)
# Whom a count of people or units was made: 其中2名被评为市级美德少年.
_MADE = re.compile(
    r"(?:均|都|分别)?被?(?P<act>评为|评选为|授予|命名为|确定为|认定为|列为|选为)了?(?P<what>[\u4e00-\u9fff“][^,;。、\d]{1,24})"
)
# What became of all those named by a clause of their own: 反映的6个问题全部整改到位.
_ALL_OF = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{1,10}?)(?:已经?|全部|均|都|基本|也)+(?:已|得到|被)*(?P<act>[\u4e00-\u9fff]{2,4}?)(?:到位|完毕|完成|了)?$"
)
# What is taken and how: 把38项任务逐项分解到科室.
_TAKEN = re.compile(r"[将把][^,;。\d]{0,8}$")
_SPLIT = re.compile(
    r"(?P<what>[^,;。]{0,14}?)(?:逐项|逐条|逐一|逐级|层层)(?P<act>[\u4e00-\u9fff]{2})(?=[到至给为成,;。]|落实|$)"
)
_TIMES = frozenset(lexicon.words(lexicon.TIME_UNITS))
_ACTORS = ("人", "名", "位", "个", "户", "家", "所", "支")


@dataclass(frozen=True, slots=True)
class Framed:
    """What a frame says of the count in it."""

    action: str
    thing: str
    sure: float
    changed: bool = False


def frame_of(left: str, ahead: str, unit: str | None, last_object: str | None) -> Framed | None:
    """Return what the frame around a count says, from the words before it and all that follow."""
    quick = _IN_TIME.match(ahead) if unit in _TIMES else None
    if quick:
        what = quick["what"] if quick["what"].startswith("包括") else quick["what"].split(",")[0]
        return Framed(quick["act"], trimmed(what.rsplit("的", 1)[-1]) or last_object or "", 0.75)
    right = re.split(r"[,;。]", ahead)[0]
    grown = GROWN.match(right)
    if grown and SET_OUT.search(left):
        return Framed(grown[1], subject_of(SET_OUT.sub("", left)) or last_object or "", 0.8, True)
    split = _SPLIT.match(right) if _TAKEN.search(left) else None
    if split:
        return Framed(split["act"], trimmed(split["what"]), 0.75)
    made = _MADE.match(right) if unit in _ACTORS else None
    if made:
        return Framed(made["act"], trimmed(made["what"]), 0.75)
    whole = _ALL_OF.match(right) if left.endswith("的") else None
    if whole:
        return Framed(whole["act"], trimmed(whole["what"]), 0.75)
    on_call = _ON_CALL.match(right)
    if unit == "小时" and on_call:
        return Framed(on_call[0], subject_of(left), 0.75)
    turned = _TURNED.search(left)
    if turned and rjieba.cut(left[turned.start() :])[-2:-1] == [turned["act"]]:
        parts = "" if re.search(r"\d", right) else trimmed(right)
        return Framed(turned["act"], parts or trimmed(turned["what"]), 0.75)
    return None


def clause_frame(text: str, start: int, end: int, place: int) -> str | None:
    """Return the act of a clause that frames all its counts, of which one stands at `place`.

    对6公里的护栏及40个灯箱进行了清洗, 由两名民警和三名网格员组成.
    """
    composed = _COMPOSED.search(text, start, end)
    if composed and composed.start() <= place < composed.end():
        return "组成"
    handled = _HANDLED.search(text, start, end)
    if not handled or not handled.start() <= place < handled.start("how"):
        return None
    act = first_verb(handled["done"], bare=True)
    if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", handled["done"]):
        return handled["done"][act.start if act else 0 :]
    return act.text if act else None


def closing_frame(left: str, right: str, unit: str | None, thing: str) -> Framed | None:
    """Return the act that closes a frame after a count, where nothing before it is one.

    由5人组成, 将86项指标分解到, 对21处积水点逐一销号, 12名干部驻点.
    """
    by = _BY.match(right) if "由" in left and _LED_BY.search(left) else None
    if by:
        return Framed(by["act"], trimmed(by["who"]) or thing, 0.7)
    if re.search(r"[将把]$", left) and (moved := moved_verb(right)):
        return Framed(moved.text, trimmed(right[: moved.start]), 0.75)
    carried = _CARRIED.match(right) if re.search(r"[将把]$", left) else None
    if carried:
        return Framed(carried["act"], trimmed(carried["what"]), 0.75)
    passive = _PASSIVE.match(right)
    if passive:
        return Framed(passive["act"], trimmed(passive["whom"]) or thing, 0.75)
    every = _EVERY_ONE.match(right)
    if every and unit in _ACTORS and trimmed(left):
        return Framed(every["act"], trimmed(left), 0.7)
    every = _EVERY_ONE_OF.match(right)
    if every and is_verb(every["act"]):
        return Framed(every["act"], trimmed(every["who"]) or thing, 0.7)
    framed = _FRAMED.search(left) is not None
    if left.endswith("由") and (done := act_after_actor(re.split(r"[,;。、]", right)[0])):
        return Framed(done.text, trimmed(right[: done.start]), 0.7)
    if not framed and (unit not in _ACTORS or trimmed(left)):
        return None
    ending = re.split(r"[,;。、]", right)[0]
    act = act_after_actor(ending, framed=framed) or closing_act(ending)
    if act is None or ending[act.end :].strip("了过 "):
        return None
    doer = re.sub(r"(?:联合|免费|逐一|集中|全部|共同|分别|依次)+$", "", ending[: act.start])
    if not framed and not ACTOR.search(doer):
        return None
    return Framed(act.text, trimmed(doer), 0.7) if doer else None
