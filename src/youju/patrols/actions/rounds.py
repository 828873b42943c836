"""Who goes round and how often: teams, routes, frequency rules, and half-hour marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit
from youju.patrols import measures
from youju.patrols.actions.frame import act_at, act_on
from youju.patrols.models import Frequency, Mark, Place, Route, RouteStop, Team
from youju.patrols.rules.frequency import (
    Each,
    Per,
    Who,
    check_change,
    check_rule,
    check_slots,
    check_span,
)
from youju.patrols.rules.visits import TeamKind

MOST_STOPS = 60


def add_team(
    unit: Unit,
    kind: TeamKind,
    name: str,
    *,
    since: date,
    people: int | None = None,
    units: Iterable[Unit] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Team:
    """Set up a team that goes round: a residents' patrol, a joint supervision group."""
    with act_at("add_team", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Team.objects.get(pk=doing.subject_id)
        if Team.objects.filter(unit=unit, name=name, until=None).exists():
            raise Refused(_("这个单位已有同名队伍。"), field="name")
        team = Team.objects.create(unit=unit, kind=kind, name=name, people=people, since=since)
        team.units.set(units)
        measures.count_again(measures.TEAM, team, now)
        doing.on(measures.TEAM, team.pk, name=name, kind=kind)
    return team


def end_team(
    team_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> Team:
    """Dissolve a team from a day on."""
    with act_on("end_team", Team, team_id, actor=actor, now=now, key=key) as (doing, team):
        doing.on(measures.TEAM, team.pk)
        if not doing.replayed:
            check_end(team.since, team.until, on)
            team.until = on
            team.save(update_fields=["until"])
            measures.count_again(measures.TEAM, team, now)
    return team


def check_end(since: date, until: date | None, on: date) -> None:
    """Refuse to end what has ended, or before it began."""
    if until is not None:
        raise Refused(_("已经结束，不用再办。"))
    if on < since:
        raise Refused(_("结束日期早于开始日期。"), field="on")


def add_route(
    unit: Unit,
    name: str,
    places: Sequence[Place],
    *,
    note: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Route:
    """Put places into the order in which they are gone round to."""
    with act_at("add_route", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Route.objects.get(pk=doing.subject_id)
        stops = list(dict.fromkeys(places))
        if not 2 <= len(stops) <= MOST_STOPS:
            raise Refused(_("一条路线选 2 到 %(n)s 个点位。") % {"n": MOST_STOPS}, field="places")
        if any(not unit.covers(one.unit) for one in stops):
            raise Refused(_("路线上的点位都要在本单位范围内。"), field="places")
        if Route.objects.filter(unit=unit, name=name, until=None).exists():
            raise Refused(_("这个单位已有同名路线。"), field="name")
        route = Route.objects.create(unit=unit, name=name, note=note)
        RouteStop.objects.bulk_create(
            RouteStop(route=route, place=one, order=n) for n, one in enumerate(stops, start=1)
        )
        doing.on("patrols.route", route.pk, name=name, stops=len(stops))
    return route


def end_route(
    route_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> Route:
    """Use a route no longer; visits made on it stay."""
    with act_on("end_route", Route, route_id, actor=actor, now=now, key=key) as (doing, route):
        doing.on("patrols.route", route.pk)
        if not doing.replayed:
            if route.until is not None:
                raise Refused(_("已经结束，不用再办。"))
            Route.objects.filter(pk=route.pk).update(until=on)
    return Route.objects.get(pk=route.pk)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a frequency asks: who × where × at least so many times per period.

    Attributes:
        post: The post, or the code of the role, where `who` says so.
        by_unit: The unit that goes, where `who` is a unit; the rule's own unless told.
        place: Takes precedence over its `kind`.
        purpose: Only visits of this purpose count; "" counts all.
        each: What the number of times is for.
        hour_from, hour_to: The hours of a rule per half hour.
    """

    per: Per
    times: int = 1
    who: Who = Who.ANYONE
    post: str = ""
    team: Team | None = None
    by_unit: Unit | None = None
    place: Place | None = None
    kind: str = ""
    purpose: str = ""
    each: Each = Each.TOTAL
    weekday: int | None = None
    hour_from: time | None = None
    hour_to: time | None = None


def add_frequency(
    unit: Unit,
    label: str,
    asked: Asked,
    *,
    since: date,
    until: date | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Frequency:
    """Set how often somebody must go somewhere, from a day on."""
    with act_at("add_frequency", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Frequency.objects.get(pk=doing.subject_id)
        check_span(since, until)
        rule = Frequency(unit=unit, since=since, until=until)
        _ask(rule, label, asked)
        doing.on("patrols.frequency", rule.pk, label=label)
    return rule


def change_frequency(
    rule_id: int,
    label: str,
    asked: Asked,
    *,
    since: date,
    until: date | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Frequency:
    """Ask for something else from a day on, which has not passed; return the rule that holds from then.

    The days before keep what was asked of them: the rule ends, and another one follows it. One that
    has not begun by then is changed itself.
    """
    with act_on("change_frequency", Frequency, rule_id, actor=actor, now=now, key=key) as (
        doing,
        rule,
    ):
        if doing.replayed:
            return Frequency.objects.get(pk=doing.subject_id)
        check_change(rule.until, since, timezone.localdate(now))
        check_span(since, until)
        if rule.marks.filter(day__gte=since).exists():
            raise Refused(_("这一天已经登记过半小时的勾，请从后一天起改。"), field="since")
        before = rule.label
        if rule.since < since:
            rule.until = since - timedelta(1)
            rule.save(update_fields=["until"])
            rule = Frequency(unit=rule.unit)
        rule.since, rule.until = since, until
        _ask(rule, label, asked)
        doing.on("patrols.frequency", rule.pk, label=label, before=before, since=since)
    return rule


def _ask(rule: Frequency, label: str, asked: Asked) -> None:
    """Write into a rule what is asked."""
    _check_asked(asked)
    rule.label = label
    for field in fields(asked):
        setattr(rule, field.name, getattr(asked, field.name))
    rule.post = asked.post.strip() if asked.who in (Who.POST, Who.ROLE) else ""
    rule.team = asked.team if asked.who is Who.TEAM else None
    rule.by_unit = asked.by_unit if asked.who is Who.UNIT else None
    rule.kind = "" if asked.place else asked.kind
    rule.save()


def _check_asked(asked: Asked) -> None:
    named = asked.team.name if asked.who is Who.TEAM and asked.team else asked.post.strip()
    hours = (asked.hour_from, asked.hour_to)
    target = bool(asked.kind or asked.place)
    check_rule(asked.per, asked.times, asked.weekday, hours, asked.who, named, asked.each, target)


def end_frequency(
    rule_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> Frequency:
    """Ask for it no longer from the day after."""
    with act_on("end_frequency", Frequency, rule_id, actor=actor, now=now, key=key) as (
        doing,
        rule,
    ):
        doing.on("patrols.frequency", rule.pk)
        if not doing.replayed:
            check_end(rule.since, rule.until, on)
            rule.until = on
            rule.save(update_fields=["until"])
    return rule


def keep_marks(
    rule_id: int,
    day: date,
    slots: Iterable[int],
    *,
    fault: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Mark:
    """Copy the marks of one day from the sheet on the wall; typed again they replace the former."""
    with act_on(
        "keep_marks", Frequency, rule_id, actor=actor, now=now, key=key, may=May.RECORD
    ) as (doing, rule):
        if doing.replayed:
            return Mark.objects.get(pk=doing.subject_id)
        if rule.hour_from is None or rule.hour_to is None or rule.per != Per.HALF_HOUR:
            raise Refused(_("这条要求不按半小时登记。"))
        if day > timezone.localdate(now):
            raise Refused(_("这一天还没有到。"), field="day")
        marked = check_slots(rule.hour_from, rule.hour_to, slots)
        said = {"slots": marked, "fault": fault.strip(), "at": now, "made_by_label": actor.label}
        mark, _new = Mark.objects.update_or_create(rule=rule, day=day, defaults=said)
        measures.count_again(measures.MARK, mark, now)
        doing.on(measures.MARK, mark.pk, n=len(marked))
    return mark
