"""Words: often confused ones, doubled ones, order of points, repeated paragraphs; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from youju.documents.proofreading.text import Fault, Paper, sentences_of

# Words that offices often confuse: as written -> as it should be. Both sides are general usage.
CONFUSED = {
    r"[赃髒]、?乱、?差": "脏乱差",
    r"座落": "坐落",
    r"帐户": "账户",
    r"按装": "安装",
    r"既使": "即使",
    r"迫不急待": "迫不及待",
    r"布署": "部署",
    r"再接再励": "再接再厉",
    r"一愁莫展": "一筹莫展",
    r"辐员": "幅员",
    r"重蹈复辙": "重蹈覆辙",
    r"融汇贯通": "融会贯通",
    r"以身做则": "以身作则",
    r"甘败下风": "甘拜下风",
    r"通讯地止": "通讯地址",
    r"精神籍慰": "精神慰藉",
    r"发腐败": "反腐败",
    r"幂纸": "冥纸",
    r"有利支持": "有力支持",
    r"办实事好(?!事)": "办好实事",
    r"极组织": "积极组织",
    r"(?<=\d)M米": "平方米",
    r"度过难关": "渡过难关",
    r"矿物局": "矿务局",
    r"(?<!下)辖乡(?![镇村、\d])": "辖区",
    r"怡居宜业": "宜居宜业",
    r"十在(?=人物|杰出|标兵|新闻|好人|青年)": "十大",
    r"今年出(?=举办|开展|组织|召开)": "今年初",
    r"由一定的?(?=损坏|基础|成绩|成效|经验|进展|效果|困难|差距)": "有一定的",
    r"并未(?=\d)": "并为",
    r"于与(?=[\dXx×_]{2,4}年)": "于",
    r"(?<=\d)与(?=\d{1,2}日)": "月",
}
_CONFUSED = [(re.compile(pattern), right) for pattern, right in CONFUSED.items()]
_DOUBLED = re.compile(r"([\u4e00-\u9fff]{2,4})\1(?![\u4e00-\u9fff]?\1)")
# Verbs that are said twice on purpose: 研究研究.
_ON_PURPOSE = {
    "研究", "讨论", "商量", "了解", "学习", "交流", "打扫", "收拾", "整理", "走走", "看看", "一个", "一次", "一步",
    "一件", "一户", "一项", "一家", "一遍",
}  # fmt: skip
_POINTS = re.compile(r"(?:^|[。；：:;，,\s])([一二三四五六七八九十])(是|要)")
_CIRCLED = re.compile(r"[①-⑳]")
_HEADINGS = (  # from the highest
    re.compile(r"^\s*([一二三四五六七八九十])、"),
    re.compile(r"^\s*[（(]([一二三四五六七八九十])[）)]"),
)
_ORDER = "一二三四五六七八九十"
_ENDS = "。！？：；…”》）!?:;.)"
PRAISE = re.compile(
    r"成效显著|显著成效|明显成效|良好效果|圆满完成|一致好评|广泛好评|再上新台阶|阶段性成果|大幅提升|显著提升|明显改善"
)
_AROUND = re.compile(
    r"^.{0,3}(?:获得?|评为)|(?:等|荣誉|称号).{0,6}$"
)  # an item of a list of honours
_ITEM = 6  # characters of a thing in a list that nobody names twice by chance
_BARE = 25  # the most characters of a heading that stands alone in its line
_LONG = 20  # characters of a sentence that nobody writes twice by chance


def of_paper(paper: Paper) -> Iterator[Fault]:
    """Yield the faults of words."""
    for at, line in enumerate(paper.lines):
        for pattern, right in _CONFUSED:
            for match in pattern.finditer(line.text):
                mend = "、".join(right) if "、" in match[0] else right
                note = _("应为“%(right)s”") % {"right": mend}
                yield Fault("word", at, match.start(), match.end(), match[0], note, mend)
        yield from _doubled(at, line.text)
        yield from _listed_twice(at, line.text)
        yield from _circled(at, line.text)
        if not line.heading and len(line.text) > 25 and line.text.rstrip()[-1] not in _ENDS:
            end = len(line.text.rstrip())
            note = _("这一段末尾没有句号")
            yield Fault(
                "stop", at, end - 1, end, line.text[end - 1 : end], note, line.text[end - 1] + "。"
            )
    yield from _points(paper)
    yield from _headings(paper)
    yield from _empty(paper)
    yield from _repeated(paper)
    if paper.kind == "statement":
        yield from _praise(paper)


def _doubled(at: int, text: str) -> Iterator[Fault]:
    for match in _DOUBLED.finditer(text):
        word = match[1]
        if word in _ON_PURPOSE or len(set(word)) == 1:
            continue
        note = _("“%(word)s”重复") % {"word": word}
        yield Fault("doubled_word", at, match.start(), match.end(), match[0], note, word)


def _points(paper: Paper) -> Iterator[Fault]:
    """一是……二是……, 一要……二要……: each once and in order; lists may stand inside lists."""
    open_: dict[str, list[int]] = {}
    for at, line in enumerate(paper.lines):
        for match in _POINTS.finditer(line.text):
            number, lists = _ORDER.index(match[1]), open_.setdefault(match[2], [])
            if number and number - 1 not in lists:
                note = _("序号不连续，前面没有“%(due)s”") % {"due": _ORDER[number - 1] + match[2]}
                told = match[1] + match[2]
                yield Fault("order", at, match.start(1), match.end(), told, note)
            while number and lists and lists[-1] != number - 1:
                lists.pop()
            if number and lists:
                lists[-1] = number
            else:
                lists.append(number)


def _circled(at: int, text: str) -> Iterator[Fault]:
    found = list(_CIRCLED.finditer(text))
    for one, following in pairwise(found):
        if following[0] != "①" and ord(following[0]) != ord(one[0]) + 1:
            note = _("序号不连续，前面是“%(last)s”") % {"last": one[0]}
            yield Fault("order", at, following.start(), following.end(), following[0], note)


def _listed_twice(at: int, text: str) -> Iterator[Fault]:
    """A、B、A: what a list names a second time."""
    for run in re.finditer(r"[^，。；：！？,;:]+", text):
        seen: set[str] = set()
        for item in re.finditer(r"[^、]+", run[0]):
            name = _AROUND.sub("", item[0].strip())
            if len(name) >= _ITEM and name in seen:
                start = run.start() + item.start()
                note = _("“%(word)s”列了两次") % {"word": name}
                yield Fault("doubled_word", at, start, start + len(item[0]), item[0], note)
            seen.add(name)


def _level(text: str) -> tuple[int, re.Match[str]] | None:
    """Return how high the heading of a line is, 0 the highest; None where it is no heading."""
    found = ((level, pattern.match(text)) for level, pattern in enumerate(_HEADINGS))
    return next(((level, match) for level, match in found if match), None)


def _headings(paper: Paper) -> Iterator[Fault]:
    """一、二、 and （一）（二） at the beginning of lines: in order, from the first; a new text and
    a new section begin anew."""
    last = [-1] * len(_HEADINGS)
    for at, line in enumerate(paper.lines):
        if (found := _level(line.text)) is None:
            continue
        level, match = found
        number = _ORDER.index(match[1])
        if number not in (last[level] + 1, 0):
            marks = (f"{n}、" if level == 0 else f"（{n}）" for n in _ORDER)
            before = [*marks][last[level]] if last[level] >= 0 else _("没有“一、”")
            note = _("标题序号不连续，前面是“%(last)s”") % {"last": before}
            yield Fault("order", at, match.start(1), match.end(), match[0].strip(), note)
        last[level:] = [number] + [-1] * (len(last) - level - 1)


def _empty(paper: Paper) -> Iterator[Fault]:
    """A heading with nothing below it: its part was lost, or left out."""
    for at, line in enumerate(paper.lines):
        found = _level(line.text)
        if found is None or len(line.text) > _BARE or line.text.rstrip()[-1] in _ENDS:
            continue
        below = _level(paper.lines[at + 1].text) if at + 1 < len(paper.lines) else (0, None)
        if below is not None and below[0] <= found[0]:
            note = _("这一节只有标题，没有内容")
            yield Fault("empty", at, 0, len(line.text), line.text, note)


def _repeated(paper: Paper) -> Iterator[Fault]:
    """Sentences that stand in the text a second time; a whole paragraph is told as one."""
    seen: dict[str, int] = {}
    for at, line in enumerate(paper.lines):
        if line.given:
            continue
        bare = _bare(line.text)
        told = [(start, part, _bare(part)) for start, part in sentences_of(line.text)]
        again = [one for one in told if len(one[2]) >= _LONG and one[2] in seen]
        if bare and again and sum(len(one[2]) for one in again) * 10 >= len(bare) * 8:
            first = seen[again[0][2]]
            note = _("与第 %(n)d 段重复，请删去一处") % {"n": first + 1}
            yield Fault("repeated", at, 0, len(line.text), line.text, note)
        else:
            for start, part, words in again:
                note = _("这一句在第 %(n)d 段已经写过") % {"n": seen[words] + 1}
                yield Fault("repeated", at, start, start + len(part), part, note)
        for _start, _part, words in told:
            seen.setdefault(words, at)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _praise(paper: Paper) -> Iterator[Fault]:
    for at, line in enumerate(paper.lines):
        for match in PRAISE.finditer(line.text):
            note = _("情况说明写事实和数据，不作评价")
            yield Fault("praise", at, match.start(), match.end(), match[0], note)
