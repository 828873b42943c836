"""Acts that stand after those who act, or after where and for whom: 校领导陪餐, 交警在校门口护学."""

from __future__ import annotations

import re

import rjieba

from youju.reader.grammar import lexicon
from youju.reader.grammar.heads import Verb, is_head, names_a_thing

ACTOR = re.compile(
    r"(?:(?<!动)员|(?<![卫民新养])生|(?<!报)警|[者师士众民]|[职员民社义军技]工|队|班组|班子|干部|领导|[校院]长|书记|主任|部门|单位"
    r"|机关|公司|企业|(?<![上下值])班|协会|社团|我们|大家|家长|代表|骨干|商[家户]|住户|业主|支部|社区|学校|[中小]学|医院|(?<![布格结])局|街道|[村镇乡]|人)$"
)
_FRAME = re.compile(r"(?:^|[\u4e00-\u9fff])(?:在|到|赴|往|向|为|给|对|把|将)[\u4e00-\u9fff“”]{2,}$")
_WITHIN = re.compile(r"[\u4e00-\u9fff](?:内|里|中|上|[春夏秋冬早晚午夜]|[夜晚期]间)$")
_ENDED = re.compile(r"[了过]?\s*")
_HOW = frozenset(
    lexicon.words(
        "联合 巡回 免费 逐一 集体 轮流 志愿 义务 每天 每周 每月 定期 集中 全程 主动 自发 共同 统一 要 将 拟 已 均 都 应 须"
    )
)
_KNOWN = " ".join((lexicon.STRONG, lexicon.NOMINAL, lexicon.LIGHT, lexicon.STATE, lexicon.RESULT))
_ACTS = frozenset(lexicon.words(f"{lexicon.STRONG} {lexicon.NOMINAL}"))
_PASSED = _HOW | frozenset(lexicon.words(f"{_KNOWN} {lexicon.MODIFIERS} {lexicon.DEEDS}"))


def _may_act(word: str, kind: str, *, last: bool, how: bool) -> bool:
    """Whether a word can be the act: a verb, or at the end a word no dictionary has.

    `how` says that an adverb stands before it: 免费(测量).
    """
    if (
        len(word) != 2
        or word in _PASSED
        or word[0] in "各每"
        or not re.fullmatch(r"[\u4e00-\u9fff]+", word)
    ):
        return False
    if is_head(word) or kind == "v" or (how and kind == "vn"):
        return True
    return last and (kind == "vn" or rjieba.cut(word, hmm=False) != [word])


def act_after_actor(text: str, *, framed: bool = False) -> Verb | None:
    """Return the act no list of verbs knows, by what stands before it.

    `framed` says that the words before the text already ask for an act: 对21处(积水点逐一销号).
    """
    words = rjieba.tag(text)
    if len(words) < 2 and not framed:
        return None
    start, origin, lead = 0, 0, ""
    for place, (word, kind) in enumerate(words):
        last = _ENDED.fullmatch(text, start + len(word)) is not None
        how = place > 0 and words[place - 1][0] in _HOW
        if place and _may_act(word, kind, last=last, how=how):
            before = lead
            named = not last and names_a_thing(text, start + len(word))
            placed = is_head(word) and _WITHIN.search(before)
            if not named and (
                placed or ACTOR.search(before) or _FRAME.search(before) or (framed and last)
            ):
                return Verb(start, start + len(word), word, False, True)
        start += len(word)
        if word in _ACTS:
            origin, framed = start, False  # what stands before another act is not of this one
        if not (word in _HOW or kind == "d" or word[0] == "每"):
            lead = text[origin:start]
    return None
