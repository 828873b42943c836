"""Telling volunteers who have an account, and units, inside the act that concerns them."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.inbox.actions import tell, tell_unit
from youju.organisations.queries import Unit, posts_held
from youju.organisations.rules import ALLOWED, May
from youju.volunteers.models import Seat, Volunteer
from youju.volunteers.shown import stars

KINDS: dict[str, str] = {
    "volunteers.moved_up": "候补转正",
    "volunteers.starred": "评上星级",
    "volunteers.no_team": "提醒组建志愿服务队",
}
ARRANGE = [role for role, allowed in ALLOWED.items() if May.ARRANGE in allowed]


def tell_moved_up(seat: Seat, now: datetime) -> None:
    """Tell somebody who waited that there is a place now."""
    title = _("“%(name)s”有了空位，您已从候补转为报名") % {"name": seat.shift.service.name}
    _tell_one(seat.volunteer, "volunteers.moved_up", title, now)


def tell_starred(one: Volunteer, now: datetime) -> None:
    """Tell somebody that confirmed hours made another star."""
    told = {"hours": one.hours, "star": stars(one.star)}
    title = _("确认时长满 %(hours)s 小时，您已是%(star)s志愿者，谢谢您") % told
    _tell_one(one, "volunteers.starred", title, now)


def _tell_one(one: Volunteer, kind: str, title: str, now: datetime) -> None:
    posts = posts_held(one.person, timezone.localdate(now)) if one.person else []
    if posts:
        tell(posts[:1], kind=kind, title=title, url=reverse("volunteers:mine"), now=now)


def tell_teamless(unit: Unit, now: datetime) -> int:
    """Tell those who could set up a unit's team that it has none; return how many they are."""
    title = _("%(unit)s还没有志愿服务队，请组建并登记") % {"unit": unit.short_name}
    url = f"{reverse('volunteers:teams')}?unit={unit.code or unit.pk}"
    return tell_unit(unit, ARRANGE, kind="volunteers.no_team", title=title, url=url, now=now)
