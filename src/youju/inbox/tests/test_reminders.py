"""What each person wants outside, by which service, and when not; the inbox always has it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from youju.audit.models import Entry
from youju.inbox import actions, queries, registry, rules
from youju.inbox.models import Delivery
from youju.inbox.rules import QuietHours, Service, wakes_at
from youju.kernel.refusal import Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

NOW = datetime(2026, 7, 3, 15, 0, tzinfo=UTC)  # 23:00 in China, on a Friday
TODAY = date(2026, 7, 3)
KEY = UUID("01977000-0000-7000-8000-000000000009")
NIGHT = QuietHours(time(22), time(7, 30))
CHINA = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def city(db, kinds):
    return City()


@pytest.fixture
def staff(city):
    return make_member(city.community, Role.STAFF)


@pytest.fixture
def add(city):
    admin = make_member(city.street, Role.SYSADMIN)

    def added(service=Service.WECOM, address="wecombot://0f0f-secret", **more):
        wanted = {
            "unit": city.community,
            "name": "群",
            "kinds": ["test.due", "test.late"],
            "on": True,
        }
        wanted |= {"actor": admin, "now": NOW, "key": uuid4(), **more}
        return actions.add_channel(address=address, service=service, **wanted)

    return added


def choose(
    member, *muted, offered=(Service.WECOM, Service.MAIL), quiet=rules.NEVER_QUIET, key=None
):
    told = {"offered": offered, "quiet": quiet, "actor": member, "now": NOW, "key": key or uuid4()}
    actions.choose_reminders(muted, **told)


def tell(*to, kind="test.late"):
    actions.tell(to, kind=kind, title="甲事", now=NOW)


def queued():
    rows = Delivery.objects.order_by("pk")
    return [(one.channel.service, timezone_text(one.due_at)) for one in rows]


def timezone_text(at):
    return at.astimezone(CHINA).strftime("%m-%d %H:%M")


def test_a_kind_is_muted_by_one_service_and_still_comes_by_another(add, staff):
    add()
    add(Service.MAIL, "mailto://a:b@mail.example.cn?to=c@example.cn")
    choose(staff, ("test.late", Service.WECOM))

    tell(staff)

    assert queued() == [("mail", "07-03 23:00")]
    assert queries.unread_count(staff) == 1
    choose(staff, ("test.late", Service.WECOM), ("test.late", Service.MAIL))
    tell(staff)
    assert len(queued()) == 1


def test_a_colleague_who_wants_it_gets_it_for_the_unit(add, city, staff):
    add()
    colleague = make_member(city.community, Role.OFFICE)
    choose(staff, ("test.late", Service.WECOM))

    tell(staff, colleague)

    assert queued() == [("wecom", "07-03 23:00")]


def test_what_comes_in_quiet_hours_waits_for_the_first_who_wakes(add, city, staff):
    add()
    choose(staff, quiet=NIGHT)
    tell(staff)
    assert queued() == [("wecom", "07-04 07:30")]

    early = make_member(city.community, Role.OFFICE)
    choose(early, quiet=QuietHours(time(22), time(6)))
    tell(staff, early)
    assert queued()[1] == ("wecom", "07-04 06:00")
    tell(staff, early, make_member(city.community, Role.LEADER))
    assert queued()[2] == ("wecom", "07-03 23:00")


def test_an_urgent_kind_waits_for_nobody(add, staff, monkeypatch):
    monkeypatch.setattr(registry, "URGENT", set())
    registry.register("test.late", "已超期", urgent=True)
    add()
    choose(staff, quiet=NIGHT)

    tell(staff)
    tell(staff, kind="test.due")

    assert queued() == [("wecom", "07-03 23:00"), ("wecom", "07-04 07:30")]


def test_what_was_said_of_a_service_not_asked_about_stays(staff):
    choose(staff, ("test.due", Service.MAIL))
    choose(staff, ("test.late", Service.WECOM), offered=[Service.WECOM], quiet=NIGHT)

    assert queries.muted_by(staff) == {("test.due", "mail"), ("test.late", "wecom")}
    assert queries.quiet_of(staff) == NIGHT


def test_a_choice_sent_twice_counts_once(staff):
    key = uuid4()
    choose(staff, ("test.due", Service.MAIL), key=key)
    choose(staff, quiet=NIGHT)
    choose(staff, ("test.due", Service.MAIL), key=key)

    assert queries.muted_by(staff) == set() and queries.quiet_of(staff) == NIGHT
    assert Entry.objects.filter(act="inbox.mute").latest("id").detail["quiet"] == "22:00—07:30"


@pytest.mark.parametrize(
    ("muted", "quiet", "said"),
    [
        ([("test.gone", Service.MAIL)], QuietHours(), "没有这类消息"),
        ([("test.due", Service.FEISHU)], QuietHours(), "没有这种渠道"),
        ([], QuietHours(time(22)), "开始和结束都要填"),
        ([], QuietHours(until=time(7)), "开始和结束都要填"),
        ([], QuietHours(time(7), time(7)), "不能一样"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_changes(staff, muted, quiet, said):
    with pytest.raises(Refused, match=said):
        choose(staff, *muted, quiet=quiet)

    assert queries.muted_by(staff) == set() and queries.quiet_of(staff) == QuietHours()


def at(day, hour, minute=0):
    return datetime(2026, 7, day, hour, minute, tzinfo=CHINA)


def works(day):
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("now", "quiet", "wakes"),
    [
        (at(3, 12), NIGHT, at(3, 12)),
        (at(3, 22), NIGHT, at(4, 7, 30)),
        (at(3, 6), NIGHT, at(3, 7, 30)),
        (at(3, 7, 30), NIGHT, at(3, 7, 30)),
        (at(3, 13), QuietHours(time(12), time(14)), at(3, 14)),
        (at(3, 15), QuietHours(time(12), time(14)), at(3, 15)),
        (at(4, 10), QuietHours(rest_days=True), at(6, 0)),  # a Saturday
        (at(3, 23), QuietHours(time(22), time(7, 30), True), at(6, 7, 30)),
        (at(3, 23), QuietHours(), at(3, 23)),
    ],
)
def test_quiet_hours_end_when_they_should(now, quiet, wakes):
    assert wakes_at(now, quiet, works) == wakes


def test_quiet_without_end_is_cut_off():
    assert wakes_at(at(1, 0), QuietHours(rest_days=True), lambda _day: False) == datetime(
        2026, 8, 10, tzinfo=CHINA
    )
    assert str(QuietHours(time(22), time(7), True)) == "22:00—07:00、休息日"
    assert rules.MOST_QUIET == 40


def test_the_page_offers_the_services_that_reach_the_person(add, city, staff):
    browser = Client()
    browser.force_login(staff.person, backend="django.contrib.auth.backends.ModelBackend")
    assert "还没有接通站外渠道" in browser.get("/inbox/mute/").content.decode()
    add()
    add(Service.MAIL, "mailto://a:b@mail.example.cn?to=c@example.cn", unit=city.street)
    add(Service.FEISHU, "feishu://abcdef", unit=city.street, below=True, on=False)
    assert queries.ways_of(staff, TODAY) == {Service.WECOM: {"test.due", "test.late"}}
    assert "发到企业微信群机器人" in browser.get("/inbox/mute/").content.decode()
    form = {"wecom": ["test.late"], "since": "22:00", "until": "7:30", "key": KEY}

    answer = browser.post("/inbox/mute/", form)

    assert answer.url == "/inbox/"
    assert queries.muted_by(staff) == {("test.due", "wecom")}
    assert queries.quiet_of(staff) == NIGHT
    shown = browser.get("/inbox/mute/").content.decode()
    assert 'value="22:00"' in shown and shown.count(" checked") == 1


def test_only_kinds_that_a_channel_carries_are_asked_about_and_the_rest_stays(add, city, staff):
    add(kinds=["test.late"], unit=city.street, below=True)
    choose(staff, ("test.due", Service.WECOM), ("test.due", Service.MAIL))
    browser = Client()
    browser.force_login(staff.person, backend="django.contrib.auth.backends.ModelBackend")
    shown = browser.get("/inbox/mute/").content.decode()
    assert "已超期" in shown and "将到期" not in shown

    browser.post("/inbox/mute/", {"key": KEY})

    left = {("test.due", "wecom"), ("test.due", "mail"), ("test.late", "wecom")}
    assert queries.muted_by(staff) == left


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"wecom": ["nonsense"]}, "没有“nonsense”这一项"),
        ({"until": ""}, "开始和结束都要填"),
        ({"until": "25:00"}, "时间"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(add, staff, changed, said):
    add()
    browser = Client()
    browser.force_login(staff.person, backend="django.contrib.auth.backends.ModelBackend")
    form = {"wecom": ["test.late"], "since": "22:00", "until": "7:30", "key": KEY} | changed

    answer = browser.post("/inbox/mute/", form)

    assert answer.status_code == 422 and said in answer.content.decode()
    assert queries.muted_by(staff) == set()
