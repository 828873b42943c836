"""Telling volunteers who have an account, inside the act that concerns them."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.inbox.actions import tell
from youju.organisations.queries import posts_held
from youju.volunteers.models import Seat

KINDS: dict[str, str] = {"volunteers.moved_up": "候补转正"}


def tell_moved_up(seat: Seat, now: datetime) -> None:
    """Tell somebody who waited that there is a place now."""
    person = seat.volunteer.person
    posts = posts_held(person, timezone.localdate(now)) if person else []
    if posts:
        title = _("“%(name)s”有了空位，您已从候补转为报名") % {"name": seat.shift.service.name}
        url = reverse("volunteers:mine")
        tell(posts[:1], kind="volunteers.moved_up", title=title, url=url, now=now)
