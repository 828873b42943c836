"""Words and numbers that people type; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.text import normalised

TITLE, NAME, DEEDS, SHOWN, NOTE, PAPER = 80, 60, 2000, 600, 500, 60
LEAST_DEEDS = 10
MOST_MONEY = Decimal(100_000_000)
_MARKS = re.compile(r"[\s“”\"'‘’《》〈〉（）()\[\]【】·,，.。、\-—–_]+")


def check_text(text: str, field: str, why: str, most: int, least: int = 1) -> str:
    """Return the text without blanks at its ends; refuse one that is too short or too long."""
    told = text.strip()
    if len(told) < least:
        raise Refused(why, field=field)
    if len(told) > most:
        raise Refused(_("最多 %(n)s 个字，请写短一些。") % {"n": most}, field=field)
    return told


def check_deeds(text: str) -> str:
    """Return the deeds; refuse none: a name without deeds cannot be judged."""
    why = _("写明事迹，至少 %(n)s 个字：什么时候、做了什么。") % {"n": LEAST_DEEDS}
    return check_text(text, "deeds", why, DEEDS, LEAST_DEEDS)


def check_consent(given: bool, by_guardian: bool, minor: bool) -> None:
    """Refuse a nomination that the nominee, or a minor's guardian, has not agreed to."""
    if not given:
        raise Refused(_("须先征得被推荐人同意；未成年人由监护人同意。"), field="consent")
    if minor and not by_guardian:
        raise Refused(_("未成年人参评，须由监护人同意。"), field="guardian")


def check_day(day: date, today: date, field: str = "on") -> None:
    """Refuse a day to come, and one before there was any such thing."""
    if day > today:
        raise Refused(_("日期还没有到，请核对。"), field=field)
    if day.year < 1950:
        raise Refused(_("日期太早，请核对年份。"), field=field)


def check_money(amount: Decimal | None, field: str = "amount") -> Decimal | None:
    """Return the amount; refuse one that is not above zero, or beyond belief."""
    if amount is None:
        return None
    if amount <= 0:
        raise Refused(_("金额要大于 0；没有就留空。"), field=field)
    if amount > MOST_MONEY:
        raise Refused(_("金额超过一亿元，请核对单位。"), field=field)
    return amount


def plain(text: str) -> str:
    """Return a name or title as it is compared: without marks, blanks and the width of letters."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", normalised(text))).lower()


def doubles(rows: Iterable[tuple[Hashable, str, str, int]]) -> list[list[Hashable]]:
    """Return the groups of honours written down more than once.

    Args:
        rows: (id, title, level, year) of each; two are one if title, level and year are the same
            once marks and blanks are taken away.
    """
    groups: dict[tuple[str, str, int], list[Hashable]] = {}
    for key, title, level, year in rows:
        groups.setdefault((plain(title), level, year), []).append(key)
    return [found for found in groups.values() if len(found) > 1]
