"""Rates told by counts, not by questionnaires; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class CountedKind:
    """A rate that a unit counts: its name, what is counted of what, and what the plans ask for.

    Source:
        发动率、参与率 100%，受教育率 80% 以上: what work plans of cities set (M018).
    """

    name: str
    numerator: str
    denominator: str
    goal: Decimal


COUNTED = {
    "mobilised": CountedKind("发动率", "已发动人数", "应发动人数", Decimal(100)),
    "joined": CountedKind("活动参与率", "实际参与人数", "应参与人数", Decimal(100)),
    "taught": CountedKind("受教育率", "受教育人数", "应受教育人数", Decimal(80)),
}


def check_counts(numerator: int, denominator: int, on: date, today: date) -> None:
    """Refuse counts that cannot be: nobody to count, more than there are, a day to come."""
    if denominator < 1:
        raise Refused("应有人数至少为 1", field="denominator")
    if not 0 <= numerator <= denominator:
        what = {"n": denominator}
        raise Refused(_("人数在 0 到应有人数 %(n)s 之间，请核对。") % what, field="numerator")
    if on > today:
        raise Refused("日期还没有到，请核对", field="on")


def check_percent(value: Decimal) -> None:
    """Refuse a rate outside 0–100 per cent."""
    if not 0 <= value <= 100:
        raise Refused("比率在 0 到 100 之间", field="value")
