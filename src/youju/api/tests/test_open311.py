"""GeoReport v2: what is read and written, pure; and over HTTP."""

import json
from datetime import UTC, datetime, timedelta
from unittest import mock
from urllib.parse import quote
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from georeport import GeoReport

from youju.api.open311.asked import SPAN, Fault, filters_of, posted_of
from youju.api.open311.wire import written
from youju.api.rules import Scope
from youju.api.tests.world import NOON, a_token
from youju.cases.models import Case
from youju.cases.rules import Source, State
from youju.cases.tests.factories import FOUND, CaseCity
from youju.evidence.queries import items_of
from youju.evidence.tests.factories import jpeg, scene, upload
from youju.organisations.rules import UnitKind
from youju.organisations.tests.factories import make_unit

BASE = "/open311/v2"


def test_the_same_content_is_xml_and_json():
    told = [{"code": 404, "text": "没有\x0b<这个>", "at": NOON, "yes": True, "no": None, "values": [{"key": "a"}]}]  # fmt: skip

    xml, plain = written("xml", "services", told), written("json", "services", told)

    service = ElementTree.fromstring(xml).find("service")
    assert [(one.tag, one.text) for one in service] == [
        ("code", "404"), ("text", "没有<这个>"), ("at", "2026-07-08T04:00:00+00:00"), ("yes", "true"),
        ("no", None), ("values", None),
    ]  # fmt: skip
    assert service.find("values/value/key").text == "a"
    assert json.loads(plain)[0]["at"] == "2026-07-08T04:00:00+00:00"
    assert json.loads(plain)[0]["no"] is None


def test_without_dates_the_last_ninety_days_are_meant():
    found = filters_of({}, NOON)

    assert (found.start, found.end) == (NOON - SPAN, NOON)
    assert found.states == frozenset(State)


