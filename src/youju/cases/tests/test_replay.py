"""Each act sent twice under one key is done once."""

from datetime import date, timedelta

import pytest

from youju.cases import actions
from youju.cases.actions import configure
from youju.cases.models import CaseEvent
from youju.cases.rules import State
from youju.cases.tests.factories import FOUND, CaseCity, make_kind
from youju.kernel.ids import new_key
from youju.kernel.workcal import Limit, LimitUnit

pytestmark = pytest.mark.django_db
LATER = FOUND + timedelta(hours=1)
HOURS = Limit(4, LimitUnit.WORK_HOUR)
DAY = date(2026, 8, 1)
ACTS = {
    "refuse_case": (State.REPORTED, "clerk", {"reason": "不属实"}),
    "dispatch_case": (State.FILED, "clerk", {}),
    "dispute_case": (State.DISPATCHED, "worker", {"reason": "归市政"}),
    "settle_dispute": (State.DISPUTED, "clerk", {"uphold": False, "answer": "归你"}),
    "ask_extension": (State.DISPATCHED, "worker", {"limit": HOURS, "reason": "忙"}),
    "rectify_case": (State.DISPATCHED, "worker", {"note": "好了"}),
    "verify_case": (State.RECTIFIED, "clerk", {"passed": True}),
    "reopen_case": (State.CLOSED, "clerk", {"reason": "又来"}),
    "feedback_case": (State.CLOSED, "clerk", {"fixed": True}),
    "add_note": (State.CLOSED, "clerk", {"note": "记一笔"}),
    "mark_hard": (State.FILED, "clerk", {"why": "money", "plan": "等", "review_on": DAY}),
    "change_kind": (State.FILED, "clerk", {"kind": "t02"}),
}


@pytest.fixture
def city() -> CaseCity:
    made = CaseCity()
    make_kind("t02", "占道经营")
    return made


@pytest.mark.parametrize("name", list(ACTS))
def test_an_act_sent_twice_is_one_line_of_the_trail(city, name):
    state, who, given = ACTS[name]
    case = city.case(state)
    if name == "dispatch_case":
        given = {"owner_unit": city.firm}
    before = CaseEvent.objects.filter(case=case).count()
    key = new_key()

    for _twice in range(2):
        getattr(actions, name)(case.pk, **given, actor=getattr(city, who), now=LATER, key=key)

    assert CaseEvent.objects.filter(case=case).count() == before + 1


def test_what_follows_a_flag_is_done_once_too(city):
    case = city.case(State.DISPATCHED)
    main = city.case(State.FILED)
    then = {"now": LATER}
    actions.ask_extension(case.pk, limit=HOURS, reason="忙", actor=city.worker, **then)
    actions.mark_hard(case.pk, why="money", plan="等", review_on=DAY, actor=city.clerk, **then)
    for name, given in {
        "settle_extension": {"granted": True},
        "review_hard": {"note": "还在等", "review_on": DAY, "plan": "再等"},
        "clear_hard": {"note": "有钱了"},
        "merge_case": {"into": main.pk},
    }.items():
        before = CaseEvent.objects.filter(case=case).count()
        key = new_key()
        for _twice in range(2):
            getattr(actions, name)(case.pk, **given, actor=city.clerk, key=key, **then)
        assert CaseEvent.objects.filter(case=case).count() == before + 1


def test_what_is_done_to_a_structure_twice_is_done_once(city):
    one = actions.register_structure(
        unit=city.community,
        kind="wall",
        title="北墙",
        surveyed_on=FOUND.date(),
        actor=city.clerk,
        now=FOUND,
        key=new_key(),
    )
    for name, given in {
        "log_talk": {"said": "谈过"},
        "remove_structure": {},
        "watch_structure": {},
    }.items():
        key = new_key()
        for _twice in range(2):
            getattr(actions, name)(
                one.pk, on=FOUND.date(), **given, actor=city.clerk, now=LATER, key=key
            )

    assert one.talks.count() == 1


def test_damage_is_counted_anew_in_runs(city, monkeypatch):
    monkeypatch.setattr(configure, "BATCH", 1)
    make_kind("t09", "路灯", is_thing=True)
    for _n in range(2):
        city.case(State.FILED, kind="t09")

    count = actions.count_facilities(
        unit=city.community, kind="t09", total=9, on=FOUND.date(), actor=city.clerk, now=LATER
    )

    assert count.total == 9


def test_a_case_given_elsewhere_leaves_its_request_and_its_list(city):
    case = city.case(State.DISPATCHED)
    actions.ask_extension(case.pk, limit=HOURS, reason="忙", actor=city.worker, now=LATER)
    actions.dispatch_case(case.pk, owner_unit=city.hospital, actor=city.clerk, now=LATER)
    actions.mark_hard(case.pk, why="money", plan="等", review_on=DAY, actor=city.clerk, now=LATER)

    given = actions.dispatch_case(case.pk, owner_unit=city.firm, actor=city.clerk, now=LATER)

    assert (given.extension_asked, given.hard, given.paused_since) == (False, True, LATER)


def test_a_climb_that_had_begun_goes_on_after_a_failed_check(city):
    from youju.cases import climb

    case = city.case(State.DISPATCHED)  # due the next day at 11:18
    late = FOUND + timedelta(hours=20)
    climb.look_round(late), climb.look_round(late)
    actions.rectify_case(case.pk, note="好了", actor=city.worker, now=late)

    back = actions.verify_case(case.pk, passed=False, note="没好", actor=city.clerk, now=late)

    assert (back.watch_step, f"{back.watch_at:%m-%d %H:%M}") == (2, "07-09 14:18")


def test_a_report_knows_the_record_it_was_found_in(city):
    case = city.report(origin=actions.Origin("patrols.visit", "12"))

    assert (case.origin_kind, case.origin_id) == ("patrols.visit", "12")


def test_a_hard_case_that_is_sent_back_still_has_its_clock_stopped(city):
    case = city.case(State.DISPATCHED)
    told = {"why": "money", "plan": "等", "review_on": DAY}
    actions.mark_hard(case.pk, **told, actor=city.clerk, now=LATER)
    actions.rectify_case(case.pk, note="先补了", actor=city.worker, now=LATER)

    back = actions.verify_case(case.pk, passed=False, note="没好", actor=city.clerk, now=LATER)

    assert (back.state, back.paused_since, back.watch_at) == (State.DISPATCHED, LATER, None)
