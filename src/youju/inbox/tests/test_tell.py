"""Telling members, and what they have read."""

from datetime import UTC, date, datetime, timedelta

import pytest

from youju.audit.models import Entry
from youju.inbox import actions, queries, registry
from youju.inbox.models import Message
from youju.kernel.refusal import Forbidden, Missing
from youju.organisations.models import Membership
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

NOW = datetime(2026, 7, 3, 9, 0, tzinfo=UTC)
TODAY = date(2026, 7, 3)


@pytest.fixture
def city(db, kinds):
    return City()


@pytest.fixture
def staff(city):
    return make_member(city.community, Role.STAFF)


def tell(*to, now=NOW, title="问题 0131 号已派遣"):
    return actions.tell(to, kind="test.due", title=title, url="/cases/3/", now=now)


def titles(member):
    return [one.title for one in queries.messages_of(member)]


def test_each_recipient_is_told_once(staff, city, django_assert_num_queries):
    office = make_member(city.community, Role.OFFICE)

    with django_assert_num_queries(2):
        told = tell(staff, office, staff)

    assert told == 2
    assert titles(staff) == titles(office) == ["问题 0131 号已派遣"]
    message = queries.messages_of(staff).get()
    assert (message.kind, message.url, message.at) == ("test.due", "/cases/3/", NOW)
    assert str(message) == message.title


def test_who_has_left_the_post_is_not_told(staff):
    Membership.objects.update(until=TODAY - timedelta(days=1))
    staff.refresh_from_db()

    assert tell(staff) == 0
    assert Message.objects.count() == 0


def test_a_kind_must_be_registered(staff, kinds):
    with pytest.raises(KeyError):
        actions.tell([staff], kind="test.unknown", title="x", now=NOW)

    registry.register("test.unknown", "新的一类")
    actions.tell([staff], kind="test.unknown", title="x", now=NOW)
    assert queries.messages_of(staff).get().label == "新的一类"
    assert registry.label_of("test.gone") == "test.gone"


def test_a_unit_is_told_at_its_own_posts_only(city, staff):
    make_member(city.community, Role.LEADER)
    make_member(city.grid, Role.STAFF)
    gone = make_member(city.community, Role.STAFF, "gone")
    gone.person.is_active = False
    gone.person.save()

    told = actions.tell_unit(city.community, [Role.STAFF], kind="test.late", title="超期", now=NOW)

    assert told == 1
    assert titles(staff) == ["超期"]


def test_opening_marks_a_message_read_once_and_leaves_no_track(staff):
    tell(staff)
    message = queries.messages_of(staff).get()

    actions.open_message(message.pk, actor=staff, now=NOW)
    again = actions.open_message(message.pk, actor=staff, now=NOW + timedelta(hours=1))

    assert again.read_at == NOW
    assert queries.unread_count(staff) == 0
    assert not Entry.objects.exists()


def test_nobody_opens_anothers_message(staff, city):
    tell(staff)
    other = make_member(city.community, Role.OFFICE)

    with pytest.raises(Missing):
        actions.open_message(Message.objects.get().pk, actor=other, now=NOW)

    assert queries.unread_count(staff) == 1
    with pytest.raises(Forbidden):
        queries.messages_of(None)
    assert queries.unread_count(None) == 0


def test_marking_all_read_leaves_what_came_later(staff):
    tell(staff)
    tell(staff, now=NOW + timedelta(minutes=1), title="后来的")

    assert actions.read_all(actor=staff, now=NOW) == 1
    assert queries.unread_count(staff) == 1
    assert titles(staff) == ["后来的", "问题 0131 号已派遣"]


def test_old_messages_are_dropped_and_read_ones_sooner(staff):
    for days, title in ((401, "很久以前"), (91, "未读"), (91, "读过")):
        tell(staff, now=NOW - timedelta(days=days), title=title)
    Message.objects.filter(title="读过").update(read_at=NOW)

    assert actions.forget_old(now=NOW) == 2
    assert titles(staff) == ["未读"]
