"""States of a survey, when it takes answers, and who may do what with it; pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.words import Words


class State(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


NAMES = Words({State.DRAFT: "设计中", State.OPEN: "调查中", State.CLOSED: "已结束"})
ALLOWED: dict[State, set[State]] = {
    State.DRAFT: {State.OPEN},
    State.OPEN: {State.CLOSED},
    State.CLOSED: {State.OPEN},  # sheets turned up late, or it was closed by mistake
}


class Channel(StrEnum):
    QR = "qr"
    OPEN = "open"
    PAPER = "paper"
    PHONE = "phone"
    INTERVIEW = "interview"


CHANNEL_NAMES = Words(
    {
        Channel.QR: "凭码自填",
        Channel.OPEN: "公开链接自填",
        Channel.PAPER: "纸质录入",
        Channel.PHONE: "电话访问",
        Channel.INTERVIEW: "入户面访",
    }
)
SELF_FILLED = frozenset({Channel.QR, Channel.OPEN})
LEAST_CELLS = (5, 10)
MOST_RECHECKED = 100


def check_change(now: State, to: State) -> None:
    """Refuse a change that the table does not hold."""
    if to not in ALLOWED[now]:
        raise Refused(_("“%(now)s”的问卷不能改为“%(to)s”。") % {"now": NAMES[now], "to": NAMES[to]})


def check_text(text: str, field: str, needed: str, most: int) -> str:
    """Return the text without blanks around it; refuse an empty or over-long one."""
    plain = text.replace("\0", "").strip()
    if not plain and needed:
        raise Refused(needed, field=field)
    if len(plain) > most:
        raise Refused(_("最多 %(most)s 个字，请写短些。") % {"most": most}, field=field)
    return plain


def check_days(since: date | None, until: date | None) -> None:
    """Refuse an end before the beginning."""
    if since and until and until < since:
        raise Refused("结束日期早于开始日期，请核对", field="until")


def check_least(least: int) -> None:
    """Refuse a smallest cell that nobody agreed on."""
    if least not in LEAST_CELLS:
        raise Refused("最小展示份数为 5 或 10", field="least")


def check_recheck(share: int) -> None:
    """Refuse a share of paper sheets to be typed twice that is none."""
    if not 0 <= share <= MOST_RECHECKED:
        raise Refused("双录复核的比例在 0 到 100（%）之间", field="recheck")


def counts(channel: Channel, count_open: bool) -> bool:
    """Return whether a sheet counts for the rates: by an open link anybody answers, as often as he likes."""
    return channel is not Channel.OPEN or count_open


def check_editable(frozen: bool) -> None:
    """Refuse to change a version that somebody answered."""
    if frozen:
        raise Refused("这一版已有人作答，不能再改；请新建一版")


def check_taking(
    state: State, since: date | None, until: date | None, done_on: date, today: date, *, late: bool
) -> None:
    """Refuse an answer when the survey takes none.

    Args:
        until: Its last day: the one announced, or the one on which it was closed.
        late: Whether staff bring in what was answered before it ended (paper, a phone without signal).
    """
    if done_on > today:
        raise Refused("作答时间还没有到，请核对日期", field="done_at")
    if state is State.DRAFT or (since and done_on < since):
        raise Refused("这份问卷还没有开始，请到公布的日期再答")
    if until and done_on > until:
        raise Refused("这份问卷已经结束，谢谢您的参与")
    if state is State.CLOSED and not late:
        raise Refused("这份问卷已经结束，谢谢您的参与")


def check_channel(channel: Channel, staffed: bool) -> None:
    """Refuse what only staff bring in from somebody who is not signed in."""
    if channel not in SELF_FILLED and not staffed:
        raise Refused("纸质、电话和面访答卷由工作人员登录后录入")


def check_token(needed: bool, given: bool, found: bool, used: bool) -> None:
    """Refuse a second answer with one code, and one without where a code is needed."""
    if not given:
        if needed:
            raise Refused("请从收到的答卷码进入，每个码只能答一次", field="token")
        return
    if not found:
        raise Refused("答卷码不对，请核对后重输", field="token")
    if used:
        raise Refused("这个答卷码已经用过，每人只答一次", field="token")
