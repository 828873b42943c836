"""Judgements: what somebody decided where no data can say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from youju.standards.models import Judgement
from youju.standards.proofs.scope import Found, Scope, Want
from youju.standards.remedied import judgements, mended
from youju.standards.rules.outcome import Gap, Reading

HUNDRED, ONE = Decimal(100), Decimal(1)


def read(wants: Sequence[Want], scope: Scope) -> Found:
    """Return the judgements of the twelve months before, in percent."""
    held = held_at(scope)
    return {want.key: held.get(want.item.code, {}) for want in wants}


def held_at(scope: Scope) -> dict[str, dict[int, Reading]]:
    """Return every judgement that holds, as a reading: item code -> unit id -> reading."""
    closed = mended(scope.root_id)
    units = {unit.pk for unit in scope.units}
    return {
        code: {
            unit_id: as_reading(one, closed.get((unit_id, code)))
            for unit_id, one in rows.items()
            if unit_id in units
        }
        for code, rows in judgements(scope.edition_id, scope.since, scope.day).items()
    }


def as_reading(one: Judgement, closed_on: date | None) -> Reading:
    """Return a judgement as a reading. What it found missing counts as right once the problem it
    became was verified and closed."""
    if closed_on is not None and one.share < ONE and closed_on >= one.on:
        told = _("%s 评定的问题已整改并复核") % one.made_by_label
        return Reading(HUNDRED, known=1, needed=1, told=told)
    told = _("%(label)s 评定：%(reason)s") % {"label": one.made_by_label, "reason": one.reason}
    gaps = (Gap(one.reason, ONE - one.share, "judged"),) if one.share < ONE else ()
    return Reading(one.share * HUNDRED, known=1, needed=1, told=told, gaps=gaps)
