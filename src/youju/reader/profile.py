"""Proposing who wrote a piece, at what level, what kind of text it is and of which period."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from youju.kernel.periods import UNKNOWN, Grain, Period, around
from youju.reader.split import Piece


@dataclass(frozen=True, slots=True)
class Guess:
    """A proposal and how sure it is, 0 to 1."""

    value: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Profile:
    """What a piece is, as far as its words tell. Everything is to be confirmed."""

    author: Guess
    level: Guess
    kind: Guess
    period: Period
    period_text: str
    period_confidence: float


_NAMES = (
    ("社区", r"[\u4e00-\u9fff]{2,6}?(?:社区|居委会)"),
    ("街道", r"[\u4e00-\u9fff]{2,6}?(?:街道办事处|街道办|街道)"),
    (
        "乡镇",
        r"[\u4e00-\u9fff]{1,6}?(?:镇|乡)(?=党委|政府|人民政府|位于|共有|地处|辖|$|,|，|的|创建)",
    ),
    ("学校", r"[\u4e00-\u9fff]{2,10}?(?:小学|中学|学校|幼儿园|学院|大学)"),
    ("医院", r"[\u4e00-\u9fff]{2,10}?(?:医院|卫生院|疾控中心|卫生服务中心)"),
    ("机关", r"[\u4e00-\u9fff]{2,8}?(?:局|委员会|创建办|文明办|办公室)(?=[,，。的]|$)"),
    ("企业", r"[\u4e00-\u9fff]{2,12}?(?:有限公司|集团|公司|分公司|银行)"),
)
_SELF = {
    "社区": r"我社区|我们社区|本社区|社区居委会|社区工作人员|辖区居民|社区居民|社区党",
    "街道": r"我街道|我们街道|街道党工委|街道办事处|各社区",
    "乡镇": r"我镇|我乡|镇党委|乡党委|各村|镇政府|乡政府",
    "区县": r"我县|我区|全县|全区|县委|区委|各乡镇",
    "地市": r"我市|全市各|各县区|各县\(市|市委市政府",
    "机关": r"我局|全局|局党组|局机关|我委|我办|本局",
    "医院": r"我院|全院|本院|患者|门诊|病人|医务人员|科室",
    "学校": r"我校|全校|本校|师生|校园|班级|学生",
    "企业": r"我公司|公司员工|本公司|企业职工|员工",
    "村": r"我村|村委会|村两委|全村|村民",
}
_KINDS = (
    ("倡议书", r"倡议书|倡议[:：]|我们倡议|向全[市县区]"),
    ("讲话", r"讲话|同志们[,，:：!！]|动员会上的"),
    ("季度总结", r"[一二三四第]季度[^\n]{0,30}(?:总结|社区|工作)"),
    ("半年总结", r"上半年[^\n]{0,30}总结|半年[^\n]{0,10}总结|下半年工作(?:计划|打算)"),
    ("年终总结", r"年终[^\n]{0,10}总结|年度[^\n]{0,20}总结|全年[^\n]{0,10}工作总结|一年来"),
    ("工作计划", r"工作计划|工作要点|实施方案|工作方案"),
    ("迎检汇报", r"迎检|汇报如下|工作汇报|汇报材料|情况汇报"),
    ("经验材料", r"经验(?:材料|介绍|总结)|典型材料|先进事迹"),
    ("情况说明", r"情况说明|说明如下"),
    ("通报", r"通报"),
    ("工作总结", r"总结"),
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_NOT_NAME = re.compile(
    r"(?:^|.*)(?:文明|创建|各|全|该|本|我|创|在|和|对|的|与|为|以|等|及|了|进|每|示范|加强|和谐|平安|一个|老|新)(?:社区|街道|学校|医院)$"
)


def _author(body: str) -> tuple[Guess, str]:
    counts: Counter[tuple[str, str]] = Counter()
    for level, pattern in _NAMES:
        for match in re.finditer(rf"(?:^|(?<=[,，。、\s:：“(（]))(?:{pattern})", body, re.M):
            if not _NOT_NAME.match(match[0]):
                counts[(level, match[0])] += 2 if match.start() < 200 else 1
    if not counts:
        return Guess("", 0.0), ""
    (level, name), score = counts.most_common(1)[0]
    return Guess(name, round(min(0.85, 0.35 + 0.1 * score), 2)), level


def _level(body: str, named: str) -> Guess:
    scores = {level: float(len(re.findall(words, body))) for level, words in _SELF.items()}
    if named in scores:
        scores[named] += 2
    best = max(scores, key=lambda level: scores[level])
    total = sum(scores.values())
    if not total:
        return Guess("", 0.0)
    return Guess(best, round(min(0.95, scores[best] / total), 2))


def _kind(title: str, body: str) -> Guess:
    for kind, words in _KINDS:
        if re.search(words, title):
            return Guess(kind, 0.7)
    for kind, words in _KINDS[:-1]:
        if re.search(words, body[:400] + body[-300:]):
            return Guess(kind, 0.6)
    return Guess("工作总结", 0.3)


_HALF = {"上": 1, "下": 7}
_QUARTER = {"一": 1, "二": 4, "三": 7, "四": 10}


def _period(title: str, body: str) -> tuple[Period, str, float]:
    """Return the period, the words it was read from, and how sure that is. A title's year is
    often the site's, so a year that the body does not repeat counts little."""
    head = f"{title}\n{body[:600]}"
    year_match = _YEAR.search(title)
    years = Counter(_YEAR.findall(body))
    if years:
        year: int | None = int(years.most_common(1)[0][0])
    else:
        year = int(year_match[1]) if year_match else None
    sure = 0.3 if year_match and not years else 0.5
    if year_match and years.get(year_match[1], 0) > 1:
        year, sure = int(year_match[1]), 0.75
    if re.search(rf"{year}年度?(?:[上下]半年|第?[一二三四]季度)", title):
        sure = 0.8  # sites put a bare year or a month into their titles, never a part of a year
    part = re.search(r"([上下])半年|第?([一二三四])季度", head)
    if year is None:
        return UNKNOWN, part[0] if part else "", 0.3 if part else 0.0
    if part and part[1]:
        return around(date(year, _HALF[part[1]], 1), Grain.HALF), f"{year}年{part[0]}", sure
    if part:
        return around(date(year, _QUARTER[part[2]], 1), Grain.QUARTER), f"{year}年{part[0]}", sure
    return around(date(year, 1, 1), Grain.YEAR), f"{year}年", round(sure - 0.1, 2)


def profile_of(text: str, piece: Piece) -> Profile:
    """Return what the words of a piece say about its writer, kind and period."""
    body = text[piece.start : piece.end]
    below = body.replace(piece.title, "", 1) if body.strip() != piece.title else body
    author, named = _author(body)
    period, period_text, sure = _period(piece.title, below)
    return Profile(author, _level(body, named), _kind(piece.title, body), period, period_text, sure)
