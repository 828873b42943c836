"""A mock round from the draw to the problems, and what counts where two assessors disagree."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from youju.cases.models import Case
from youju.facts.queries import unscoped_figures
from youju.inbox.models import Message
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.patrols import actions as patrols
from youju.patrols.models import Finding, Visit
from youju.search.queries import search
from youju.standards import actions, queries
from youju.standards.models import MockRound, MockSheet, MockSpot
from youju.standards.queries.mock import drawn_again
from youju.standards.rules.mock import Answer, Mark
from youju.standards.tests.mock_world import (
    END,
    NOON,
    START,
    Trial,
    an_edition,
    answers,
    wrong_facts,
)

YEAR = parse_period("2026")


@pytest.fixture
def world(db) -> Trial:
    return Trial()


def figure(unit, code):
    found = unscoped_figures(unit, YEAR, [f"standards.{code}"])[f"standards.{code}"]
    return found.quantity.text() if found.quantity else None


def test_a_round_draws_by_the_editions_rules_and_can_be_drawn_again(world):
    made = world.draw()

    assert made.drawn_by_label and made.seed == "20260708"
    assert [one.kind for one in made.spots.order_by("kind")] == ["alley", "alley", "square"]
    assert [again for _label, _ids, again in drawn_again(made, "20260708")] == [True, True, True]
    assert len(queries.mock_households(made)) == 1
    assert queries.mock_households(made)[0][1] == 25
    patrols.retire_place(world.spot(made).place_id, on=START, **world.by(world.staff))
    assert all(again for _label, _ids, again in drawn_again(made, "20260708"))


def test_another_seed_says_openly_that_it_draws_others(world):
    made = world.draw()
    tried = [drawn_again(made, str(seed)) for seed in range(30)]

    assert any(not again for one in tried for _label, _ids, again in one)


def test_a_draw_sent_twice_is_one_round_and_a_seed_left_out_is_random(world):
    key = uuid4()
    told = {"unit": world.district, "edition": world.edition, "name": "二", "start": START, "end": END}  # fmt: skip
    by = world.by(world.office) | {"key": key}

    assert actions.draw_round(**told, **by) == actions.draw_round(**told, **by)
    assert len(MockRound.objects.get().seed) == 8


def test_each_community_gets_its_own_number_where_the_edition_says_so(world):
    item = world.edition.items.get(code="3.1")
    item.spec["sampling"] = {"of": "alley", "number": 1, "per": "community"}
    item.save()
    neighbour = make_member(world.city.next_door, Role.STAFF, "taoli")
    patrols.add_place(world.city.next_door, "alley", "桃李巷", **world.by(neighbour))

    made = world.draw(rest=0)

    assert {one.place.unit.name for one in made.spots.all()} == {"金桥社区", "桃李社区"}


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"name": ""}, "写这一轮的名称"),
        ({"seed": "9" * 41}, "种子最多"),
        ({"end": date(2026, 7, 1)}, "结束日期早于"),
    ],
)
def test_a_round_that_cannot_be_is_not_drawn(world, told, why):
    with pytest.raises(Refused, match=why):
        world.draw(**told)

    assert not MockRound.objects.exists()


def test_a_name_is_used_once_and_a_unit_without_places_has_nothing_to_draw(world):
    world.draw()
    clerk = make_member(world.city.hospital, Role.OFFICE, "yiyuan")
    stranger = an_edition(make_other_city(), "other")

    with pytest.raises(Refused, match="已有同名的一轮"):
        world.draw()
    with pytest.raises(Refused, match="没有指标要看的点位"):
        world.draw(unit=world.city.hospital, actor=clerk)
    with pytest.raises(Refused, match="从列表中选指标版本"):
        world.draw(name="三", edition=stranger)
    with pytest.raises(Forbidden):
        world.draw(name="四", actor=world.first)


def make_other_city():
    from youju.organisations.rules import UnitKind
    from youju.organisations.tests.factories import make_unit

    return make_unit("临海市", UnitKind.CITY, None, "330000000000")


def test_more_places_than_a_round_can_hold_are_refused(world, monkeypatch):
    monkeypatch.setattr("youju.standards.rules.mock.MOST_SPOTS", 2)

    with pytest.raises(Refused, match="抽到 3 个点位，一轮最多 2 个"):
        world.draw()


def test_teams_get_a_route_by_nearness_and_are_told(world):
    made = world.opened(share=40)

    spots = list(made.spots.order_by("order"))
    placed = [one for one in spots if one.place.lat is not None]
    assert [one.place.lat for one in placed] == sorted((one.place.lat for one in placed), reverse=True)  # fmt: skip
    assert spots[-1].place.name == "金桥广场"
    assert sum(one.double for one in spots) == 1
    assert made.state == "open"
    told = Message.objects.filter(kind="standards.mock_assessor")
    assert {one.membership_id for one in told} == {world.first.pk, world.second.pk}
    assert figure(world.district, "mock_rounds") == "1轮"


def test_teams_are_set_again_until_the_first_sheet(world):
    made = world.opened()
    key = uuid4()
    by = world.by(world.office) | {"key": key}
    actions.set_teams(made.pk, [[world.first.pk]], **by)
    actions.set_teams(made.pk, [[world.second.pk]], **by)  # the same key: nothing happens
    assert made.teams.get().assessors.get() == world.first

    with pytest.raises(Refused, match="有 1 人不能在这里测评"):
        actions.set_teams(made.pk, [[world.staff.pk]], **world.by(world.office))
    world.sheet(world.spot(made))
    with pytest.raises(Refused, match="不能重新分组"):
        actions.set_teams(made.pk, [[world.second.pk]], **world.by(world.office))
    with pytest.raises(Missing):
        actions.set_teams(0, [[world.second.pk]], **world.by(world.office))


def test_a_sheet_is_a_visit_with_its_faults_and_counts_once(world):
    made = world.opened()
    spot = world.spot(made)
    key = uuid4()
    told = answers(spot, "drain") | {"surface": Answer(Mark.YES, 5, "  公益广告 ")}

    sheet = actions.record_sheet(spot.pk, answers=told, **world.by(world.first) | {"key": key})
    again = actions.record_sheet(spot.pk, answers=told, **world.by(world.first) | {"key": key})

    assert sheet == again and MockSheet.objects.count() == 1
    assert sheet.answers["surface"] == {"mark": "yes", "number": 5, "note": "公益广告"}
    visit = Visit.objects.get()
    assert (visit.pk, visit.purpose, visit.faults) == (sheet.visit_id, "mock", 1)
    assert Finding.objects.get().text == "排水通畅，没有露天污水沟"
    assert figure(world.community, "mock_places") == "1个"
    assert figure(world.community, "mock_failed") == "1项"
    assert figure(world.community, "mock_pairs") is None
    assert wrong_facts() == []
    with pytest.raises(Refused, match="不能在这里撤下"):
        patrols.withdraw_visit(visit.pk, reason="误", **world.by(world.first))


def test_two_disagree_a_third_decides_and_only_then_it_counts(world):
    made = world.opened(share=100)
    spot = world.spot(made)
    world.sheet(spot, world.first, "drain")
    world.sheet(spot, world.second, "drain", "surface")
    assert figure(world.community, "mock_failed") == "1项"
    found = queries.mock_results(made)
    assert [one.code for one in found.open] == ["surface"]
    n = len(made.checks["alley"]["items"])
    assert (found.agreement.n, found.agreement.same) == (n, n - 1)

    told = {"mark": Mark.NO, "reason": "照片里有坑洼"}
    with pytest.raises(Refused, match="请第三人裁定"):
        actions.settle_check(spot.pk, "surface", **told, **world.by(member_as(world, world.first)))
    with pytest.raises(Refused, match="没有人评过这一项"):
        actions.settle_check(spot.pk, "nothing", **told, **world.by(world.third))
    key = uuid4()
    made_one = actions.settle_check(spot.pk, "surface", **told, **world.by(world.third) | {"key": key})  # fmt: skip
    assert actions.settle_check(spot.pk, "surface", **told, **world.by(world.third) | {"key": key}) == made_one  # fmt: skip
    with pytest.raises(Refused, match="已经裁定"):
        actions.settle_check(spot.pk, "surface", **told, **world.by(world.third))

    assert figure(world.community, "mock_failed") == "2项"
    assert figure(world.district, "mock_same") == f"{n - 1}项"
    assert queries.mock_results(made).open == []
    assert wrong_facts() == []


def member_as(world, member):
    """The same person in an office post, who could otherwise decide."""
    from youju.organisations.models import Membership

    return Membership.objects.create(
        person=member.person, unit=world.district, role=Role.OFFICE, post="办公室"
    )


def test_results_by_item_kind_and_unit(world):
    made = world.opened()
    world.sheet(world.spot(made), world.first, "drain", "surface")

    found = queries.mock_results(made)

    (line,) = [one for one in found.by_item if one.code == "3.1"]
    assert (line.tally.yes, line.tally.no, line.points, line.lost) == (0, 2, Decimal("0.00"), Decimal("3.00"))  # fmt: skip
    assert (found.points, found.weight) == (Decimal("0.00"), Decimal(3))
    assert (found.places, found.done) == (3, 1)
    assert [(one.label, one.places) for one in found.by_kind] == [("背街小巷", 1)]
    assert [one.label for one in found.by_unit] == ["金桥社区"]
    assert found.whole.no == 2


def test_what_failed_becomes_problems_once(world):
    made = world.opened(share=100)
    spot, other = world.spot(made), world.spot(made, n=1)
    world.sheet(spot, world.first, "drain")
    world.sheet(spot, world.second, "drain")
    world.sheet(other, world.first, "surface", "drain")
    key = uuid4()

    chosen = actions.report_failed(made.pk, {(other.pk, "surface")}, **world.by(world.office))
    rest = actions.report_failed(made.pk, **world.by(world.office) | {"key": key})
    again = actions.report_failed(made.pk, **world.by(world.office) | {"key": key})

    assert (chosen, rest, again) == (1, 2, 0)
    assert Case.objects.count() == 3
    assert set(Case.objects.values_list("source", flat=True)) == {"self_check"}
    with pytest.raises(Refused, match="没有还要转的不符合项"):
        actions.report_failed(made.pk, **world.by(world.office))


def test_only_assessors_score_and_late_sheets_of_open_days_are_received(world):
    made = world.opened()
    spot, other, square = world.spot(made), world.spot(made, n=1), world.spot(made, "square")
    with pytest.raises(Refused, match="不是这一轮的测评员"):
        world.sheet(spot, world.third)
    actions.close_round(made.pk, **world.by(world.office))

    world.sheet(spot, world.first, now=NOON + timedelta(1), done_at=NOON)
    with pytest.raises(Refused, match="这一轮已经结束"):
        world.sheet(other, world.first, now=NOON + timedelta(1))

    key = uuid4()
    actions.close_round(made.pk, closed=False, **world.by(world.office) | {"key": key})
    actions.close_round(made.pk, closed=False, **world.by(world.office) | {"key": key})
    world.sheet(square, world.first, now=NOON + timedelta(1))
    assert MockSheet.objects.count() == 2


def test_a_round_is_ended_once_and_opened_once(world):
    made = world.draw()
    with pytest.raises(Refused, match="还在进行"):
        actions.close_round(made.pk, closed=False, **world.by(world.office))
    actions.close_round(made.pk, **world.by(world.office))
    with pytest.raises(Refused, match="已经结束"):
        actions.close_round(made.pk, **world.by(world.office))
    with pytest.raises(Refused, match="已经结束"):
        actions.set_teams(made.pk, [[world.first.pk]], **world.by(world.office))
    assert actions.close_round(made.pk, closed=False, **world.by(world.office)).state == "drawn"


def test_two_who_met_unasked_are_two_opinions_and_one_can_be_asked_for(world):
    made = world.opened()
    spot, other = world.spot(made), world.spot(made, n=1)
    world.sheet(spot, world.first)
    world.sheet(spot, world.second)
    spot.refresh_from_db()
    assert spot.double

    key = uuid4()
    actions.ask_second(other.pk, **world.by(world.office) | {"key": key})
    assert actions.ask_second(other.pk, **world.by(world.office) | {"key": key}).double
    with pytest.raises(Refused, match="已经是双评"):
        actions.ask_second(other.pk, **world.by(world.office))
    actions.close_round(made.pk, **world.by(world.office))
    with pytest.raises(Refused, match="结束以前才能"):
        actions.ask_second(MockSpot.objects.get(kind="square").pk, **world.by(world.office))


def test_the_phone_gets_what_its_person_still_has_to_score(world):
    made = world.opened(share=100)
    spot = world.spot(made)
    assert len(queries.mock_for_phone(world.first)) == 3
    assert queries.mock_for_phone(world.third) == []

    world.sheet(spot, world.first)

    assert [one["id"] for one in queries.mock_for_phone(world.first)] != []
    assert spot.pk not in [one["id"] for one in queries.mock_for_phone(world.first)]
    assert spot.pk in [one["id"] for one in queries.mock_for_phone(world.second)]
    world.sheet(spot, world.second)
    assert spot.pk not in [one["id"] for one in queries.mock_for_phone(world.second)]


def test_a_round_is_found_by_its_name(world):
    made = world.opened()

    found = search(world.office, made.name)
    assert [(hit.kind_label, hit.url) for hit in found] == [
        ("模拟测评", f"/standards/mock/{made.pk}/")
    ]
    assert search(world.staff, made.name) == []


def test_rounds_are_seen_by_their_units_only(world):
    made = world.opened()
    spot = world.spot(made)

    assert queries.mock_round_for(world.office, made.pk) == made
    assert queries.mock_spot_for(world.office, spot.pk) == spot
    for asked in (queries.mock_round_for, queries.mock_spot_for):
        with pytest.raises(Missing):
            asked(world.staff, made.pk if asked is queries.mock_round_for else spot.pk)
    assert not queries.mock_rounds_visible_to(None).exists()
    assert queries.mock_rounds_of(world.office, world.district).get().places == 3
    sheet = world.sheet(spot)
    assert queries.mock_sheet_target(sheet.pk) == (spot.pk, spot.place.name)
    assert queries.mock_sheet_target(0) == (0, "")
