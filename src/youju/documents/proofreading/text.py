"""What is proofread and what is found; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from youju.kernel.quantity import Quantity

TITLE = -1  # the line number of the title

# Rule -> what users call it, and whether issuing with it open asks for a reason.
RULES = {
    "noise": (_("网页杂质"), True),
    "garbled": (_("乱码"), True),
    "pinyin": (_("拼音尾巴"), True),
    "traditional": (_("繁体字"), True),
    "synonym": (_("替换词"), False),
    "space": (_("多余空格"), False),
    "mark": (_("标点"), False),
    "quote": (_("引号"), False),
    "unpaired": (_("不成对"), True),
    "doubled_mark": (_("标点重复"), False),
    "width": (_("全角数字"), False),
    "masked": (_("遮盖待填"), True),
    "number": (_("文号"), True),
    "date": (_("日期写法"), False),
    "no_day": (_("没有这一天"), True),
    "year_like": (_("像年份的数"), False),
    "approximate": (_("概数重叠"), True),
    "parts": (_("分项与总数"), True),
    "told_twice": (_("前后不一"), False),
    "against_record": (_("与记录不符"), True),
    "unsourced": (_("无据"), False),
    "moved": (_("数字有变"), False),
    "word": (_("用词"), False),
    "doubled_word": (_("词语重复"), False),
    "order": (_("序号"), False),
    "empty": (_("空着的一节"), False),
    "time": (_("年代不合"), False),
    "stop": (_("缺句号"), False),
    "repeated": (_("段落重复"), True),
    "praise": (_("说明不评价"), False),
    "bare": (_("没有内容"), True),
    "length": (_("篇幅"), True),
    "title": (_("标题"), True),
    "addressee": (_("主送"), False),
    "unfinished": (_("时段未完"), False),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A figure that a line took from the records: where it stands and which it is."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it will be read.

    Attributes:
        figures: Where figures of the records stand.
        typed: Where numbers stand that somebody wrote by hand; empty in a foreign text.
        given: Made from a record: it is mended there.
    """

    text: str
    heading: bool = False
    given: bool = False
    figures: tuple[Said, ...] = ()
    typed: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A text with what is known of it; of a foreign file only the lines are known.

    Attributes:
        kind: A key of `documents.rules.KINDS`.
        limit: The most characters that its kind may have.
        unit: Names by which the unit that issues it is called.
        span: First and last day of the period it tells of.
        known: Figures of the records by name, for numbers typed by hand.
        before: What a figure said, place by place, when the author last handed the text on.
    """

    lines: tuple[Line, ...]
    title: str = ""
    addressee: str | None = None
    kind: str = ""
    limit: int = 5000
    unit: tuple[str, ...] = ()
    span: tuple[date, date] | None = None
    today: date | None = None
    known: Mapping[str, Quantity] = field(default_factory=dict)
    before: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to be looked at.

    Attributes:
        line: Index of the line; TITLE for the title.
        start, end: Where it stands in the line.
        note: What is wrong and what to do.
        mend: What may stand there instead; None where only a person can say.
    """

    rule: str
    line: int
    start: int
    end: int
    found: str
    note: str
    mend: str | None = None

    @property
    def label(self) -> str:
        return str(RULES[self.rule][0])

    @property
    def grave(self) -> bool:
        return RULES[self.rule][1]


def han(char: str) -> bool:
    """Return whether this is a Chinese character."""
    return "\u3400" <= char <= "\u9fff" or char == "〇"


def sentences_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences with the place where each begins."""
    start = 0
    for at, char in enumerate(text):
        if char in "。！？!?\n":
            yield start, text[start : at + 1]
            start = at + 1
    if text[start:].strip():
        yield start, text[start:]
