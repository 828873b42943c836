"""Certificates of service: asked for, announced within the house, issued; pure.

Source:
    志愿服务记录与证明出具办法（民政部令第67号）第十六条以下: what a certificate says, two signatures
    and the seal, free of charge; announced within the organisation for at least seven days.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

NOTICE = timedelta(days=7)


class State(StrEnum):
    NOTICED = "noticed"
    STOPPED = "stopped"
    ISSUED = "issued"
    REVOKED = "revoked"


CHANGES: dict[State, frozenset[State]] = {
    State.NOTICED: frozenset({State.STOPPED, State.ISSUED}),
    State.STOPPED: frozenset(),
    State.ISSUED: frozenset({State.REVOKED}),
    State.REVOKED: frozenset(),
}


def check_change(before: State, after: State) -> None:
    """Refuse a step that cannot follow."""
    if after not in CHANGES[before]:
        raise Refused(_("这份证明现在的状态不能办这一步，请刷新页面核对。"))


def check_span(since: date, until: date, today: date, minutes: int) -> None:
    """Refuse a span the wrong way round or ahead, or without confirmed hours."""
    if until < since or until > today:
        raise Refused(_("服务起止日期不对，请核对；截止日期不能晚于今天。"), field="until")
    if not minutes:
        raise Refused(_("这段时间没有确认过的服务时长，不能出具证明。"), field="since")


def check_single(noticed_on: date | None) -> None:
    """Refuse a second notice while one of the same volunteer runs."""
    if noticed_on is not None:
        told = {"month": noticed_on.month, "day": noticed_on.day}
        raise Refused(
            _("%(month)s月%(day)s日开始公示的一份还没有出具，先出具它，或注明不予出具再重办。")
            % told
        )


def ready_on(noticed_on: date) -> date:
    """Return from which day the certificate may be issued."""
    return noticed_on + NOTICE


def number_of(unit: str, year: int, serial: int) -> str:
    """Return a certificate's number: 金桥社区志证〔2026〕3号."""
    return f"{unit}志证〔{year}〕{serial}号"


def check_issue(noticed_on: date, today: date, responsible: str, handler: str) -> None:
    """Refuse to issue within the seven days, or with one person as both."""
    if today < ready_on(noticed_on):
        day = ready_on(noticed_on)
        told = {"month": day.month, "day": day.day}
        raise Refused(_("公示满 7 天才能出具，%(month)s月%(day)s日起可办。") % told)
    if not responsible.strip() or not handler.strip():
        raise Refused(_("负责人和经办人都要写。"), field="responsible")
    if responsible.strip() == handler.strip():
        raise Refused(_("负责人和经办人应是两个人，各自签字。"), field="handler")


def check_words(words: str) -> None:
    """Refuse to stop or revoke without saying why."""
    if len(words.strip()) < 4:
        raise Refused(_("写明原因，至少 4 个字。"), field="reason")


class IdKind(StrEnum):
    RESIDENT = "resident"
    PASSPORT = "passport"
    HOME_RETURN = "home_return"
    OTHER = "other"


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LAST = "10X98765432"


def check_id(kind: IdKind, number: str, consent: bool) -> None:
    """Refuse to print without the holder's consent, or an ID number with a wrong last digit.

    Source:
        GB 11643: weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2, sum mod 11 → 10X98765432.
    """
    if not consent:
        raise Refused(_("证件号只在打印时填写，要本人在场同意。"), field="consent")
    plain = number.strip().upper()
    if kind is not IdKind.RESIDENT:
        if not 5 <= len(plain) <= 20:
            raise Refused(_("证件号 5 至 20 位，请核对。"), field="id_number")
        return
    if len(plain) != 18 or not (plain[:17].isascii() and plain[:17].isdigit()):
        raise Refused(_("身份证号是 18 位，请核对。"), field="id_number")
    last = _LAST[sum(int(n) * w for n, w in zip(plain, _WEIGHTS, strict=False)) % 11]
    if plain[17] != last:
        raise Refused(
            _("身份证号最后一位应为 %(last)s，请核对原件。") % {"last": last}, field="id_number"
        )
