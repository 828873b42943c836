"""Who asks a page, and for which unit and period: what every view begins with."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from youju.kernel.periods import Period
from youju.organisations.models import Membership, Person, Unit
from youju.organisations.queries.tree import require, unit_or_own
from youju.organisations.rules import May
from youju.ui.chosen import chosen


class MemberRequest(HttpRequest):
    """A request past the way in: somebody at a post. On public pages `member` may be None."""

    user: Person
    member: Membership
    htmx: HtmxDetails


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, and the unit and period that stay with them from page to page."""

    member: Membership
    unit: Unit
    period: Period


def asking(request: HttpRequest, what: May = May.SEE) -> Asking:
    """Return who asks and what they chose. A unit out of view falls back to the own one.

    Raises:
        Forbidden: If the role does not allow `what`.
    """
    member = require(getattr(request, "member", None), what)
    choice = chosen(request)
    unit = unit_or_own(member, choice.unit_code)
    request.asked_unit = unit  # type: ignore[attr-defined]  # the frame of the page shows it too
    return Asking(member, unit, choice.period)