@pytest.mark.parametrize(
    ("query", "start", "end"),
    [
        ({"start_date": "2026-01-01T00:00:00Z"}, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)),
        ({"start_date": "2026-07-01T00:00:00"}, datetime(2026, 7, 1, tzinfo=UTC), NOON),
        ({"end_date": "2026-07-01T08:00:00 08:00"}, datetime(2026, 7, 1, tzinfo=UTC) - SPAN, datetime(2026, 7, 1, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_one_date_tells_the_other(query, start, end):
    found = filters_of(query, NOON)

    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    "query",
    [
        {"start_date": "x"}, {"end_date": "0001-01-01T00:00:00Z"}, {"status": "lost"},
        {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-06-01T00:00:00Z"},
    ],
)  # fmt: skip
def test_filters_that_are_none_are_faults(query):
    with pytest.raises(Fault) as fault:
        filters_of(query, NOON)

    assert fault.value.code == 400


def test_several_are_named_with_commas():
    found = filters_of({"service_request_id": "a, b,,a", "status": "open"}, NOON)

    assert found.numbers == ("a", "b")
    assert State.CLOSED not in found.states
    assert State.REPORTED in found.states


def test_a_report_is_read_from_its_form():
    told = posted_of(
        {
            "service_code": "t01", "lat": "31.3", "long": "120.6", "description": "一堆垃圾", "first_name": "小明",
            "last_name": "王", "phone": "13800000000", "media_url": "https://example.org/1.jpg",
            "attribute[quantity]": "3处",
        }
    )  # fmt: skip

    assert (told.lat, told.lng, told.name) == (31.3, 120.6, "王小明")
    assert told.description == "一堆垃圾\n照片网址：https://example.org/1.jpg"
    assert told.quantity == "3处"


@pytest.mark.parametrize(
    "form",
    [
        {}, {"service_code": "t01"}, {"service_code": "t01", "lat": "31"},
        {"service_code": "t01", "lat": "x", "long": "1"}, {"service_code": "t01", "lat": "nan", "long": "1"},
        {"service_code": "t01", "lat": "91", "long": "1"},
        {"service_code": "t01", "address_string": "桥头", "media_url": "javascript:alert(1)"},
        {"service_code": "t01", "address_string": "桥头", "media_url": "http://[1"},
        {"service_code": "t01", "address_string": "桥头", "media_url": "https://a.example b"},
    ],
)  # fmt: skip
def test_a_report_that_lacks_something_is_a_fault(form):
    with pytest.raises(Fault):
        posted_of(form)


@pytest.fixture
def city(db):
    return CaseCity()


@pytest.fixture(autouse=True)
def at_noon(request):
    if "live_server" in request.fixturenames:
        yield
        return
    with mock.patch("django.utils.timezone.now", return_value=NOON):
        yield


def key_of(member, *scopes):
    _token, headers = a_token(member, *scopes)
    return headers["HTTP_AUTHORIZATION"].split()[1]


def told(response):
    return response.status_code, json.loads(response.content)


def test_discovery_names_the_service_in_both_formats(client, db):
    plain = client.get(f"{BASE}/discovery.json")
    xml = client.get(f"{BASE}/discovery.xml")

    assert plain.json()["endpoints"][0]["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert xml["Content-Type"].startswith("text/xml")
    assert ElementTree.fromstring(xml.content).find("endpoints/endpoint/formats/format").text == "text/xml"  # fmt: skip


def test_the_public_follows_what_residents_told_and_learns_of_nobody(client, city):
    case = city.case(
        State.DISPATCHED, source=Source.RESIDENT, title="王小明家门口", place="桂苑3栋王小明家",
        description="王小明说的", lat=31.30456, lng=120.61789,
    )  # fmt: skip
    city.report(source=Source.PATROL)

    status, found = told(client.get(f"{BASE}/requests.json"))

    assert status == 200
    assert found == [
        {
            "service_request_id": case.number, "status": "open", "status_notes": "待整改",
            "service_name": "暴露垃圾", "service_code": "t01", "description": "暴露垃圾",
            "agency_responsible": "桂苑物业", "service_notice": "",
            "requested_datetime": "2026-07-07T07:58:00+00:00", "updated_datetime": "2026-07-07T08:18:00+00:00",
            "expected_datetime": case.due_at.astimezone(UTC).isoformat(), "address": "金桥社区",
            "address_id": "320502001001", "zipcode": "", "lat": 31.3, "long": 120.62, "media_url": "",
        }
    ]  # fmt: skip
    status, one = told(client.get(f"{BASE}/requests/{quote(case.number)}.json"))
    assert one == found
    xml = client.get(f"{BASE}/requests/{quote(case.number)}.xml").content.decode()
    assert "王小明" not in xml
    assert f"<service_request_id>{case.number}</service_request_id>" in xml


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ({"status": "closed"}, 0), ({"status": "open,closed"}, 1), ({"service_code": "t01,x"}, 1),
        ({"service_code": "x"}, 0), ({"start_date": "2026-07-07T08:00:00Z"}, 0),
        ({"end_date": "2026-07-07T08:00:00Z"}, 1),
    ],
)  # fmt: skip
def test_requests_are_narrowed(client, city, query, n):
    city.report(source=Source.RESIDENT, now=FOUND)

    assert len(client.get(f"{BASE}/requests.json", query).json()) == n


def test_with_a_key_one_sees_what_its_owner_sees(client, city):
    case = city.report()
    key = key_of(city.clerk, Scope.READ_CASES)

    found = client.get(f"{BASE}/requests.json", {"api_key": key, "service_request_id": f"{case.number},x"})  # fmt: skip

    assert [one["service_request_id"] for one in found.json()] == [case.number]
    assert client.get(f"{BASE}/requests/{quote(case.number)}.json").status_code == 404


def test_a_report_is_taken_with_a_key_and_found_by_its_token(client, city):
    form = {
        "api_key": key_of(city.clerk, Scope.WRITE_CASES), "service_code": "t01", "lat": "31.3", "long": "120.6",
        "first_name": "小明", "phone": "13800000000", "description": "一堆垃圾",
    }  # fmt: skip
    headers = {"idempotency-key": str(uuid4())}

    first = client.post(f"{BASE}/requests.json", form, headers=headers).json()
    again = client.post(f"{BASE}/requests.json", form, headers=headers).json()

    case = Case.objects.get()
    assert first == again
    assert first[0]["service_request_id"] == case.number
    assert (case.source, case.unit, case.description) == ("resident", city.community, "一堆垃圾")
    assert case.reporter_name.open() == "小明"
    found = client.get(f"{BASE}/tokens/{first[0]['token']}.json").json()
    assert found == [{"service_request_id": case.number, "token": first[0]["token"]}]


def test_photos_sent_with_a_report_are_its_before_photos(client, city):
    form = {
        "api_key": key_of(city.clerk, Scope.WRITE_CASES), "service_code": "t01", "address_string": "桥头",
        "media": [upload(jpeg(scene(1))), upload(jpeg(scene(30)), "远处.jpg")],
    }  # fmt: skip

    assert client.post(f"{BASE}/requests.json", form).status_code == 200

    case = Case.objects.get()
    links = items_of(city.clerk, "cases.case", case.pk)
    assert [(one.role, one.item.file_name) for one in links] == [("before", "现场.jpg"), ("before", "远处.jpg")]  # fmt: skip


@pytest.mark.parametrize(
    "media",
    [[upload(b"MZ not a picture")], [upload(b"%PDF-1.4\n", "a.pdf")], [upload(b"", "a.jpg")], [upload(jpeg(scene(n))) for n in range(10)]],
)  # fmt: skip
def test_what_is_no_photo_or_too_many_is_refused_and_nothing_is_reported(client, city, media):
    form = {
        "api_key": key_of(city.clerk, Scope.WRITE_CASES), "service_code": "t01", "address_string": "桥头",
        "media": media,
    }  # fmt: skip

    status, found = told(client.post(f"{BASE}/requests.json", form))

    assert (status, found[0]["code"]) == (400, 400) and found[0]["description"]
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"api_key": ""}, 403), ({"api_key": "yj_x"}, 403), ({"service_code": ""}, 400), ({"service_code": "x"}, 400),
        ({"jurisdiction_id": "x"}, 404), ({"attribute[unit]": "320502001002"}, 404), ({"lat": ""}, 400),
        ({"description": "\0"}, 400), ({"description": "长" * 3000}, 400), ({"jurisdiction_id": "330100000000"}, 403),
    ],
)  # fmt: skip
def test_a_report_is_refused_in_the_manner_of_georeport(client, city, given, code):
    make_unit("湖城市", UnitKind.CITY, None, "330100000000")
    form = {
        "api_key": key_of(city.clerk, Scope.WRITE_CASES), "service_code": "t01", "lat": "31.3", "long": "120.6",
        "jurisdiction_id": "320500000000",
    }  # fmt: skip

    response = client.post(f"{BASE}/requests.xml", form | given)

    error = ElementTree.fromstring(response.content).find("error")
    assert (response.status_code, error.find("code").text) == (code, str(code))
    assert error.find("description").text
    assert not Case.objects.exists()


