"""M070b: persuasion at crossings and markets, by shifts, with counts."""

from __future__ import annotations

from datetime import timedelta

from tests.acceptance.volunteer_steps import (
    add_volunteer,
    confirm,
    days,
    done,
    draft,
    figure,
    look,
    refused,
    today,
)


def test_a_post_is_planned_stood_at_and_counted(city, enter):
    staff, unit = enter(), city.community
    post = done(staff, "posts/new/", unit=unit.pk, name="金桥路口", kind="crossing", place="金桥路口", since=days(-7))  # fmt: skip
    plan = {"first": days(-2), "last": days(2), "starts": "7:30", "ends": "9:30", "wanted": "2"}
    done(staff, f"posts/{post}/plan/", weekdays=list(range(7)), **plan)
    page = staff.get(f"/volunteers/posts/{post}/").content.decode()
    first = int(page.split("/volunteers/shifts/")[1].split("/")[0])
    add_volunteer(staff, unit, "袁志愿")
    confirm(staff, first, ["袁志愿"], persuaded="17")

    assert "袁志愿" in look(staff, f"posts/{post}/")
    assert "17人次" in figure(staff, "persuaded", unit)
    assert "文明劝导岗1个，上岗1班次，劝导不文明行为17人次" in draft(staff, unit)


def test_a_plan_without_days_is_refused_and_a_leader_plans_none(city, enter):
    staff, unit = enter(), city.community
    post = done(staff, "posts/new/", unit=unit.pk, name="汽车站", kind="station", since=days(0))
    wrong = (today() + timedelta(1)).weekday()
    plan = {"first": days(0), "last": days(0), "starts": "7:30", "ends": "9:30", "wanted": "2"}

    assert "没有选中的星期" in refused(staff, f"posts/{post}/plan/", weekdays=wrong, **plan)
    assert enter("leader").get(f"/volunteers/posts/{post}/plan/").status_code == 403
