"""How the room says when a shift is, and a star."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.periods import SHORT_DAYS
from youju.kernel.words import Words
from youju.ui.shown import short

STARS = Words({1: "一星级", 2: "二星级", 3: "三星级", 4: "四星级", 5: "五星级"})


def span(starts: datetime, ends: datetime) -> str:
    """Return when a shift is: 07-08 星期三 14:00—16:00."""
    a, b = timezone.localtime(starts), timezone.localtime(ends)
    return f"{short(a.date())} {SHORT_DAYS[a.weekday()]} {a:%H:%M}—{b:%H:%M}"


def stars(n: int) -> str:
    """Return a star in words: 三星级, or 未评星."""
    return STARS[n] if n else _("未评星")
