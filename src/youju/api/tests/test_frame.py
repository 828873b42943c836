"""What stands around every route: who asks, refusals as JSON, limits."""

import json
from datetime import UTC, datetime
from unittest import mock

import pytest
from django.test import Client

from youju.api.rules import Scope
from youju.api.tests.world import NOON, a_token
from youju.organisations.models import RolePolicy
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

pytestmark = pytest.mark.django_db
UNITS = "/api/v1/units"


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


def signed_in(member, **how):
    client = Client(**how)
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def problem(response):
    told = json.loads(response.content)
    assert set(told) == {"code", "field", "message"}
    return response.status_code, told["code"]


def test_nobody_is_told_so_in_json_and_never_led_away(client):
    response = client.get(UNITS, headers={"accept": "text/html"})

    assert problem(response) == (401, "unauthorized")
    assert response["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("given", ["Bearer yj_nothing", "Bearer ", "Basic eDp5", "Bearer \u20ac"])
def test_a_false_token_opens_nothing(client, given):
    response = client.get(UNITS, HTTP_AUTHORIZATION=given)

    assert problem(response) == (401, "unauthorized")


def test_a_token_reads_what_its_owner_sees(client, city, staff):
    _token, headers = a_token(staff, Scope.READ_UNITS)

    told = client.get(UNITS, **headers).json()

    assert [one["name"] for one in told["items"]] == ["金桥社区", "金桥社区第一网格"]
    assert told["next"] == ""


def test_a_token_does_not_do_what_it_was_not_given_for(client, staff):
    _token, headers = a_token(staff, Scope.READ_CASES)

    assert problem(client.get(UNITS, **headers)) == (403, "no_scope")


def test_a_token_past_its_limit_waits_for_the_next_minute(client, staff):
    _token, headers = a_token(staff, per_minute=1)

    assert client.get(UNITS, **headers).status_code == 200
    response = client.get(UNITS, **headers)

    assert problem(response) == (429, "too_many")
    assert response["Retry-After"] == "60"


def test_a_signed_in_person_reads_by_page(staff):
    first = signed_in(staff).get(UNITS + "?limit=1").json()
    second = signed_in(staff).get(UNITS, {"limit": 1, "after": first["next"]}).json()

    names = [one["name"] for page in (first, second) for one in page["items"]]
    assert names == ["金桥社区", "金桥社区第一网格"]


def test_a_sign_in_that_lacks_its_second_factor_is_none(staff):
    RolePolicy.objects.create(role=Role.STAFF, second_factor=True)

    assert problem(signed_in(staff).get(UNITS)) == (401, "unauthorized")


def test_somebody_without_a_post_is_refused(staff):
    client = signed_in(staff)
    staff.delete()

    assert problem(client.get(UNITS)) == (403, "no_post")


def test_a_unit_out_of_view_does_not_exist(city, staff):
    response = signed_in(staff).get(UNITS, {"unit": city.next_door.code})

    assert problem(response) == (404, "not_found")


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("limit=0", "limit", "不能小于 1"),
        ("limit=x", "limit", "应为整数"),
        ("after=" + "x" * 601, "after", "最多 600 个字"),
    ],
)
def test_what_is_wrong_in_the_address_is_named(staff, query, field, said):
    told = signed_in(staff).get(f"{UNITS}?{query}")

    assert problem(told) == (422, "invalid")
    assert told.json()["field"] == field
    assert said in told.json()["message"]


@pytest.mark.parametrize("query", ["unit=%00", "after=a%00b"])
def test_a_nul_in_the_address_is_refused(staff, query):
    assert problem(signed_in(staff).get(f"{UNITS}?{query}")) == (400, "bad_request")


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v1/units/1/2"])
def test_an_unknown_address_is_told_in_json(client, path):
    assert problem(client.get(path)) == (404, "not_found")
    assert problem(client.post(path)) == (404, "not_found")


def test_a_wrong_method_is_told_in_json(staff):
    response = signed_in(staff).delete(UNITS)

    assert problem(response) == (405, "method_not_allowed")
    assert response["Allow"] == "GET"


def test_a_form_is_not_json(staff):
    assert problem(signed_in(staff).post(UNITS, {"a": 1})) == (415, "not_json")


def test_a_crash_is_json_too_and_logged(staff, caplog):
    with mock.patch("youju.api.routes.figures.page", side_effect=ZeroDivisionError):
        response = signed_in(staff).get(UNITS)

    assert problem(response) == (500, "server")
    assert "ZeroDivisionError" in caplog.text


def test_figures_are_told_with_what_stands_behind_them(city, staff):
    from uuid import uuid4

    from youju.kernel.periods import Grain, around
    from youju.ledgers.actions import record_entry

    record_entry(
        "cleanup",
        unit=staff.unit,
        values={"action": "周末清洁日", "place": "桂苑小区", "rubbish": "50余车"},
        period=around(datetime(2026, 3, 5, tzinfo=UTC).date(), Grain.DAY),
        actor=staff,
        now=NOON,
        key=uuid4(),
    )
    client = signed_in(staff)

    told = client.get("/api/v1/figures?period=2026H1&measure=cleanup.rubbish").json()

    assert told["unit"]["name"] == "金桥社区"
    assert told["items"] == [
        {
            "measure": "cleanup.rubbish", "name": "清理垃圾", "unit": "车", "value": "50",
            "text": "50余车", "records": 1, "inexact": 1, "unknown": 0,
        }
    ]  # fmt: skip
    assert problem(client.get("/api/v1/figures?period=2026X")) == (422, "refused")
    assert problem(client.get("/api/v1/figures?period=?")) == (422, "refused")
    wanted = {"code": "cleanup.rubbish", "name": "清理垃圾", "unit": "车", "adds": "flow"}
    assert wanted in every(client, "/api/v1/measures?limit=200")


def every(client, url: str) -> list[dict]:
    """Return what all pages of a list hold."""
    told = client.get(url).json()
    after = told.get("next") or ""
    return told["items"] + (
        every(client, f"{url.split('&after=')[0]}&after={after}") if after else []
    )


def test_the_description_names_scopes_and_errors_and_reads_as_a_page(client):
    schema = client.get("/api/v1/openapi.json").json()
    page = client.get("/api/v1/")

    told = schema["paths"]["/api/v1/figures"]["get"]
    assert told["x-scope"] == "read:facts"
    assert {"200", "401", "403", "404", "422", "429"} <= set(told["responses"])
    assert told["security"] == [{"Bearer": []}, {"Session": []}]
    assert "/api/v1/figures" in page.content.decode()
    assert "http://" not in page.content.decode().replace("http://www.w3.org", "")
