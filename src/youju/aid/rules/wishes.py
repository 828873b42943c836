"""Small wishes and one-to-one company: gathered, taken, fulfilled; pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused


class Kind(StrEnum):
    WISH = "wish"
    COMPANY = "company"


class State(StrEnum):
    GATHERED = "gathered"
    TAKEN = "taken"
    DONE = "done"
    DROPPED = "dropped"


ALLOWED: dict[State, frozenset[State]] = {
    State.GATHERED: frozenset({State.TAKEN, State.DROPPED}),
    State.TAKEN: frozenset({State.DONE, State.GATHERED, State.DROPPED}),
    State.DONE: frozenset(),
    State.DROPPED: frozenset(),
}


class Group(StrEnum):
    """Whose wish it is."""

    WUBAO = "wubao"
    OLD = "old"
    WEAK = "weak"
    CHILD = "child"
    DISABLED = "disabled"
    POOR = "poor"


class Helper(StrEnum):
    MEMBER = "member"
    VOLUNTEER = "volunteer"
    UNIT = "unit"
    OTHER = "other"


def check_step(held: State, wanted: State) -> None:
    """Refuse a step that does not follow."""
    if wanted not in ALLOWED[held]:
        raise Refused(_("现在不能办这一步，请刷新后再看。"))


def check_wish(kind: Kind, name: str, text: str, occasion: str) -> None:
    """Refuse a wish of nobody, an empty one, company without the occasion."""
    if not name.strip():
        raise Refused(_("填心愿人的姓名。"), field="name")
    if kind is Kind.WISH and len(text.strip()) < 2:
        raise Refused(_("写明心愿是什么。"), field="text")
    if kind is Kind.COMPANY and not occasion.strip():
        raise Refused(_("写明一帮一的时节，如 2026年春节。"), field="occasion")


def check_consent(group: Group, consent: bool) -> None:
    """Refuse a child whose guardian did not agree."""
    if group is Group.CHILD and not consent:
        raise Refused(_("未成年人要监护人同意，才能登记。"), field="consent")


def check_taker(kind: Kind, name: str, others: int, occasion: str) -> None:
    """Refuse nobody; and a helper who accompanies another elder at the same occasion already."""
    if not name.strip():
        raise Refused(_("填认领人的姓名。"), field="helper")
    if kind is Kind.COMPANY and others:
        told = {"name": name.strip(), "occasion": occasion}
        raise Refused(_("%(name)s 在%(occasion)s已经一帮一陪伴一位老人。") % told, field="helper")


def check_done(on: date, since: date | None, today: date, result: str) -> None:
    """Refuse a day before it was taken or ahead, and a wish fulfilled without a word how."""
    if on > today or (since is not None and on < since):
        raise Refused(_("日期应在认领之后、今天以前。"), field="on")
    if len(result.strip()) < 2:
        raise Refused(_("写一句怎么圆的梦。"), field="result")
