"""What is due of volunteers: for who keeps the register, and for a volunteer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.console.due_row import WEEK, Due
from youju.organisations.queries import Membership
from youju.organisations.rules import Role
from youju.volunteers.queries import shifts_soon, waiting_at

KEEPERS = (Role.STAFF, Role.UNIT_USER)  # offices above find theirs in the room's own lists


def volunteers_waiting(member: Membership, today: date) -> Iterator[Due]:
    """Yield applications, lists and make-up hours that wait at the unit; in one query."""
    if member.role not in KEEPERS:
        return
    found, kind, unit = waiting_at(member, timezone.now()), _("志愿"), member.unit.short_name
    services = reverse("volunteers:services")
    for number, words, url in (
        (found.applications, _("志愿者申请 %(n)s 人，待登记"), f"{reverse('volunteers:people')}?state=applied"),
        (found.lists, _("志愿服务名单 %(n)s 份，待确认时长"), services),
        (found.make_ups, _("补录时长 %(n)s 条，待批准"), services),
    ):  # fmt: skip
        if number:
            yield Due(words % {"n": number}, url, kind, unit)


def my_shifts(member: Membership, today: date) -> Iterator[Due]:
    """Yield a volunteer's own shifts of the week."""
    if member.role != Role.VOLUNTEER:
        return
    for seat in shifts_soon(member, today, today + WEEK):
        shift = seat.shift
        at = timezone.localtime(shift.starts)
        title = _("%(time)s %(name)s") % {"time": f"{at:%H:%M}", "name": shift.service.name}
        yield Due(title, reverse("volunteers:mine"), _("志愿"), shift.service.place, at.date())
