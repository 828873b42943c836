"""The language of report templates: sentences with named numbers; pure.

`{{清理垃圾}}` is the figure of that measure for the report's unit and period, "50余车". After a bar
stands a form: `{{清理垃圾|数}}`. A clause (between ，；、) whose numbers are all absent is left out,
and so is a sentence in which no clause with a number is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from youju.kernel.refusal import Refused


class Form(StrEnum):
    """How a number is written."""

    TEXT = ""  # 50余车
    EXACT = "实数"  # 53车, 约53车: never rounded
    NUMBER = "数"  # 53
    YEAR_BEFORE = "同比"  # 53车，比上年同期增加12车
    BEFORE = "环比"  # 53车，比上期减少2车
    BY_UNIT = "分单位"  # 金桥社区20车、柳荫社区18车
    TOP = "前"  # with a number: 前3
    COUNT = "条数"  # how many records are behind it
    SHARE = "占"  # with another measure: 占创建任务 → 80%
    ROSE = "若升"  # writes nothing: its clause stands only where the figure rose on the year before
    FELL = "若降"
    SAME = "若平"
    SOME = "若有"  # its clause stands only where there was something
    ZERO = "若零"  # its clause stands only where it is known that there was none
    PART = "其中"  # a part of what was said before: not said where only 不足 so many is known

    NONE = "零"  # 3起, and 为零 where it is known that there was none
    ONE_BY_ONE = "逐项"  # by name: 消夏演出3场、国庆演出1场
    EACH = "每项"  # what each record told: 上千人
    MONTHLY = "月均"  # 每月1次


CHANGES = (Form.ROSE, Form.FELL, Form.SAME)
CONDITIONS = (*CHANGES, Form.SOME, Form.ZERO)


# Names that are not measures: what the report is about.
ABOUT = ("单位", "简称", "上级", "时段", "今日", "年", "上年同期", "姓名", "职务")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a number: measure name, form, n for 前n, and of what it is the share for 占."""

    name: str
    form: Form = Form.TEXT
    n: int = 0
    of: str = ""

    @property
    def compares(self) -> bool:
        return self.form in (Form.YEAR_BEFORE, Form.BEFORE, *CHANGES)

    @property
    def about(self) -> bool:
        return self.name in ABOUT


Piece = str | Slot
_SLOT = re.compile(r"\{\{\s*([^{}|]+?)\s*(?:\|\s*([^{}|]*?)\s*)?\}\}")
PART = "其中"
_ASIDE = re.compile(r"（[^（）]*）")
_TOP = re.compile(r"前(\d{1,2})")


def parse(text: str) -> list[Piece]:
    """Return the text as words and slots.

    Raises:
        Refused: For an unknown form or a bracket that is not closed.
    """
    return list(_pieces(text))


@lru_cache(4096)  # a report asks the same sentences many times over
def _pieces(text: str) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = 0
    for match in _SLOT.finditer(text):
        if match.start() > at:
            pieces.append(text[at : match.start()])
        pieces.append(_slot(match[1], match[2] or ""))
        at = match.end()
    if at < len(text):
        pieces.append(text[at:])
    for piece in pieces:
        if isinstance(piece, str) and ("{{" in piece or "}}" in piece):
            raise Refused(
                f"“{piece.strip()[:20]}”处的双花括号没有配对，应写作 {{{{名称}}}}", field="source"
            )
    return tuple(pieces)


def _slot(name: str, form: str) -> Slot:
    if top := _TOP.fullmatch(form):
        return Slot(name, Form.TOP, int(top[1]))
    if form.startswith("占") and form != "占":
        return Slot(name, Form.SHARE, of=form[1:].strip())
    try:
        found = Form(form)
    except ValueError:
        known = "、".join(one.value for one in Form if one not in (Form.TEXT, Form.TOP, Form.SHARE))
        raise Refused(
            f"“{name}”后面的写法“{form}”不认识，可用：{known}、前3、占另一个数", field="source"
        ) from None
    if found is Form.SHARE:
        raise Refused(f"“{name}|占”要写明占什么，如 {{{{{name}|占创建任务}}}}", field="source")
    if found is Form.TOP:
        raise Refused(f"“{name}|前”要写明前几，如 {{{{{name}|前3}}}}", field="source")
    return Slot(name, found)


