"""Units and periods as requests name them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from youju.kernel.periods import Period, parse_period
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Unit, unit_at


def unit_named(member: Membership, code: str) -> Unit:
    """Return the unit of the code in the member's view, or its own. Raises Missing."""
    if code in ("", member.unit.code, str(member.unit_id)):
        return member.unit
    return unit_at(member, code)


def period_named(text: str) -> Period:
    """Return the period of the code. Raises Refused at `period`."""
    told = _("时段写作 2026、2026H1、2026Q3 或 2026-07")
    try:
        found = parse_period(text)
    except ValueError as error:
        raise Refused(told, field="period") from error
    if not found.known:
        raise Refused(told, field="period")
    return found
