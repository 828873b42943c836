"""What stands around every page: the places, the choice of unit and period, the member's menu."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import include, path

from youju.console import navigation, shell
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import make_member, make_unit

urlpatterns = [
    path("", include("youju.urls")),
    path("today/", HttpResponse, name="today"),
]
pytestmark = pytest.mark.django_db


@pytest.fixture
def street():
    city = make_unit("澄江市", UnitKind.CITY, code="530100000000")
    district = make_unit("滨湖区", UnitKind.DISTRICT, city)
    return make_unit("柳荫街道", UnitKind.STREET, district, "530101001000")


@pytest.fixture
def jinqiao(street):
    return make_unit("金桥社区", UnitKind.COMMUNITY, street)


def ask(member, query=""):
    request = RequestFactory().get(f"/{query}")
    request.session, request.member, request.resolver_match = {}, member, None
    return shell.Shell(request)


def test_the_unit_is_the_members_own_until_another_is_chosen(street, jinqiao):
    member = make_member(street, Role.OFFICE)

    assert ask(member).unit == street
    assert ask(member, f"?unit={jinqiao.pk}").unit == jinqiao
    assert ask(member, "?unit=530101001000").unit == street


def test_a_unit_out_of_sight_is_not_shown(street, jinqiao):
    member = make_member(jinqiao, Role.STAFF)

    found = ask(member, "?unit=530101001000")

    assert found.unit == jinqiao
    assert [choice.label for choice in found.unit_choices] == ["金桥社区"]


def test_units_are_offered_in_tree_order_with_their_depth(street, jinqiao):
    make_unit("桂苑社区", UnitKind.COMMUNITY, street)
    member = make_member(street, Role.OFFICE)

    choices = ask(member, f"?unit={jinqiao.pk}").unit_choices

    assert [(c.label, c.depth, c.current) for c in choices] == [
        ("柳荫街道", 0, False),
        ("金桥社区", 1, True),
        ("桂苑社区", 1, False),
    ]
    assert choices[0].code == "530101001000"
    assert choices[1].code == str(jinqiao.pk)
    assert "jin" in choices[1].find


def test_of_many_units_the_kin_of_the_chosen_one_are_offered(street, jinqiao, monkeypatch):
    monkeypatch.setattr(shell, "LISTED_UNITS", 4)
    other = make_unit("东岗街道", UnitKind.STREET, street.parent)
    make_unit("东岗社区", UnitKind.COMMUNITY, other)
    make_unit("网格01", UnitKind.GRID, jinqiao)
    member = make_member(street.parent.parent, Role.OFFICE)

    labels = [choice.label for choice in ask(member, f"?unit={jinqiao.pk}").unit_choices]

    assert labels == ["澄江市", "滨湖区", "柳荫街道", "金桥社区"]


def test_a_member_without_business_data_has_only_the_own_unit(street):
    member = make_member(street, Role.SYSADMIN)

    assert ask(member).unit == street
    assert ask(member).unit_choices == []


def test_nobody_sees_nothing(street):
    found = ask(None)

    assert found.places == []
    assert found.unit is None
    assert found.switches == []
    assert (found.member_unit, found.member_role, found.person_label, found.search_url) == ("",) * 4


def test_the_menu_names_post_and_other_posts(street, jinqiao):
    member = make_member(jinqiao, Role.STAFF, "lin")
    other = member.person.memberships.create(unit=street, role=Role.LEADER)

    found = ask(member)
    found.request.memberships = [member, other]

    assert (found.member_unit, found.member_role) == ("金桥社区", "社区专干")
    assert [(one.value, one.label) for one in found.switches] == [
        (str(other.pk), "柳荫街道 · 分管领导")
    ]


def test_only_two_themes_are_believed(street):
    found = ask(make_member(street, Role.OFFICE))

    for cookie, theme in [("dark", "dark"), ("light", "light"), ('x" onload="', "")]:
        found.request.COOKIES["theme"] = cookie
        assert found.theme == theme


def test_every_place_leads_to_a_page_of_its_own():
    holds = [room for place in navigation.PLACES for room in place.holds]

    assert len(holds) == len(set(holds))


def test_a_page_belongs_to_its_own_place_before_its_rooms():
    assert navigation.place_of("ledgers:entry").label == "记录"
    assert navigation.place_of("console:today").label == "今日"
    assert navigation.place_of("organisations:account") is None
    assert navigation.place_of("") is None


def test_places_without_a_page_are_left_out(street, settings, monkeypatch):
    monkeypatch.setattr(
        navigation, "PLACES", (navigation.Place("今日", "nowhere:today", ("console",)),)
    )
    monkeypatch.setattr(shell, "PLACES", navigation.PLACES)

    assert ask(make_member(street, Role.OFFICE)).places == []


@pytest.mark.urls(__name__)
def test_the_place_of_the_page_is_marked(street, monkeypatch):
    monkeypatch.setattr(shell, "PLACES", (navigation.Place("今日", "today", ("today",)),))
    monkeypatch.setattr(navigation, "PLACES", shell.PLACES)
    found = ask(make_member(street, Role.OFFICE))
    found.request.resolver_match = type("Match", (), {"view_name": "today"})

    assert [(p.label, p.url, p.current) for p in found.places] == [("今日", "/today/", True)]
