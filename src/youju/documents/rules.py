"""States of a report and what each allows; the document number; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Forbidden, Refused
from youju.kernel.words import Words


class State(StrEnum):
    DRAFT = "draft"
    REVIEW = "review"
    ISSUED = "issued"
    DROPPED = "dropped"


ALLOWED: dict[State, set[State]] = {
    State.DRAFT: {State.REVIEW, State.DROPPED},
    State.REVIEW: {State.DRAFT, State.ISSUED},
    State.ISSUED: set(),
    State.DROPPED: {State.DRAFT},
}
NAMES = Words(
    {State.DRAFT: "起草", State.REVIEW: "送审", State.ISSUED: "已签发", State.DROPPED: "已作废"}
)


def check_change(now: State, to: State) -> None:
    """Refuse a change of state that the table does not hold."""
    if to not in ALLOWED[now]:
        raise Refused(_("“%(now)s”的文稿不能改为“%(to)s”") % {"now": NAMES[now], "to": NAMES[to]})


def check_editable(state: State) -> None:
    """Refuse to change the words of anything but a draft."""
    if state is State.REVIEW:
        raise Refused("已送审，不能再改；请先退回")
    if state is not State.DRAFT:
        raise Refused("已签发的文稿不能改动，请起草更正稿")


def may_write(kind: str, *, drafts: bool, records: bool, own: bool) -> bool:
    """Return whether somebody may write a report: whoever drafts for the unit, and whoever records
    there their own 个人总结.

    Args:
        own: It is, or is to be, the person's own, at the unit where they stand.
    """
    return drafts or (records and own and kind == PERSONAL)


def check_issuer(issuer_id: int | None, author_id: int | None) -> None:
    """Nobody signs what they wrote themselves."""
    if issuer_id == author_id:
        raise Forbidden("起草人不能签发自己的文稿，请由分管领导签发")


def check_faults(grave: Sequence[str], reason: str) -> str:
    """Return why a text is signed though faults are open in it. Refuses where no reason is told.

    Args:
        grave: What kinds of faults are open.
    """
    if not grave:
        return ""
    if not reason.strip():
        told = "、".join(dict.fromkeys(grave))
        raise Refused(
            _("校对还有 %(n)d 处没有改：%(told)s。请退回修改；确要签发的，写明理由")
            % {"n": len(grave), "told": told},
            field="reason",
        )
    return reason.strip()[:300]


HEADING_LENGTH = 40
_MARK_AT_END = re.compile(r"[。，；：、！,.;:!]$")
_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]、?|\d{1,2}[.．、])\s*"
)


def unnumbered(text: str) -> str:
    """Return a heading without a number typed before it, since numbers are given."""
    return _NUMBER.sub("", text.strip(), count=1) if _NUMBER.match(text.strip()) else text.strip()


def heading_of(text: str) -> str:
    """Return a heading as it is kept.

    Refuses an empty one, one too long, one that ends like a sentence or names a figure.
    """
    told = unnumbered(text)
    if not told:
        raise Refused(_("小标题要写"), field="heading")
    if len(told) > HEADING_LENGTH:
        raise Refused(_("小标题不超过 %(n)d 字") % {"n": HEADING_LENGTH}, field="heading")
    if _MARK_AT_END.search(told):
        raise Refused(_("小标题末尾不用标点"), field="heading")
    if "{{" in told:
        raise Refused(_("小标题里不写数字的名称"), field="heading")
    return told


REASON_LENGTH = 200


def check_reason(reason: str) -> str:
    """Return why something that was found is no fault. Refuses where nothing is told, or too much."""
    told = reason.strip()
    if not told:
        raise Refused(_("请写明为什么不是错"), field="reason")
    if len(told) > REASON_LENGTH:
        raise Refused(_("理由不超过 %(n)d 字") % {"n": REASON_LENGTH}, field="reason")
    return told


def document_number(prefix: str, year: int, serial: int) -> str:
    """Return 金社字〔2026〕9号: six-cornered brackets, no 第, no leading zero (GB/T 9704-2012)."""
    return f"{prefix}〔{year}〕{serial}号"


LENGTH_LIMIT = 5000  # characters; 2024《若干规定》
SHORT_LIMIT = 4000  # of those that arrange special work, by the same rule
SHORT_KINDS = ("plan", "bulletin", "briefing", "inspection")


def limit_of(kind: str) -> int:
    """Return how many characters a document of this kind may have."""
    return SHORT_LIMIT if kind in SHORT_KINDS else LENGTH_LIMIT


BLOCK_KINDS = ("text", "list", "table", "photos", "chart")
BULLETIN = "bulletin"  # a report of this kind counts as an issue of its unit's 督查通报
# 文种 of templates, and the style each is written in (说明 and 总结 are different styles).
KINDS = Words(
    {
        "summary": "工作总结",
        "inspection": "迎检汇报",
        "statement": "情况说明",
        "plan": "工作计划",
        "briefing": "通报",
        BULLETIN: "督查通报",
        "experience": "经验总结",
        "personal": "个人总结",
        "appeal": "倡议书",
        "speech": "讲话",
        "newsletter": "简报",
    }
)
PERSONAL = "personal"  # written by whoever it is about, also by those who draft nothing else
UNTITLED = (PERSONAL, "appeal", "speech")  # their titles do not name the unit
