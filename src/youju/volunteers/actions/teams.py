"""Teams: setting up, members, the number they state, dissolving."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from youju.organisations.queries import Membership, Unit
from youju.search import actions as search
from youju.volunteers import measures
from youju.volunteers.actions.frame import act_at, act_on
from youju.volunteers.models import Team, TeamMember
from youju.volunteers.queries.seen import volunteer_of
from youju.volunteers.rules import register
from youju.volunteers.rules import teams as rules
from youju.volunteers.rules.teams import TeamKind


def add_team(
    unit: Unit,
    name: str,
    *,
    kind: TeamKind,
    function: str,
    since: date,
    leader: str = "",
    phone: str = "",
    stated: int | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Team:
    """Set up a team of a unit."""
    with act_at("add_team", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Team.objects.get(pk=doing.subject_id)
        same = Team.objects.filter(unit=unit, name=name, until=None).exists()
        rules.check_team(kind, function, stated, same)
        made = Team.objects.create(
            unit=unit,
            name=name,
            kind=kind,
            function=function,
            leader=leader,
            phone=phone,
            stated=stated,
            since=since,
        )
        url = reverse("volunteers:team", args=[made.pk])
        search.put(measures.TEAM, made.pk, unit, name, str(made.get_function_display()), since, url)
        measures.count_again(measures.TEAM, made, now)
        doing.on(measures.TEAM, made.pk, name=name)
    return made


def change_team(
    team_id: int,
    *,
    leader: str,
    phone: str,
    stated: int | None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Team:
    """Change a team's leader, phone and the number it states."""
    with act_on("change_team", Team, team_id, actor=actor, now=now, key=key) as (doing, team):
        doing.on(measures.TEAM, team.pk, name=team.name)
        if not doing.replayed:
            rules.check_open(team.until, team.name)
            rules.check_team(TeamKind(team.kind), team.function, stated, False)
            team.leader, team.phone, team.stated = leader, phone, stated
            team.save(update_fields=["leader", "phone", "stated"])
            measures.count_again(measures.TEAM, team, now)
    return team


def end_team(
    team_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> Team:
    """Dissolve a team."""
    with act_on("end_team", Team, team_id, actor=actor, now=now, key=key) as (doing, team):
        doing.on(measures.TEAM, team.pk, name=team.name)
        if not doing.replayed:
            rules.check_end(team.since, team.until, on)
            team.until = on
            team.save(update_fields=["until"])
            team.members.filter(until=None).update(until=on)
            measures.count_again(measures.TEAM, team, now)
    return team


def join_team(
    team_id: int,
    volunteer_id: int,
    *,
    leads: bool = False,
    since: date | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> TeamMember:
    """Take a volunteer of the root into a team; one may be in several."""
    with act_on("join_team", Team, team_id, actor=actor, now=now, key=key) as (doing, team):
        if doing.replayed:
            return TeamMember.objects.get(pk=doing.subject_id)
        rules.check_open(team.until, team.name)
        one = volunteer_of(team.unit, volunteer_id)
        register.check_active(register.State(one.state))
        rules.check_joining(team.members.filter(volunteer=one, until=None).exists())
        made = TeamMember.objects.create(
            team=team, volunteer=one, leads=leads, since=since or timezone.localdate(now)
        )
        if leads:
            team.leader = one.name
            team.save(update_fields=["leader"])
        measures.count_again(measures.TEAM, team, now)
        doing.on("volunteers.team_member", made.pk, team=team.pk)
    return made


def quit_team(
    member_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> TeamMember:
    """End a volunteer's membership of a team."""
    with act_on(
        "quit_team", TeamMember, member_id, way="team__unit", actor=actor, now=now, key=key
    ) as (doing, member):
        doing.on("volunteers.team_member", member.pk, team=member.team_id)
        if not doing.replayed:
            rules.check_end(member.since, member.until, on)
            member.until = on
            member.save(update_fields=["until"])
            measures.count_again(measures.TEAM, member.team, now)
    return member
