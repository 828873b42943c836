"""How the frequency rules stand on a day, and who is short: units, posts and places, never persons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.organisations.queries import May, Membership, Unit, require, subtree_ids
from youju.organisations.rules import path_end
from youju.patrols.models import Frequency, Mark, Place, Visit
from youju.patrols.rules import frequency as rules
from youju.patrols.rules.frequency import Each, Per, State, Who, Window
from youju.ui.prepared import Prepared

DEEPEST = 9  # units above a unit
MOST_RULES = 300
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Part:
    """What a rule is counted for: the whole, one place, or one unit below."""

    label: str
    place_id: int | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a rule stands on a day.

    Attributes:
        done, needed: Times; for a rule that counts each part, parts with enough and all parts.
        missing: Labels of the parts, or half hours, that are short.
    """

    rule: Frequency
    window: Window
    state: State
    done: int
    needed: int
    missing: tuple[str, ...] = ()

    @property
    def short(self) -> int:
        return max(self.needed - self.done, 0)

    @property
    def who(self) -> str:
        """Who is asked: a post, a role, a team, a unit; never a person."""
        rule = self.rule
        if rule.who == Who.TEAM and rule.team is not None:
            return rule.team.name
        if rule.who == Who.UNIT:
            return (rule.by_unit or rule.unit).short_name
        if rule.who == Who.ROLE:
            return str(dict(Membership.Role.choices).get(rule.post, rule.post))
        return rule.post or _("不限")


def standings(
    member: Membership | None, unit: Unit, day: date, *, now: datetime | None = None
) -> list[Standing]:
    """Return every rule in force that asks something of the unit or below, in a few queries.

    Args:
        now: On the day itself, the time up to which half hours have passed.
    """
    require(member, May.SEE, unit)
    return _reckoned(_in_force(unit, day), unit, day, now)


def _reckoned(
    rules_: list[Frequency], unit: Unit, day: date, now: datetime | None
) -> list[Standing]:
    parts = _parts_of(rules_, unit)
    marks = _marks(rules_, day)
    counted = {per: _rows(unit, per, day) for per in {Per(r.per) for r in rules_}}
    clock = timezone.localtime(now).time() if now and timezone.localdate(now) == day else None
    found = [_standing(r, parts[r.pk], counted[Per(r.per)], marks, day, clock) for r in rules_]
    return [one for one in found if one is not None]


def short_today(
    member: Membership | None, unit: Unit, day: date, *, now: datetime | None = None
) -> list[Standing]:
    """Return the rules that are short on the day: what is due and not done, or already missed."""
    found = standings(member, unit, day, now=now)
    return [one for one in found if one.state in (State.DUE, State.SHORT)]


def due_today(member: Membership, day: date, *, now: datetime | None = None) -> list[Standing]:
    """Return what is due today from the member: by its post, role, team's unit or unit."""
    require(member, May.SEE)
    mine = [one for one in _in_force(member.unit, day) if _asks(one, member)]
    found = _reckoned(mine, member.unit, day, now)
    return [one for one in found if one.state in (State.DUE, State.SHORT)]


def _asks(rule: Frequency, member: Membership) -> bool:
    match Who(rule.who):
        case Who.POST:
            return bool(member.post) and member.post == rule.post
        case Who.ROLE:
            return member.role == rule.post
        case Who.UNIT:
            return (rule.by_unit or rule.unit).pk == member.unit_id
        case Who.TEAM:
            return rule.team is not None and rule.team.unit_id == member.unit_id
    return member.may(May.RECORD)


def _in_force(unit: Unit, day: date) -> list[Frequency]:
    above = [*unit.ancestor_ids[:-1], *[0] * DEEPEST][:DEEPEST]
    return _prepared_rules(unit.path, path_end(unit.path), day, *above)


def _rules(path: str, end: str, day: date, *above: int) -> QuerySet[Frequency]:
    asked = Q(unit_id__in=above, each__in=[Each.UNIT, Each.PLACE])
    asked |= Q(unit__path__gte=path, unit__path__lt=end)
    rows = Frequency.objects.filter(asked, Q(until=None) | Q(until__gte=day), since__lte=day)
    rows = rows.select_related("unit", "team", "by_unit", "place")
    return rows.order_by("unit__path", "pk")[:MOST_RULES]


_SAMPLES = [987_654_321 - n for n in range(DEEPEST)]
_prepared_rules = Prepared(_rules, "~low~", "~high~", date(1971, 2, 3), *_SAMPLES)


def _parts_of(rules_: Sequence[Frequency], unit: Unit) -> dict[int, list[Part]]:
    """Return what each rule is counted for within the unit."""
    places = _places(rules_, unit)
    children = _children(rules_, unit)
    found: dict[int, list[Part]] = {}
    for rule in rules_:
        if rule.each == Each.PLACE:
            found[rule.pk] = [
                Part(_named(p, unit), place_id=p.pk)
                for p in places
                if (p.pk == rule.place_id or (p.kind == rule.kind and not rule.place_id))
                and rule.unit.covers(p.unit)
            ]
        elif rule.each == Each.UNIT:
            below = (one for one in children if one.parent_id == rule.unit_id)
            found[rule.pk] = [Part(one.short_name, path=one.path) for one in below]
        else:
            found[rule.pk] = [Part("", path=rule.unit.path)]
    return found


