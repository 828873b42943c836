"""Which units have no team yet, and who is reminded of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from youju.inbox.models import Message
from youju.kernel.refusal import Forbidden, Refused
from youju.organisations.models import Unit
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.volunteers import actions, queries
from youju.volunteers.models import TeamReminder
from youju.volunteers.rules.teams import Function, TeamKind
from youju.volunteers.tests.world import NOON, TODAY, Helpers


def lacking(world: Helpers, day=TODAY) -> list[str]:
    rows = queries.units_lacking(world.office, world.city.district, day)
    return [one.short_name for one in rows]


def add_team(world: Helpers, unit: Unit, **told):
    how = {"kind": TeamKind.UNIT, "function": Function.OTHER, "since": TODAY, **told}
    return actions.add_team(unit, "志愿服务队", **how, **world.by(world.office))


def test_streets_communities_and_units_beside_the_line_lack_a_team_until_they_set_one_up(world):
    names = ["柳荫街道", "金桥社区", "桃李社区", "澄江区人民医院"]
    assert sorted(lacking(world)) == sorted(names)

    add_team(world, world.city.hospital)
    team = world.team()

    assert sorted(lacking(world)) == sorted(["柳荫街道", "桃李社区"])
    assert queries.units_expected(world.office, world.city.district).count() == 4
    assert not queries.units_lacking(world.member, world.city.district, TODAY)
    actions.end_team(team.pk, on=TODAY, **world.by(world.staff))
    assert "金桥社区" in lacking(world) and "金桥社区" not in lacking(world, TODAY - timedelta(1))


def test_a_team_of_a_grid_or_of_a_unit_merged_in_is_the_communitys(world: Helpers):
    add_team(world, world.city.grid)
    assert "金桥社区" not in lacking(world)

    closed = Unit.objects.filter(pk=world.city.next_door.pk)
    add_team(world, world.city.next_door)
    closed.update(parent=world.city.hospital, until=TODAY)
    world.city.hospital.refresh_from_db()
    assert "澄江区人民医院" not in lacking(world)


def test_units_are_reminded_once_a_day_where_somebody_could_set_one_up(world: Helpers):
    nurse = make_member(world.city.hospital, Role.UNIT_USER)
    district, by = world.city.district, world.by(world.office)

    for _twice in range(2):  # 金桥社区 has two clerks, 桃李社区 one, 柳荫街道 nobody
        assert actions.remind_teamless(district, **by) == 3

    assert Message.objects.filter(kind="volunteers.no_team").count() == 4
    assert Message.objects.get(membership=nurse).title.startswith("澄江区人民医院还没有志愿服务队")
    assert set(TeamReminder.objects.values_list("on", flat=True)) == {TODAY}
    with pytest.raises(Refused, match="没有提醒到"):
        actions.remind_teamless(district, **world.by(world.office))
    later, only = NOON + timedelta(1), [world.city.hospital.pk]
    assert actions.remind_teamless(district, only, **world.by(world.office, later)) == 1
    assert TeamReminder.objects.filter(on=TODAY + timedelta(1)).count() == 1


def test_nobody_reminds_the_own_unit_or_one_elsewhere(world: Helpers):
    with pytest.raises(Refused):
        actions.remind_teamless(world.community, **world.by(world.staff))
    with pytest.raises(Forbidden):
        actions.remind_teamless(world.city.next_door, **world.by(world.staff))
    with pytest.raises(Forbidden):
        actions.remind_teamless(world.community, **world.by(world.grid_worker))


def test_the_page_of_teams_says_how_many_units_have_none_and_reminds_them(world: Helpers):
    office, clerk = Client(), Client()
    for client, member in ((office, world.office), (clerk, world.staff)):
        client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    teams = office.get("/volunteers/teams/").content.decode()
    assert "还没有队伍的单位 <b>4</b>" in teams

    answer = office.post("/volunteers/teams/remind/", {"unit": world.community.pk}, follow=True)

    page = answer.content.decode()
    assert "已提醒 1 个单位" in page
    assert page.count('name="unit" value=') == 3
    own = clerk.get("/volunteers/teams/lacking/").content.decode()
    assert "组建队伍" in own and "提醒</button>" not in own
    for unit in Unit.objects.filter(pk__in=queries.units_lacking(world.office, world.city.district, TODAY)):  # fmt: skip
        add_team(world, unit)
    assert "各单位都有志愿服务队" in office.get("/volunteers/teams/lacking/").content.decode()
    assert "还没有队伍的单位" not in office.get("/volunteers/teams/").content.decode()
