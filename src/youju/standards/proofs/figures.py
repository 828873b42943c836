"""A measure of the facts: over the twelve months before, the year, or the latest; per something where asked."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from youju.facts.queries import Figure, unscoped_figures_of
from youju.kernel.periods import Period
from youju.standards.proofs.scope import Found, Scope, Want, signature
from youju.standards.rules.outcome import Reading
from youju.standards.spec import Value

Figures = dict[tuple[int, str], Figure]


def period_of(scope: Scope, given: dict[str, Value] | Any) -> Period:
    """Return over what a proof reads; a stock is read at the end of it."""
    return scope.year if given.get("period") == "year" else scope.months


def read(wants: Sequence[Want], scope: Scope) -> Found:
    """Return the readings of all measures: a few queries for each kind of period."""
    by_period: dict[str, list[Want]] = {}
    for want in wants:
        by_period.setdefault(period_of(scope, want.proof.given).code, []).append(want)
    found: Found = {}
    for some in by_period.values():
        period = period_of(scope, some[0].proof.given)
        codes = {
            str(w.proof.given[key])
            for w in some
            for key in ("measure", "per")
            if w.proof.given.get(key)
        }
        figures = unscoped_figures_of(scope.units, period, sorted(codes))
        seen: dict[str, dict[int, Reading]] = {}
        for want in some:
            asked = signature(want)
            if asked not in seen:
                seen[asked] = _of_units(want, scope, figures)
            found[want.key] = seen[asked]
    return found


def _of_units(want: Want, scope: Scope, figures: Figures) -> dict[int, Reading]:
    code, per = str(want.proof.given.get("measure", "")), str(want.proof.given.get("per") or "")
    times = Decimal(str(want.proof.given.get("times") or 1))
    held: dict[tuple[Any, ...], Reading] = {}
    found = {}
    for unit in scope.units:
        figure = figures.get((unit.pk, code))
        base = figures.get((unit.pk, per)) if per else None
        if figure is None or figure.quantity is None or (per and base is None):
            continue
        same = (figure.quantity, base.quantity if base else None)
        if same not in held:
            held[same] = _reading(figure, base, times)
        if held[same].value is not None:
            found[unit.pk] = held[same]
    return found


def _reading(figure: Figure, base: Figure | None, times: Decimal) -> Reading:
    quantity = figure.quantity
    if quantity is None or quantity.value is None:
        return Reading(None)
    if base is None:
        # a total knows its facts only to the tenth, so that its zeros say nothing
        return Reading(quantity.value * times, known=1, needed=1, told=str(quantity))
    under = base.quantity
    if under is None or not under.value:
        return Reading(None)
    value = quantity.value * times / under.value
    told = _("%(top)s／%(base)s，合 %(value)s") % {
        "top": quantity,
        "base": under,
        "value": f"{round(value, 2):f}",
    }
    return Reading(round(value, 4), known=1, needed=1, told=told)
