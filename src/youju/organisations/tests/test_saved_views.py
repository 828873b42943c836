"""Filters of a list, kept under a name, shared with the unit, changed and dropped."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from youju.audit.queries import Entry
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations import actions, rules
from youju.organisations.models import SavedView
from youju.organisations.queries import saved_view, saved_views
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 27, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def city():
    return City()


@pytest.fixture
def clerk(city):
    return make_member(city.community, Role.STAFF)


def keep(actor, name="逾期的", query="mark=late", **more):
    return actions.save_view("cases", name, query, actor=actor, now=NOON, **more)


def test_a_view_is_the_members_own_and_of_one_list(city, clerk):
    view = keep(clerk, "  逾期 的 ")

    colleague = make_member(city.community, Role.GRID_WORKER)
    assert view.name == "逾期 的"
    assert [one.query for one in saved_views(clerk, "cases").rows] == ["mark=late"]
    assert saved_views(clerk, "ledgers:cleanup").rows == []
    assert saved_views(colleague, "cases").rows == []
    with pytest.raises(Missing):
        saved_view(colleague, view.pk)


def test_the_same_name_again_replaces_the_filters(clerk):
    keep(clerk)
    keep(clerk, query="mark=hard")

    assert [one.query for one in saved_views(clerk, "cases").rows] == ["mark=hard"]
    assert Entry.objects.filter(act="organisations.save_view").count() == 2


def test_a_shared_view_is_seen_at_the_unit_alone(city, clerk):
    keep(clerk, shared=True)

    colleague = make_member(city.community, Role.GRID_WORKER)
    next_door = make_member(city.next_door, Role.STAFF)
    seen = saved_views(colleague, "cases")
    assert [one.name for one in seen.rows] == ["逾期的"]
    assert seen.changeable() == []
    assert saved_views(next_door, "cases").rows == []


def test_only_who_organises_shares(city):
    worker = make_member(city.community, Role.GRID_WORKER)

    with pytest.raises(Forbidden):
        keep(worker, shared=True)
    view = keep(worker)
    with pytest.raises(Forbidden):
        actions.change_view(view.pk, "我的", shared=True, actor=worker, now=NOON)

    assert saved_views(worker, "cases").rows[0].shared_with is None
    assert not saved_views(worker, "cases").may_share


def test_whoever_sees_no_business_keeps_no_view(city):
    with pytest.raises(Forbidden):
        keep(make_member(city.community, Role.SYSADMIN))

    assert not SavedView.objects.exists()


def test_a_view_gets_another_name_and_is_shared_and_taken_back(clerk):
    view = keep(clerk)

    shared = actions.change_view(view.pk, "环卫逾期", shared=True, actor=clerk, now=NOON)
    assert (shared.name, shared.shared_with, shared.query) == ("环卫逾期", clerk.unit, "mark=late")
    back = actions.change_view(view.pk, "环卫逾期", actor=clerk, now=NOON)
    assert back.shared_with is None


def test_two_views_of_a_list_have_two_names(clerk):
    keep(clerk)
    other = keep(clerk, "挂账的", "mark=hard")

    with pytest.raises(Refused, match="同名"):
        actions.change_view(other.pk, "逾期的", actor=clerk, now=NOON)

    other.refresh_from_db()
    assert other.name == "挂账的"


def test_a_shared_view_is_changed_by_its_owner_and_dropped_by_who_organises_there(city, clerk):
    view = keep(clerk, shared=True)
    other_clerk = make_member(city.community, Role.STAFF, "other")
    next_door = make_member(city.next_door, Role.STAFF)

    with pytest.raises(Forbidden, match="别人"):
        actions.change_view(view.pk, "别的", actor=other_clerk, now=NOON)
    with pytest.raises(Forbidden, match="别人"):
        actions.drop_view(view.pk, actor=next_door, now=NOON)
    actions.drop_view(view.pk, actor=other_clerk, now=NOON)

    assert not SavedView.objects.exists()
    with pytest.raises(Missing):
        actions.drop_view(view.pk, actor=clerk, now=NOON)


def test_a_view_needs_a_name_filters_and_a_list():
    assert rules.view_name(" 逾期\0的 ") == "逾期的"
    for name in ("", "  ", "长" * 31):
        with pytest.raises(Refused, match="最多 30 个字"):
            rules.view_name(name)
    for query in ("", "x" * 501):
        with pytest.raises(Refused, match="筛选"):
            rules.check_view("cases", query)
    for code in ("", "Cases", "cases/1", "cases:"):
        with pytest.raises(Refused, match="没有这个列表"):
            rules.check_view(code, "mark=late")


def test_a_list_has_twelve_views_at_most(clerk):
    for n in range(12):
        keep(clerk, f"视图{n}")

    with pytest.raises(Refused, match="最多存 12 个"):
        keep(clerk, "又一个")
    keep(clerk, "视图3", "mark=hard")

    assert SavedView.objects.count() == 12


def client_of(member):
    client = Client()
    client.force_login(member.person)
    return client


def test_the_pages_keep_change_and_drop_a_view(clerk):
    client = client_of(clerk)
    sent = {"list_code": "cases", "query": "mark=late", "next": "/cases/", "name": "逾期的"}

    kept = client.post("/organisations/views/add/", sent | {"shared": "on"})
    view = SavedView.objects.get()
    assert (kept.status_code, kept.url) == (302, "/cases/?mark=late")
    assert view.shared_with == clerk.unit

    form = client.get(f"/organisations/views/{view.pk}/?next=/cases/").content.decode()
    assert "逾期的" in form and "checked" in form
    changed = client.post(f"/organisations/views/{view.pk}/?next=/cases/", {"name": "晚了的"})
    view.refresh_from_db()
    assert (changed.url, view.name, view.shared_with) == ("/cases/?mark=late", "晚了的", None)

    dropped = client.post(f"/organisations/views/{view.pk}/drop/", {"next": "/cases/"})
    assert dropped.url == "/cases/" and not SavedView.objects.exists()


def test_a_refused_view_keeps_what_was_typed(clerk):
    client = client_of(clerk)
    sent = {"list_code": "cases", "query": "mark=late", "next": "/cases/"}

    nameless = client.post("/organisations/views/add/", sent)
    empty = client.post("/organisations/views/add/", sent | {"query": "", "name": "全部"})

    assert nameless.status_code == empty.status_code == 422
    assert 'value="mark=late"' in nameless.content.decode()
    assert "先选好筛选" in empty.content.decode() and 'value="全部"' in empty.content.decode()


def test_the_way_back_stays_in_the_product(clerk):
    sent = {
        "list_code": "cases",
        "query": "mark=late",
        "next": "https://evil.example/",
        "name": "x",
    }

    answer = client_of(clerk).post("/organisations/views/add/", sent)

    assert answer.url == "/?mark=late"


def test_who_may_not_share_is_not_offered_it(city):
    worker = make_member(city.community, Role.GRID_WORKER)
    view = keep(worker)

    page = client_of(worker).get(f"/organisations/views/{view.pk}/").content.decode()

    assert 'name="name"' in page and 'name="shared"' not in page
