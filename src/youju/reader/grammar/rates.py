"""What a rate is the rate of, and how it changed: 绿化覆盖率提高到41.5%."""

from __future__ import annotations

import re

from youju.reader.grammar import lexicon
from youju.reader.grammar.heads import Verb
from youju.reader.grammar.things import thing_after, trimmed
from youju.reader.grammar.verbs import first_verb, main_verb

_CHANGE = "达到|达|提高|提升|上升|增长|增加|下降|降低|减少|压缩|缩短|压减|回落|升至|增至|降至|保持|稳定|控制|完成|占(?!比|地)|实现|[升降减压扩](?=到)"
_CHANGED = re.compile(
    rf"({_CHANGE})(?:了|到|至|在|为)?(?=\s*$|[^,;。]{{0,12}}的?$)(?![^,;。]*(?:{_CHANGE}))(?![^,;。]*[率度量](?:为|是|均|都)?$)"
)
_SINCE = re.compile(
    r"(?:同比|环比|[比较](?:上年|去年|上届)(?:同期)?|与去年同期相比|上年同期)(?:的)?|(?:均|都|已|平均|超过)$"
)
_FORMERLY = re.compile(r"[由从][^,]{0,8}[前的初来年]的?$")
_ONWARD = re.compile(r"提高|提升|上升|增长|增加|下降|降低|减少|降|升")
_AHEAD = re.compile(r"(?:以上|左右|以下)?的?(?P<rest>[\u4e00-\u9fff][^,;。]{3,30})")
_OF = re.compile(r"(?:以上|左右)?的")
_RATE = re.compile(rf"(?:{lexicon.one_of(lexicon.RATES)})$")


def rate_of(
    left: str, right: str, verb: Verb | None, last_action: str | None, last_object: str | None
) -> tuple[str | None, str | None, float]:
    """Return the act and the thing of a rate and how sure they are.

    `left` and `right` are the words around the figure in its clause.
    """
    ahead = _AHEAD.match(right)
    if ahead and not _RATE.search(trimmed(left)) and not _CHANGED.search(left):
        beyond = first_verb(ahead["rest"]) or main_verb(ahead["rest"])
        if beyond is not None and not beyond.start and not trimmed(left):
            return beyond.text, trimmed(ahead["rest"][beyond.end :]) or last_object, 0.75
        if beyond is not None and beyond.start:
            return beyond.text, trimmed(ahead["rest"][: beyond.start]) or None, 0.75
    change = _CHANGED.search(left)
    left = left if change else _FORMERLY.sub("", left)
    thing = trimmed(_SINCE.sub("", left[: change.start()] if change else left))
    thing = thing.rsplit("的", 1)[-1] if len(thing.rsplit("的", 1)[-1]) > 1 else thing
    if change and change[1] == "占":
        thing = f"{thing or last_object or ''}（占{trimmed(left[change.end() :])}）"
    elif left.rstrip().endswith("的") and verb and not verb.result:
        thing = trimmed(left[verb.end :])
    if change and not thing and left.endswith("的"):
        thing = trimmed(left[change.end(1) :])  # 完成工程投资的95%
    reaches = verb is not None and verb.text in ("覆盖", "惠及") and _OF.match(right)
    thing = thing_after(right) if reaches else "" if thing == "现" else thing
    thing = thing or thing_after(right) or last_object or ""
    onward = _ONWARD.match(right)
    action = change[1] if change else onward[0] if onward else None
    if action is None and verb is not None and not (verb.nominal and not verb.result):
        action = verb.text
    reached = "达到" if _RATE.search(thing) else last_action
    return action or reached, thing or None, 0.85
