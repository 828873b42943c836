"""Labels of tables: a head without its unit, and how alike a label and a known name are."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

# Words before and after a name that say nothing of what is counted.
_BEFORE = re.compile(
    r"^(其中|另|共计|共|累计|本期|已|全部|集中开展的?|组织开展的?|开展的?|组织|举办|举行|完成|实际|年度)[:：]?(?=.{2})"
)
_AFTER = re.compile(
    r"(?<=.{2})(总数量|总次数|次数|总数|数量|总量|总计|合计|情况|工作|累计|来源|渠道|方式|类别|分类|(?<![次人户件个家处份场条起])数)$"
)
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|\d+[、.．)）]|[①-⑳])\s*"
)
_MARKS = re.compile(r"[\s:：,，。;；、“”\"'‘’*＊#《》\[\]【】()（）\-—_/·]")


def bare_head(head: str) -> tuple[str, str]:
    """Return a head without its unit, and the unit: 垃圾（车） → 垃圾, 车."""
    plain = "".join(head.split()).replace("(", "（").replace(")", "）").rstrip("：:*＊")
    if plain.endswith("）") and "（" in plain:
        name, _open, unit = plain[:-1].rpartition("（")
        return (name, unit.removeprefix("单位：")) if name else (plain, "")
    for mark in ("/", "／"):
        name, _mark, unit = plain.rpartition(mark)
        if name and len(unit) <= 3:
            return name, unit
    return plain, ""


@lru_cache(20_000)
def plain_label(text: str) -> str:
    """Return a label for comparing: half-width, no marks, no numbering (1. 一、 （二） ①)."""
    bare = "".join(text.split())
    while match := _NUMBERING.match(bare):
        bare = bare[match.end() :]
    return _MARKS.sub("", unicodedata.normalize("NFKC", bare))


@lru_cache(20_000)
def core_of(text: str) -> str:
    """Return a plain label without the words that say nothing: 开展巡查次数总数 → 巡查."""
    found = plain_label(text)
    while (shorter := _AFTER.sub("", _BEFORE.sub("", found))) != found:
        found = shorter
    return found


def alike(label: str, name: str) -> float:
    """Return 0 to 1: 1 for the same words, 0.94 for the same core, less for a part or a likeness."""
    if label == name:
        return 1.0
    mine, known = core_of(label), core_of(name)
    if mine == known:
        return 0.94
    if len(mine) >= 4 and sorted(mine) == sorted(known):  # 走访慰问, 慰问走访
        return 0.92
    shorter = min(len(mine), len(known))
    if shorter < 2:
        return 0.0
    found = 0.0
    if mine.endswith(known) or known.endswith(mine):
        found = 0.62 + 0.3 * shorter / max(len(mine), len(known))
    elif mine.startswith(known) or known.startswith(mine) or mine in known or known in mine:
        found = 0.58 + 0.3 * shorter / max(len(mine), len(known))
    return max(found, fuzz.ratio(mine, known) / 100 * 0.92)
