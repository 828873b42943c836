"""What a key to the API may open, for how long and how often; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from youju.kernel.refusal import Refused
from youju.organisations.rules import ALLOWED, May, Role


class Scope(StrEnum):
    """What a token may be used for, within what its owner may do."""

    READ_UNITS = "read:units"
    READ_CASES = "read:cases"
    WRITE_CASES = "write:cases"
    READ_PLACES = "read:places"
    READ_VISITS = "read:visits"
    WRITE_VISITS = "write:visits"
    WRITE_SURVEYS = "write:surveys"
    WRITE_LEDGERS = "write:ledgers"
    WRITE_FILES = "write:files"
    READ_FACTS = "read:facts"


SCOPE_LABELS = {
    Scope.READ_UNITS: gettext_lazy("读单位"),
    Scope.READ_CASES: gettext_lazy("读问题和问题类别"),
    Scope.WRITE_CASES: gettext_lazy("上报和办理问题"),
    Scope.READ_PLACES: gettext_lazy("读点位"),
    Scope.READ_VISITS: gettext_lazy("读巡查"),
    Scope.WRITE_VISITS: gettext_lazy("记巡查"),
    Scope.WRITE_SURVEYS: gettext_lazy("交问卷答卷"),
    Scope.WRITE_LEDGERS: gettext_lazy("记台账"),
    Scope.WRITE_FILES: gettext_lazy("上传照片和文件"),
    Scope.READ_FACTS: gettext_lazy("读统计数字"),
}
MOST_DAYS = 366
PER_MINUTE = 120  # what a new token may ask; `check_limit` says the bounds
MOST_PER_MINUTE = 6000
WINDOW = timedelta(minutes=1)
PREFIX = "yj_"
# A phone's clock may run ahead by no more than this; `design.md` marks over 24 h.
MOST_AHEAD = timedelta(hours=24)
FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)


def scopes_open_to(role: Role) -> list[Scope]:
    """Return the scopes that make sense for the role: reading needs sight, writing may record."""
    may = ALLOWED[role]
    return [
        scope
        for scope in Scope
        if May.SEE in may and (May.RECORD in may or not scope.startswith("write:"))
    ]


def check_name(name: str) -> str:
    """Return the trimmed name of a token. Refuse an empty or overlong one."""
    plain = name.strip()
    if not plain:
        raise Refused(_("填名称，写明给谁、做什么用"), field="name")
    if len(plain) > 60:
        raise Refused(_("名称最多 60 个字"), field="name")
    return plain


def check_scopes(scopes: Iterable[str], role: Role) -> list[Scope]:
    """Return the scopes in their order. Refuse none at all, and any that the role cannot use."""
    wanted = set(scopes)
    if not wanted:
        raise Refused(_("至少选一项用途"), field="scopes")
    found = [scope for scope in scopes_open_to(role) if scope in wanted]
    if len(found) != len(wanted):
        raise Refused(_("选了您的岗位不能用的用途，请重新选择"), field="scopes")
    return found


def check_expiry(expires_on: date, today: date) -> None:
    """Refuse a last day that is past or too far away."""
    if expires_on < today:
        raise Refused(_("到期日已过，请填今天以后的日期"), field="expires_on")
    if expires_on > today + timedelta(days=MOST_DAYS):
        raise Refused(_("最长一年，到期前可以再建一个"), field="expires_on")


def check_limit(per_minute: int) -> None:
    """Refuse a limit out of bounds."""
    if not 1 <= per_minute <= MOST_PER_MINUTE:
        text = _("每分钟 1 至 %(most)d 次") % {"most": MOST_PER_MINUTE}
        raise Refused(text, field="per_minute")


def digest_of(secret: str) -> str:
    """Return what is kept of a secret. It has 256 random bits, so one round of SHA-256 hides it."""
    return sha256(secret.encode(errors="replace")).hexdigest()


def window_of(now: datetime) -> datetime:
    """Return the beginning of the minute in which uses are counted together."""
    return now.replace(second=0, microsecond=0)


def seconds_to_wait(now: datetime) -> int:
    """Return the whole seconds to the next window, at least one."""
    left = window_of(now) + WINDOW - now
    return max(1, -(-left // timedelta(seconds=1)))


def check_done_at(done_at: datetime | None, now: datetime) -> None:
    """Refuse a time by the phone's clock that cannot be: without zone, long past, or ahead."""
    if done_at is None:
        return
    if done_at.tzinfo is None:
        raise Refused(_("时间要带时区，如 2026-07-08T12:00:00+08:00"), field="done_at")
    if done_at < FIRST_DAY:
        raise Refused(_("时间早于 2020 年，请校准手机时钟后重试"), field="done_at")
    if done_at > now + MOST_AHEAD:
        raise Refused(_("时间比现在晚了一天以上，请校准手机时钟后重试"), field="done_at")


def has_scope(held: Collection[str], wanted: Scope) -> bool:
    """Return whether the scopes of a token hold the one wanted."""
    return wanted.value in held
