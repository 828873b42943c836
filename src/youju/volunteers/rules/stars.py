"""Stars of volunteers by confirmed hours, and of stations by what they have; pure.

Source:
    志愿服务记录办法（民函〔2012〕340号）: 100, 300, 600, 1000 and 1500 hours make one to five stars.
    九个有: 003-5 §五 names the nine; how many make a star is ours, and can be read on the page.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

HOURS = (100, 300, 600, 1000, 1500)


def star_of(minutes: int) -> int:
    """Return how many stars the minutes make: none below 100 hours, five from 1500."""
    return sum(minutes >= hours * 60 for hours in HOURS)


def hours_to_next(minutes: int) -> int:
    """Return how many more hours, rounded up, make the next star; 0 at five stars."""
    wanted = next((hours for hours in HOURS if minutes < hours * 60), 0)
    return -((minutes - wanted * 60) // 60) if wanted else 0


class Have(StrEnum):
    ROOM = "room"
    STAFF = "staff"
    TEAM = "team"
    PROJECTS = "projects"
    TIMES = "times"
    SIGN = "sign"
    RULES = "rules"
    MOOD = "mood"
    FILES = "files"


STATION_STARS = {9: 5, 8: 4, 7: 3, 6: 2, 5: 1}


def station_star(met: Collection[str]) -> int:
    """Return the star of a station: five with all nine, one with five, none below."""
    return STATION_STARS.get(len(set(met)), 0)


def check_haves(met: Collection[str], on: date, today: date) -> None:
    """Refuse items that are none of the nine, and a check that lies ahead."""
    if not set(met) <= set(Have):
        raise Refused(_("检查项目不在“九个有”里，请刷新页面。"), field="met")
    if on > today:
        raise Refused(_("检查日期还没有到。"), field="on")