def _named(place: Place, unit: Unit) -> str:
    return place.name if place.unit_id == unit.pk else f"{place.unit.short_name} {place.name}"


def _places(rules_: Sequence[Frequency], unit: Unit) -> list[Place]:
    each = [one for one in rules_ if one.each == Each.PLACE]
    if not each:
        return []
    wanted = Q(kind__in=[one.kind for one in each if one.kind])
    wanted |= Q(pk__in=[one.place_id for one in each if one.place_id])
    rows = Place.objects.filter(wanted, unit__in=subtree_ids(unit), retired_on=None)
    return list(rows.select_related("unit").order_by("unit__path", "pk")[:2000])


def _children(rules_: Sequence[Frequency], unit: Unit) -> list[Unit]:
    ids = [one.unit_id for one in rules_ if one.each == Each.UNIT]
    if not ids:
        return []
    rows = Unit.objects.filter(parent_id__in=ids, until=None, pk__in=subtree_ids(unit))
    return list(rows.order_by("path"))


def _marks(rules_: Sequence[Frequency], day: date) -> dict[int, list[int]]:
    half_hours = [one.pk for one in rules_ if one.per == Per.HALF_HOUR]
    if not half_hours:
        return {}
    rows = Mark.objects.filter(rule_id__in=half_hours, day=day)
    return dict(rows.values_list("rule_id", "slots"))


GROUPED = (
    "unit__path", "place_id", "kind", "purpose", "post", "role", "team_id", "by_unit__path",
)  # fmt: skip


def _rows(unit: Unit, per: Per, day: date) -> Rows:
    """Return the visits of a period, counted by all that a rule may ask; those of a week by day,
    because a rule may name its weekday."""
    window = rules.window(per, day)
    grouped = (*GROUPED, "done_on") if per is Per.WEEK else GROUPED
    rows = Visit.objects.filter(
        unit__in=subtree_ids(unit),
        state=Visit.State.LIVE,
        done_on__range=(window.start, window.end),
    )
    return list(rows.values(*grouped).annotate(n=Count("id")))


def _counts(rule: Frequency, row: dict[str, Any], window: Window) -> bool:
    """Return whether these visits count for the rule."""
    if not row["unit__path"].startswith(rule.unit.path):
        return False
    if "done_on" in row and not window.start <= row["done_on"] <= window.end:
        return False
    if rule.place_id and row["place_id"] != rule.place_id:
        return False
    if rule.kind and row["kind"] != rule.kind:
        return False
    if rule.purpose and row["purpose"] != rule.purpose:
        return False
    match Who(rule.who):
        case Who.POST:
            return bool(row["post"] == rule.post)
        case Who.ROLE:
            return bool(row["role"] == rule.post)
        case Who.TEAM:
            return bool(row["team_id"] == rule.team_id)
        case Who.UNIT:
            by = str(row["by_unit__path"])
            return by == rule.by_unit.path if rule.by_unit else by.startswith(rule.unit.path)
    return True


def _standing(
    rule: Frequency,
    parts: Sequence[Part],
    counted: Rows,
    marks: dict[int, list[int]],
    day: date,
    clock: time | None,
) -> Standing | None:
    """Return how the rule stands; None where nothing of it lies within the unit."""
    per = Per(rule.per)
    window = rules.window(per, day, rule.weekday)
    if not parts:
        return None
    if per is Per.HALF_HOUR:
        return _half_hours(rule, window, marks.get(rule.pk, []), clock)
    mine = [row for row in counted if _counts(rule, row, window)]
    done = [(part, _done(part, rule, mine)) for part in parts]
    if rule.each == Each.TOTAL:
        times = done[0][1]
        state = rules.state(per, window, day, times, rule.times)
        return Standing(rule, window, state, times, rule.times)
    missing = tuple(part.label for part, n in done if n < rule.times)
    enough = len(parts) - len(missing)
    state = rules.state(per, window, day, enough, len(parts))
    return Standing(rule, window, state, enough, len(parts), missing)


def _done(part: Part, rule: Frequency, rows: Iterable[dict[str, Any]]) -> int:
    if rule.each == Each.PLACE:
        return sum(row["n"] for row in rows if row["place_id"] == part.place_id)
    return sum(row["n"] for row in rows if row["unit__path"].startswith(part.path))


def _half_hours(
    rule: Frequency, window: Window, marked: Sequence[int], clock: time | None
) -> Standing:
    first, last = rule.hour_from or time(), rule.hour_to or time()
    missed = rules.slots_missed(first, last, clock, marked)
    passed = len(rules.slots(first, last))
    if clock is not None:
        passed = rules.slots_passed(first, last, clock)
    state = State.DUE if missed else State.DONE
    labels = tuple(f"{one:%H:%M}" for one in missed)
    return Standing(rule, window, state, passed - len(missed), passed, labels)
