"""Sheets of a mock assessment, sent by a phone."""

from __future__ import annotations

from unittest import mock
from uuid import uuid4

import pytest
from django.test import Client

from youju.patrols.models import Visit
from youju.standards.models import MockSheet
from youju.standards.tests.mock_world import NOON, Trial, answers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_noon():
    with mock.patch("django.utils.timezone.now", return_value=NOON):
        yield


@pytest.fixture
def world() -> Trial:
    return Trial()


def phone(member) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(client, spot, items, **more):
    body = {"act": "mock_sheet", "key": str(uuid4()), "data": {"spot": spot.pk, "items": items}, **more}  # fmt: skip
    return client.post("/api/v1/acts", body, content_type="application/json")


def marked(spot, *bad):
    return [{"code": code, "mark": one.mark.value, "number": 3, "note": ""} for code, one in answers(spot, *bad).items()]  # fmt: skip


def test_an_assessor_gets_the_route_and_sends_a_sheet_once(world):
    spot = world.spot(world.opened())
    client = phone(world.first)
    listed = client.get("/api/v1/phone/start").json()["mock"]
    assert [one["order"] for one in listed] == [1, 2, 3]
    assert listed[0]["checks"][0]["text"] == spot.round.checks["alley"]["items"][0]["text"]

    key = str(uuid4())
    told = {"key": key, "done_at": "2026-07-08T10:38:02+08:00", "person": world.first.person_id}
    first = send(client, spot, marked(spot, "drain"), **told)
    again = send(client, spot, marked(spot, "drain"), **told)

    assert first.status_code == 200 and first.json() == again.json()
    assert first.json()["key"] == key
    result = first.json()["result"]
    assert result["title"] == spot.place.name
    assert result["url"] == f"/standards/mock/places/{spot.pk}/"
    assert client.get(f"/api/v1/acts/{key}").json() == first.json()
    sheet = MockSheet.objects.get()
    assert sheet.done_at.isoformat() == "2026-07-08T02:38:02+00:00" and sheet.received_at == NOON
    assert Visit.objects.get().pk == sheet.visit_id
    assert len(client.get("/api/v1/phone/start").json()["mock"]) == 2


def test_a_sheet_that_cannot_be_taken_says_why(world):
    spot = world.spot(world.opened())
    client = phone(world.first)

    half = send(client, spot, marked(spot)[:1])
    strange = send(client, spot, [{"code": "drain", "mark": "maybe"}])
    stranger = send(phone(world.third), spot, marked(spot))

    assert half.status_code == 422 and "项没有评" in half.json()["message"]
    assert strange.status_code == 422
    assert stranger.status_code == 422 and "不是这一轮的测评员" in stranger.json()["message"]
    assert not MockSheet.objects.exists()
