"""Pages of meetings: what they show and refuse, and that nothing typed is lost."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.work import actions
from youju.work.actions import Call
from youju.work.models import Meeting, System
from youju.work.rules.meetings import Kind
from youju.work.tests.test_pages import enter, text
from youju.work.tests.world import Town


@pytest.fixture
def town(db) -> Town:
    return Town()


def test_a_meeting_is_called_kept_and_leads_to_a_task(town):
    clerk, today = enter(town.clerk), timezone.localdate()
    url = "/tasks/meetings/new/?kind=urgent&origin=work.task:1&about=拆除"
    assert 'value="拆除"' in text(clerk.get(url))
    given = {
        "title": "碰头会",
        "on": today.isoformat(),
        "parties": "澄江区人民医院\n商户",
        "points": "占道",
    }

    page = clerk.post(url, given, follow=True)

    here = Meeting.objects.get()
    assert "商户" in text(page) and here.origin_kind == "work.task"
    hospital, shops = here.parties.order_by("unit")
    hold = f"/tasks/meetings/{here.pk}/hold/"
    told = {"on": today.isoformat(), "present": "6", f"said_{shops.pk}": "给三天"}
    bad = clerk.post(hold, told)
    assert bad.status_code == 422 and "达成一致" in text(bad) and "给三天" in text(bad)
    told |= {
        "agreed": "no",
        f"came_{hospital.pk}": "on",
        f"outcome_{here.points.get().pk}": "周五前清",
    }
    assert "还没有达成一致" in text(clerk.post(hold, told, follow=True))
    resolve = f"/tasks/meetings/{here.pk}/resolve/?point={here.points.get().pk}"
    assert "周五前清" in text(clerk.get(resolve))
    task = {
        "title": "清占道",
        "owner_unit": town.community.pk,
        "due_on": (today + timedelta(5)).isoformat(),
    }
    shown = clerk.post(resolve, task | {"helpers": [hospital.unit_id]}, follow=True)
    assert "议定的任务" in text(shown) and "清占道" in text(shown)
    assert "开了 1 次" in text(clerk.get("/tasks/meetings/about/?of=work.task:1"))
    assert clerk.get("/tasks/meetings/about/?of=../x").status_code == 404
    nurse = enter(make_member(town.hospital, Role.UNIT_USER, "yiyuan"))
    assert nurse.get(f"/tasks/meetings/{here.pk}/").status_code == 200
    assert nurse.get(hold).status_code == 403


def test_a_system_shows_its_members_and_the_weeks_that_went_by(town):
    clerk, today = enter(town.clerk), timezone.localdate()
    since = (today - timedelta(today.weekday() + 14)).isoformat()
    new = "/tasks/meetings/systems/new/"
    given = {
        "kind": "weekly",
        "title": "周例会",
        "rhythm": "week",
        "since": since,
        "clock": "25:00",
    }
    bad = clerk.post(new, given)
    assert bad.status_code == 422 and "没有这个时间" in text(bad)
    bad = clerk.post(new, given | {"clock": "9:00"})
    assert "要定在星期几" in text(bad) and 'value="周例会"' in text(bad)

    page = clerk.post(new, given | {"clock": "9:00", "weekday": "4"}, follow=True)

    assert "每周五 09:00" in text(page) and "缺 2 次" in text(page)
    weekly = System.objects.get()
    call = {"on": today.isoformat(), "points": "楼道"}
    assert "周例会" in text(
        clerk.post(f"/tasks/meetings/new/?system={weekly.pk}", call, follow=True)
    )
    again = clerk.post(f"/tasks/meetings/new/?system={weekly.pk}", call)
    assert again.status_code == 422 and "这一周已有周例会" in text(again)
    listed = text(clerk.get("/tasks/meetings/?kind=weekly"))
    assert "会议制度" in listed and "每周五" in listed
    assert enter(town.stranger).get(weekly.get_absolute_url()).status_code == 404


def test_a_member_reports_on_the_page_of_its_system(town):
    office = enter(town.office)
    given = {
        "kind": "minors", "title": "未成年人联席", "rhythm": "half", "since": "2026-1-1", "members": "澄江区人民医院：体检",
    }  # fmt: skip
    office.post("/tasks/meetings/systems/new/", given)
    here = System.objects.get()
    nurse = enter(make_member(town.hospital, Role.UNIT_USER, "yiyuan"))
    assert "本期未报" in text(nurse.get(here.get_absolute_url()))
    seat = here.seats.get()

    report = f"/tasks/meetings/members/{seat.pk}/report/"
    told = {"on": timezone.localdate().isoformat(), "text": "体检 320 人"}
    assert "体检 320 人" in text(nurse.post(report, told, follow=True))
    shown = text(office.get(f"/tasks/meetings/reports/{seat.reports.get().pk}/", follow=True))
    assert "体检 320 人" in shown and "本期未报" not in shown
    more = {"members": "文化局：网吧", "since": "2026-2-1"}
    assert "文化局" in text(office.post(f"{here.get_absolute_url()}members/", more, follow=True))
    office.post(f"/tasks/meetings/members/{seat.pk}/end/", {"on": "2027-1-1"})
    assert "体检 320 人" not in text(office.get(here.get_absolute_url()))
    assert "已结束" in text(
        office.post(f"{here.get_absolute_url()}end/", {"on": "2027-1-1"}, follow=True)
    )


def test_title_and_day_are_corrected_on_a_page(town):
    meeting = actions.call_meeting(town.community, Call(Kind.URGENT, "碰头会", date(2027, 7, 3)), **town.by(town.clerk))  # fmt: skip
    clerk = enter(town.clerk)
    at = f"{meeting.get_absolute_url()}change/"

    assert 'value="碰头会"' in text(clerk.get(at))
    sent = {"title": "紧急碰头会", "on": "2027-7-4", "clock": "9:30", "key": uuid4()}
    assert "紧急碰头会" in text(clerk.post(at, sent, follow=True))
