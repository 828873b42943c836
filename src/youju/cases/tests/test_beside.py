"""What stands beside the line: the clock that stands, hard cases, calls for help."""

from datetime import date, timedelta

import pytest

from youju.cases import actions, climb, queries
from youju.cases.models import Extension, HardCase, Raising
from youju.cases.rules import State
from youju.cases.tests.factories import FOUND, CaseCity, wrong_facts
from youju.facts import queries as facts
from youju.inbox.models import Message
from youju.kernel.ids import new_key
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.kernel.workcal import Limit, LimitUnit
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import make_member, make_unit

pytestmark = pytest.mark.django_db
LATER = FOUND + timedelta(hours=1)  # 16:58
NEXT_DAY = FOUND + timedelta(hours=18)  # 09:58
YEAR = parse_period("2026")
FOUR_HOURS = Limit(4, LimitUnit.WORK_HOUR)


@pytest.fixture
def city() -> CaseCity:
    return CaseCity()


def figure(city: CaseCity, code: str) -> str:
    return str(facts.unscoped_figures(city.city, YEAR, [code])[code].quantity)


def test_the_clock_stands_while_it_is_disputed_and_runs_on_when_rejected(city):
    case = city.case(State.DISPUTED)  # at 16:28, due 11:18 the next day
    due = case.due_at

    with pytest.raises(Refused, match="驳回的理由"):
        actions.settle_dispute(case.pk, uphold=False, actor=city.clerk, now=NEXT_DAY)
    back = actions.settle_dispute(
        case.pk, uphold=False, answer="归你", actor=city.clerk, now=NEXT_DAY
    )

    assert (back.state, back.paused_since) == (State.DISPATCHED, None)
    # From 16:28 on 1 h 2 of Tuesday and 1 h 28 of Wednesday did not count.
    assert back.due_at - due == timedelta(hours=4, minutes=30)


def test_an_upheld_dispute_sends_the_case_elsewhere(city):
    case = city.case(State.DISPUTED)
    bureau = make_unit("市政管理局", UnitKind.BUREAU, city.district)

    for wrong in (None, city.firm):
        with pytest.raises(Refused, match="另一个责任单位"):
            actions.settle_dispute(case.pk, uphold=True, to=wrong, actor=city.clerk, now=LATER)
    moved = actions.settle_dispute(case.pk, uphold=True, to=bureau, actor=city.clerk, now=LATER)

    assert (moved.state, moved.owner_unit) == (State.DISPATCHED, bureau)
    assert not queries.cases_visible_to(city.worker).exists()
    assert moved.disputes.get().to == bureau


def test_an_extension_stops_the_clock_and_adds_time(city):
    case = city.case(State.DISPATCHED)
    asked = actions.ask_extension(
        case.pk, limit=FOUR_HOURS, reason="等材料", actor=city.worker, now=LATER
    )
    with pytest.raises(Refused, match="还没有答复"):
        actions.dispute_case(case.pk, reason="不归我", actor=city.worker, now=LATER)
    given = actions.settle_extension(case.pk, granted=True, actor=city.clerk, now=NEXT_DAY)

    assert asked.extension_asked is True
    assert not asked.overdue(NEXT_DAY + timedelta(days=9))
    # 3 h 20 were left at 16:58; they and four hours more end on Thursday at 10:18.
    assert f"{given.due_at:%m-%d %H:%M}" == "07-09 10:18"


def test_a_denied_extension_needs_a_reason_and_the_clock_runs_on(city):
    case = city.case(State.DISPATCHED)
    actions.ask_extension(case.pk, limit=FOUR_HOURS, reason="忙", actor=city.worker, now=LATER)
    with pytest.raises(Refused, match="不同意的理由"):
        actions.settle_extension(case.pk, granted=False, actor=city.clerk, now=LATER)

    denied = actions.settle_extension(
        case.pk, granted=False, answer="来得及", actor=city.clerk, now=LATER
    )

    assert denied.due_at.isoformat() == "2026-07-08T11:18:00+08:00"
    assert denied.extensions.get().state == Extension.State.DENIED


def test_work_done_lets_the_request_fall(city):
    case = city.case(State.DISPATCHED)
    actions.ask_extension(case.pk, limit=FOUR_HOURS, reason="忙", actor=city.worker, now=LATER)

    done = actions.rectify_case(case.pk, note="做完了", actor=city.worker, now=LATER)

    assert (done.extension_asked, done.state, done.watch_at) == (False, State.RECTIFIED, None)


def test_a_hard_case_stays_on_the_list_until_it_is_solved(city):
    case = city.case(State.DISPATCHED)
    told = {
        "why": "money",
        "plan": "争取改造资金",
        "needs": "区住建局",
        "review_on": date(2026, 9, 1),
    }
    for wrong in ({"why": "bad"}, {"plan": ""}, {"review_on": date(2026, 7, 7)}):
        with pytest.raises(Refused):
            actions.mark_hard(case.pk, **{**told, **wrong}, actor=city.clerk, now=LATER)

    hard = actions.mark_hard(case.pk, **told, actor=city.clerk, now=LATER)
    with pytest.raises(Refused, match="进展"):
        actions.review_hard(
            case.pk, note="", review_on=date(2026, 9, 1), actor=city.clerk, now=LATER
        )
    actions.review_hard(
        case.pk, note="已立项", review_on=date(2026, 12, 1), actor=city.clerk, now=LATER
    )

    assert hard.hard and hard.paused_since == LATER
    assert figure(city, "cases.hard") == "1个"
    assert HardCase.objects.get().reviews == 1
    assert queries.hard_cases(city.office, city.street).count() == 1

    actions.rectify_case(case.pk, note="修好了", actor=city.worker, now=NEXT_DAY)
    actions.verify_case(case.pk, passed=True, actor=city.clerk, now=NEXT_DAY)
    assert queries.hard_cases(city.office, city.street).count() == 0
    assert queries.hard_cases(city.office, city.street, YEAR).count() == 1
    assert (figure(city, "cases.hard"), figure(city, "cases.hard_solved")) == ("0个", "1个")


