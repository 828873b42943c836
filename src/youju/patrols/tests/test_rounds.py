"""Teams, routes, frequency and who is short; opinions; inspections."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import uuid4

import pytest

from youju.facts.models import Fact
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.patrols import actions, queries
from youju.patrols.actions import Asked
from youju.patrols.models import Frequency
from youju.patrols.rules.frequency import Each, Per, State, Who
from youju.patrols.rules.visits import Heard, InspectionKind, TeamKind
from youju.patrols.tests.world import (
    NOON,
    TODAY,
    Rounds,
    figure,
    settled,
    twice,
    wrong_facts,
)


def test_a_team_is_counted_until_it_is_dissolved(world: Rounds):
    how = world.by(world.staff)
    team = twice(lambda **h: actions.add_team(world.community, TeamKind.RESIDENTS, "巡访队", since=TODAY, people=12, **h), **how)  # fmt: skip
    assert figure(world.street, "residents_teams") == "1支"
    assert team.stands(TODAY)
    with pytest.raises(Refused):
        actions.add_team(world.community, TeamKind.RESIDENTS, "巡访队", since=TODAY, **world.by(world.staff))  # fmt: skip
    with pytest.raises(Refused):
        actions.end_team(team.pk, on=date(2026, 1, 1), **world.by(world.staff))
    how = world.by(world.staff)
    for _n in range(2):
        actions.end_team(team.pk, on=date(2026, 7, 20), **how)
    assert figure(world.street, "residents_teams") == "0支"
    with pytest.raises(Refused, match="已经结束"):
        actions.end_team(team.pk, on=TODAY, **world.by(world.staff))


def test_a_route_goes_over_places_of_its_unit(world: Rounds):
    first, second = world.place("甲市场"), world.place("乙小区", "estate")
    foreign = actions.add_place(
        world.city.next_door, "mall", "桃李商场", **world.by(world.neighbour)
    )
    how = world.by(world.staff)

    route = twice(lambda **h: actions.add_route(world.community, "早查线", [first, second, first], **h), **how)  # fmt: skip

    assert [one.place_id for one in route.stops.all()] == [first.pk, second.pk]
    for places in ([first], [first, foreign]):
        with pytest.raises(Refused) as refused:
            actions.add_route(world.community, "晚查线", places, **world.by(world.staff))
        assert refused.value.field == "places"
    with pytest.raises(Refused):
        actions.add_route(world.community, "早查线", [first, second], **world.by(world.staff))
    how = world.by(world.staff)
    for _n in range(2):
        assert actions.end_route(route.pk, on=TODAY, **how).until == TODAY
    with pytest.raises(Refused):
        actions.end_route(route.pk, on=TODAY, **world.by(world.staff))


def rule(world, asked, actor=None, unit=None, label="要求", **more):
    by = world.by(actor or world.clerk)
    return actions.add_frequency(unit or world.hospital, label, asked, since=date(2026, 7, 1), **more, **by)  # fmt: skip


def standing(world, made, day=TODAY, unit=None, member=None, now=NOON):
    found = queries.standings(member or world.clerk, unit or world.hospital, day, now=now)
    return next((one for one in found if one.rule == made), None)


def test_posts_are_short_until_they_have_been_round(world: Rounds):
    door = world.place("门诊部", "outpatient", world.hospital)
    leaders = rule(world, Asked(Per.DAY, 1, Who.POST, "院领导", place=door, kind="outpatient"))
    middle = rule(world, Asked(Per.DAY, 2, Who.POST, "中层干部", place=door))

    world.visit(door, world.clerk, post="中层干部")

    assert (standing(world, leaders).state, standing(world, leaders).done) == (State.DUE, 0)
    assert (standing(world, middle).done, standing(world, middle).short) == (1, 1)
    assert [one.who for one in queries.short_today(world.clerk, world.hospital, TODAY)] == ["院领导", "中层干部"]  # fmt: skip
    world.visit(door, world.clerk, post="中层干部")
    world.visit(door, world.clerk, post="院领导")
    assert queries.short_today(world.clerk, world.hospital, TODAY) == []
    assert leaders.kind == ""


def test_each_place_of_a_kind_is_asked_for(world: Rounds):
    first, second = world.place("一号网吧", "netbar"), world.place("二号网吧", "netbar")
    made = rule(world, Asked(Per.QUARTER, kind="netbar", each=Each.PLACE), world.district, world.city.district)  # fmt: skip
    world.visit(first, world.office)

    found = standing(world, made, date(2026, 9, 20), world.community, world.staff)

    assert (found.done, found.needed, found.missing) == (1, 2, ("二号网吧",))
    assert found.state is State.DUE
    above = standing(world, made, date(2026, 9, 20), world.street, world.office)
    assert above.missing == ("金桥社区 二号网吧",)
    world.visit(second, world.office)
    assert standing(world, made, date(2026, 9, 20), world.street, world.office).state is State.DONE


def test_each_unit_below_is_asked_for_and_sees_only_itself(world: Rounds):
    made = rule(world, Asked(Per.DAY, who=Who.ROLE, post="staff", each=Each.UNIT), world.office, world.street)  # fmt: skip
    world.visit(world.place(), world.staff)

    whole = standing(world, made, unit=world.street, member=world.office)
    own = standing(world, made, unit=world.city.next_door, member=world.neighbour)

    assert (whole.missing, whole.who) == (("桃李社区",), "社区专干")
    assert (own.state, own.missing) == (State.DUE, ("桃李社区",))
    assert standing(world, made, unit=world.hospital) is None
    assert standing(world, made, unit=world.city.grid, member=world.staff) is None


def test_a_team_of_a_unit_above_is_seen_by_those_it_goes_to(world: Rounds):
    above = actions.add_team(world.street, TeamKind.SUPERVISION, "联合督查组", since=TODAY, **world.by(world.office))  # fmt: skip

    assert queries.team_for(world.staff, above.pk) == above
    with pytest.raises(Missing):
        queries.team_for(world.clerk, above.pk)


def test_teams_units_and_purposes_are_told_apart(world: Rounds):
    team = actions.add_team(world.community, TeamKind.RESIDENTS, "巡访队", since=TODAY, **world.by(world.staff))  # fmt: skip
    by_team = rule(world, Asked(Per.WEEK, who=Who.TEAM, team=team), world.staff, world.community)
    friday = rule(world, Asked(Per.WEEK, who=Who.UNIT, purpose="cleaning", weekday=4), world.staff, world.community)  # fmt: skip
    by_street = rule(world, Asked(Per.MONTH, who=Who.UNIT, by_unit=world.street), world.staff, world.community)  # fmt: skip
    friday_noon = datetime(2026, 7, 10, 4, tzinfo=UTC)
    world.visit(unit=world.community, purpose="cleaning")  # on Wednesday: not the Friday's

    look = {"day": friday_noon.date(), "unit": world.community, "member": world.staff}
    assert standing(world, friday, **look).state is State.DUE
    assert standing(world, by_team, **look).who == "巡访队"
    assert standing(world, by_street, **look).done == 0
    actions.record_visit(unit=world.community, told=actions.Told(actions.Purpose.CLEANING, team=team), actor=world.staff, now=friday_noon, key=uuid4())  # fmt: skip
    assert standing(world, friday, **look).state is State.DONE
    assert standing(world, by_team, **look).done == 1
    world.visit(unit=world.community, actor=world.office)
    assert standing(world, by_street, **look).done == 1
    assert standing(world, by_street, **look).who == "柳荫街道"


def test_half_hours_are_copied_from_the_sheet_once_a_day(world: Rounds):
    made = rule(world, Asked(Per.HALF_HOUR, kind="unit_toilet", hour_from=time(7), hour_to=time(9)))
    how = world.by(world.clerk)
    for _n in range(2):
        mark = actions.keep_marks(made.pk, TODAY, [0, 2], fault="没有纸", **how)

    assert mark.slots == [0, 2]
    assert figure(world.hospital, "timed_cleanings") == "2次"
    found = standing(world, made)  # noon: all four have passed
    assert (found.done, found.needed, found.missing) == (2, 4, ("07:30", "08:30"))
    early = datetime(2026, 7, 7, 23, 40, tzinfo=UTC)  # 7:40 in Beijing
    assert standing(world, made, now=early).missing == ()
    actions.keep_marks(made.pk, TODAY, [0, 1, 2, 3], **world.by(world.clerk))
    assert standing(world, made).state is State.DONE
    assert figure(world.hospital, "timed_cleanings") == "4次"
    actions.keep_marks(made.pk, date(2026, 7, 7), [], **world.by(world.clerk))
    with pytest.raises(Refused, match="还没有到"):
        actions.keep_marks(made.pk, date(2026, 7, 9), [], **world.by(world.clerk))
    daily = rule(world, Asked(Per.DAY))
    with pytest.raises(Refused, match="不按半小时"):
        actions.keep_marks(daily.pk, TODAY, [], **world.by(world.clerk))
    assert wrong_facts() == []


def test_a_rule_is_kept_once_ends_and_refuses_nonsense(world: Rounds):
    how = world.by(world.clerk)
    made = twice(lambda **h: actions.add_frequency(world.hospital, "要求", Asked(Per.DAY), since=TODAY, **h), **how)  # fmt: skip
    with pytest.raises(Refused):
        rule(world, Asked(Per.DAY, who=Who.POST))
    with pytest.raises(Refused):
        rule(world, Asked(Per.DAY), until=date(2026, 6, 1))
    with pytest.raises(Forbidden):
        rule(world, Asked(Per.DAY), world.grid_worker, world.community)
    how = world.by(world.clerk)
    for _n in range(2):
        actions.end_frequency(made.pk, on=TODAY, **how)
    assert standing(world, made, date(2026, 7, 9)) is None
    assert Frequency.objects.count() == 1


def test_a_rule_is_changed_from_a_day_on_and_the_days_before_keep_theirs(world: Rounds):
    made = rule(world, Asked(Per.DAY, 2, Who.POST, "中层干部"), until=date(2026, 12, 31))
    asked, end = Asked(Per.DAY, 3, Who.POST, "中层干部"), date(2026, 12, 31)
    how = world.by(world.clerk)

    then = twice(lambda **h: actions.change_frequency(made.pk, "中层每日三次", asked, since=date(2026, 7, 10), until=end, **h), **how)  # fmt: skip

    assert standing(world, made, date(2026, 7, 9)).needed == 2
    assert standing(world, then, date(2026, 7, 9)) is None
    assert standing(world, made, date(2026, 7, 10)) is None
    assert standing(world, then, date(2026, 7, 10)).needed == 3
    assert (then.label, then.until) == ("中层每日三次", end)
    # What has not begun is changed itself.
    again = actions.change_frequency(then.pk, "中层每日一次", Asked(Per.DAY, 1, Who.POST, "中层干部"), since=date(2026, 7, 10), **world.by(world.clerk))  # fmt: skip
    assert (again.pk, again.times, again.until) == (then.pk, 1, None)
    assert Frequency.objects.count() == 2


def test_a_change_of_a_rule_is_refused_with_its_reason(world: Rounds):
    made = rule(world, Asked(Per.HALF_HOUR, hour_from=time(7), hour_to=time(9)))
    actions.keep_marks(made.pk, TODAY, [0], **world.by(world.clerk))

    def refused(by, **told):
        given = {"since": date(2026, 7, 9), "asked": Asked(Per.DAY)} | told
        with pytest.raises(Refused) as why:
            actions.change_frequency(made.pk, "要求", given.pop("asked"), **given, **world.by(by))
        return why.value.field

    assert refused(world.clerk, since=date(2026, 7, 7)) == "since"
    assert refused(world.clerk, since=TODAY) == "since"  # the sheet of this day is marked
    assert refused(world.clerk, until=date(2026, 7, 8)) == "until"
    assert refused(world.clerk, asked=Asked(Per.DAY, who=Who.POST)) == "post"
    actions.end_frequency(made.pk, on=date(2026, 7, 8), **world.by(world.clerk))
    assert refused(world.clerk) == "since"
    with pytest.raises(Forbidden):
        actions.change_frequency(made.pk, "要求", Asked(Per.DAY), since=date(2026, 7, 9), **world.by(world.grid_worker))  # fmt: skip
    assert Frequency.objects.count() == 1


def test_what_is_due_from_a_member_follows_its_post_role_team_and_unit(world: Rounds):
    clerk = world.clerk
    clerk.post = "中层干部"
    clerk.save()
    team = actions.add_team(world.hospital, TeamKind.SANITATION, "院感组", since=TODAY, **world.by(clerk))  # fmt: skip
    mine = [
        rule(world, Asked(Per.DAY, 2, Who.POST, "中层干部")),
        rule(world, Asked(Per.DAY, 1, Who.ROLE, "unit_user")),
        rule(world, Asked(Per.DAY, 1, Who.TEAM, team=team)),
        rule(world, Asked(Per.DAY, 1, Who.UNIT)),
        rule(world, Asked(Per.DAY)),
    ]
    rule(world, Asked(Per.DAY, 1, Who.POST, "院领导"))

    assert [one.rule for one in queries.due_today(clerk, TODAY)] == mine


def test_a_reception_counts_visitors_and_its_answer(world: Rounds):
    how = world.by(world.staff)
    said = {"source": Heard.RECEPTION, "heard_on": TODAY, "people": 3, "about": "旧城改造"}
    made = twice(lambda **h: actions.hear_opinion(world.community, "施工扰民", **said, **h), **how)
    assert (figure(world.community, "receptions"), figure(world.community, "visitors")) == ("1次", "3人次")  # fmt: skip
    assert figure(world.community, "answered") is None

    how = world.by(world.staff)
    for _n in range(2):
        actions.answer_opinion(made.pk, "已与工地协调，夜间停工", **how)

    made.refresh_from_db()
    assert made.answered_on == TODAY
    assert figure(world.community, "answered") == "1条"
    with pytest.raises(Refused):
        actions.answer_opinion(made.pk, " ", **world.by(world.staff))
    with pytest.raises(Refused):
        actions.hear_opinion(world.community, "甲", source=Heard.CHAT, heard_on=date(2026, 7, 9), **world.by(world.staff))  # fmt: skip


def test_scores_and_ranks_are_kept_over_the_years(world: Rounds):
    settled(world, date(2025, 5, 10))
    settled(world)

    assert figure(world.community, "index_score", parse_period("2025")) == "92.5分"
    assert figure(world.community, "index_rank") == "3名"
    assert figure(world.street, "index_score") is None  # a score is its unit's own
    assert [one.on.year for one in queries.inspections_of(world.staff, world.community)] == [2026, 2025]  # fmt: skip
    assert wrong_facts() == []


def test_only_an_index_test_gives_score_and_rank(world: Rounds):
    settled(world, kind=InspectionKind.MOCK)

    assert figure(world.community, "index_score") is None


def test_an_inspection_names_places_of_its_unit(world: Rounds):
    place = world.place()
    foreign = actions.add_place(
        world.city.next_door, "mall", "桃李商场", **world.by(world.neighbour)
    )
    how = world.by(world.staff)
    made = twice(lambda **h: actions.add_inspection(world.community, InspectionKind.PROVINCE, "省测", on=date(2026, 7, 31), **h), **how)  # fmt: skip
    with pytest.raises(Refused, match="同名检查"):
        actions.add_inspection(world.community, InspectionKind.PROVINCE, "省测", on=date(2026, 7, 31), **world.by(world.staff))  # fmt: skip

    how = world.by(world.staff)
    for _n in range(2):
        actions.choose_places(made.pk, [place], **how)

    assert list(made.places.all()) == [place]
    with pytest.raises(Refused):
        actions.choose_places(made.pk, [foreign], **world.by(world.staff))
    with pytest.raises(Refused, match="还没有到"):
        actions.settle_inspection(made.pk, rank=1, **world.by(world.staff))
    with pytest.raises(Refused, match="先填检查结果"):
        actions.add_lost_item(made.pk, "甲", "乙", **world.by(world.staff))


def test_lost_items_add_up_to_what_the_score_lacks(world: Rounds):
    made = settled(world)
    how = world.by(world.staff)
    twice(lambda **h: actions.add_lost_item(made.pk, "公益广告", "少 2 处", points=Decimal(4), **h), **how)  # fmt: skip

    with pytest.raises(Refused, match=r"只余 3\.5 分"):
        actions.add_lost_item(made.pk, "禁烟", "有烟蒂", points=Decimal(4), **world.by(world.staff))

    assert figure(world.community, "lost_items") == "1项"


def test_a_result_needs_something_and_is_kept_once(world: Rounds):
    made = actions.add_inspection(world.community, InspectionKind.INDEX, "测评", on=TODAY, **world.by(world.staff))  # fmt: skip
    with pytest.raises(Refused):
        actions.settle_inspection(made.pk, **world.by(world.staff))
    how = world.by(world.staff)
    for _n in range(2):
        actions.settle_inspection(made.pk, result="通过", **how)
    assert not Fact.objects.filter(source_kind="patrols.inspection").exists()
