"""Visits: how places of some kinds were found when somebody last looked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from youju.kernel.words import listed
from youju.patrols.queries import Looked, check_texts, unscoped_looked
from youju.standards.proofs.scope import Found, Scope, Want, number, signature, texts
from youju.standards.remedied import repaired
from youju.standards.rules.outcome import Gap, Reading

DAYS = 90
MOST_GAPS = 40
NAMED = 3  # places not looked at that are named
ABSENT = Reading(None, absent=True)
HUNDRED = Decimal(100)


def kinds_of(want: Want) -> tuple[str, ...]:
    """Return the kinds of places a proof looks at: its own, else those of the item."""
    return texts(want.proof.given, "places") or want.item.places


def days_of(want: Want) -> int:
    return number(want.proof.given, "days", DAYS)


def read(wants: Sequence[Want], scope: Scope) -> Found:
    """Return the share of checks in order, in percent, from no place seen to all of them right.

    A unit that has no such place has none of it (缺项). A finding that was put right and verified
    counts as right, whether its problem was opened on the round or from the score.
    """
    kinds = sorted({kind for want in wants for kind in kinds_of(want)})
    longest = max((days_of(want) for want in wants), default=DAYS)
    places = unscoped_looked(scope.root_id, kinds, scope.day - timedelta(longest), scope.day)
    by_kind: dict[str, list[Looked]] = {}
    for place in places:
        by_kind.setdefault(place.kind, []).append(place)
    said, mended = check_texts(kinds), repaired(scope.root_id)
    seen: dict[str, dict[int, Reading]] = {}
    found: Found = {}
    for want in wants:
        asked = signature(want, kinds_of(want))
        if asked not in seen:
            some = [place for kind in kinds_of(want) for place in by_kind.get(kind, ())]
            seen[asked] = _of_units(want, scope, some, said, mended)
        found[want.key] = seen[asked]
    return found


@dataclass(slots=True)
class _Sum:
    """Places of a unit, as they are added up."""

    places: int = 0
    looked: int = 0
    share: float = 0.0
    faults: list[tuple[Looked, str, float]] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)


def _of_units(
    want: Want,
    scope: Scope,
    places: Collection[Looked],
    said: Mapping[str, Mapping[str, str]],
    mended: Mapping[int, Mapping[str, date]],
) -> dict[int, Reading]:
    asked = frozenset(texts(want.proof.given, "checks"))
    since = scope.day - timedelta(days_of(want))
    sums: dict[int, _Sum] = {}
    for place in places:
        share, faults = _found_at(
            place, asked, since, said.get(place.kind, {}), mended.get(place.id)
        )
        for unit_id in scope.above(place.path):
            one = sums.get(unit_id)
            if one is None:
                one = sums[unit_id] = _Sum()
            one.places += 1
            if share is None:
                one.unseen.append(place.name)
            else:
                one.looked += 1
                one.share += share
                if faults:
                    one.faults += faults
    # Units where all was in order read alike: the same reading is scored and kept once.
    fine: dict[int, Reading] = {}
    found: dict[int, Reading] = {}
    for unit in scope.units:
        told = sums.get(unit.pk)
        if told is None:
            found[unit.pk] = ABSENT
        elif told.faults or told.unseen:
            found[unit.pk] = _reading(told)
        else:
            if told.places not in fine:
                fine[told.places] = _reading(told)
            found[unit.pk] = fine[told.places]
    return found


def _found_at(
    place: Looked,
    asked: Collection[str],
    since: date,
    said: Mapping[str, str],
    mended: Mapping[str, date] | None,
) -> tuple[float | None, list[tuple[Looked, str, float]]]:
    """Return the share of checks in order at a place, None where nobody looked, and what is wrong."""
    of = bad = 0
    wrong: list[str] = []
    for code, check in place.checks.items():
        if (asked and code not in asked) or check.on < since:
            continue
        of += 1
        if check.good:
            continue
        text = check.text or said.get(code, code)
        if mended and mended.get(text, date.min) >= check.on:
            continue
        bad += 1
        wrong.append(text)
    if not of:
        return None, []
    return 1 - bad / of, [(place, text, 1 / of) for text in wrong]


def _reading(one: _Sum) -> Reading:
    unseen = one.places - one.looked
    gaps = _gaps(one)
    if not one.looked:
        return Reading(None, known=0, needed=one.places, gaps=gaps)
    return Reading(
        value=_percent(one.share / one.looked),
        low=_percent(one.share / one.places) if unseen else None,
        high=_percent((one.share + unseen) / one.places) if unseen else None,
        known=one.looked,
        needed=one.places,
        told=_told(one),
        gaps=gaps,
    )


def _told(one: _Sum) -> str:
    told = {"places": one.places, "looked": one.looked, "bad": len(one.faults)}
    if one.looked < one.places:
        return _("%(places)s 处查了 %(looked)s 处，%(bad)s 个问题") % told
    if one.faults:
        return _("%(places)s 处，%(bad)s 个问题") % told
    return _("%(places)s 处全部合格") % told


def _percent(share: float) -> Decimal:
    return round(Decimal(share * 100), 2)


def _gaps(one: _Sum) -> tuple[Gap, ...]:
    """Return what is wrong, place by place, each with its part of the points; the rest as one."""
    looked = one.looked or 1
    gaps = [
        Gap(text, round(Decimal(part / looked), 6), "place", place.id, place.name)
        for place, text, part in one.faults[:MOST_GAPS]
    ]
    rest = one.faults[MOST_GAPS:]
    if rest:
        share = round(Decimal(sum(part for _place, _text, part in rest) / looked), 6)
        gaps.append(Gap(_("其余 %s 个问题") % len(rest), share, "place"))
    if one.unseen:
        named = listed(one.unseen[:NAMED])
        more = _("等 %s 处") % len(one.unseen) if len(one.unseen) > NAMED else ""
        gaps.append(Gap(_("还没有查：%s") % f"{named}{more}", Decimal(0), "unseen"))
    return tuple(gaps)
