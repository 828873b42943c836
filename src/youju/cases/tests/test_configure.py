"""What an office sets, and what follows from it: kinds, limits, hours, routes, facilities."""

from datetime import date, timedelta

import pytest

from youju.cases import actions, queries
from youju.cases.actions import KindSpec
from youju.cases.models import Kind, KindLimit, RouteRule, WorkHours
from youju.cases.rules import State
from youju.cases.tests.factories import FOUND, CaseCity, make_kind, wrong_facts
from youju.facts import queries as facts
from youju.kernel.ids import new_key
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.kernel.workcal import Limit, LimitUnit
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import make_member, make_unit

pytestmark = pytest.mark.django_db
LATER = FOUND + timedelta(hours=1)
YEAR = parse_period("2026")
WEEK = [["8:00-12:00", "13:00-18:00"]] * 7


@pytest.fixture
def city() -> CaseCity:
    made = CaseCity()
    made.mayor = make_member(made.city, Role.OFFICE, "mayor")
    return made


def test_the_sample_tree_is_there_for_every_root(city):
    kinds = {kind.code: kind for kind in queries.kinds_of(city.city.pk)}

    assert len(kinds) > 120
    assert (kinds["b0101"].name, kinds["b0101"].is_thing, kinds["b0101"].limit) == (
        "上水井盖",
        True,
        1,
    )
    assert kinds["s0402"].is_hazard is False


def test_a_root_has_kinds_of_its_own_before_the_shipped_ones(city):
    spec = KindSpec("b0101", "自来水井盖", "b01", is_thing=True, limit=2, limit_unit="urgent_hour")

    for name in ("自来水井盖", "给水井盖"):
        actions.publish_kind(
            KindSpec("b0101", name, "b01", is_thing=True, limit=2), actor=city.mayor, now=FOUND
        )
    own = {kind.code: kind for kind in queries.kinds_of(city.city.pk)}["b0101"]
    assert (own.name, own.limit, own.root_id) == ("给水井盖", 2, city.city.pk)
    assert Kind.objects.get(code="b0101", root_id=0).name == "上水井盖"

    actions.publish_kind(spec, closed=True, actor=city.mayor, now=FOUND)
    assert "b0101" not in {kind.code for kind in queries.kinds_of(city.city.pk)}
    with pytest.raises(Refused, match="没有这类问题"):
        city.report(kind="b0101")
    fresh = actions.publish_kind(KindSpec("x01", "新类"), actor=city.mayor, now=FOUND)
    assert fresh.root_id == city.city.pk


def test_only_the_office_of_the_root_changes_its_tree(city):
    with pytest.raises(Forbidden):
        actions.publish_kind(KindSpec("x01", "新类"), actor=city.office, now=FOUND)
    with pytest.raises(Refused, match="上级类别"):
        actions.publish_kind(KindSpec("x01", "新类", "none"), actor=city.mayor, now=FOUND)


def test_the_nearest_limit_and_the_hours_of_the_responsible_unit_count(city):
    hours = Limit(2, LimitUnit.WORK_HOUR)
    actions.set_limit(unit=city.district, kind="t01", limit=hours, actor=city.mayor, now=FOUND)
    actions.set_hours(
        unit=city.district, week=WEEK, days_off=[date(2026, 7, 8)], actor=city.mayor, now=FOUND
    )
    case = city.case(State.DISPATCHED)  # at 16:18

    assert f"{case.due_at:%m-%d %H:%M}" == "07-09 08:18"  # 1 h 42 until 18:00; Wednesday is off
    assert (case.limit, case.limit_unit) == (2, "work_hour")
    actions.set_limit(unit=city.district, kind="t01", limit=None, actor=city.mayor, now=FOUND)
    assert not KindLimit.objects.exists()


def test_hours_and_limits_that_cannot_be_are_refused(city):
    for week in ([["8:00-12:00"]] * 6, [[]] * 7, [["25:00-26:00"]] * 7):
        with pytest.raises(Refused) as refusal:
            actions.set_hours(unit=city.street, week=week, actor=city.office, now=FOUND)
        assert refusal.value.field == "week"
    with pytest.raises(Refused, match="没有这类问题"):
        actions.set_limit(unit=city.street, kind="none", limit=None, actor=city.office, now=FOUND)
    assert not WorkHours.objects.exists()


