"""What one question must be; pure."""

from __future__ import annotations

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.surveys.rules.form import Kind, Option, Question

MOST_OPTIONS = 30
_CODE = re.compile(r"[a-z][a-z0-9_]{0,38}")


def check_code(code: str, field: str = "code") -> str:
    """Return a code that every tool for forms takes; refuse any other."""
    if not _CODE.fullmatch(code):
        raise Refused("代码用小写字母开头，只含字母、数字和下划线", field=field)
    return code


def check_question(question: Question) -> Question:
    """Return the question put in order, or refuse it at the field that is wrong."""
    check_code(question.code)
    text = question.text.replace("\0", "").strip()
    if not text:
        raise Refused("写明问题", field="text")
    if len(text) > 200:
        raise Refused("题干最多 200 个字，请写短些", field="text")
    if question.rate:
        check_code(question.rate, "rate")
    if question.kind is Kind.TEXT:
        return replace(question, text=text, options=(), rate="", most=0)
    options = tuple(_option(one) for one in question.options)
    if len(options) > MOST_OPTIONS:
        raise Refused(_("最多 %(most)s 个选项。") % {"most": MOST_OPTIONS}, field="options")
    if len({one.code for one in options}) < len(options):
        raise Refused("有两个选项的代码相同，请改一个", field="options")
    most = question.most if question.kind is Kind.MULTIPLE else 0
    if not 0 <= most <= MOST_OPTIONS:
        raise Refused("最多可选的项数不对，请核对", field="most")
    return replace(question, text=text, options=options, most=most)


def _option(option: Option) -> Option:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_]{0,38}", option.code):
        raise Refused("选项代码只含小写字母、数字和下划线", field="options")
    text = option.text.replace("\0", "").strip()
    if not 1 <= len(text) <= 100:
        raise Refused("每个选项写 1 到 100 个字", field="options")
    if option.share is not None and not 0 <= option.share <= 100:
        raise Refused("每个选项计入比率 0 到 100（%），不计入就留空", field="options")
    return replace(option, text=text)


_LINE = re.compile(r"(?P<text>.+?)(?:\s*[=＝]\s*(?P<share>\d{1,3}|-)\s*%?)?")


def options_from(text: str, held: tuple[Option, ...] = ()) -> tuple[Option, ...]:
    """Return the options of a text, one a line: `满意=100`, `说不清` (left out of the rate).

    An option whose text was there before keeps its code.
    """
    codes = {one.text: one.code for one in held}
    taken = set(codes.values())
    found = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        match = _LINE.fullmatch(line)
        words, share = (match["text"], match["share"]) if match else (line, None)
        code = codes.pop(words, "") or _fresh(taken)
        taken.add(code)
        counted = int(share) if share and share != "-" else None
        found.append(Option(code, words, counted))
    return tuple(found)


def _fresh(taken: set[str]) -> str:
    n = 1
    while f"o{n}" in taken:
        n += 1
    return f"o{n}"


def options_text(options: tuple[Option, ...]) -> str:
    """Return options as they are typed: one a line, with what each counts."""
    return "\n".join(
        one.text if one.share is None else f"{one.text}={one.share}" for one in options
    )
