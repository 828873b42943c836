"""How the room says when a shift is, and a star."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.ui.shown import short


def span(starts: datetime, ends: datetime) -> str:
    """Return when a shift is: 07-08 星期三 14:00—16:00."""
    a, b = timezone.localtime(starts), timezone.localtime(ends)
    names = (_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日"))
    return f"{short(a.date())} 周{names[a.weekday()]} {a:%H:%M}—{b:%H:%M}"


def stars(n: int) -> str:
    """Return a star in words: 三星级, or 未评星."""
    words = ("", _("一"), _("二"), _("三"), _("四"), _("五"))
    return f"{words[n]}星级" if n else _("未评星")
