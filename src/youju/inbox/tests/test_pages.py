"""The inbox's pages, and the count in the bar."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from youju.inbox import actions, queries
from youju.organisations.models import Membership
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

NOW = datetime(2026, 7, 3, 9, 0, tzinfo=UTC)
KEY = "01977000-0000-7000-8000-000000000001"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def staff(db, kinds):
    return make_member(City().community, Role.STAFF)


@pytest.fixture
def browser(staff):
    client = Client()
    client.force_login(staff.person, backend=BACKEND)
    return client


def tell(staff, title, url="", kind="test.due"):
    actions.tell([staff], kind=kind, title=title, url=url, now=NOW)


def test_the_list_shows_the_unread_and_opens_them(browser, staff):
    tell(staff, "问题 0131 号将到期", "/help/")
    page = browser.get("/inbox/").content.decode()
    assert "问题 0131 号将到期" in page and "将到期" in page and "未读" in page
    assert '<b class="num">1</b>' in page

    answer = browser.get(f"/inbox/{queries.messages_of(staff).get().pk}/")

    assert answer.url == "/help/"
    assert '<b class="num">' not in browser.get("/inbox/").content.decode()


def test_a_message_without_a_page_leads_back_to_the_list(browser, staff):
    tell(staff, "今晚停电")

    answer = browser.get(f"/inbox/{queries.messages_of(staff).get().pk}/")

    assert answer.url == "/inbox/"


def test_the_list_is_narrowed_by_kind_and_to_the_unread(browser, staff):
    tell(staff, "甲事")
    tell(staff, "乙事", kind="test.late")
    browser.get(f"/inbox/{queries.messages_of(staff).get(title='甲事').pk}/")

    assert "甲事" not in browser.get("/inbox/?show=unread").content.decode()
    assert "乙事" in browser.get("/inbox/?show=unread&kind=test.late").content.decode()
    assert "没有这样的消息" in browser.get("/inbox/?show=unread&kind=test.due").content.decode()
    assert "乙事" not in browser.get("/inbox/?kind=test.due").content.decode()
    assert "没有这样的消息" in browser.get("/inbox/?kind=nonsense").content.decode()


def test_the_persons_other_posts_are_pointed_to(browser, staff):
    other = Membership.objects.create(person=staff.person, unit=staff.unit, role=Role.UNIT_USER)
    told = {"kind": "test.due", "now": NOW}
    actions.tell([other], title="联络事", **told)
    actions.tell([other], title="又一件", **told)
    actions.open_message(queries.messages_of(other)[0].pk, actor=other, now=NOW)

    page = browser.get("/inbox/").content.decode()

    assert "联络事" not in page
    assert "您在“金桥社区 · 单位联络员”岗位还有 1 条未读" in page


def test_all_are_marked_read_at_once(browser, staff):
    tell(staff, "甲事")

    assert browser.post("/inbox/read/").url == "/inbox/"
    assert queries.unread_count(staff) == 0