def test_a_case_taken_off_the_list_has_its_time_again(city):
    case = city.case(State.DISPATCHED)
    actions.mark_hard(
        case.pk, why="talks", plan="再谈", review_on=date(2026, 8, 1), actor=city.clerk, now=LATER
    )

    with pytest.raises(Refused, match="销账"):
        actions.clear_hard(case.pk, note=" ", actor=city.clerk, now=NEXT_DAY)
    back = actions.clear_hard(case.pk, note="谈妥", actor=city.clerk, now=NEXT_DAY)

    assert (back.hard, back.paused_since) == (False, None)
    assert f"{back.due_at:%m-%d %H:%M}" == "07-08 15:18"
    with pytest.raises(Refused, match="没有挂账"):
        actions.clear_hard(case.pk, note="再销", actor=city.clerk, now=NEXT_DAY)


def test_a_filed_case_can_be_hard_and_two_stops_are_one(city):
    filed = city.case(State.FILED)
    told = {"why": "rights", "plan": "理清权属", "review_on": date(2026, 8, 1)}
    actions.mark_hard(filed.pk, **told, actor=city.clerk, now=LATER)
    assert actions.clear_hard(filed.pk, note="理清", actor=city.clerk, now=LATER).due_at is None

    case = city.case(State.DISPATCHED)
    actions.ask_extension(case.pk, limit=FOUR_HOURS, reason="忙", actor=city.worker, now=LATER)
    actions.mark_hard(case.pk, **told, actor=city.clerk, now=NEXT_DAY)
    given = actions.settle_extension(case.pk, granted=True, actor=city.clerk, now=NEXT_DAY)
    assert given.paused_since == LATER
    assert given.watch_at is None


def test_the_offices_are_asked_once_to_look_again(city, django_capture_on_commit_callbacks):
    case = city.case(State.DISPATCHED)
    actions.mark_hard(
        case.pk, why="works", plan="立项", review_on=date(2026, 8, 1), actor=city.clerk, now=LATER
    )
    day = LATER + timedelta(days=30)

    with django_capture_on_commit_callbacks(execute=True):
        told = [climb.look_at_hard(one) for one in (LATER, day, day)]

    assert told == [0, 1, 0]
    assert Message.objects.filter(kind="cases.review").count() == 1


def test_a_problem_is_raised_and_the_answer_followed(city, django_capture_on_commit_callbacks):
    case = city.case(State.FILED)
    bureau = make_unit("市政管理局", UnitKind.BUREAU, city.district)
    officer = make_member(bureau, Role.UNIT_USER, "officer")
    for to, reason, said in ((city.grid, "请修", "上级"), (bureau, "", "请求")):
        with pytest.raises(Refused, match=said):
            actions.raise_case(case.pk, to=to, reason=reason, actor=city.clerk, now=LATER)

    key = new_key()
    with django_capture_on_commit_callbacks(execute=True):
        actions.raise_case(
            case.pk, to=bureau, reason="请修", paper="金社〔2026〕3号", actor=city.clerk, now=LATER, key=key
        )  # fmt: skip
    raising = Raising.objects.get()
    actions.raise_case(case.pk, to=bureau, reason="请修", actor=city.clerk, now=LATER, key=key)

    assert Raising.objects.count() == 1
    assert queries.case_for(officer, case.pk) == case
    with pytest.raises(Missing):
        actions.answer_raising(raising.pk, answer="好", actor=city.clerk, now=LATER)
    with pytest.raises(Refused, match="答复"):
        actions.answer_raising(raising.pk, answer="", actor=officer, now=LATER)
    head = make_member(bureau, Role.LEADER, "head")
    with pytest.raises(Forbidden, match="联络员答复"):
        actions.answer_raising(raising.pk, answer="好", actor=head, now=LATER)
    key = new_key()
    for _twice in range(2):
        actions.answer_raising(raising.pk, answer="下月修", actor=officer, now=LATER, key=key)
    with pytest.raises(Refused, match="已经答复"):
        actions.answer_raising(raising.pk, answer="不", granted=False, actor=officer, now=LATER)
    assert (figure(city, "cases.raised"), figure(city, "cases.answered")) == ("1件", "1件")
    assert [str(one) for one in queries.events_of(case)][-2:] == ["上报求助", "答复求助"]
    assert queries.raised_to(officer, bureau).get() == raising
    assert queries.raised_by(city.clerk, city.community).get() == raising


def test_a_grid_worker_does_not_decide_what_is_hard(city):
    case = city.case(State.FILED, unit=city.grid)
    told = {"why": "money", "plan": "等", "review_on": date(2026, 8, 1)}

    with pytest.raises(Forbidden, match="专干或创建办"):
        actions.mark_hard(case.pk, **told, actor=city.grid_worker, now=LATER)

    assert not HardCase.objects.exists()


def test_facts_and_tallies_are_what_the_records_say(city):
    city.case(State.DISPUTED)
    city.case(State.CLOSED)
    case = city.case(State.DISPATCHED)
    actions.mark_hard(
        case.pk, why="works", plan="立项", review_on=date(2026, 8, 1), actor=city.clerk, now=LATER
    )

    assert wrong_facts() == []
