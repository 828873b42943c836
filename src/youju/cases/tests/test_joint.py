"""Cases of several units; cases that are one, and one that is several."""

from datetime import timedelta

import pytest

from youju.audit.actions import SYSTEM, SystemActor
from youju.cases import actions, queries
from youju.cases.actions import Part
from youju.cases.models import Case
from youju.cases.rules import Source, State
from youju.cases.tests.factories import FOUND, CaseCity, make_kind, wrong_facts
from youju.facts import queries as facts
from youju.inbox.models import Message
from youju.kernel.ids import new_key
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.kernel.workcal import Limit, LimitUnit
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import make_member, make_unit

pytestmark = pytest.mark.django_db
LATER = FOUND + timedelta(hours=1)
YEAR = parse_period("2026")
PORTAL = SystemActor(label="居民")


@pytest.fixture
def city() -> CaseCity:
    return CaseCity()


def figure(city: CaseCity, code: str) -> str:
    return str(facts.unscoped_figures(city.city, YEAR, [code])[code].quantity)


def test_a_joint_case_is_seen_and_put_right_by_those_who_help(city):
    bureau = make_unit("城管局", UnitKind.BUREAU, city.district)
    officer = make_member(bureau, Role.UNIT_USER, "officer")
    case = city.case(State.FILED)
    elsewhere = make_unit("外市", UnitKind.CITY)
    with pytest.raises(Refused, match="配合单位"):
        actions.dispatch_case(
            case.pk, owner_unit=city.firm, helpers=[elsewhere], actor=city.clerk, now=LATER
        )

    actions.dispatch_case(
        case.pk, owner_unit=city.firm, helpers=[bureau, city.firm], actor=city.clerk, now=LATER
    )

    assert queries.case_for(officer, case.pk).joint is True
    assert [str(one.role) for one in case.units.order_by("pk")] == ["lead", "helper"]
    assert dict(queries.acts_open_to(officer, queries.case_for(officer, case.pk)))["rectify"] == ""
    assert (
        actions.rectify_case(case.pk, note="一起清了", actor=officer, now=LATER).rectified_by
        == officer
    )
    # Given to one unit again, the case is no longer joint.
    actions.verify_case(case.pk, passed=False, note="没清完", actor=city.clerk, now=LATER)
    actions.dispatch_case(case.pk, owner_unit=city.firm, actor=city.clerk, now=LATER)
    assert not queries.cases_visible_to(officer).exists()


def test_a_case_is_not_given_to_another_root(city):
    case = city.case(State.FILED)

    with pytest.raises(Refused, match="同一套组织") as refusal:
        actions.dispatch_case(
            case.pk, owner_unit=make_unit("外市", UnitKind.CITY), actor=city.clerk, now=LATER
        )

    assert refusal.value.field == "owner_unit"


def test_a_merged_case_counts_as_reported_only_and_follows_the_main_one(city):
    main, second, third = (city.case(State.FILED) for _n in range(3))
    actions.merge_case(third.pk, into=second.pk, actor=city.clerk, now=LATER)

    merged = actions.merge_case(second.pk, into=main.pk, note="同一堆", actor=city.clerk, now=LATER)

    assert (merged.state, merged.merged_into) == (State.REFUSED, main)
    assert Case.objects.get(pk=third.pk).merged_into == main
    assert [str(one) for one in queries.events_of(main)][-1] == "并案"
    assert (figure(city, "cases.reported"), figure(city, "cases.filed")) == ("3件", "1件")
    assert figure(city, "cases.refused") == "None"
    with pytest.raises(Refused, match="另一件在办的问题"):
        actions.merge_case(main.pk, into=main.pk, actor=city.clerk, now=LATER)


def test_a_case_is_merged_only_into_one_in_view(city):
    mine = city.case(State.FILED)
    foreign = city.report(unit=city.next_door, actor=city.stranger)

    with pytest.raises(Missing):
        actions.merge_case(mine.pk, into=foreign.pk, actor=city.clerk, now=LATER)

    assert Case.objects.get(pk=mine.pk).state == State.FILED


def test_a_case_is_split_into_parts_with_numbers_of_their_own(city):
    make_kind("t02", "占道经营", severity=2)
    whole = city.case(State.FILED)
    key = new_key()
    for parts in ([], [Part("none", "甲")], [Part("t02", " ")]):
        with pytest.raises(Refused) as refusal:
            actions.split_case(whole.pk, parts=parts, actor=city.clerk, now=LATER)
        assert refusal.value.field == "parts"

    made = actions.split_case(
        whole.pk, parts=[Part("t02", "门口摊点", "三家")], actor=city.clerk, now=LATER, key=key
    )
    again = actions.split_case(whole.pk, parts=[], actor=city.clerk, now=LATER, key=key)

    assert made == again
    assert (made[0].number, made[0].state, made[0].severity) == ("金问〔2026〕0002号", "filed", 2)
    assert made[0].split_from == whole
    assert (figure(city, "cases.reported"), figure(city, "cases.filed")) == ("1件", "2件")
    assert wrong_facts() == []


