"""The language of the pages stays with the browser, and with who is signed in."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from youju.kernel.refusal import Refused
from youju.organisations import actions
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

pytestmark = pytest.mark.django_db
COOKIE = settings.LANGUAGE_COOKIE_NAME


def test_a_choice_is_kept_with_the_person_and_in_the_browser():
    person = make_member(City().community, Role.STAFF).person
    client = Client()
    client.force_login(person)

    answer = client.post("/language/", {"language": "en", "next": "/ledgers/"})

    person.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, "/ledgers/")
    assert person.language == "en"
    assert answer.cookies[COOKIE].value == "en"
    assert answer.cookies[COOKIE]["max-age"] == 365 * 24 * 3600


def test_whoever_is_not_signed_in_chooses_for_the_browser_alone():
    answer = Client().post("/language/", {"language": "en", "next": "/public/"})

    assert answer.cookies[COOKIE].value == "en"


def test_an_unknown_language_changes_nothing():
    person = make_member(City().community, Role.STAFF).person
    client = Client()
    client.force_login(person)

    answer = client.post("/language/", {"language": "xx"})
    with pytest.raises(Refused, match="没有这种语言"):
        actions.choose_language(person, "xx", now=timezone.now())

    person.refresh_from_db()
    assert COOKIE not in answer.cookies
    assert person.language == ""


def test_signing_in_elsewhere_speaks_the_persons_language():
    person = make_member(City().community, Role.STAFF).person
    person.set_password("long-enough-1")
    person.language = "en"
    person.save()

    given = {"username": person.username, "password": "long-enough-1"}
    answer = Client().post("/organisations/sign-in/", given)

    assert answer.status_code == 302
    assert answer.cookies[COOKIE].value == "en"


def test_the_sign_in_page_offers_the_other_language():
    City()
    client = Client()

    assert 'name="language" value="en"' in client.get("/organisations/sign-in/").content.decode()
    client.cookies[COOKIE] = "en"
    page = client.get("/organisations/sign-in/").content.decode()
    assert 'name="language" value="zh-hans"' in page
    assert '<html lang="en"' in page
