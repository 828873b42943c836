"""Reminding before the deadline and climbing after it, and the counts that follow."""

from datetime import timedelta

import pytest

from youju.audit.actions import SystemActor
from youju.cases import actions, climb, queries, tallies
from youju.cases.actions.climbing import ask_review, climb_case
from youju.cases.models import Case, TallyChange
from youju.cases.rules import State
from youju.cases.tests.factories import FOUND, CaseCity, make_kind, wrong_facts
from youju.facts import queries as facts
from youju.inbox.models import Message
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member

pytestmark = pytest.mark.django_db
YEAR, JULY = parse_period("2026"), parse_period("2026-07")
# Dispatched on Tuesday at 16:18 with four working hours: due on Wednesday at 11:18.
DUE = FOUND + timedelta(hours=19, minutes=20)


@pytest.fixture
def city() -> CaseCity:
    made = CaseCity()
    make_member(made.firm, Role.LEADER, "head")
    make_member(made.district, Role.OFFICE, "district-office")
    return made


def test_a_late_case_climbs_step_by_step_and_each_is_told_once(
    city, django_capture_on_commit_callbacks
):
    case = city.case(State.DISPATCHED)
    told = []
    with django_capture_on_commit_callbacks(execute=True):
        for hours in (-4, -1, 0, 0, 30, 130, 999):
            told.append(climb.look_round(DUE + timedelta(hours=hours)))

    assert told == [0, 1, 1, 0, 1, 1, 0]
    assert [one.why for one in queries.events_of(case)][-4:] == [
        "报 桂苑物业",
        "报责任人：桂苑物业",
        "报单位负责人：桂苑物业",
        "报上一级创建办：澄江区",
    ]
    heard = Message.objects.filter(kind__in=("cases.due", "cases.late")).order_by("pk")
    assert [one.membership.role for one in heard] == ["unit_user", "unit_user", "leader", "office"]
    assert list(queries.overdue(city.clerk, city.community, DUE + timedelta(days=9))) == [case]


def test_a_late_case_counts_as_due_and_not_closed(city):
    city.case(State.CLOSED)
    late = city.case(State.DISPATCHED)
    while climb.look_round(DUE):
        pass

    codes = ["cases.due", "cases.settled", "cases.close_rate", "cases.on_time_rate"]
    shown = facts.unscoped_figures(city.city, YEAR, codes)
    assert [str(one.quantity) for one in shown.values()] == ["2件", "1件", "50%", "50%"]

    late_by = DUE + timedelta(hours=3)
    actions.rectify_case(late.pk, note="晚了", actor=city.worker, now=late_by)
    done = actions.verify_case(late.pk, passed=True, actor=city.clerk, now=late_by)
    assert done.on_time is False
    shown = facts.unscoped_figures(city.city, YEAR, codes)
    assert [str(one.quantity) for one in shown.values()] == ["2件", "2件", "100%", "50%"]
    assert wrong_facts() == []


def test_without_an_office_above_the_unit_hears_itself(city):
    case = city.case(State.FILED)
    actions.dispatch_case(case.pk, owner_unit=city.city, actor=city.clerk, now=FOUND)
    for _step in range(4):
        climb.look_round(DUE + timedelta(days=9))

    assert queries.events_of(case).last().why == "报上一级创建办：澄江市"


def test_a_step_that_another_worker_took_is_not_taken_again(city):
    case = city.case(State.DISPATCHED)
    product = SystemActor(root_id=case.root_id)

    climb_case(case.pk, actor=product, now=FOUND)

    assert queries.events_of(case).last().act == "dispatch"
    ask_review(12345, now=FOUND)


@pytest.mark.parametrize("folded", [False, True])
def test_rates_are_the_same_before_and_after_folding(city, folded):
    make_kind("t02", "占道经营")
    for kind in ("t01", "t01", "t02"):
        city.case(State.CLOSED, kind=kind)
    city.case(State.DISPUTED, unit=city.grid, actor=city.clerk)
    if folded:
        tallies.fold()
        tallies.fold()
    assert TallyChange.objects.exists() is not folded

    (total,) = queries.rates(city.office, city.street, JULY)
    by_kind = queries.rates(city.office, city.street, JULY, by="kind")
    by_unit = queries.rates(city.office, city.street, JULY, by="unit")
    below = queries.rates(city.clerk, city.community, JULY, by="unit")
    by_owner = queries.rates(city.office, city.street, JULY, side="owner")
    by_source = queries.rates(city.office, city.street, JULY, by="source")

    assert (total.counts["reported"], total.counts["closed"], total.close_rate) == (4, 3, 100.0)
    assert 0 < total.hours <= 1
    assert [(one.label, one.counts["closed"]) for one in by_kind] == [
        ("暴露垃圾", 2),
        ("占道经营", 1),
    ]
    assert [(one.label, one.counts["reported"]) for one in by_unit] == [("金桥社区", 4)]
    told = [(one.key, one.label, one.counts["reported"], one.counts["closed"]) for one in below]
    assert told == [("", "金桥社区本级", 3, 3), (str(city.grid.pk), city.grid.short_name, 1, 0)]
    assert by_owner[0].counts["closed"] == 0
    assert [(one.key, one.counts["filed"]) for one in by_source] == [("grid", 4)]
    counts = queries.state_counts(city.office, city.street)
    assert (counts[State.CLOSED], counts[State.DISPUTED], counts[State.REPORTED]) == (3, 1, 0)


def test_units_are_ranked_by_who_answers_and_by_place(city):
    district = make_member(city.district, Role.OFFICE, "ranker")
    for _n in range(3):
        city.case(State.CLOSED)
    tallies.fold()

    (firm,) = queries.ranking(district, city.district, YEAR, minimum=3)
    places = queries.ranking(city.office, city.street, YEAR, side="place")

    assert (firm.unit, firm.ranked.place, firm.ranked.low) == (city.firm, 1, 43.8)
    assert [(one.unit, one.ranked.place) for one in places] == [(city.community, None)]
    with pytest.raises(Forbidden):
        queries.ranking(city.stranger, city.street, YEAR)


def test_cases_near_in_place_and_time_are_found(city):
    spot = {"lat": 31.2501, "lng": 120.6001}
    near = city.report(**spot)
    city.report(lat=31.26, lng=120.61)
    city.report(**spot, kind=make_kind("t02", "占道经营").code)
    old = city.report(**spot)
    Case.objects.filter(pk=old.pk).update(received_at=FOUND - timedelta(days=8))
    named = city.report(place="东门")

    found = queries.near_duplicates(city.grid, "t01", 31.2502, 120.6002, FOUND)
    assert [(one.case, one.metres) for one in found] == [(near, 15)]
    same = queries.near_duplicates(city.community, "t01", None, None, FOUND, place="东门")
    assert [one.case for one in same] == [named]
    assert queries.near_duplicates(city.community, "t01", None, None, FOUND) == []
    assert (
        queries.near_duplicates(city.grid, "t01", 31.2502, 120.6002, FOUND, apart_from=near.pk)
        == []
    )


def test_a_number_leads_to_the_case_for_the_public(city):
    case = city.report()

    assert queries.public_case(city.city.pk, f" {case.number} ") == case
    assert queries.public_case(city.city.pk, "金问〔2026〕9999号") is None
