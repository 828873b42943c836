"""States of a notice, who may do what with it, and its number; pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Forbidden, Refused
from youju.kernel.words import Words
from youju.organisations.rules import Role

MAX_TEXT = 2000


class State(StrEnum):
    ISSUED = "issued"
    REPLIED = "replied"
    STRUCK = "struck"
    WITHDRAWN = "withdrawn"


# Back to ISSUED: the re-check failed.
ALLOWED: dict[State, set[State]] = {
    State.ISSUED: {State.REPLIED, State.WITHDRAWN},
    State.REPLIED: {State.STRUCK, State.ISSUED, State.WITHDRAWN},
    State.STRUCK: set(),
    State.WITHDRAWN: set(),
}
NAMES = Words(
    {
        State.ISSUED: "待回复",
        State.REPLIED: "待复查",
        State.STRUCK: "已销号",
        State.WITHDRAWN: "已作废",
    }
)
ISSUERS = frozenset({Role.OFFICE, Role.INSPECTOR, Role.STAFF})


def check_change(now: State, to: State) -> None:
    """Refuse a change that the table does not hold."""
    if to not in ALLOWED[now]:
        raise Refused(
            _("“%(now)s”的整改通知书不能再改为“%(to)s”。") % {"now": NAMES[now], "to": NAMES[to]}
        )


def check_issuer(role: str) -> None:
    """Only offices, community staff and supervision groups send notices."""
    if Role(role) not in ISSUERS:
        raise Forbidden(_("整改通知书由创建办、社区专干或督查员下发"))


def check_rechecker(person_id: int | None, replied_by: int | None) -> None:
    """Nobody verifies what they replied themselves."""
    if person_id is not None and person_id == replied_by:
        raise Forbidden(_("回复的人不能复查自己的整改，请由别人到现场复查"))


def check_text(text: str, field: str, needed: str) -> str:
    """Return the text without blanks around it; refuse an empty or over-long one."""
    plain = text.replace("\0", "").strip()
    if not plain:
        raise Refused(needed, field=field)
    if len(plain) > MAX_TEXT:
        raise Refused(_("最多 %(most)s 个字，请写短些。") % {"most": MAX_TEXT}, field=field)
    return plain


def check_receipt(now: State, received: bool) -> None:
    """Refuse to sign for a notice twice, or for one that is over."""
    if received:
        raise Refused(_("这份整改通知书已经签收过。"))
    if now not in (State.ISSUED, State.REPLIED):
        raise Refused(_("“%(now)s”的整改通知书不用签收。") % {"now": NAMES[now]})


def receiver(name: str) -> str:
    """Return the name of who signs for a notice; refuse none, or one that is too long."""
    plain = " ".join(name.replace("\0", "").split())
    if not 1 <= len(plain) <= 30:
        raise Refused(_("写签收人的姓名，最多 30 个字。"), field="name")
    return plain


def check_days(issued_on: date, due_on: date, today: date) -> None:
    """Refuse a notice from the future, or one to be answered before it was sent."""
    if issued_on > today:
        raise Refused(_("下发日期还没有到，请核对。"), field="issued_on")
    if due_on < issued_on:
        raise Refused(_("回复期限早于下发日期，请核对。"), field="due_on")


def check_again(due_on: date | None, today: date) -> date:
    """Return the new day of a notice that goes back; refuse none, or a past one."""
    if due_on is None or due_on < today:
        raise Refused(_("写明再次回复的期限，不早于今天。"), field="due_on")
    return due_on


def check_number(number: str) -> str:
    """Return the number of a paper notice as typed; refuse one that is too long."""
    plain = number.strip()
    if len(plain) > 40:
        raise Refused(_("文号最多 40 个字，如 澄创督〔2026〕98号。"), field="number")
    return plain


def number(prefix: str, year: int, serial: int) -> str:
    """Return 澄创督〔2026〕98号: six-cornered brackets, no 第, no leading zero (GB/T 9704-2012)."""
    return f"{prefix}〔{year}〕{serial}号"


def is_overdue(state: State, due_on: date, today: date) -> bool:
    """Return whether the reply is late."""
    return state is State.ISSUED and due_on < today
