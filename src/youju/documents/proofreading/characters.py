"""Damage that text brings along from web pages and old files: the repairs of the kernel as faults."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from django.utils.translation import gettext as _

from youju.documents.proofreading.text import Fault, Paper
from youju.kernel.repair import RepairKind, repaired

KINDS = {
    RepairKind.NOISE: "noise",
    RepairKind.PINYIN: "pinyin",
    RepairKind.SHIFTED: "garbled",
    RepairKind.TRADITIONAL: "traditional",
    RepairKind.MARK: "mark",
    RepairKind.SPACE: "space",
    RepairKind.SYNONYM: "synonym",
}
_LOST = re.compile(
    r"(?<=[\u3400-\u9fff)）])[A-Z]?\?(?=[,;:!。.，；：“])|(?<=[\u3400-\u9fff])[A-Z]\?"
)
_MASK = re.compile(
    r"_{2,}|(?<=[\u4e00-\u9fff，。])_(?=[\u4e00-\u9fff])|[（(]略[）)]|\*{2,}|[X×]{2,}|(?<![A-Za-z])x{2,}(?![A-Za-z])|〔(?!\d{4}〕)[^〔〕]{1,60}〕"
)
# Where a number or a month was taken out: 面积平方公里, 月11日.
_MISSING = re.compile(
    r"(?:面积|占地|总长|全长)(?:平方公里|平方千米|平方米|公顷|公里|亩(?!数))|"
    r"(?<![\d一二三四五六七八九十〇正腊冬每本当上下个同各逐按半翌次昨元闰XxＸ×_*〕])月\d{1,2}日"
)


def of_paper(paper: Paper) -> Iterator[Fault]:
    """Yield what the reader of old reports would repair, and what is masked.

    The text is looked at as a whole: pinyin tails and replaced words are habits of a text.
    """
    starts = [0]
    for line in paper.lines:
        starts.append(starts[-1] + len(line.text) + 1)
    whole = repaired("\n".join(line.text for line in paper.lines))
    for repair in whole.repairs:
        at = bisect_right(starts, repair.start) - 1
        if repair.kind == RepairKind.SPACE and paper.lines[at].given:
            continue  # the parts of a record's title
        start, end = repair.start - starts[at], repair.end - starts[at]
        if end > len(paper.lines[at].text):  # noise of several lines: its first line is told
            end = len(paper.lines[at].text)
        yield Fault(
            KINDS[repair.kind], at, start, end, repair.before, _note(repair.before, repair.after),
            repair.after,
        )  # fmt: skip
    for flag in whole.flags:
        at = bisect_right(starts, flag.start) - 1
        start = flag.start - starts[at]
        note = _("%(what)s，请填上或删去") % {"what": flag.note.split("，")[0]}
        yield Fault("masked", at, start, start + len(flag.text), flag.text, note)
    for at, line in enumerate(paper.lines):
        for match in _LOST.finditer(line.text):
            note = _("这里的字丢了，请对照原文补上")
            yield Fault("garbled", at, match.start(), match.end(), match[0], note)
        for match in _MASK.finditer(line.text):
            note = _("这里还空着，请填上或删去")
            yield Fault("masked", at, match.start(), match.end(), match[0], note)
        for match in _MISSING.finditer(line.text):
            note = _("这里缺一个数，请补上")
            yield Fault("masked", at, match.start(), match.end(), match[0], note)


def _note(before: str, after: str) -> str:
    if not after.strip():
        return _("删去“%(what)s”") % {"what": before.strip() or _("空格")}
    return _("改为“%(what)s”") % {"what": after}
