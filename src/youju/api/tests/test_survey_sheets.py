"""Questionnaires asked at doors, as a phone sends them."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from youju.api.rules import Scope
from youju.api.tests.world import a_token
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.surveys import actions
from youju.surveys.actions.plans import Wanted
from youju.surveys.models import Sheet
from youju.surveys.queries import current_version, plan_progress
from youju.surveys.rules.plan import Criteria
from youju.surveys.tests.world import NOON, Town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def at_noon(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


@pytest.fixture
def town():
    town = Town()
    town.worker = make_member(town.community, Role.GRID_WORKER, "walker")
    town.asked = town.survey()
    wanted = [Wanted(town.community, 25, "桂苑"), Wanted(town.next_door, 25)]
    told = {"criteria": Criteria(), "actor": town.office, "now": NOON, "key": uuid4()}
    actions.set_cells(town.asked.pk, wanted, **told)
    return town


def cell_of(town, n=0):
    return plan_progress(town.asked).cells[n].cell.pk


def send(client, member, town, *scopes, cell=None, key=None, **answers):
    _token, headers = a_token(member, *scopes)
    data = {
        "version": current_version(town.asked).pk,
        "cell": cell or cell_of(town),
        "channel": "interview",
        "answers": {"know_city": ["yes"], "sat_all": ["good"], **answers},
    }
    body = {"act": "survey_sheet", "key": str(key or uuid4()), "person": member.person_id, "done_at": "2026-07-08T11:40:12+08:00", "data": data}  # fmt: skip
    return client.post("/api/v1/acts", json.dumps(body), "application/json", **headers)


def test_a_phone_keeps_what_is_asked_in_its_own_community(client, town):
    _token, headers = a_token(town.worker)
    told = client.get("/api/v1/phone/start", **headers).json()["surveys"]

    assert [one["title"] for one in told] == ["2026年创建知晓率调查"]
    assert [(one["name"], one["target"], one["done"]) for one in told[0]["cells"]] == [("桂苑", 25, 0)]  # fmt: skip
    (form,) = told[0]["forms"]
    assert form["criteria"] == "18–65 岁，在本地居住 6 个月以上"
    assert [one["code"] for one in form["questions"]] == ["know_city", "sat_all", "ways", "words"]
    assert "share" not in json.dumps(told)


def test_an_interview_counts_once_for_its_cell_and_names_nobody(client, town):
    key = uuid4()
    first = send(client, town.worker, town, key=key)
    again = send(client, town.worker, town, key=key)

    assert [first.status_code, again.status_code] == [200, 200]
    assert first.json() == again.json()
    assert first.json()["result"]["title"] == "一份问卷"
    sheet = Sheet.objects.get()
    assert (sheet.channel, sheet.unit, sheet.done_at.minute) == ("interview", town.community, 0)
    assert plan_progress(town.asked).cells[0].count.done == 1


def test_a_sheet_that_does_not_fit_is_refused_with_its_question(client, town):
    answer = send(client, town.worker, town, know_city=["maybe"])

    assert answer.status_code == 422
    assert answer.json()["field"] == "know_city"
    assert not Sheet.objects.exists()


def test_cells_of_another_community_and_tokens_without_the_use_are_refused(client, town):
    assert send(client, town.worker, town, cell=cell_of(town, 1)).status_code == 404
    assert send(client, town.worker, town, Scope.WRITE_CASES).status_code == 403
    leader = make_member(town.community, Role.LEADER, "head")
    assert send(client, leader, town, Scope.READ_CASES).status_code == 403
    assert not Sheet.objects.exists()
