"""Refusals answer in the form that was asked for; Chinese is spoken unless chosen otherwise."""

import json

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import DataError
from django.http import Http404, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path

from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.ui.middleware import RefusalMiddleware

REASONS = {
    "refused": Refused("这一天已经记过，请打开原记录更正", field="day"),
    "forbidden": Forbidden("督查员不能做这一步"),
    "missing": Missing("没有这条记录"),
}


@login_not_required
def say_no(request, why):
    if why == "lost":
        raise Http404
    raise REASONS[why]


@login_not_required
def greet(request):
    return HttpResponse(request.LANGUAGE_CODE)


urlpatterns = [path("no/<why>/", say_no), path("greet/", greet)]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.mark.parametrize(
    ("why", "status", "words"),
    [
        ("refused", 422, "这一天已经记过，请打开原记录更正"),
        ("forbidden", 403, "督查员不能做这一步"),
        ("missing", 404, "没有这条记录"),
        ("lost", 404, "不在您的查看范围内"),
    ],
)
def test_a_refusal_is_a_page_that_says_why(client, why, status, words):
    answer = client.get(f"/no/{why}/")

    assert answer.status_code == status
    assert words in answer.content.decode()
    assert "<!doctype html>" in answer.content.decode()


@pytest.mark.parametrize(
    ("why", "status", "words"),
    [
        ("refused", 422, "这一天已经记过"),
        ("forbidden", 403, "督查员不能做这一步"),
        ("missing", 404, "没有这条记录"),
        ("lost", 404, "没有找到"),
    ],
)
def test_a_part_of_a_page_is_answered_into_the_messages(client, why, status, words):
    answer = client.get(f"/no/{why}/", headers={"HX-Request": "true"})

    assert answer.status_code == status
    assert answer["HX-Retarget"] == "#messages"
    assert words in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_boosted_link_gets_the_whole_page(client):
    answer = client.get("/no/missing/", headers={"HX-Request": "true", "HX-Boosted": "true"})

    assert "<!doctype html>" in answer.content.decode()


def test_json_is_answered_to_who_asks_for_json(client):
    answer = client.get("/no/refused/", headers={"Accept": "application/json"})

    assert answer.status_code == 422
    assert json.loads(answer.content) == {
        "error": "这一天已经记过，请打开原记录更正",
        "field": "day",
    }
    assert "这一天" in answer.content.decode()


def test_a_browser_that_takes_anything_gets_a_page(client):
    answer = client.get("/no/refused/", headers={"Accept": "text/html,*/*;q=0.8"})

    assert answer["Content-Type"].startswith("text/html")


def test_other_faults_are_not_swallowed(client):
    client.raise_request_exception = False

    answer = client.get("/no/unknown/")

    assert answer.status_code == 500
    assert "系统出错" in answer.content.decode()


def test_a_browsers_own_language_does_not_choose(client):
    assert client.get("/greet/", headers={"Accept-Language": "en"}).content == b"zh-hans"


def test_a_chosen_language_is_spoken(client):
    client.cookies["django_language"] = "en"
    assert client.get("/greet/").content == b"en"
    client.cookies["django_language"] = "xx"
    assert client.get("/greet/").content == b"zh-hans"


@override_settings(DEBUG=False)
def test_a_refused_form_token_says_what_to_do(client):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/greet/")

    assert answer.status_code == 403
    assert "页面放置太久" in answer.content.decode()


def test_what_the_database_cannot_hold_is_refused_with_a_reason():
    request = RequestFactory().post("/", headers={"Accept": "application/json"})

    answer = RefusalMiddleware(lambda _request: HttpResponse()).process_exception(
        request, DataError("a string holds NUL")
    )

    assert answer.status_code == 422
    assert "不能保存的字符" in answer.content.decode()
