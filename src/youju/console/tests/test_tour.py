"""The tour of a role on Today: there at first, put away by its button, back when asked for."""

from django.test import Client

from youju.console.tour import COOKIE
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member


def test_a_tour_is_shown_until_it_is_put_away_and_again_when_asked(db):
    client = Client()
    staff = make_member(City().community, Role.STAFF)
    client.force_login(staff.person, backend="django.contrib.auth.backends.ModelBackend")
    assert "从这里开始" in client.get("/").content.decode()

    sent = client.post("/tour/")

    assert (sent.status_code, sent.url) == (302, "/")
    assert client.cookies[COOKIE].value == "staff"
    assert "从这里开始" not in client.get("/").content.decode()
    assert "从这里开始" in client.get("/?tour=1").content.decode()
    client.cookies[COOKIE] = "x.staff.%00<b>"
    assert client.get("/").status_code == 200