def slots(text: str) -> list[Slot]:
    """Return the slots of a text that name measures, in order."""
    return [piece for piece in _pieces(text) if isinstance(piece, Slot) and not piece.about]


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph, each with its stop."""
    return [part for part in re.split(r"(?<=[。？])(?![”』」）])", text.strip()) if part.strip()]


def kept(text: str, present: Callable[[Slot], bool]) -> str:
    """Return a paragraph's source without the clauses and sentences whose numbers are absent.

    A clause without numbers stays as long as its sentence does, and a sentence that never had numbers
    as long as its paragraph does: one that named numbers and lost them all is left out. An empty
    string means that nothing is left.
    """
    wanted = slots(text)
    if wanted and not any(present(slot) for slot in wanted):
        return ""
    return "".join(one for one in (_kept_sentence(s, present) for s in sentences(text)) if one)


def _kept_sentence(sentence: str, present: Callable[[Slot], bool]) -> str:
    def aside(match: re.Match[str]) -> str:
        named = slots(match[0])
        return "" if named and not any(present(slot) for slot in named) else match[0]

    sentence = _ASIDE.sub(aside, sentence)
    wanted = slots(sentence)
    if not wanted:
        return sentence
    if not any(present(slot) for slot in wanted):
        return ""
    if all(present(slot) for slot in wanted):
        return sentence
    stop = sentence[-1] if sentence[-1] in "。？；" else ""
    clauses = _clauses(sentence[: len(sentence) - len(stop)])
    left: list[str] = []
    part = ""  # 其中 of a clause that was left out: the next part takes it over
    lost = ""  # the first item of a list, left out
    for clause in clauses:
        if _holds(slots(clause), present):
            left.append(f"{part}{_shared_verb(lost, clause) if lost else ''}{clause}")
            part = lost = ""
            continue
        if clause[-1] != "、":
            lost = ""
        elif not left or left[-1][-1] != "、":
            lost = lost or clause
        if clause.startswith(PART):
            part = PART
        if clause[-1] in "；。":
            part = ""
        if left and left[-1][-1] == "、" and clause[-1] in "，；":
            left[-1] = left[-1][:-1] + clause[-1]  # the end of a list that lost its last item
    return "".join(left).rstrip("，；、") + stop if left else ""


def _shared_verb(lost: str, item: str) -> str:
    """Return the verb that the first item of a list had for all: 查出 of 查出推诿{{推诿问题}}、松散{{松散问题}},
    清理 of 清理垃圾{{清理垃圾}}、杂物{{清理杂物}}. "" where the item has one of its own."""
    words, name = _before_slot(lost)
    said, called = _before_slot(item)
    verb = called.removesuffix(said)
    if said and verb and verb != called and words.startswith(verb):
        return verb
    label = next((words[at:] for at in range(len(words)) if name.startswith(words[at:])), "")
    alike = label and said and called == said + name.removeprefix(label)
    return words.removesuffix(label) if alike and not said.endswith(label) else ""


def _before_slot(clause: str) -> tuple[str, str]:
    """Return the words before the first number of a clause, and its name."""
    first = _SLOT.search(clause)
    return (clause[: first.start()], first[1]) if first else ("", "")


def _holds(wanted: list[Slot], present: Callable[[Slot], bool]) -> bool:
    """Return whether a clause stays: its conditions hold, and a number of it is there if it has any."""
    conditions = [slot for slot in wanted if slot.form in CONDITIONS]
    numbers = [slot for slot in wanted if slot.form not in CONDITIONS]
    if not all(present(slot) for slot in conditions):
        return False
    return not numbers or any(present(slot) for slot in numbers)


def _clauses(sentence: str) -> list[str]:
    """Return the clauses, each with the mark that ends it. Marks inside slots and brackets do not
    count, and 、 only where both sides hold numbers."""
    found: list[str] = []
    for part in _split_outside(sentence, "，；"):
        items = _split_outside(part, "、")
        if len(items) > 1 and all(slots(item) for item in items):
            found.extend(items)
        else:
            found.append(part)
    return found


def _split_outside(text: str, marks: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        if char in "{（“《":
            depth += 1
        elif char in "}）”》":
            depth = max(0, depth - 1)
        elif char in marks and depth == 0:
            parts.append(text[start : at + 1])
            start = at + 1
    return [*parts, text[start:]] if text[start:] else parts


# Numbers that are no figures: dates, years, ordinals, document and list numbers, clock times, ages that
# name a group, hotlines.
_NO_FIGURE = re.compile(
    r"\d{4}\s*[—–-]\s*\d{4}\s*年|〔\d{4}〕\s*\d+\s*号|\d{4}\s*年(?:度)?|\d{1,2}\s*月(?:份)?|\d{1,2}\s*日|第\s*\d+|"
    r"\d{1,2}[:：]\d{2}|（\d{1,2}）|^\s*\d{1,2}[.．、]|\d{2,4}-\d{1,2}-\d{1,2}|\d+号|\d+路|"
    r"\d{1,3}\s*周?岁(?:及?以[上下])|\d{3,5}(?=(?:政务)?(?:服务)?(?:热线|平台))"
)
_FIGURE = re.compile(
    r"(?:近|约|超过|超|不足|不少于|至少|突破)?\d[\d,]*(?:\.\d+)?(?:余|多|几)?(?:[万亿])?(?:余|多)?"
    r"(?:%|％|个百分点|[\u4e00-\u9fff㎡])?"
)


def typed_numbers(words: str) -> list[tuple[int, int]]:
    """Return where somebody typed a figure by hand into the words (start, end): shown as 无据.

    Dates, years, ordinals and document numbers are no figures.
    """
    masked = _NO_FIGURE.sub(lambda m: "\0" * len(m[0]), words)
    return [match.span() for match in _FIGURE.finditer(masked)]


def check_names(
    texts: Iterable[str], known: Iterable[str], near: Callable[[str], list[str]]
) -> None:
    """Refuse a template that names a measure which is not in the catalogue, saying what it may mean.

    Args:
        near: Returns known names that look or sound like the given one.
    """
    catalogue = set(known)
    for text in texts:
        for name in (name for slot in slots(text) for name in (slot.name, slot.of) if name):
            if name not in catalogue:
                guesses = "、".join(near(name)[:3])
                hint = f"，是不是：{guesses}" if guesses else "，可在数字目录里查找"
                raise Refused(f"没有叫“{name}”的数字{hint}", field="source")
