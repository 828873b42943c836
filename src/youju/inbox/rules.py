"""What a message may say, where it may lead, and how it leaves by outside channels; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

MAX_TITLE = 120
MAX_URL = 200
MOST_QUIET = 40  # turns: longer than any row of days of rest with their nights
COUNTED_TO = 99  # of more unread messages the bar says 99+
READ_KEPT = timedelta(days=90)
KEPT = timedelta(days=400)


def clean_title(title: str) -> str:
    """Return the title on one line, cut to what a row can show."""
    line = " ".join(title.split())
    if not line:
        raise ValueError("a message without a title")
    return line if len(line) <= MAX_TITLE else line[: MAX_TITLE - 1] + "…"


def check_url(url: str) -> str:
    """Return the address if it leads to a page of this product; "" leads nowhere.

    Raises:
        ValueError: If it leads anywhere else: the caller's mistake.
    """
    local = url.startswith("/") and not url.startswith(("//", "/\\"))
    if url and (not local or len(url) > MAX_URL or not url.isprintable() or " " in url):
        raise ValueError(f"not an address of this product: {url[:80]}")
    return url


def holds(since: date | None, until: date | None, on: date) -> bool:
    """Return whether a post is held on the day: nobody is told at a post they left."""
    return (since is None or since <= on) and (until is None or until >= on)


def forgotten_before(now: datetime, *, read: bool) -> datetime:
    """Return the moment before which messages are dropped: read ones sooner."""
    return now - (READ_KEPT if read else KEPT)


def shown_count(unread: int) -> str:
    """Return the number in the bar: "" for none, at most 99+."""
    if unread > COUNTED_TO:
        return f"{COUNTED_TO}+"
    return str(unread) if unread else ""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """When a person wants nothing from outside.

    Attributes:
        since: From when each day, and `until` when; over midnight where it ends before it begins.
        rest_days: Also all day on days of rest, by the Chinese calendar with its make-up days.
    """

    since: time | None = None
    until: time | None = None
    rest_days: bool = False

    def __str__(self) -> str:
        span = f"{self.since:%H:%M}—{self.until:%H:%M}" if self.since and self.until else ""
        return "、".join(one for one in (span, _("休息日") if self.rest_days else "") if one)


NEVER_QUIET = QuietHours()


def check_quiet(quiet: QuietHours) -> None:
    """Refuse hours that have only one end, or no length."""
    if (quiet.since is None) != (quiet.until is None):
        field = "until" if quiet.until is None else "since"
        raise Refused("开始和结束都要填，或者都留空", field=field)
    if quiet.since is not None and quiet.since == quiet.until:
        raise Refused("开始和结束不能一样；整天不要的，在上面去掉勾", field="until")


def wakes_at(now: datetime, quiet: QuietHours, works: Callable[[date], bool]) -> datetime:
    """Return when a message may go out: now, or the end of the quiet hours that it falls into.

    Args:
        now: Aware, in the zone in which the person's clock stands.
        works: Whether a day is one of work.
    """
    at = now
    for _day in range(MOST_QUIET):
        clock, day = at.time(), at.date()
        if quiet.rest_days and not works(day):
            at = datetime.combine(day + timedelta(days=1), time(), at.tzinfo)
        elif quiet.since is None or quiet.until is None or not _between(quiet, clock):
            break
        else:
            over = timedelta(days=1) if clock >= quiet.until else timedelta()
            at = datetime.combine(day + over, quiet.until, at.tzinfo)
    return at


def _between(quiet: QuietHours, clock: time) -> bool:
    since, until = quiet.since or time(), quiet.until or time()
    if since < until:
        return since <= clock < until
    return clock >= since or clock < until


class Service(StrEnum):
    """What an outside channel speaks, and the beginnings its address may have."""

    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    MAIL = "mail"
    GATEWAY = "gateway"


SCHEMES: dict[Service, tuple[str, ...]] = {
    Service.WECOM: ("wecombot",),
    Service.DINGTALK: ("dingtalk",),
    Service.FEISHU: ("feishu",),
    Service.MAIL: ("mailto", "mailtos"),
    Service.GATEWAY: ("json", "jsons", "form", "forms"),
}
EXAMPLES: dict[Service, str] = {
    Service.WECOM: "wecombot://机器人的key",
    Service.DINGTALK: "dingtalk://加签密钥@令牌",
    Service.FEISHU: "feishu://令牌",
    Service.MAIL: "mailtos://用户:密码@邮件服务器?from=发件地址&to=收件地址",
    Service.GATEWAY: "jsons://网关地址/路径",
}
MAX_ADDRESS = 500
_SCHEME = re.compile(r"([a-z]+)://[!-~]+")


def check_address(service: Service, address: str) -> str:
    """Return the address of a channel if it is one of its service.

    No other scheme of the sending library is let in: some run programs or write files.
    """
    plain = address.strip()
    match = _SCHEME.fullmatch(plain)
    if match is None or match[1] not in SCHEMES[service] or len(plain) > MAX_ADDRESS:
        raise Refused(
            _("地址应写作 %(service)s，中间没有空格和汉字") % {"service": EXAMPLES[service]},
            field="address",
        )
    return plain


def check_kinds(kinds: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return the kinds of messages that a channel carries, in order; there is at least one."""
    wanted = sorted(set(kinds))
    if not wanted:
        raise Refused("至少选一类消息，否则这个渠道什么也不发", field="kinds")
    if set(wanted) - set(known):
        raise Refused("没有这类消息，请刷新页面重选", field="kinds")
    return wanted


def outgoing_text(unit: str, label: str, title: str = "") -> str:
    """Return what is sent outside: to which unit and of what kind; the words themselves only where the
    administrator allowed it."""
    words = {"unit": unit, "label": label, "title": title}
    if title:
        return _("【有据】%(unit)s %(label)s：%(title)s。请登录查看。") % words
    return _("【有据】%(unit)s有一条新消息（%(label)s）。请登录查看。") % words


# Waiting after each failure. After the last the message is given up; it is in the inbox all the time.
WAITS = (
    timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2),
    timedelta(hours=6),
)  # fmt: skip
CLAIMED_FOR = timedelta(minutes=3)  # a worker that took longer was stopped
AT_ONCE = 10
LOG_KEPT = timedelta(days=90)


def next_try(tries: int, now: datetime) -> datetime | None:
    """Return when to try again after so many failures; None where it is given up."""
    return now + WAITS[tries - 1] if tries <= len(WAITS) else None


_CODE = re.compile(r"error=(\d{3})")


def failure_of(told: str) -> str:
    """Return why a message was not taken, without anything of the address.

    Args:
        told: What the sending library wrote into its log.
    """
    if code := _CODE.search(told):
        return _("对方拒收（%(code)s），请核对地址和密钥") % {"code": code[1]}
    return _("连不上对方，或对方没有回答")
