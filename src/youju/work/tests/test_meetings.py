"""Systems, meetings, passing on, and what becomes of decisions."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from youju.evidence.actions import store
from youju.evidence.tests.factories import jpeg, scene, upload
from youju.facts.verify import differences
from youju.inbox.models import Message
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.actions import merge_unit
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.work import actions, queries
from youju.work.actions import Call
from youju.work.models import DutyReport, Meeting, System
from youju.work.rules.meetings import Came, Kind, Minutes
from youju.work.shown_meetings import meeting_page
from youju.work.tests.world import NOON, TODAY, Town, told

FRIDAY = date(2026, 7, 3)


@pytest.fixture
def town(db) -> Town:
    return Town()


def wrong() -> list[str]:
    return [line for line in differences() if not line.startswith("单位")]


def system(town: Town, **more: Any) -> System:
    given: dict[str, Any] = {
        "unit": town.community, "kind": "joint", "title": "党组织联席会议制度", "rhythm": "quarter",
        "since": date(2026, 1, 5), "members": "澄江区人民医院：义诊\n矿务局工程处党总支：物业\n",
        **town.by(town.clerk),
    }  # fmt: skip
    return actions.found_system(**given | more)


def weekly(town: Town) -> System:
    told = {"kind": "weekly", "rhythm": "week", "weekday": 4, "clock": time(9), "members": ""}
    return system(town, title="一周一会", **told)


def call(town: Town, kind: Kind = Kind.URGENT, on: date = FRIDAY, **more: Any) -> Meeting:
    actor = more.pop("actor", town.clerk)
    key = more.pop("key", uuid4())
    unit = more.pop("unit", actor.unit)
    given = Call(kind, more.pop("title", "菜市场拆除协调会"), on, **more)
    return actions.call_meeting(unit, given, actor=actor, now=NOON, key=key)


def hold(town: Town, meeting: Meeting, present: int = 9, **more: Any) -> Meeting:
    how = town.by(more.pop("actor", town.clerk)) | more.pop("how", {})
    photos = more.pop("photos", ())
    minutes = Minutes(more.pop("on", meeting.on), present, **more)
    return actions.hold_meeting(meeting.pk, minutes, photos=photos, **how)


def test_a_system_has_members_of_the_tree_and_outside_it(town):
    key = uuid4()
    made = system(town, key=key)
    assert system(town, key=key) == made

    hospital, works = queries.seats_of(made)[0], queries.seats_of(made)[1]
    assert (hospital.unit, hospital.duty) == (town.hospital, "义诊")
    assert (works.unit, works.name, works.duty) == (None, "矿务局工程处党总支", "物业")
    assert told(town.community, "members") == "2个" and told(town.district, "systems") == "1项"
    asked = call(town, Kind.JOINT, system=made, parties="包点部门")
    assert [one.name for one in queries.parties_of(asked)] == [
        hospital.name,
        works.name,
        "包点部门",
    ]
    add = town.by(town.clerk)
    for _ in range(2):
        actions.add_seats(made.pk, members="消防队", since=TODAY, **add)
    gone = town.by(town.clerk)
    for _ in range(2):
        actions.end_seat(works.pk, on=TODAY, **gone)
    assert [one.name for one in queries.seats_of(made)] == ["澄江区人民医院", "消防队"]
    with pytest.raises(Refused, match="已经退出"):
        actions.end_seat(works.pk, on=TODAY, **town.by(town.clerk))
    end = town.by(town.clerk)
    for _ in range(2):
        actions.end_system(made.pk, on=TODAY, **end)
    assert told(town.community, "members") == "0个" and wrong() == []
    assert queries.system_titles([made.pk]) == {str(made.pk): "党组织联席会议制度"}


def test_a_system_refuses_doubles_and_what_is_over(town):
    made = system(town)
    with pytest.raises(Refused, match="换一个名称"):
        system(town)
    for members, why in (
        ("澄江区人民医院", "已经是成员"),
        ("：职责", "每行一个"),
        ("", "每行一个"),
    ):
        with pytest.raises(Refused, match=why):
            actions.add_seats(made.pk, members=members, since=TODAY, **town.by(town.clerk))
    with pytest.raises(Refused, match="早于建立日期"):
        actions.end_system(made.pk, on=date(2025, 1, 1), **town.by(town.clerk))
    actions.end_system(made.pk, on=TODAY, **town.by(town.clerk))
    with pytest.raises(Refused, match="已经结束"):
        actions.add_seats(made.pk, members="消防队", since=TODAY, **town.by(town.clerk))
    with pytest.raises(Refused, match="已经结束"):
        call(town, Kind.JOINT, system=made)
    works = made.seats.get(unit=None)
    with pytest.raises(Refused, match="已经结束"):
        actions.report_duty(works.pk, text="修路灯", on=TODAY, **town.by(town.clerk))
    with pytest.raises(Forbidden):
        system(town, actor=town.stranger)


def test_a_member_reports_its_duty_itself_or_through_who_keeps_the_system(town):
    made = system(town)
    hospital, works = queries.seats_of(made)
    nurse = make_member(town.hospital, Role.UNIT_USER, "yiyuan")
    photo = store(upload(jpeg(scene(1))), unit=town.hospital, **town.by(nurse))
    how = town.by(nurse)

    for _ in range(2):
        actions.report_duty(hospital.pk, text="义诊两场", on=TODAY, photos=[photo.pk], **how)
    actions.report_duty(works.pk, text="修路灯", on=TODAY, **town.by(town.clerk))

    report = DutyReport.objects.first()
    assert queries.duty_for(nurse, report.pk) == report and queries.system_for(nurse, made.pk)
    assert len(queries.links_of("work.duty", [report.pk])[str(report.pk)]) == 1
    assert told(town.community, "duties") == "2项" and wrong() == []
    assert queries.duty_titles([report.pk]) == {str(report.pk): "澄江区人民医院：义诊两场"}
    with pytest.raises(Refused, match="做了什么"):
        actions.report_duty(works.pk, text="", on=TODAY, **town.by(town.clerk))
    with pytest.raises(Refused, match="还没有到"):
        actions.report_duty(works.pk, text="x", on=date(2026, 7, 9), **town.by(town.clerk))
    actions.end_seat(works.pk, on=date(2026, 7, 1), **town.by(town.clerk))
    with pytest.raises(Refused, match="已经退出"):
        actions.report_duty(works.pk, text="x", on=TODAY, **town.by(town.clerk))
    with pytest.raises(Forbidden):
        actions.report_duty(works.pk, text="x", on=TODAY, **town.by(nurse))
    with pytest.raises(Missing):
        queries.seat_for(town.stranger, works.pk)


def test_a_weekly_meeting_carries_over_what_is_open_and_is_held_once_a_week(town):
    made = weekly(town)
    first = call(town, Kind.WEEKLY, date(2026, 6, 26), system=made, points="楼道堆物\n门前三包")
    points = list(first.points.all())
    hold(town, first, outcomes=[(points[0].pk, "逐栋清")], text="听取上周工作")
    more = {"title": "清理楼道", "owner_unit": town.community, "due_on": date(2026, 7, 20)}
    task = actions.resolve(first.pk, **more, **town.by(town.clerk))

    second = call(town, Kind.WEEKLY, FRIDAY, system=made, points="门前三包\n迎检")

    assert [one.text for one in second.points.all()] == ["门前三包", "迎检"]
    assert second.points.first().carried == points[1]
    assert queries.brought_forward(second) == [task] and queries.brought_forward(first) == []
    with pytest.raises(Refused, match="已有周例会"):
        call(town, Kind.WEEKLY, date(2026, 6, 30), system=made)
    hold(town, second)
    turns = dict(queries.turns_of(made, TODAY))
    assert turns[date(2026, 6, 29)] == second and turns[date(2026, 6, 15)] is None
    assert len(queries.held_turns([made])[made.pk]) == 2
    assert told(town.community, "weekly") == "2次" and told(town.community, "decided") == "1项"
    assert wrong() == []


def test_a_meeting_is_passed_on_level_by_level(town, django_capture_on_commit_callbacks):
    street = make_member(town.street, Role.OFFICE, "liuyin-office")
    day, by = date(2026, 7, 1), date(2026, 7, 5)
    with django_capture_on_commit_callbacks(execute=True):
        top = call(
            town, Kind.MOBILISE, day, actor=town.office, pass_on=[town.street], pass_by=by,
            speakers="澄江区人民医院", papers="《实施方案》",
        )  # fmt: skip
    assert {one.membership for one in Message.objects.all()} == {street}
    hospital = next(one for one in top.parties.all() if one.speaks)
    hold(town, top, 120, actor=town.office, came=[Came(hospital.pk, True, "愿负主要责任")])
    assert [one.meeting for one in queries.to_pass_on(street)] == [top]

    middle = call(
        town, Kind.MOBILISE, day, actor=street, after=top, pass_on=[town.community, town.next_door], pass_by=by
    )  # fmt: skip
    hold(town, middle, 40, actor=street)
    low = call(town, Kind.MOBILISE, day, after=middle)

    steps = queries.chain_of(top)
    said = [(one.party.name, one.depth, one.party.passed, one.party.late(TODAY)) for one in steps]
    assert said == [
        ("柳荫街道", 0, True, False), ("金桥社区", 1, False, True), ("桃李社区", 1, False, True),
    ]  # fmt: skip
    assert (steps[0].below, steps[0].passed) == (2, 0)
    hold(town, low, 30)
    assert queries.chain_of(middle)[0].party.passed and queries.to_pass_on(town.clerk) == []
    assert told(town.district, "mobilised") == "3次" and told(town.district, "passed_on") == "2次"
    assert told(town.district, "pledges") == "1个" and told(town.district, "attended") == "190人次"
    assert wrong() == []


def test_the_meetings_of_a_unit_that_was_merged_come_up_where_it_went(
    town, django_capture_on_commit_callbacks
):
    day, by = date(2026, 7, 1), date(2026, 7, 5)
    top = call(town, Kind.MOBILISE, day, actor=town.office, pass_on=[town.community], pass_by=by)
    unkept = call(town, on=date(2026, 7, 1))
    coming = call(town, on=date(2026, 7, 10), title="碰头会")
    heir = make_member(town.next_door, Role.STAFF, "taoli-staff")
    assert queries.to_pass_on(heir) == [] and queries.meetings_unkept(heir, FRIDAY) == []

    merge_unit(town.community, town.next_door, on=TODAY, **town.by(town.office))

    assert [one.meeting for one in queries.to_pass_on(heir)] == [top]
    assert queries.meetings_unkept(heir, TODAY) == [unkept]
    assert coming in queries.meetings_coming(heir, TODAY, date(2026, 7, 12))
    Message.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        told = {"title": "动员会", "place": "三楼会议室"}
        changed(town, top, on=date(2026, 7, 2), **told | town.by(town.office))
    assert Message.objects.filter(membership=heir).exists()
    assert meeting_page(heir, top, TODAY)["may_pass"]
    own = call(town, Kind.MOBILISE, date(2026, 7, 2), actor=heir, after=top)
    assert not meeting_page(heir, top, TODAY)["may_pass"]
    with pytest.raises(Refused, match="已经召集过"):
        call(town, Kind.MOBILISE, day, actor=heir, after=top)
    hold(town, own, 20, actor=heir)
    assert queries.chain_of(top)[0].party.passed and queries.to_pass_on(heir) == []
    assert wrong() == []


def test_passing_on_is_refused_to_whom_it_does_not_concern(town):
    top = call(
        town, Kind.MOBILISE, actor=town.office, pass_on=[town.community], pass_by=date(2026, 7, 9)
    )
    with pytest.raises(Refused, match="只能要求下级"):
        call(town, pass_on=[town.hospital], pass_by=TODAY)
    other = make_member(town.next_door, Role.STAFF, "taoli")
    with pytest.raises(Refused, match="没有要求本单位"):
        call(town, actor=other, after=top)
    own = call(town, after=top)
    with pytest.raises(Refused, match="已经召集过"):
        call(town, after=top)
    end = town.by(town.clerk)
    for _ in range(2):
        actions.cancel_meeting(own.pk, note="改期", **end)
    assert call(town, after=top).after == top
    with pytest.raises(Refused, match="会议已取消"):
        hold(town, own)
    with pytest.raises(Refused, match="不开的原因"):
        actions.cancel_meeting(top.pk, note="", **town.by(town.office))
    actions.cancel_meeting(top.pk, note="改期", **town.by(town.office))
    top.refresh_from_db()
    with pytest.raises(Refused, match="会议已取消"):
        call(town, after=top)


def test_meetings_about_one_thing_are_counted_and_lead_to_joint_tasks(town):
    origin, key = ("cases.case", "7"), uuid4()
    first = call(town, origin=origin, parties="澄江区人民医院\n市场承包人", key=key)
    assert call(town, origin=origin, key=key) == first
    hospital = first.parties.get(unit=town.hospital)
    photo = store(upload(jpeg(scene(2))), unit=town.community, **town.by(town.clerk))
    minutes = {"came": [Came(hospital.pk, True, "愿出车"), Came(0, True)], "outcomes": [(0, "无")]}
    how = {"how": {"key": uuid4()}, "agreed": True, "photos": [photo.pk]}
    for _ in range(2):
        hold(town, first, **minutes, **how)
    call(town, Kind.COORDINATE, TODAY, origin=origin)

    nurse = make_member(town.hospital, Role.UNIT_USER, "yiyuan")
    assert [one.title for one in queries.meetings_about(nurse, *origin)] == [first.title]
    assert len(queries.meetings_about(town.clerk, *origin)) == 2
    assert len(queries.links_of("work.meeting", [first.pk])[str(first.pk)]) == 1
    do = {
        "title": "拆除菜市场",
        "owner_unit": town.community,
        "due_on": date(2026, 8, 1),
        **town.by(town.clerk),
    }
    for _ in range(2):
        task = actions.resolve(first.pk, helpers=[town.hospital], **do)
    assert queries.tasks_of_meeting(first) == [task] and queries.task_for(nurse, task.pk)
    with pytest.raises(Refused, match="不在您的单位范围内"):
        actions.resolve(first.pk, **do | {"helpers": [town.elsewhere], "key": uuid4()})
    assert told(town.community, "coordinated") == "1次" and wrong() == []


def test_strangers_find_no_meeting_and_a_second_record_replaces_the_first(town):
    made = call(town, Kind.MOBILISE)
    hold(town, made, 9)
    later = hold(town, made, 12, on=FRIDAY + timedelta(1))

    assert (later.present, later.on) == (12, FRIDAY + timedelta(1))
    assert told(town.community, "attended") == "12人次" and wrong() == []
    assert queries.meeting_titles([made.pk]) == {str(made.pk): made.title}
    assert not queries.meetings_visible_to(None) and not queries.systems_of(
        town.stranger, town.city
    )
    with pytest.raises(Missing):
        queries.meeting_for(town.stranger, made.pk)
    with pytest.raises(Missing):
        queries.system_for(None, 1)
    with pytest.raises(Forbidden):
        hold(town, made, actor=town.stranger)


def changed(town: Town, meeting: Meeting, **more: Any) -> Meeting:
    given = {"title": "菜市场搬迁协调会", "on": FRIDAY, **town.by(town.clerk)}
    return actions.change_meeting(meeting.pk, **given | more)


def test_a_meeting_called_wrongly_is_corrected_and_those_asked_are_told(
    town, django_capture_on_commit_callbacks
):
    meeting, key = call(town, parties="桃李社区"), uuid4()
    make_member(town.next_door, Role.STAFF, "taoli-2")

    with django_capture_on_commit_callbacks(execute=True):
        for _again in range(2):
            here = changed(town, meeting, on=FRIDAY + timedelta(3), place="三楼会议室", key=key)

    assert (here.title, here.on, here.place) == (
        "菜市场搬迁协调会",
        FRIDAY + timedelta(3),
        "三楼会议室",
    )
    assert [one.title for one in Message.objects.filter(title__startswith="改期")] == [
        "改期：菜市场搬迁协调会"
    ]
    with django_capture_on_commit_callbacks(execute=True):
        changed(town, meeting, on=here.on, place="三楼会议室", chair="王书记")
    assert Message.objects.filter(title__startswith="改期").count() == 1


def test_the_day_of_a_meeting_that_was_held_is_corrected_but_not_into_the_future(town):
    meeting = hold(town, call(town, on=TODAY), agreed=True)

    with pytest.raises(Refused, match="不能是以后的"):
        changed(town, meeting, on=TODAY + timedelta(1))
    assert changed(town, meeting, on=TODAY - timedelta(1)).on == TODAY - timedelta(1)
    actions.cancel_meeting(off := call(town).pk, note="不开了", **town.by(town.clerk))
    with pytest.raises(Refused, match="已取消"):
        changed(town, Meeting.objects.get(pk=off))
    assert wrong() == []
