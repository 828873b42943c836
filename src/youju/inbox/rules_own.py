"""Addresses of a person's own for reminders: what they look like, how they are proved, when the daily
mail is due, and what a gateway for text messages is sent; pure."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from urllib.parse import quote_plus

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused


class Way(StrEnum):
    """How a person is reached outside, at an address of their own."""

    MAIL = "mail"
    SMS = "sms"


MAX_VALUE = 120
CODE_LIVES = timedelta(minutes=10)
CODE_APART = timedelta(minutes=1)
CODES_COUNTED = timedelta(hours=1)
MOST_CODES = 5  # in an hour, by both ways together
MOST_GUESSES = 5
HIDDEN = "******"  # stands for the code in whatever is kept
DAILY_AT = time(8)
MOST_NAMED = 6  # kinds in a daily mail

_MAIL = re.compile(r"[\w.+%-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
_PHONE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_APART = re.compile(r"[\s-]+")


def check_value(way: Way, text: str) -> str:
    """Return the address as it is kept, or say what is wrong with it."""
    plain = _APART.sub("", text).removeprefix("+86") if way == Way.SMS else text.strip()
    if way == Way.SMS and not _PHONE.fullmatch(plain):
        raise Refused("手机号应是 1 开头的 11 位数字，请核对", field="value")
    if way == Way.MAIL and not (_MAIL.fullmatch(plain) and len(plain) <= MAX_VALUE):
        raise Refused("邮箱应写作 名字@单位.cn，请核对", field="value")
    return plain


def check_codes(sent: Sequence[datetime], now: datetime) -> None:
    """Refuse another code so soon after the last, or after so many: nobody's phone is flooded.

    Args:
        sent: When codes were sent to the person, newest first.
    """
    late = [at for at in sent if at > now - CODES_COUNTED]
    if late and now < late[0] + CODE_APART:
        raise Refused("验证码刚发过，一分钟后再试", field="value")
    if len(late) >= MOST_CODES:
        raise Refused("一小时里已发过五次验证码，请过一会儿再试", field="value")


def code_text(code: str = HIDDEN) -> str:
    """Return the message that brings a code; what is kept of it does not show the code."""
    return f"【有据】验证码 {code}，10 分钟内填到“提醒设置”。不是您本人要的，请不要理会。"


def daily_turn(now: datetime) -> datetime:
    """Return the last eight o'clock: whoever had no daily mail since then is to have one."""
    day = now.date() - timedelta(days=now.time() < DAILY_AT)
    return datetime.combine(day, DAILY_AT, now.tzinfo)


def daily_text(counts: Sequence[tuple[str, int]]) -> str:
    """Return the line of a daily mail: how many unread messages of which kinds, most first."""
    named = "、".join(f"{label} {n}" for label, n in counts[:MOST_NAMED])
    more = "等" if len(counts) > MOST_NAMED else ""
    total = sum(n for _label, n in counts)
    return f"【有据】有 {total} 条消息没有看：{named}{more}。请登录查看。"


def body_of(template: str, *, phone: str, text: str, id: str, time: str) -> tuple[str, bytes]:
    """Return the kind and the bytes of what a gateway is sent: the template with its blanks filled.

    A template that begins with a brace or bracket is JSON and its blanks stand inside quotes;
    any other is a form: `mobile={phone}&content={text}`.
    """
    values = {"phone": phone, "text": text, "id": id, "time": time}
    is_json = template.lstrip().startswith(("{", "["))

    def filled(blank: re.Match[str]) -> str:
        value = values[blank[1]]
        return json.dumps(value, ensure_ascii=False)[1:-1] if is_json else quote_plus(value)

    body = re.sub(r"\{(phone|text|id|time)\}", filled, template).encode()
    kind = "application/json" if is_json else "application/x-www-form-urlencoded"
    return f"{kind}; charset=utf-8", body


def signature_of(secret: str, time: str, body: bytes) -> str:
    """Return by what a gateway knows the sender: HMAC-SHA256 over the time, a full stop and the body."""
    return hmac.new(secret.encode(), time.encode() + b"." + body, hashlib.sha256).hexdigest()


def refused_by(code: int) -> str:
    """Return why an own address was not served, where the other side said a number."""
    return _("对方拒收（%(code)s），请核对地址和密钥") % {"code": code}