def test_the_kind_of_a_case_is_changed_with_its_severity(city):
    make_kind("t02", "井盖缺失", severity=3)
    case = city.report()

    for kind in ("none", "t01"):
        with pytest.raises(Refused):
            actions.change_kind(case.pk, kind=kind, actor=city.clerk, now=LATER)
    changed = actions.change_kind(case.pk, kind="t02", actor=city.clerk, now=LATER)

    assert (changed.kind.name, changed.severity) == ("井盖缺失", 3)
    assert queries.events_of(case).last().why == "类别由“暴露垃圾”改为“井盖缺失”"


def test_a_closed_case_is_taken_up_again_with_a_new_deadline(city):
    case = city.case(State.CLOSED)
    with pytest.raises(Refused, match="为什么重新办理"):
        actions.reopen_case(case.pk, reason="", actor=city.clerk, now=LATER)

    again = actions.reopen_case(case.pk, reason="又堆上了", actor=city.clerk, now=LATER)

    assert (again.state, again.reopened, again.closed_at) == (State.DISPATCHED, 1, None)
    assert f"{again.due_at:%m-%d %H:%M}" == "07-08 11:58"
    assert figure(city, "cases.closed") == "None"


def test_a_case_that_nobody_answered_for_is_not_taken_up_again(city):
    case = city.case(State.CLOSED)
    Case.objects.filter(pk=case.pk).update(owner_unit=None, owner_path="", due_at=None)

    with pytest.raises(Refused, match="没有派遣过"):
        actions.reopen_case(case.pk, reason="又来", actor=city.clerk, now=LATER)


def test_a_resident_who_says_not_fixed_reopens_it(city):
    told = {"unit": city.community, "kind": "t01", "source": Source.RESIDENT, "place": "北门"}
    reporter = actions.Reporter("王五", "13800000000")
    case = actions.report_case(**told, reporter=reporter, actor=PORTAL, now=FOUND, key=new_key())
    assert str(case.made_by_label) == "居民"
    assert "13800000000" not in str(Case.objects.get(pk=case.pk).reporter_phone)
    with pytest.raises(Refused, match="结案后再评价"):
        actions.feedback_case(case.pk, fixed=True, actor=PORTAL, now=LATER, key=new_key())
    city.bring(case, State.CLOSED)

    good = actions.feedback_case(case.pk, fixed=True, actor=PORTAL, now=LATER, key=new_key())
    assert (good.fixed, good.state) == (True, State.CLOSED)
    with pytest.raises(Refused, match="超过 30 天"):
        actions.feedback_case(
            case.pk, fixed=False, actor=PORTAL, now=LATER + timedelta(days=31), key=new_key()
        )
    bad = actions.feedback_case(case.pk, fixed=False, actor=PORTAL, now=LATER, key=new_key())

    assert (bad.fixed, bad.state, bad.reopened) == (False, State.DISPATCHED, 1)
    assert queries.events_of(case).last().note == "居民反映没有解决"


def test_the_product_acts_in_its_own_root_only(city):
    case = city.report()

    with pytest.raises(Forbidden):
        actions.file_case(case.pk, actor=SystemActor(root_id=9999), now=LATER)
    assert actions.file_case(case.pk, actor=SYSTEM, now=LATER).state == State.FILED


def test_what_is_not_there_is_missing(city):
    with pytest.raises(Missing):
        actions.file_case(999_999, actor=city.clerk, now=LATER)


def test_acts_sent_twice_count_once(city):
    key = new_key()
    case = city.report()

    for _twice in range(2):
        actions.file_case(case.pk, actor=city.clerk, now=LATER, key=key)
    key = new_key()
    for _twice in range(2):
        actions.accept_case(
            city.bring_one(case).pk, note="就去", actor=city.worker, now=LATER, key=key
        )

    assert [str(one) for one in queries.events_of(case)] == ["上报", "立案", "派遣", "接单"]


def test_a_note_is_written_on_the_trail(city):
    case = city.report()

    with pytest.raises(Refused, match="写点什么"):
        actions.add_note(case.pk, note=" ", actor=city.clerk, now=LATER)
    actions.add_note(case.pk, note="已电话联系", actor=city.clerk, now=LATER)

    assert queries.events_of(case).last().note == "已电话联系"


def test_a_unit_may_be_given_another_limit_and_hears_of_it(
    city, django_capture_on_commit_callbacks
):
    case = city.case(State.FILED)

    with django_capture_on_commit_callbacks(execute=True):
        given = actions.dispatch_case(
            case.pk,
            owner_unit=city.firm,
            limit=Limit(1, LimitUnit.WORK_DAY),
            actor=city.clerk,
            now=LATER,
        )

    assert f"{given.due_at:%m-%d %H:%M}" == "07-08 16:58"
    message = Message.objects.get(kind="cases.given")
    assert (message.membership, message.title) == (city.worker, f"{case.number} {case.title}")


def test_what_the_media_told_is_told_to_the_offices_at_once(
    city, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        city.report()
        city.report(source=Source.MEDIA)

    assert Message.objects.filter(kind="cases.grave").count() == 1
