"""Who asks, and for which unit and period."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from youju.kernel.periods import Period
from youju.kernel.refusal import Missing
from youju.ledgers.models import LedgerVersion
from youju.ledgers.queries import ledger_at
from youju.ledgers.spec import Ledger
from youju.organisations.queries import May, Membership, Unit, require, unit_at
from youju.ui.chosen import chosen


@dataclass(frozen=True, slots=True)
class Asking:
    """The member of a request with the unit and period chosen."""

    member: Membership
    unit: Unit
    period: Period


def asking(request: HttpRequest, what: May = May.SEE) -> Asking:
    """Return who asks, if the role allows `what`. A unit out of view falls back to the own one."""
    member = require(getattr(request, "member", None), what)
    choice = chosen(request)
    unit = member.unit
    if choice.unit_code and choice.unit_code != (unit.code or str(unit.pk)):
        try:
            unit = unit_at(member, choice.unit_code)
        except Missing:
            unit = member.unit
    return Asking(member, unit, choice.period)


def asked_ledger(who: Asking, code: str) -> tuple[LedgerVersion, Ledger]:
    version = ledger_at(who.member, code)
    return version, version.ledger
