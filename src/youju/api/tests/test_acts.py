"""What a phone does, over HTTP."""

from datetime import timedelta
from unittest import mock
from uuid import uuid4

import pytest
from django.test import Client

from youju.api.acts import address_of
from youju.api.rules import Scope
from youju.api.tests.world import NOON, a_token
from youju.cases.models import Case
from youju.cases.rules import State
from youju.cases.tests.factories import FOUND, CaseCity
from youju.evidence.actions import append_part, begin_upload, finish_upload
from youju.evidence.models import Link
from youju.evidence.queries import signatures_of
from youju.evidence.tests.factories import jpeg, scene
from youju.patrols import actions as patrols
from youju.patrols.models import Visit
from youju.patrols.queries import kind_named

pytestmark = pytest.mark.django_db
HERE = {"kind": "t01", "place": "金桥路 12号楼北侧", "lat": 31.3, "lng": 120.6}


@pytest.fixture
def city(tmp_path, settings):
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    files["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    return CaseCity()


@pytest.fixture(autouse=True)
def at_noon():
    with mock.patch("django.utils.timezone.now", return_value=NOON):
        yield


def signed_in(member):
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(client, act="report_case", data=None, key=None, **frame):
    told = {"key": str(key or uuid4()), "act": act, "data": HERE if data is None else data} | frame
    return client.post("/api/v1/acts", told, content_type="application/json")


def uploaded(member, n=3, whole=True):
    content = jpeg(scene(n))
    how = {"actor": member, "now": NOON}
    upload = begin_upload(name="1.jpg", size=len(content), unit=member.unit, key=uuid4(), **how)
    append_part(upload.pk, 0, content, **how)
    if whole:
        finish_upload(upload.pk, **how)
    return upload.pk


def test_a_report_becomes_a_case_once_however_often_it_is_sent(city):
    client, key = signed_in(city.grid_worker), uuid4()
    photo = uploaded(city.grid_worker)
    frame = {
        "key": key, "uploads": [photo], "done_at": "2026-07-08T11:58:00+08:00",
        "person": city.grid_worker.person_id, "sent_at": "2026-07-08T04:00:00Z", "clock_ahead": None,
    }  # fmt: skip

    first, again = send(client, **frame), send(client, **frame)
    asked = client.get(f"/api/v1/acts/{key}")

    case = Case.objects.get()
    result = {
        "kind": "cases.case",
        "id": str(case.pk),
        "title": f"{case.number} 金桥路 12号楼北侧暴露垃圾",
        "url": address_of("cases.case", str(case.pk)),
    }
    assert first.json() == again.json() == asked.json() == {"key": str(key), "result": result}
    assert (case.unit, case.source) == (city.grid, "grid")
    assert case.done_at == NOON - timedelta(minutes=2)
    assert Link.objects.get().source_id == str(case.pk)


def test_the_source_is_by_who_saw_it_unless_the_report_says_so(city):
    send(signed_in(city.inspector), data=HERE | {"unit": city.community.code})
    send(signed_in(city.clerk))
    send(signed_in(city.clerk), data=HERE | {"source": "hotline"})

    sources = Case.objects.order_by("pk").values_list("source", flat=True)
    assert list(sources) == ["supervision", "patrol", "hotline"]


def test_a_case_goes_from_hand_to_hand(city):
    case = city.case(State.DISPATCHED, now=FOUND)
    worker, grid = signed_in(city.worker), signed_in(city.grid_worker)
    about = {"case": case.pk}
    case.unit = city.grid
    case.path = city.grid.path
    case.save()

    told = [
        send(worker, "accept_case", about),
        send(worker, "add_note", about | {"note": "车已派出"}),
        send(worker, "rectify_case", about | {"note": "已清运"}, uploads=[uploaded(city.worker)]),
        send(grid, "verify_case", about | {"passed": True, "note": "现场干净"}),
    ]

    assert [one.status_code for one in told] == [200] * 4
    case.refresh_from_db()
    assert case.at is State.CLOSED


def test_a_refusal_names_the_field_and_leaves_nothing(city):
    client, key = signed_in(city.grid_worker), uuid4()

    told = send(client, data=HERE | {"kind": "nothing"}, key=key)

    assert told.status_code == 422
    assert told.json() == {"code": "refused", "field": "kind", "message": "没有这类问题，请从问题类别里选。"}  # fmt: skip
    assert not Case.objects.exists()
    assert client.get(f"/api/v1/acts/{key}").status_code == 404


def test_an_act_of_somebody_else_is_not_taken(city):
    told = send(signed_in(city.grid_worker), person=city.clerk.person_id)

    assert (told.status_code, told.json()["code"]) == (403, "person")
    assert not Case.objects.exists()


def test_a_photo_that_has_not_come_is_waited_for(city):
    told = send(signed_in(city.grid_worker), uploads=[uploaded(city.grid_worker, whole=False)])

    assert (told.status_code, told.json()["field"]) == (422, "uploads")


def test_what_was_done_before_is_answered_though_its_photo_is_gone(city):
    client, key = signed_in(city.grid_worker), uuid4()
    first = send(client, key=key)

    again = send(client, key=key, uploads=[12345])

    assert again.status_code == 200
    assert again.json() == first.json()


def test_one_key_for_two_things_is_a_conflict(city):
    client, key = signed_in(city.clerk), uuid4()
    case = city.report()
    send(client, key=key)

    told = send(client, "add_note", {"case": case.pk, "note": "见过"}, key=key)

    assert (told.status_code, told.json()["code"]) == (409, "conflict")


@pytest.mark.parametrize("done_at", ["2026-07-08T12:00:00", "0001-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "x"])  # fmt: skip
def test_a_time_that_cannot_be_is_refused(city, done_at):
    told = send(signed_in(city.grid_worker), done_at=done_at)

    assert told.status_code == 422
    assert told.json()["field"].endswith("done_at")


@pytest.mark.parametrize(
    "wrong",
    [
        {"act": "delete_case"}, {"data": {}}, {"data": HERE | {"lat": 91}}, {"uploads": [2**70]},
        {"uploads": list(range(1, 40))}, {"key": "x"}, {"person": 2**70}, {"data": HERE | {"lat": None}},
        {"data": HERE | {"place": "\ud800"}}, {"data": HERE | {"unit": "000000000000"}},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_reason(city, wrong):
    told = {"key": str(uuid4()), "act": "report_case", "data": HERE} | wrong

    answer = signed_in(city.grid_worker).post("/api/v1/acts", told, content_type="application/json")

    assert answer.status_code in (403, 404, 422)
    assert answer.json()["message"]
    assert not Case.objects.exists()


def test_a_token_does_only_what_it_is_for(city):
    _token, headers = a_token(city.clerk, Scope.READ_CASES)
    told = {"key": str(uuid4()), "act": "report_case", "data": HERE}

    answer = Client().post("/api/v1/acts", told, content_type="application/json", **headers)

    assert (answer.status_code, answer.json()["code"]) == (403, "no_scope")

    _token, headers = a_token(city.clerk, Scope.WRITE_CASES)
    answer = Client().post("/api/v1/acts", told, content_type="application/json", **headers)

    assert answer.status_code == 200


def test_a_leader_may_not_report(city):
    from youju.organisations.rules import Role
    from youju.organisations.tests.factories import make_member

    told = send(signed_in(make_member(city.community, Role.LEADER)))

    assert (told.status_code, told.json()["code"]) == (403, "forbidden")


def test_there_is_no_page_of_what_is_unknown():
    assert address_of("nothing", "1") == ""


def test_a_visit_is_recorded_and_each_of_its_faults_becomes_a_case_once(city):
    now = {"actor": city.clerk, "now": NOON, "key": uuid4()}
    place = patrols.add_place(city.community, "market", "金桥农贸市场", **now)
    client, key, photo = signed_in(city.clerk), uuid4(), uploaded(city.clerk)
    code, other = [item.code for item in kind_named("market").kind.items[:2]]
    data = {
        "place": place.pk,
        "items": [{"code": other, "ok": True}, {"code": code, "ok": False}],
        "findings": [
            {"item": code, "kind": "t01", "uploads": [photo]},
            {"description": "门口积水"},
        ],
        "people": 3,
    }

    first = send(client, "record_visit", data, key)
    again = send(client, "record_visit", data, key)

    assert first.status_code == 200 and first.json() == again.json()
    assert client.get(f"/api/v1/acts/{key}").json() == first.json()
    assert first.json()["result"]["title"] == "金桥农贸市场"
    cases = Case.objects.order_by("pk")
    assert [(case.kind.code, case.place) for case in cases] == [
        ("t01", "金桥农贸市场"),
        ("s0612", "金桥农贸市场"),
    ]
    assert Link.objects.filter(source_kind="cases.case", source_id=str(cases[0].pk)).count() == 1
    assert Visit.objects.get().people == 3


def test_a_visit_is_signed_by_whoever_was_there(city):
    now = {"actor": city.clerk, "now": NOON, "key": uuid4()}
    place = patrols.add_place(city.community, "market", "金桥农贸市场", **now)
    signature = uploaded(city.clerk)

    sent = send(signed_in(city.clerk), "record_visit", {"place": place.pk}, signatures=[signature])

    assert sent.status_code == 200
    visit = Visit.objects.get()
    assert len(signatures_of(city.clerk, "patrols.visit", visit.pk)) == 1


def test_a_visit_whose_fault_cannot_be_reported_is_not_recorded_either(city):
    now = {"actor": city.clerk, "now": NOON, "key": uuid4()}
    place = patrols.add_place(city.community, "market", "金桥农贸市场", **now)
    data = {"place": place.pk, "findings": [{"description": "门口积水", "kind": "nothing"}]}

    refused = send(signed_in(city.clerk), "record_visit", data)

    assert refused.status_code in (404, 422) and refused.json()["message"]
    assert not Visit.objects.exists() and not Case.objects.exists()