def test_a_rule_sends_cases_to_a_unit_and_the_trail_says_why(city):
    key = new_key()
    rule = [
        actions.add_route(
            unit=city.street,
            owner_unit=city.firm,
            kind="t01",
            actor=city.office,
            now=FOUND,
            key=key,
        )
        for _twice in range(2)
    ]
    assert rule[0] == rule[1]
    case = city.case(State.FILED)

    given = actions.dispatch_case(case.pk, actor=city.clerk, now=LATER)

    assert given.owner_unit == city.firm
    assert queries.events_of(case).last().why == "规则：柳荫街道 × 暴露垃圾 → 桂苑物业"
    other = city.case(State.FILED)
    actions.dispatch_case(other.pk, owner_unit=city.community, actor=city.clerk, now=LATER)
    assert queries.events_of(other).last().why == "人工指定；规则建议 桂苑物业"
    assert list(queries.routes_under(city.clerk, city.community)) == [rule[0]]


def test_a_dropped_rule_holds_no_more(city):
    rule = actions.add_route(
        unit=city.street, owner_unit=city.firm, place_word="市场", actor=city.office, now=FOUND
    )
    with pytest.raises(Missing):
        actions.drop_route(rule.pk, actor=city.stranger, now=LATER)

    actions.drop_route(rule.pk, actor=city.office, now=LATER)

    case = city.case(State.FILED, place="金桥农贸市场")
    with pytest.raises(Refused, match="没有派遣规则适用"):
        actions.dispatch_case(case.pk, actor=city.clerk, now=LATER)
    given = actions.dispatch_case(case.pk, owner_unit=city.firm, actor=city.clerk, now=LATER)
    assert queries.events_of(given).last().why == "人工指定，没有适用的派遣规则"


@pytest.mark.parametrize(
    ("given", "field"),
    [({"kind": "none"}, "kind"), ({}, "kind"), ({"kind": "t01", "owner": "foreign"}, "owner_unit")],
)
def test_a_rule_that_says_nothing_is_refused(city, given, field):
    foreign = make_unit("外市", UnitKind.CITY)
    owner = foreign if given.pop("owner", "") else city.firm

    with pytest.raises(Refused) as refusal:
        actions.add_route(unit=city.street, owner_unit=owner, **given, actor=city.office, now=FOUND)

    assert refusal.value.field == field
    assert not RouteRule.objects.exists()


def test_without_a_rule_the_kind_says_who_usually_answers(city):
    bureau = make_unit("城管局", UnitKind.BUREAU, city.district)
    make_kind("t02", "占道经营", unit_kind="bureau", unit_word="城管")
    make_kind("t03", "楼道堆物", unit_kind="community")
    make_kind("t04", "无人管", unit_kind="school")

    told = [queries.proposed(city.report(unit=city.grid, actor=city.clerk, kind=k)) for k in ("t02", "t03", "t04")]  # fmt: skip

    assert [one and one.unit for one in told] == [bureau, city.community, None]
    assert told[0].why == "占道经营一般由部门办理"


def test_the_rate_of_sound_facilities_follows_damage_and_repair(city):
    make_kind("t09", "路灯", is_thing=True)
    codes = ["cases.facilities", "cases.sound", "cases.sound_rate"]
    before = city.case(State.DISPATCHED, kind="t09")
    told = {"unit": city.community, "on": date(2026, 7, 1), "actor": city.clerk, "now": LATER}
    for wrong in (
        {"kind": "t01"},
        {"kind": "t09", "total": -1},
        {"kind": "t09", "on": date(2026, 8, 1)},
    ):
        with pytest.raises(Refused):
            actions.count_facilities(**{"total": 40, **told, **wrong})

    key = new_key()
    for _twice in range(2):
        actions.count_facilities(kind="t09", total=40, key=key, **told)
    city.case(State.FILED, kind="t09", unit=city.grid)

    shown = facts.unscoped_figures(city.street, YEAR, codes)
    assert [str(one.quantity) for one in shown.values()] == ["40处", "38处", "95%"]
    assert queries.facilities(city.clerk, city.community, date(2026, 7, 7)).get().total == 40
    actions.rectify_case(before.pk, note="换了灯", actor=city.worker, now=LATER)
    actions.verify_case(before.pk, passed=True, actor=city.clerk, now=LATER)
    shown = facts.unscoped_figures(city.street, YEAR, [*codes, "cases.repaired"])
    assert [str(one.quantity) for one in shown.values()] == ["40处", "39处", "97.5%", "1处"]
    assert wrong_facts() == []


def test_hazards_are_counted_when_found_and_when_removed(city):
    make_kind("t05", "灭火器过期", words=["消防"])
    city.case(State.FILED, kind="t05")
    city.case(State.CLOSED, kind="t05")

    shown = facts.unscoped_figures(city.city, YEAR, ["cases.hazards", "cases.hazards_fixed"])

    assert [str(one.quantity) for one in shown.values()] == ["2处", "1处"]
