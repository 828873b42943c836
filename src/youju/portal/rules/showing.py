"""What the public may see: words without numbers and names, positions made coarse, decisions with a reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from math import cos, radians

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

HIDDEN = "（已隐去）"
CELL = 0.0015  # degrees of latitude, about 167 m
MAX_SHOWN = 200
MAX_ANSWER = 500

_DIGIT = "0-9零〇○一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖拾"
# Seven or more digits in a row, however they are parted: phones, ID numbers, bank and plate-like ones.
_NUMBER = re.compile(rf"\+?[{_DIGIT}](?:[\s\-—–.·、,，()（）]{{0,2}}[{_DIGIT}]){{6,}}[xX]?")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][\s·.•-]?[A-Z0-9]{4,6}[挂学警港澳]?"
)
_MAIL = re.compile(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_ACCOUNT = re.compile(r"((?:微信|QQ|qq|VX|vx|Vx|扣扣)\s*(?:号|群)?\s*[:：是]?\s*)[A-Za-z0-9_-]{5,}")
_FULL = {
    ord(c): unicodedata.normalize("NFKC", c) for c in map(chr, range(0xFF01, 0xFF5F)) if c.isalnum()
}
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟"
    "熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_ADDRESSED = re.compile(
    rf"[{_SURNAMES}](?:某某?|先生|女士|小姐|大爷|大妈|阿姨|师傅|老师|医生|书记|主任|经理|老板)"
)


def hide_numbers(text: str) -> str:
    """Return the text without what looks like a phone, an ID number, a plate, an address of mail or chat."""
    plain = text.translate(_FULL)
    plain = _MAIL.sub(HIDDEN, plain)
    plain = _ACCOUNT.sub(rf"\1{HIDDEN}", plain)
    plain = _PLATE.sub(HIDDEN, plain)
    return _NUMBER.sub(HIDDEN, plain)


def hide_names(text: str, names: Iterable[str]) -> str:
    """Return the text without these names, and without 王先生, 李阿姨 and the like."""
    for name in sorted(
        {one.strip() for one in names if len(one.strip()) > 1}, key=len, reverse=True
    ):
        text = text.replace(name, HIDDEN)
    return _ADDRESSED.sub(HIDDEN, text)


def coarse(lat: float, lng: float) -> tuple[float, float]:
    """Return the middle of the cell of about 167 × 167 m that a position lies in.

    Always the same for the same place, so that asking again tells no more.
    """
    row = lat // CELL
    middle = (row + 0.5) * CELL
    width = CELL / cos(radians(middle))
    column = lng // width
    return round(middle, 5), round((column + 0.5) * width, 5)


def nearest(
    lat: float, lng: float, places: Iterable[tuple[int, float, float]], *, within: float = 0.05
) -> int | None:
    """Return the id of the place (id, latitude, longitude) that lies nearest, no further than
    `within` degrees of latitude (about 5 km); None where none does."""
    shrink = cos(radians(lat))
    apart = [((lat - y) ** 2 + ((lng - x) * shrink) ** 2, pk) for pk, y, x in places]
    best = min(apart, default=(within**2 + 1, 0))
    return best[1] if best[0] <= within**2 else None


class Decision(StrEnum):
    """What became of words or a photo that somebody wants to be public."""

    WAITING = "waiting"
    SHOWN = "shown"
    REFUSED = "refused"


def check_decision(decision: Decision, words: str, reason: str) -> None:
    """Refuse to show nothing or too much, and to refuse without a reason."""
    if decision is Decision.WAITING:
        raise Refused(_("选公开或者不公开"), field="decision")
    if decision is Decision.SHOWN and not words.strip():
        raise Refused(_("写明公开的文字"), field="words")
    if len(words) > MAX_SHOWN:
        raise Refused(_("最多 %(n)s 字，请精简") % {"n": MAX_SHOWN}, field="words")
    if decision is Decision.REFUSED and len(reason.strip()) < 4:
        raise Refused(_("写明不公开的理由，至少 4 个字"), field="reason")


def check_answer(state: str, answer: str) -> None:
    """Refuse an answer before the case has ended, and one that says nothing."""
    if state not in ("closed", "refused"):
        raise Refused(_("办结或者不予立案以后再答复"), field="answer")
    if len(answer.strip()) < 4:
        raise Refused(_("写明办理结果，至少 4 个字"), field="answer")
    if len(answer) > MAX_ANSWER:
        raise Refused(_("最多 %(n)s 字，请精简") % {"n": MAX_ANSWER}, field="answer")


def check_opinion(words: str) -> None:
    """Refuse an opinion on the product that says nothing."""
    if len(words.strip()) < 4:
        raise Refused(_("写明意见，至少 4 个字"), field="words")
    if len(words) > 1000:
        raise Refused(_("最多 1000 字，请精简"), field="words")


def check_publication(title: str, words: str) -> None:
    """Refuse to publish without a title or a summary."""
    if not title.strip():
        raise Refused(_("写明标题"), field="title")
    if len(title) > 120:
        raise Refused(_("标题最多 120 字，请精简"), field="title")
    if not words.strip():
        raise Refused(_("写明摘要"), field="words")
    if len(words) > 2000:
        raise Refused(_("摘要最多 2000 字，请精简"), field="words")
