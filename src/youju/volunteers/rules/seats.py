"""A volunteer's seat in a shift: from signing up to confirmed hours; pure."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused


class Seat(StrEnum):
    SIGNED = "signed"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    PRESENT = "present"
    ABSENT = "absent"
    ASKED = "asked"  # make-up hours, to be approved
    REFUSED = "refused"
    CONFIRMED = "confirmed"


CHANGES: dict[Seat, frozenset[Seat]] = {
    Seat.SIGNED: frozenset({Seat.WITHDRAWN, Seat.PRESENT, Seat.ABSENT}),
    Seat.WAITING: frozenset({Seat.SIGNED, Seat.WITHDRAWN, Seat.PRESENT, Seat.ABSENT}),
    Seat.WITHDRAWN: frozenset({Seat.SIGNED, Seat.WAITING, Seat.PRESENT, Seat.ASKED}),
    Seat.PRESENT: frozenset({Seat.CONFIRMED, Seat.ABSENT}),
    Seat.ABSENT: frozenset({Seat.ASKED}),
    Seat.ASKED: frozenset({Seat.CONFIRMED, Seat.REFUSED}),
    Seat.REFUSED: frozenset({Seat.ASKED}),
    Seat.CONFIRMED: frozenset(),
}
HOLDS = frozenset({Seat.SIGNED, Seat.PRESENT, Seat.ASKED, Seat.CONFIRMED})  # a person's time
TAKES = frozenset({Seat.SIGNED, Seat.PRESENT})  # a place of the shift


class Way(StrEnum):
    QR = "qr"
    CODE = "code"
    LIST = "list"
    MAKE_UP = "make_up"


EARLY, LATE = timedelta(hours=1), timedelta(hours=2)
STEP = 30  # seconds that a code is shown
MOST_TRIES = 10
LONGEST = timedelta(hours=12)


def check_change(before: Seat, after: Seat) -> None:
    """Refuse a change of a seat that cannot follow."""
    if after not in CHANGES[before]:
        raise Refused(_("这个报名现在的状态不能办这一步，请刷新页面核对。"))


def check_shift(starts: datetime, ends: datetime, wanted: int) -> None:
    """Refuse a shift that ends before it begins, is longer than half a day, or wants nobody."""
    if ends <= starts:
        raise Refused(_("结束时间要晚于开始时间。"), field="ends")
    if ends - starts > LONGEST:
        raise Refused(_("一个班次最长 12 小时，更长的请分班次。"), field="ends")
    if not 1 <= wanted <= 5000:
        raise Refused(_("需要的人数在 1 到 5000 之间。"), field="wanted")


def overlapping(
    starts: datetime, ends: datetime, others: Iterable[tuple[datetime, datetime, str]]
) -> str:
    """Return the name of another shift that takes the same time; "" where none does. One that ends
    when the other begins does not."""
    return next((name for a, b, name in others if a < ends and starts < b), "")


def check_overlap(other: str) -> None:
    """Refuse to be at two places at once."""
    if other:
        raise Refused(_("时间和“%(name)s”的班次重叠，不能两处同时参加。") % {"name": other})


def check_signing(starts: datetime, now: datetime) -> None:
    """Refuse to sign up for what has begun."""
    if now >= starts:
        raise Refused(_("这个班次已经开始，不能再报名；到场的请负责人在名单里补上。"))


def check_withdrawing(starts: datetime, now: datetime) -> None:
    """Refuse to withdraw once it has begun."""
    if now >= starts:
        raise Refused(_("这个班次已经开始，不能再退出。"))


def is_on_time(starts: datetime, ends: datetime, now: datetime) -> bool:
    """Return whether attendance is open: from an hour before the shift to two hours after."""
    return starts - EARLY <= now <= ends + LATE


def check_on_time(starts: datetime, ends: datetime, now: datetime) -> None:
    """Refuse attendance long before or after the shift."""
    if not is_on_time(starts, ends, now):
        raise Refused(_("签到从开始前 1 小时到结束后 2 小时，其他时间请负责人补录。"))


def code_at(secret: str, now: datetime) -> str:
    """Return the six digits shown at the place: new every half minute."""
    return _code(secret, int(now.timestamp()) // STEP)


def check_code(secret: str, typed: str, now: datetime, tries: int) -> None:
    """Refuse a code that is not the one shown now or just before, and too many tries."""
    if tries >= MOST_TRIES:
        raise Refused(_("输错次数太多，请负责人在名单里签到。"), field="code")
    step = int(now.timestamp()) // STEP
    if not any(hmac.compare_digest(_code(secret, step - n), typed.strip()) for n in range(3)):
        raise Refused(_("签到码不对或已经换新，请看现场屏幕上的六位数字。"), field="code")


def _code(secret: str, step: int) -> str:
    told = hmac.new(secret.encode(), str(step).encode(), hashlib.sha256).hexdigest()
    return f"{int(told[:12], 16) % 1_000_000:06}"


def length(starts: datetime, ends: datetime) -> int:
    """Return how long a shift is, in minutes."""
    return int((ends - starts).total_seconds() // 60)


def check_minutes(minutes: int, starts: datetime, ends: datetime, field: str = "hours") -> None:
    """Refuse hours of nothing, or more than the shift took."""
    if minutes < 1:
        raise Refused(_("时长要大于 0；没有来的不要计时长。"), field=field)
    if minutes > length(starts, ends):
        most = hours_text(length(starts, ends))
        raise Refused(_("时长不能超过班次的 %(n)s 小时。") % {"n": most}, field=field)


def check_over(ends: datetime, now: datetime) -> None:
    """Refuse to confirm hours before the shift has ended."""
    if now < ends:
        raise Refused(_("班次还没有结束，结束后再确认时长。"))


def is_own(doer: int | None, people: Iterable[int | None]) -> bool:
    """Return whether somebody is one of those whose hours these are, or who asked for them."""
    return doer is not None and doer in people


def check_own(doer: int | None, person: int | None) -> None:
    """Refuse to confirm or approve one's own hours."""
    if is_own(doer, (person,)):
        raise Refused(_("自己的时长要由别人确认。"))


def check_asker(doer: int | None, asker: int | None) -> None:
    """Refuse to approve the make-up hours that one asked for, be they somebody else's."""
    if is_own(doer, (asker,)):
        raise Refused(_("这是您申请的补录，要由另一人批准。"))


def check_make_up(confirmed: bool, reason: str) -> None:
    """Refuse make-up hours before the list was confirmed, or without a reason."""
    if not confirmed:
        raise Refused(_("名单还没有确认，到场的直接在名单里签到，不用补录。"))
    if len(reason.strip()) < 4:
        raise Refused(_("写明为什么要补录，至少 4 个字。"), field="reason")


def check_correcting(reason: str) -> None:
    """Refuse to put confirmed hours right without a reason."""
    if len(reason.strip()) < 4:
        raise Refused(_("写明为什么要更正，至少 4 个字。"), field="reason")


def hours_text(minutes: int) -> str:
    """Return minutes as hours without needless zeros: 90 is 1.5."""
    return f"{round(minutes / 60, 2):.2f}".rstrip("0").rstrip(".")
