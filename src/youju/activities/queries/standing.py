"""How the norms stand on a day, and which units are short; units, never persons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from youju.activities.models import Activity, Norm
from youju.activities.queries.seen import held_at
from youju.activities.rules import norms as rules
from youju.activities.rules.activities import State as Stage
from youju.activities.rules.norms import Done, Per, State
from youju.kernel.periods import Period
from youju.kernel.refusal import Missing
from youju.organisations.queries import (
    May,
    Membership,
    Unit,
    require,
    subtree_ids,
    units_visible_to,
)

MOST_NORMS = 100


@dataclass(frozen=True, slots=True)
class Standing:
    """How a norm stands: for a norm of each unit below, `short` names the units that lack something.

    Attributes:
        done: What was held and is planned, of the unit as a whole or of all units below.
        needed, enough: Units asked and those with enough; 0 where the norm is of the unit itself.
    """

    norm: Norm
    period: Period
    state: State
    done: Done
    lacks: tuple[Decimal, Decimal]
    needed: int = 0
    enough: int = 0
    short: tuple[str, ...] = ()


def norm_for(member: Membership | None, norm_id: int) -> Norm:
    """Return one visible norm. Raises Missing for any other."""
    units = units_visible_to(member).values("id")
    found = Norm.objects.filter(unit__in=units).select_related("unit").filter(pk=norm_id).first()
    if found is None:
        raise Missing(_("没有这条要求，或者不在您的查看范围内"))
    return found


def standings(member: Membership | None, unit: Unit, day: date) -> list[Standing]:
    """Return every norm in force that asks something of the unit or below, those that are short first."""
    require(member, May.SEE, unit)
    found = _reckoned(_in_force(unit, day), unit, day)
    order = {State.DUE: 0, State.LATER: 1, State.DONE: 2}
    return sorted(found, key=lambda one: order[one.state])


def norms_due(member: Membership, day: date) -> list[Standing]:
    """Return the norms that the member's own unit is short of while their period is nearly over."""
    require(member, May.SEE)
    unit = member.unit
    own = [one for one in _in_force(unit, day) if not one.each or one.unit_id != unit.pk]
    own = [one for one in own if one.unit_id == unit.pk or one.each]
    return [one for one in _reckoned(own, unit, day) if one.state is State.DUE]


def _in_force(unit: Unit, day: date) -> list[Norm]:
    """Return the norms of the unit, of those below it, and those that the unit right above it sets for
    each of its own."""
    above = Q(unit_id=unit.parent_id, each=True) if unit.parent_id else Q(pk=None)
    rows = Norm.objects.filter(Q(unit__in=subtree_ids(unit)) | above, since__lte=day)
    rows = rows.filter(Q(until=None) | Q(until__gte=day)).select_related("unit")
    return list(rows.order_by("unit__path", "pk")[:MOST_NORMS])


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    on: date
    paths: tuple[str, ...]
    times: Decimal
    hours: Decimal
    planned: bool


def _reckoned(norms: Sequence[Norm], unit: Unit, day: date) -> list[Standing]:
    if not norms:
        return []
    periods = {Per(one.per): rules.window(Per(one.per), day) for one in norms}
    rows = _rows(norms, unit, periods.values())
    below = _children(norms)
    return [_standing(one, periods[Per(one.per)], rows, below, unit, day) for one in norms]


def _rows(norms: Sequence[Norm], unit: Unit, periods: Iterable[Period]) -> list[_Row]:
    """Return the activities of the kinds asked for, of the longest span any norm looks over."""
    bounds = [one.bounds for one in periods]
    first, last = min(start for start, _end in bounds), max(end for _start, end in bounds)
    found = Activity.objects.filter(
        held_at(unit),
        root_id=unit.root_id,
        kind__in={one.kind for one in norms},
        on__range=(first, last),
        state__in=[Stage.HELD, Stage.PLANNED],
    )
    joint = Activity.partners.through.objects.filter(
        activity__in=found.exclude(share_key="").values("pk")
    )
    paths: dict[int, list[str]] = {}
    for activity_id, path in joint.values_list("activity_id", "unit__path"):
        paths.setdefault(activity_id, []).append(path)
    told = found.values_list("pk", "kind", "on", "unit__path", "amounts", "state")
    return [
        _Row(
            kind,
            on,
            (path, *paths.get(pk, ())),
            _value(amounts, "sessions", Decimal(1)),
            _value(amounts, "hours", Decimal(0)),
            state == Stage.PLANNED,
        )
        for pk, kind, on, path, amounts, state in told
    ]


def _value(amounts: dict[str, list[str]], name: str, absent: Decimal) -> Decimal:
    """Return a number as `Activity.amounts` keeps it; the other where it is not there."""
    value = amounts.get(name, [""])[0]
    return Decimal(value) if value else absent


def _children(norms: Sequence[Norm]) -> dict[int | None, list[Unit]]:
    ids = {one.unit_id for one in norms if one.each}
    found: dict[int | None, list[Unit]] = {}
    if ids:
        rows = Unit.objects.filter(parent_id__in=ids, until=None).order_by("path")
        for one in rows:
            found.setdefault(one.parent_id, []).append(one)
    return found


def _standing(
    norm: Norm,
    period: Period,
    rows: Sequence[_Row],
    below: dict[int | None, list[Unit]],
    unit: Unit,
    day: date,
) -> Standing:
    mine = [one for one in rows if one.kind == norm.kind and period.holds(one.on)]
    per = Per(norm.per)
    if not norm.each:
        done = _done(mine, norm.unit.path)
        lacking = rules.lacks(norm.times, norm.hours, done)
        return Standing(norm, period, rules.state_of(per, day, any(lacking)), done, lacking)
    units = [one for one in below.get(norm.unit_id, []) if unit.covers(one)]
    told = [(one, _done(mine, one.path)) for one in units]
    lacking_of = [(one, rules.lacks(norm.times, norm.hours, done)) for one, done in told]
    short = tuple(one.short_name for one, lacking in lacking_of if any(lacking))
    whole = Done(
        sum((done.times for _u, done in told), Decimal(0)),
        sum((done.hours for _u, done in told), Decimal(0)),
        sum(done.planned for _u, done in told),
    )
    lacking = lacking_of[0][1] if len(lacking_of) == 1 else (Decimal(0), Decimal(0))
    state = rules.state_of(per, day, bool(short))
    return Standing(norm, period, state, whole, lacking, len(units), len(units) - len(short), short)


def _done(rows: Iterable[_Row], path: str) -> Done:
    times = hours = Decimal(0)
    planned = 0
    for one in rows:
        if not any(held.startswith(path) for held in one.paths):
            continue
        if one.planned:
            planned += 1
        else:
            times, hours = times + one.times, hours + one.hours
    return Done(times, hours, planned)
