"""Series with whole and part, norms and who is short, sign-in lists, notes, sign-ups."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from youju.activities import actions, queries
from youju.activities.actions import Asked, Part, SeriesTold
from youju.activities.models import Attendee, SignUp
from youju.activities.rules.norms import Per
from youju.activities.tests.world import NOON, TODAY, figure, told, wrong_facts
from youju.audit.actions import SystemActor
from youju.kernel.refusal import Forbidden, Missing, Refused

START, END = date(2026, 1, 1), date(2026, 12, 31)
PARTS = (Part("社区", Decimal(176)), Part("企业", Decimal(13)), Part("学校", Decimal(7)))


def science(town, whole=196, parts=PARTS):
    given = SeriesTold("科普大学", START, END, "按听众分", Decimal(whole), parts)
    return actions.add_series(town.community, "science_university", given, **town.by())


def test_a_series_adds_up_by_its_parts(town):
    series = science(town)
    for part in series.parts.all():
        town.hold("science_university", series=series, part=part, sessions=f"{part.told:f}场")

    parts, recorded = queries.series_parts(queries.series_for(town.office, series.pk))

    assert recorded == 196
    assert [(one.label, one.told, one.recorded) for one in parts] == [
        ("社区", 176, 176), ("企业", 13, 13), ("学校", 7, 7),
    ]  # fmt: skip
    assert figure(town.district, "science_university") == "196场"
    assert str(series.told) == "196场"


def test_a_part_with_sessions_stays_and_the_title_is_the_units_own(town):
    series = science(town)
    part = series.parts.get(label="社区")
    town.hold("science_university", series=series, part=part)
    how = town.by()
    changed = actions.change_series(series.pk, SeriesTold("社区科普大学", START, END, parts=[Part("社区"), Part("机关")]), **how)  # fmt: skip
    again = actions.change_series(series.pk, SeriesTold("甲", START, END), **how)

    assert (changed.title, again.title) == ("社区科普大学", "社区科普大学")
    assert [one.label for one in series.parts.all()] == ["社区", "机关"]
    with pytest.raises(Refused, match="已有活动，不能去掉"):
        actions.change_series(series.pk, SeriesTold("甲", START, END), **town.by())
    with pytest.raises(Refused, match="起止改宽"):
        actions.change_series(series.pk, SeriesTold("甲", START, START, parts=[Part("社区")]), **town.by())  # fmt: skip
    science(town)
    with pytest.raises(Refused, match="同名同日"):
        science(town)
    with pytest.raises(Missing):
        queries.series_for(town.stranger, series.pk)
    with pytest.raises(Forbidden):
        actions.add_series(town.next_door, "culture", SeriesTold("甲", START, END), **town.by())


def test_a_series_under_one_key_is_made_once(town):
    how = town.by()
    given = SeriesTold("特色讲堂", START, END)
    first = actions.add_series(town.community, "special_hall", given, **how)

    assert actions.add_series(town.community, "special_hall", given, **how) == first
    assert first.told is None


def ask(town, kind="citizen_class", per=Per.MONTH, actor=None, unit=None, **more):
    who = actor or town.office
    asked = Asked(kind, "市民课堂每月一次", per, **{"times": 1, **more})
    return actions.add_norm(unit or who.unit, asked, since=START, **town.by(who))


def standing(town, member=None, unit=None, day=TODAY):
    who = member or town.office
    (found,) = queries.standings(who, unit or who.unit, day)
    return found


def test_the_street_sees_which_community_holds_no_citizen_class_this_month(town):
    ask(town, each=True)
    town.hold("citizen_class", title="劳动法")
    town.plan("citizen_class", town.neighbour, title="户籍", on=date(2026, 6, 28))

    found = standing(town)

    assert (found.needed, found.enough, found.short, found.state) == (2, 1, ("桃李社区",), "due")
    assert (found.done.times, found.done.planned) == (1, 1)
    assert [one.norm.label for one in queries.norms_due(town.neighbour, TODAY)] == [
        "市民课堂每月一次"
    ]
    assert queries.norms_due(town.staff, TODAY) == []
    assert standing(town, town.neighbour).lacks == (1, 0)
    assert standing(town, day=date(2026, 7, 2)).state == "later"


def test_full_hours_of_a_year_and_five_sessions_of_a_half(town):
    ask(town, per=Per.YEAR, actor=town.staff, times=12, hours=40)
    ask(town, kind="study", per=Per.HALF, actor=town.staff, times=5)
    for n in range(5):
        town.hold("study", content="文件", on=date(2026, 2 + n, 5))
    for n in range(3):
        town.hold("citizen_class", hours="2课时", sessions="2次", on=date(2026, 1 + n, 9))
    town.hold("citizen_class", on=date(2026, 5, 9), partners=[town.next_door])

    by_kind = {one.norm.kind: one for one in queries.standings(town.staff, town.community, TODAY)}

    assert by_kind["study"].state == "done"
    classes = by_kind["citizen_class"]
    assert (classes.done.times, classes.done.hours, classes.lacks) == (7, 6, (5, 34))
    assert classes.state == "later"


def test_a_joint_activity_is_enough_for_each_that_held_it(town):
    ask(town, each=True)
    town.hold("citizen_class", partners=[town.next_door])

    assert standing(town).short == ()


def test_a_norm_ends_and_asks_no_more(town):
    how, ending = town.by(town.office), town.by(town.office)
    asked = Asked("citizen_class", "每月一次", Per.MONTH, 1, basis="《教育工作意见》")
    norm = actions.add_norm(town.street, asked, since=START, **how)
    assert actions.add_norm(town.street, asked, since=START, **how) == norm

    actions.end_norm(norm.pk, on=date(2026, 5, 31), **ending)
    actions.end_norm(norm.pk, on=date(2026, 4, 30), **ending)

    assert queries.standings(town.office, town.street, TODAY) == []
    assert len(queries.standings(town.office, town.street, date(2026, 5, 31))) == 1
    assert queries.norm_for(town.office, norm.pk).until == date(2026, 5, 31)
    with pytest.raises(Missing):
        queries.norm_for(town.stranger, norm.pk)
    with pytest.raises(Forbidden):
        actions.add_norm(town.street, asked, since=START, **town.by())


def test_a_sign_in_list_is_encrypted_counts_and_is_opened_for_a_reason(town):
    one = town.hold("study", content="文件", people="3人次")
    how = town.by()
    actions.sign_in(one.pk, names="王一\n李二、张三\n赵四", **how)
    actions.sign_in(one.pk, names="王一", **how)

    assert figure(town.street, "study_persons") == "4人"
    assert figure(town.street, "study_people") is None
    stored = Attendee.objects.filter(activity=one).values_list("name", flat=True)
    assert all("王" not in str(raw.token) for raw in stored)
    names = actions.open_names(one.pk, reason="核对人数", **town.by())
    assert names == ["王一", "李二", "张三", "赵四"]
    with pytest.raises(Refused, match="事由"):
        actions.open_names(one.pk, reason="看", **town.by())
    with pytest.raises(Refused, match="一行写一个姓名"):
        actions.sign_in(one.pk, names=" ", **town.by())
    with pytest.raises(Refused, match="办完再登记"):
        actions.sign_in(town.plan().pk, names="王一", **town.by())
    pupils = town.hold("drill", sort="地震")
    with pytest.raises(Refused, match="只记人数"):
        actions.sign_in(pupils.pk, names="王一", **town.by())


def test_notes_are_looked_at_by_somebody_else_and_again_if_need_be(town):
    one = town.hold("study", content="文件选读", on=date(2026, 6, 1))
    how = town.by(town.colleague)
    given = {"on": TODAY, "due": 9, "came": 9, "notes": 8}
    first = actions.check_notes(one.pk, **given, result="一人补记", **how)
    assert actions.check_notes(one.pk, **given, **how) == first
    actions.check_notes(one.pk, **{**given, "notes": 9}, **town.by(town.colleague))

    assert (figure(town.street, "notes_checked"), figure(town.street, "notes")) == ("1次", "9本")
    assert wrong_facts() == []
    with pytest.raises(Forbidden, match="换一个人"):
        actions.check_notes(one.pk, **given, **town.by())
    none = town.hold("study", content="文件", on=date(2026, 6, 2))
    actions.check_notes(none.pk, **{**given, "notes": 0}, **town.by(town.colleague))
    assert figure(town.street, "notes") == "9本"


RESIDENT = {"name": "李阿姨", "seats": 1}


def enrol(town, activity, n=1, seats=1, key=None, **more):
    actor = SystemActor(root_id=activity.root_id, role="public", label="居民")
    given = {"name": "李阿姨", "phone": f"1390000000{n}", "seats": seats, "code_digest": f"d{n}"}
    return actions.sign_up(activity.pk, **given | more, actor=actor, now=NOON, key=key or uuid4())


def opened(town, capacity=3, **more):
    plan = town.plan(**more)
    return actions.open_signup(plan.pk, capacity=capacity, signup_until=None, **town.by())


def test_residents_take_seats_wait_leave_and_move_up(town):
    plan = opened(town)
    key = uuid4()
    first = enrol(town, plan, 1, seats=2, key=key)
    assert enrol(town, plan, 1, seats=2, key=key) == first
    second, third = enrol(town, plan, 2, seats=2), enrol(town, plan, 3)
    assert (first.state, second.state, third.state) == ("in", "waiting", "in")
    assert queries.seats_left(plan) == 0

    actor = SystemActor(root_id=plan.root_id)
    left_under = uuid4()
    actions.leave(first.pk, actor=actor, now=NOON, key=left_under)
    actions.leave(first.pk, actor=actor, now=NOON, key=left_under)
    actions.leave(first.pk, actor=actor, now=NOON, key=uuid4())

    states = dict(SignUp.objects.values_list("code_digest", "state"))
    assert states == {"d1": "cancelled", "d2": "in", "d3": "in"}
    with pytest.raises(Refused, match="已经报过名"):
        enrol(town, plan, 4, phone="139-0000 0002")
    enrol(town, plan, 5)
    actions.open_signup(plan.pk, capacity=None, signup_until=None, **town.by())
    assert SignUp.objects.get(code_digest="d5").state == "in"
    assert queries.seats_left(queries.public_activity(plan.slug)) is None


def test_only_planned_activities_take_sign_ups_and_closing_hides_them(town):
    held = town.hold()
    with pytest.raises(Refused, match="只有计划中"):
        actions.open_signup(held.pk, capacity=1, signup_until=None, **town.by())
    how = town.by()
    plan = opened(town)
    again = actions.open_signup(plan.pk, capacity=1, signup_until=None, **(how := town.by()))
    assert actions.open_signup(plan.pk, capacity=9, signup_until=None, **how).capacity == 1
    assert again.slug == plan.slug
    assert list(queries.public_activities(town.street, TODAY)) == [plan]

    closing = town.by()
    actions.close_signup(plan.pk, **closing)
    actions.close_signup(plan.pk, **closing)

    assert list(queries.public_activities(town.street, TODAY)) == []
    with pytest.raises(Missing):
        queries.public_activity(plan.slug)
    with pytest.raises(Refused, match="不接受报名"):
        enrol(town, plan)
    with pytest.raises(Missing):
        actions.sign_up(999, **RESIDENT, phone="139", code_digest="x", actor=SystemActor(), now=NOON, key=uuid4())  # fmt: skip
    with pytest.raises(Missing):
        queries.signup_by_digest(["nothing"])


def test_names_are_opened_for_a_reason_and_forgotten_a_month_later(town):
    plan = opened(town)
    enrol(town, plan, 1)
    gone = enrol(town, plan, 2)
    actions.leave(gone.pk, actor=SystemActor(root_id=plan.root_id), now=NOON, key=uuid4())

    (row,) = actions.open_signups(plan.pk, reason="通知改期", **town.by())
    assert row[:2] == ("李阿姨", "13900000001")
    assert actions.forget_signups(NOON + timedelta(40)) == 0
    assert actions.forget_signups(NOON + timedelta(50)) == 2
    assert actions.forget_signups(NOON + timedelta(50)) == 0
    (row,) = actions.open_signups(plan.pk, reason="核对人数", **town.by())
    assert row[:2] == ("", "")
    assert queries.seats_left(plan) == 2


def test_the_code_at_the_door_counts_on_the_day_only(town):
    plan = opened(town, on=TODAY)
    actor, key = SystemActor(root_id=plan.root_id), uuid4()

    for _n in range(2):
        assert (
            actions.come_here(plan.pk, code=plan.here_code, actor=actor, now=NOON, key=key).here
            == 1
        )
    with pytest.raises(Refused, match="签到码不对"):
        actions.come_here(plan.pk, code="x", actor=actor, now=NOON, key=uuid4())
    with pytest.raises(Refused, match="活动当天"):
        actions.come_here(plan.pk, code=plan.here_code, actor=actor, now=NOON + timedelta(1), key=uuid4())  # fmt: skip
    plan.refresh_from_db()
    assert plan.here == 1
    assert actions.change_activity(plan.pk, told(on=TODAY), **town.by()).here == 1
