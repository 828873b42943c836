"""The line from report to closing: one action deep."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from youju.cases import actions, queries
from youju.cases.measures import CASE_KIND
from youju.cases.models import Case, CaseEvent
from youju.cases.rules import Source, State
from youju.cases.tests.factories import FOUND, CaseCity, make_kind
from youju.facts import queries as facts
from youju.facts.models import Fact
from youju.kernel.ids import new_key
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member

pytestmark = pytest.mark.django_db
LATER = FOUND + timedelta(hours=1)
YEAR = parse_period("2026")


@pytest.fixture
def city() -> CaseCity:
    return CaseCity()


def acts_of(case: Case) -> list[str]:
    return [str(event) for event in queries.events_of(case)]


def test_a_report_is_numbered_waits_and_counts_once(city):
    case = city.report()

    assert (case.number, case.state) == ("金问〔2026〕0001号", State.REPORTED)
    assert case.title == "金桥路 12号楼北侧暴露垃圾"
    assert acts_of(case) == ["上报"]
    told = facts.unscoped_figures(city.city, YEAR, ["cases.reported", "cases.from_grid"])
    assert [str(one.quantity) for one in told.values()] == ["1件", "1件"]


def test_the_same_report_sent_twice_is_one_case(city):
    key = new_key()
    told = {"unit": city.grid, "kind": "t01", "source": Source.GRID, "place": "北门"}

    first = actions.report_case(**told, actor=city.grid_worker, now=FOUND, key=key)
    again = actions.report_case(**told, actor=city.grid_worker, now=LATER, key=key)

    assert first.pk == again.pk
    assert Case.objects.count() == 1
    assert Fact.objects.filter(source_kind=CASE_KIND).count() == 2


def test_a_case_goes_through_and_its_figures_follow(city):
    case = city.case(State.CLOSED)

    assert acts_of(case) == ["上报", "立案", "派遣", "整改反馈", "复核通过"]
    assert case.on_time is True
    told = facts.unscoped_figures(city.district, YEAR, ["cases.closed", "cases.close_rate"])
    assert str(told["cases.closed"].quantity) == "1件"
    assert str(told["cases.close_rate"].quantity) == "100%"


def test_the_clock_runs_in_working_hours_of_the_responsible_unit(city):
    case = city.case(State.DISPATCHED)  # dispatched at 16:18, four working hours

    assert case.due_at.isoformat() == "2026-07-08T11:18:00+08:00"


def test_nobody_verifies_what_they_put_right(city):
    colleague = make_member(city.community, Role.STAFF, "colleague")
    case = city.report()
    actions.file_case(case.pk, actor=city.clerk, now=LATER)
    actions.dispatch_case(case.pk, owner_unit=city.community, actor=city.clerk, now=LATER)
    actions.rectify_case(case.pk, note="自己扫了", actor=city.clerk, now=LATER)

    with pytest.raises(Forbidden, match="整改是您反馈的"):
        actions.verify_case(case.pk, passed=True, actor=city.clerk, now=LATER)
    with pytest.raises(Forbidden, match="您在责任单位"):
        actions.verify_case(case.pk, passed=True, actor=colleague, now=LATER)

    case.refresh_from_db()
    assert case.state == State.RECTIFIED
    assert acts_of(case)[-1] == "整改反馈"
    closed = actions.verify_case(case.pk, passed=True, actor=city.inspector, now=LATER)
    assert closed.state == State.CLOSED


def test_a_failed_check_sends_back_with_the_time_that_was_left(city):
    case = city.case(State.RECTIFIED)
    due = case.due_at

    with pytest.raises(Refused, match="哪里不合格") as refusal:
        actions.verify_case(case.pk, passed=False, actor=city.clerk, now=LATER)
    back = actions.verify_case(
        case.pk, passed=False, note="还有一堆", actor=city.clerk, now=FOUND + timedelta(minutes=60)
    )

    assert refusal.value.field == "note"
    assert (back.state, back.reworks, back.rectified_at) == (State.DISPATCHED, 1, None)
    assert back.due_at - due == timedelta(minutes=30)
    assert CaseEvent.objects.filter(case=case, act="fail").get().note == "还有一堆"


def test_a_refused_report_needs_a_reason(city):
    case = city.report()

    with pytest.raises(Refused, match="理由") as refusal:
        actions.refuse_case(case.pk, reason=" ", actor=city.clerk, now=LATER)

    assert refusal.value.field == "reason"
    assert actions.refuse_case(case.pk, reason="不属实", actor=city.clerk, now=LATER).refused_at


def test_a_stranger_neither_sees_nor_moves_a_case(city):
    case = city.report()

    assert not queries.cases_visible_to(city.stranger).exists()
    with pytest.raises(Missing):
        queries.case_for(city.stranger, case.pk)
    with pytest.raises(Missing):
        actions.file_case(case.pk, actor=city.stranger, now=LATER)


def test_a_unit_elsewhere_sees_what_is_addressed_to_it(city):
    case = city.case(State.DISPATCHED)

    assert queries.case_for(city.worker, case.pk) == case
    with pytest.raises(Forbidden, match="专干或创建办"):
        actions.reopen_case(case.pk, reason="再看", actor=city.worker, now=LATER)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "none"}, "kind"),
        ({"place": ""}, "place"),
        ({"lat": 30.0}, "lat"),
        ({"lat": float("nan"), "lng": 1.0}, "lat"),
        ({"lat": 91.0, "lng": 1.0}, "lat"),
        ({"title": "长" * 121}, "title"),
        ({"description": "长" * 2001}, "description"),
        ({"done_at": FOUND + timedelta(days=2)}, "done_at"),
    ],
)
def test_a_report_that_cannot_be_is_refused_at_its_field(city, given, field):
    with pytest.raises(Refused) as refusal:
        city.report(**given)

    assert refusal.value.field == field
    assert not Case.objects.exists()


def test_a_report_sent_a_day_later_is_marked(city):
    assert city.report(done_at=FOUND - timedelta(hours=25)).late is True
    assert city.report(done_at=FOUND - timedelta(hours=23)).late is False


def test_numbers_have_no_gaps_and_each_unit_its_own_first_character(city):
    make_kind("t02", "占道经营")
    with pytest.raises(Refused):
        city.report(title="长" * 200)
    numbers = [
        city.report().number,
        city.report(unit=city.grid, kind="t02").number,
        city.report(unit=city.next_door, actor=city.office).number,
    ]

    assert numbers == ["金问〔2026〕0001号", "金问〔2026〕0002号", "桃问〔2026〕0001号"]


def test_a_report_costs_few_queries(city):
    city.report(unit=city.grid, actor=city.grid_worker)

    with CaptureQueriesContext(connection) as asked:
        city.report(unit=city.grid, actor=city.grid_worker)

    assert len(asked) <= 16  # phones send a hundred a second: each one more is felt
