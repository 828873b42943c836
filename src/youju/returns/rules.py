"""What may be asked and answered; pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.kernel.words import listed

# What one figure costs whoever looks it up by hand: find the ledger, choose the period, add up, type in,
# check. Source: our own estimate, set low on purpose and told as an estimate wherever it is shown; no
# published measurement of this work is known to us. Change it here when somebody has measured it.
MINUTES_PER_CELL = Decimal(3)
SURE = 0.9  # how well the words of a cell fit a measure before its figure is written unseen
MOST_ITEMS = 40
MOST_UNITS = 300
LONGEST_WAIT = timedelta(days=366)


class State(StrEnum):
    """How far a form from above has come."""

    OPEN = "open"
    FILLED = "filled"
    DROPPED = "dropped"


class By(StrEnum):
    """Who said what a cell asks for."""

    NOBODY = "nobody"
    WORDS = "words"  # proposed from the form's words
    LEARNED = "learned"  # as somebody said for a form before
    HAND = "hand"


class Told(StrEnum):
    """How the answer to one item of a call came about."""

    NONE = "none"  # not answered, or said not to be known
    HELD = "held"  # the figure of the records, confirmed
    CORRECTED = "corrected"  # another one, with the reason
    TYPED = "typed"  # there was none in the records


def hours_saved(cells: int) -> Decimal:
    """Return the hours that figures filled in by themselves have saved, by our estimate."""
    return round(cells * MINUTES_PER_CELL / 60, 1)


def share(part: int, whole: int) -> int | None:
    """Return the percentage, or None of nothing."""
    return round(100 * part / whole) if whole else None


def check_text(text: str, field: str, wanted: str, most: int = 200) -> str:
    """Return the text trimmed, without signs that no file can hold. Raises Refused where it is empty or too long."""
    told = "".join(one for one in text if one.isprintable()).strip()
    if not told:
        raise Refused(wanted, field=field)
    if len(told) > most:
        raise Refused(_("太长，最多 %(n)s 字。") % {"n": most}, field=field)
    return told


def check_due(due_on: date | None, today: date) -> None:
    """Refuse a deadline that has passed or lies years ahead."""
    if due_on is None:
        return
    if due_on < today:
        raise Refused(_("期限已过，请写今天或以后的日期。"), field="due_on")
    if due_on > today + LONGEST_WAIT:
        raise Refused(_("期限在一年以后，请核对年份。"), field="due_on")


def check_open(state: str) -> None:
    """Refuse to change a form that was dropped."""
    if state == State.DROPPED:
        raise Refused(_("这份表已作废，不能再改。"))


def check_asked(items: int, units: int) -> None:
    """Refuse a call that asks nothing, nobody, or too much at once."""
    if not items:
        raise Refused(_("至少要一项数。"), field="items")
    if items > MOST_ITEMS:
        raise Refused(_("一次最多要 %(n)s 项，请删减。") % {"n": MOST_ITEMS}, field="items")
    if not units:
        raise Refused(_("至少选一个下级单位。"), field="units")
    if units > MOST_UNITS:
        raise Refused(_("一次最多发给 %(n)s 个单位。") % {"n": MOST_UNITS}, field="units")


def check_held(held: Iterable[str], reason: str) -> None:
    """Refuse to ask again for what all the units' records already tell, unless it is said why."""
    names = list(held)
    if names and not reason.strip():
        shown = listed(names[:5]) + ("等" if len(names) > 5 else "")
        raise Refused(
            _("“%(names)s”各单位的记录里已经有，请直接取用，不再要；确需再报的，写明理由。") % {"names": shown},
            field="reason",
        )  # fmt: skip


def check_answerable(state: str) -> None:
    """Refuse an answer to a call that was closed."""
    if state != "open":
        raise Refused(_("这次要数已经结束，不能再答。"))


def told_of(held: Quantity | None, given: Quantity | None, reason: str) -> Told:
    """Return how an answer came about. Raises Refused for a correction without its reason."""
    if given is None:
        return Told.NONE
    if held is None:
        return Told.TYPED
    if (held.value, held.qualifier, held.upper) == (given.value, given.qualifier, given.upper):
        return Told.HELD
    if not reason.strip():
        raise Refused(
            _("与记录里的 %(held)s 不同，请写明原因；记录本身不会被改。") % {"held": held.text()}
        )
    return Told.CORRECTED
