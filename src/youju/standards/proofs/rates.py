"""Rates of answers (知晓、参与、支持、满意) and of the problem register (结案率、按时率)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from youju.cases.queries import unscoped_counts_of
from youju.standards.proofs.scope import Found, Scope, Want, signature, texts
from youju.standards.rules.outcome import Gap, Reading
from youju.surveys.queries import rates_by_unit

# What is counted of the problem register: numerator, denominator, words.
CASE_RATES = {
    "close": ("settled", "due", "应结案 %(of)s 件，已结案 %(n)s 件"),
    "on_time": ("on_time", "due", "应结案 %(of)s 件，按时结案 %(n)s 件"),
    "rework": ("reworked", "dispatched", "派遣 %(of)s 件，返工 %(n)s 件"),
}
ABSENT = Reading(None, absent=True)


def read_answers(wants: Sequence[Want], scope: Scope) -> Found:
    """Return the rates of surveys of the twelve months before, each with its interval."""
    seen: dict[str, dict[int, Reading]] = {}
    found: Found = {}
    for want in wants:
        asked = signature(want)
        if asked not in seen:
            seen[asked] = _answered(want, scope)
        found[want.key] = seen[asked]
    return found


def _answered(want: Want, scope: Scope) -> dict[int, Reading]:
    given = want.proof.given
    rates = rates_by_unit(
        scope.root_id,
        str(given.get("rate", "")),
        [unit.pk for unit in scope.units],
        scope.since,
        scope.day,
        audience=str(given.get("audience") or ""),
    )
    return {
        unit_id: Reading(
            rate.value,
            rate.low,
            rate.high,
            known=rate.n,
            needed=rate.n,
            told=_("%(rate)s%%（%(n)s 人答）") % {"rate": f"{rate.value:f}", "n": rate.n},
        )
        for unit_id, rate in rates.items()
    }


def read_cases(wants: Sequence[Want], scope: Scope) -> Found:
    """Return the rates of the problems of the twelve months before. Where none was due there is
    nothing to say, and the unit has none of it."""
    seen: dict[str, dict[int, Reading]] = {}
    found: Found = {}
    for want in wants:
        asked = signature(want)
        if asked not in seen:
            seen[asked] = _rates(want, scope)
        found[want.key] = seen[asked]
    return found


def _rates(want: Want, scope: Scope) -> dict[int, Reading]:
    given = want.proof.given
    top, base, words = CASE_RATES.get(str(given.get("rate", "")), CASE_RATES["close"])
    counts = unscoped_counts_of(
        scope.units,
        scope.months,
        kinds=texts(given, "kinds"),
        sources=texts(given, "sources"),
    )
    found = dict.fromkeys((unit.pk for unit in scope.units), ABSENT)
    for unit_id, row in counts.items():
        if row[base]:
            found[unit_id] = _case_rate(min(row[top], row[base]), row[base], words)
    return found


def _case_rate(n: int, of: int, words: str) -> Reading:
    value = round(Decimal(100 * n) / of, 1)
    left = of - n
    gaps = (Gap(_("还差 %s 件") % left, Decimal(left) / of, "cases"),) if left else ()
    return Reading(value, known=of, needed=of, told=_(words) % {"n": n, "of": of}, gaps=gaps)