def test_a_key_past_its_limit_is_told_when_to_come_again(client, city):
    key = {"api_key": key_of(city.clerk)}
    with mock.patch("youju.api.actions.count_use", return_value=False):
        response = client.get(f"{BASE}/requests.json", key)

    assert (response.status_code, response["Retry-After"]) == (429, "60")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("services.yaml", 404), ("services/nothing.json", 404), ("requests/nothing.json", 404),
        ("tokens/x.json", 404), ("tokens/0197a1b2-0000-7000-8000-000000000001.json", 404), ("requests.json?start_date=x", 400),
        ("requests.json?jurisdiction_id=x", 404), ("requests.json?status=%00", 400),
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_fault(client, city, path, code):
    status, found = told(client.get(f"{BASE}/{path}"))

    assert (status, found[0]["code"]) == (code, code)


def test_a_wrong_method_is_a_fault(client, city):
    assert told(client.post(f"{BASE}/services.json"))[0] == 405


def test_of_several_cities_one_must_be_named(client, city):
    make_unit("湖城市", UnitKind.CITY, None, "330100000000")

    assert told(client.get(f"{BASE}/services.json"))[0] == 400
    named = client.get(f"{BASE}/services.json?jurisdiction_id=330100000000")
    assert named.status_code == 200


def test_a_crash_is_not_hidden(client, city):
    client.raise_request_exception = False
    with mock.patch("youju.api.open311.content.services", side_effect=ZeroDivisionError):
        assert client.get(f"{BASE}/services.json").status_code == 500


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", ["json", "xml"])
def test_the_client_georeport_reads_us(live_server, form):
    city = CaseCity()
    then = datetime.now(UTC) - timedelta(days=2)
    first, _second = [city.report(source=Source.RESIDENT, now=then) for _n in range(2)]
    reader = GeoReport(f"{live_server.url}{BASE}", "320500000000", output_format=form)

    services = reader.get_service_list()
    code = next(one["service_code"] for one in services if one["service_code"] == "t01")
    definition = reader.get_service_definition(code)
    requests = reader.get_service_requests(service_code="t01", status="open")
    one = reader.get_service_request(first.number)

    assert definition["service_code"] == "t01"
    assert len(requests) == 2
    assert (one["service_request_id"], one["service_name"]) == (first.number, "暴露垃圾")
