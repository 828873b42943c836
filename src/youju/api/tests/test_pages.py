"""The pages of tokens and calendar."""

import re
from unittest import mock

import pytest
from django.test import Client

from youju.api.models import Feed, Token
from youju.api.tests.world import NOON, a_token
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

pytestmark = pytest.mark.django_db
FORM = {
    "name": "平台取数",
    "scopes": ["read:cases"],
    "expires_on": "2026-12-31",
    "per_minute": "60",
    "key": "01980000-0000-7000-8000-000000000001",
}


@pytest.fixture
def city():
    return City()


@pytest.fixture
def staff(city):
    return make_member(city.community, Role.STAFF)


@pytest.fixture(autouse=True)
def at_noon():
    with mock.patch("django.utils.timezone.now", return_value=NOON):
        yield


def signed_in(member):
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_secret_is_shown_once(staff):
    client = signed_in(staff)

    shown = client.post("/api/", FORM)
    again = client.post("/api/", FORM)
    later = client.get("/api/").content.decode()

    assert re.search(r"<code[^>]*>yj_[\w-]{43}</code>", shown.content.decode())
    assert again.status_code == 302
    assert "平台取数" in later
    assert "<code" not in later
    assert Token.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [({"expires_on": "2030-01-01"}, "最长一年"), ({"per_minute": "0"}, "每分钟 1 至"), ({"name": ""}, "")],
)  # fmt: skip
def test_a_fault_is_shown_at_its_field(staff, given, said):
    response = signed_in(staff).post("/api/", FORM | given)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Token.objects.exists()


def test_a_token_is_revoked_on_its_page(staff):
    token, headers = a_token(staff)
    client = signed_in(staff)

    response = client.post(f"/api/tokens/{token.pk}/revoke/", {"key": FORM["key"]}, follow=True)

    assert "已停用" in response.content.decode()
    assert Client().get("/api/v1/units", **headers).status_code == 401


def test_the_security_administrator_watches_but_makes_none(city, staff):
    a_token(staff)
    client = signed_in(make_member(city.street, Role.SECADMIN))

    page = client.get("/api/").content.decode()

    assert "平台取数" in page
    assert "建立令牌" not in page
    assert client.post("/api/", FORM).status_code == 422


def test_a_calendar_address_is_shown_once_works_and_ends(staff):
    client = signed_in(staff)
    shown = client.post("/api/calendar/", {"key": FORM["key"]}).content.decode()
    address = re.search(r"/api/v1/calendar/[\w-]{43}\.ics", shown).group()

    assert client.post("/api/calendar/", {"key": FORM["key"]}).status_code == 302
    feed = Client().get(address)
    assert feed["Content-Type"].startswith("text/calendar")
    assert feed.content.startswith(b"BEGIN:VCALENDAR")
    assert "没有用过" not in client.get("/api/calendar/").content.decode()

    client.post("/api/calendar/", {"drop": "1"})

    assert Client().get(address).status_code == 404
    assert not Feed.objects.exists()
