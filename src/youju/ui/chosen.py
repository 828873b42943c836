"""The period and unit a person has chosen, which stay from page to page.

The address wins (`?unit=CODE&period=2026H1`), then what was chosen before in this session, then
the current half-year and the asker's own unit. This module knows a unit only by its code;
whether the asker may see it is for the query that reads it.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.periods import Grain, Period, around, parse_period

UNIT, PERIOD = "unit", "period"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen. `unit_code` is "" where nobody chose: the asker's own unit."""

    unit_code: str
    period: Period

    @property
    def query(self) -> str:
        """Return the address part that keeps the choice, with its question mark."""
        pairs = {UNIT: self.unit_code} if self.unit_code else {}
        return "?" + urlencode({**pairs, PERIOD: self.period.code})


def chosen(request: HttpRequest) -> Chosen:
    """Return the choice and remember in the session what the address says."""
    session = getattr(request, "session", {})
    code = request.GET.get(UNIT, "").strip()[:64]
    period = _period(request.GET.get(PERIOD, ""))
    if code and session.get("chosen_unit") != code:
        session["chosen_unit"] = code
    if period and session.get("chosen_period") != period.code:
        session["chosen_period"] = period.code
    return Chosen(
        unit_code=code or session.get("chosen_unit", ""),
        period=period or _period(session.get("chosen_period", "")) or _current_half(),
    )


def forget_unit(request: HttpRequest) -> None:
    """Drop the chosen unit, as when the person changes the membership they act under."""
    request.session.pop("chosen_unit", None)


def periods_near(today_in: Period) -> list[tuple[str, list[Period]]]:
    """Return the periods a picker offers, by kind: around the given one's year and the year before."""
    whole = around(today_in.bounds[0], Grain.YEAR)
    start, end = whole.bounds
    halves, quarters = [around(end, Grain.HALF)], [around(end, Grain.QUARTER)]
    while halves[-1].bounds[0] > whole.previous().bounds[0]:
        halves.append(halves[-1].previous())
    while quarters[-1].bounds[0] > start:
        quarters.append(quarters[-1].previous())
    return [
        (_("半年"), halves),
        (_("全年"), [whole, whole.previous()]),
        (_("季度"), quarters),
        (_("月份"), list(reversed(whole.months()))),
    ]


def _period(code: str) -> Period | None:
    try:
        found = parse_period(code) if code else None
    except ValueError:
        return None
    return found if found and found.known else None


def _current_half() -> Period:
    return around(timezone.localdate(), Grain.HALF)
