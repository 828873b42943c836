"""One thing that is due, and how far off it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

WEEK = timedelta(7)
EACH = 20  # rows of one kind
LATE, TODAY, THIS_WEEK, NEW = "late", "today", "week", "new"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do. Without a day it is new: nobody set a time."""

    title: str
    url: str
    kind: str
    source: str
    on: date | None = None

    def group(self, today: date) -> str:
        """Return late, today, week or new."""
        if self.on is None or self.on - today > WEEK:
            return NEW
        if self.on < today:
            return LATE
        return TODAY if self.on == today else THIS_WEEK

    def left(self, today: date) -> str:
        """Return the time left in words."""
        if self.on is None:
            return ""
        days = (self.on - today).days
        if days < 0:
            return _("逾期 %(n)s 日") % {"n": -days}
        return _("%(n)s 日") % {"n": days} if days else _("今天")
