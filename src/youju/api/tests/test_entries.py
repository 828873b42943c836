"""Entries of signed ledgers, as a phone sends them."""

from __future__ import annotations

import json
from hashlib import sha256
from uuid import uuid4

import pytest

from youju.api.rules import Scope
from youju.api.tests.world import a_token
from youju.evidence.queries import items_of, signatures_of
from youju.evidence.tests.conftest import files  # noqa: F401
from youju.evidence.tests.factories import encoded, scene
from youju.ledgers.models import Entry
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]
ENTRY = "ledgers.entry"


@pytest.fixture
def city() -> City:
    return City()


@pytest.fixture
def worker(city):
    return make_member(city.community, Role.STAFF, "walker")


def uploaded(client, headers, shift: int) -> int:
    content = encoded("PNG", scene(shift, (300, 200)))
    told = {"key": str(uuid4()), "name": "1.png", "size": len(content), "sha256": sha256(content).hexdigest()}  # fmt: skip
    made = client.post("/api/v1/uploads", json.dumps(told), "application/json", **headers).json()
    part = {"content_type": "application/offset+octet-stream", "HTTP_UPLOAD_OFFSET": "0"}
    assert client.patch(f"/api/v1/uploads/{made['id']}", content, **part, **headers).status_code == 200  # fmt: skip
    return int(made["id"])


def send(client, headers, act, data, **more):
    body = {"act": act, "key": str(uuid4()), "done_at": "2026-07-08T11:40:12+08:00", "data": data}
    return client.post("/api/v1/acts", json.dumps(body | more), "application/json", **headers)


def test_a_phone_learns_which_ledgers_are_signed_and_what_they_ask(client, worker):
    _token, headers = a_token(worker)

    told = client.get("/api/v1/phone/start", **headers).json()["ledgers"]

    one = next(one for one in told if one["code"] == "parking_consents")
    assert (one["label"], one["signed"], one["photos"]) == ("车位划定征求意见", "住户签名", True)
    answer = next(field for field in one["fields"] if field["key"] == "answer")
    assert answer["choices"][0] == {"value": "同意", "text": "同意"} and answer["required"]


def test_in_english_the_choices_are_still_sent_as_they_are_kept(client, worker):
    _token, headers = a_token(worker)

    told = client.get("/api/v1/phone/start", HTTP_COOKIE="django_language=en", **headers).json()[
        "ledgers"
    ]

    one = next(one for one in told if one["code"] == "parking_consents")
    choice = next(field for field in one["fields"] if field["key"] == "answer")["choices"][0]
    assert choice["value"] == "同意" and choice["text"] != "同意"


def test_an_entry_from_a_phone_has_its_photos_and_its_signature_and_counts_once(client, worker):
    _token, headers = a_token(worker, Scope.WRITE_LEDGERS, Scope.WRITE_FILES)
    photo, signature = uploaded(client, headers, 0), uploaded(client, headers, 30)
    data = {"ledger": "parking_consents", "values": {"place": "佳园二区", "house": "5号", "answer": "同意"}}  # fmt: skip
    key = str(uuid4())

    sent = [send(client, headers, "record_entry", data, key=key, uploads=[photo], signatures=[signature]) for _ in "12"]  # fmt: skip

    assert [one.status_code for one in sent] == [200, 200]
    assert sent[0].json() == sent[1].json()
    entry = Entry.objects.get()
    assert sent[0].json()["result"]["url"] == f"/ledgers/entries/{entry.pk}/"
    assert (entry.unit, entry.period.label, entry.done_at.minute) == (
        worker.unit,
        "2026年7月8日",
        40,
    )
    assert (
        len(items_of(worker, ENTRY, entry.pk)) == len(signatures_of(worker, ENTRY, entry.pk)) == 1
    )
    told = client.get(f"/api/v1/acts/{key}", **headers).json()
    assert told["result"]["title"] == entry.title


def test_an_entry_with_a_fault_comes_back_with_its_reason(client, worker):
    _token, headers = a_token(worker, Scope.WRITE_LEDGERS)

    answer = send(client, headers, "record_entry", {"ledger": "parking_consents", "values": {"place": "佳园"}})  # fmt: skip

    assert answer.status_code == 422 and "请填" in answer.json()["message"]
    assert not Entry.objects.exists()


def test_a_token_for_visits_does_not_write_ledgers(client, worker):
    _token, headers = a_token(worker, Scope.WRITE_VISITS)

    answer = send(client, headers, "record_entry", {"ledger": "parking_consents", "values": {}})

    assert answer.status_code == 403
