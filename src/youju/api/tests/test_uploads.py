"""Files in parts, over HTTP."""

import json
from hashlib import sha256
from uuid import uuid4

import pytest
from django.test import Client

from youju.evidence.models import Item
from youju.evidence.tests.factories import jpeg, scene
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

pytestmark = pytest.mark.django_db
PART = "application/offset+octet-stream"
PHOTO = jpeg(scene(3))


@pytest.fixture
def city(tmp_path, settings):
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    files["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    return City()


def signed_in(member, **how):
    client = Client(**how)
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def client(city):
    return signed_in(make_member(city.community, Role.GRID_WORKER))


def begin(client, content=PHOTO, **given):
    told = {"key": str(uuid4()), "name": "1.jpg", "size": len(content), "sha256": sha256(content).hexdigest()}  # fmt: skip
    return client.post("/api/v1/uploads", told | given, content_type="application/json")


def part(client, upload_id, offset, content):
    url = f"/api/v1/uploads/{upload_id}"
    return client.patch(url, content, content_type=PART, headers={"upload-offset": str(offset)})


def test_a_photo_comes_in_parts_and_becomes_an_item(client):
    upload = begin(client).json()
    first = part(client, upload["id"], 0, PHOTO[:16384]).json()
    again = part(client, upload["id"], 0, PHOTO[:16384]).json()
    asked = client.head(f"/api/v1/uploads/{upload['id']}")
    last = part(client, upload["id"], 16384, PHOTO[16384:]).json()

    assert (upload["offset"], upload["state"], upload["item"]) == (0, "open", None)
    assert first["offset"] == again["offset"] == 16384
    assert (asked["Upload-Offset"], asked["Upload-Length"]) == ("16384", str(len(PHOTO)))
    assert (last["offset"], last["state"]) == (len(PHOTO), "done")
    assert Item.objects.get().pk == last["item"]
    assert client.get(f"/api/v1/uploads/{upload['id']}").json() == last


def test_the_same_announcement_is_one_upload(client):
    key = str(uuid4())

    assert begin(client, key=key).json()["id"] == begin(client, key=key).json()["id"]


def test_a_key_used_for_something_else_is_a_conflict(city):
    client = signed_in(make_member(city.community, Role.STAFF))
    key = str(uuid4())
    client.post("/api/calendar/", {"key": key})

    told = begin(client, key=key)

    assert (told.status_code, told.json()["code"], told.json()["field"]) == (409, "conflict", "key")


def test_a_part_that_leaves_a_gap_is_told_where_to_go_on(client):
    upload = begin(client).json()

    told = part(client, upload["id"], 5, PHOTO[5:])

    assert told.status_code == 409
    assert told.json() == {"code": "offset", "field": "offset", "message": "应从第 0 字节接着传", "offset": 0}  # fmt: skip
    assert told["Upload-Offset"] == "0"


def test_a_photo_that_came_wrong_is_sent_again_from_its_beginning(client):
    upload = begin(client, sha256="0" * 64).json()

    told = part(client, upload["id"], 0, PHOTO)

    assert (told.status_code, told.json()["code"]) == (422, "hash")
    assert client.get(f"/api/v1/uploads/{upload['id']}").json()["offset"] == 0


def test_what_is_no_photo_is_refused_at_its_field(client):
    content = b"MZ" + bytes(20_000)
    upload = begin(client, content=content).json()

    told = part(client, upload["id"], 0, content)

    assert (told.status_code, told.json()["code"], told.json()["field"]) == (422, "refused", "file")


def test_a_part_that_is_too_large_is_not_read(client):
    upload = begin(client).json()

    told = part(client, upload["id"], 0, bytes(4 * 2**20 + 1))

    assert (told.status_code, told.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize("offset", ["", "x", "-1", "9" * 30])
def test_an_offset_that_is_none_is_refused(client, offset):
    upload = begin(client).json()

    assert part(client, upload["id"], offset, b"x").status_code == 422


def test_an_upload_of_somebody_else_does_not_exist(city, client):
    upload = begin(client).json()
    other = signed_in(make_member(city.community, Role.GRID_WORKER, "other"))

    assert part(other, upload["id"], 0, PHOTO).status_code == 404
    assert other.head(f"/api/v1/uploads/{upload['id']}").status_code == 404


def test_a_browser_needs_its_csrf_token_to_write(city):
    client = signed_in(make_member(city.community, Role.STAFF), enforce_csrf_checks=True)

    told = begin(client)
    assert (told.status_code, told.json()["code"]) == (403, "csrf")

    client.get("/api/")
    headers = {"x-csrftoken": client.cookies["csrftoken"].value}
    given = {"key": str(uuid4()), "name": "1.jpg", "size": 5}
    told = client.post("/api/v1/uploads", json.dumps(given), content_type="application/json", headers=headers)  # fmt: skip

    assert told.status_code == 200


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ("{", 400, None),
        ("[]", 422, None),
        ('{"key": 1}', 422, "key"),
        ('{"name": "a\\u0000"}', 400, None),
        ('{"size": NaN}', 400, None),
        ("[" * 100_000, 400, None),
    ],
)
def test_a_body_that_cannot_be_read_is_told_why(client, body, status, field):
    told = client.post("/api/v1/uploads", body, content_type="application/json")

    assert told.status_code == status
    assert told.json()["field"] == field


def test_an_unknown_field_is_named(client):
    told = begin(client, colour="red")

    assert (told.status_code, told.json()["field"]) == (422, "colour")
