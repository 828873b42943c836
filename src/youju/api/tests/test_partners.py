"""What partners and phones read."""

from unittest import mock
from uuid import uuid4

import pytest
from django.test import Client

from youju.api.rules import Scope
from youju.api.tests.world import NOON, a_token
from youju.cases.rules import State
from youju.cases.tests.factories import FOUND, CaseCity
from youju.kernel.quantity_text import parse_quantity
from youju.patrols import actions as patrols
from youju.patrols.actions import Fault, Told
from youju.patrols.models import Place

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def city():
    return CaseCity()


@pytest.fixture(autouse=True)
def at_noon():
    with mock.patch("django.utils.timezone.now", return_value=NOON):
        yield


class Asking:
    """Asks as a member, with a token for everything its role allows."""

    def __init__(self, member, *scopes):
        self.client = Client()
        _token, self.headers = a_token(member, *scopes)

    def get(self, path, query=None, **more):
        return self.client.get(f"/api/v1/{path}", query, **self.headers, **more)

    def post(self, path, told):
        return self.client.post(f"/api/v1/{path}", told, content_type=JSON, **self.headers)


def a_place(city):
    return Place.objects.create(
        root_id=city.community.root_id,
        unit=city.community,
        kind="market",
        kind_label="农贸市场",
        name="金桥农贸市场",
        pinyin="jinqiao",
        made_on=NOON.date(),
    )


def test_a_partner_pages_through_what_its_member_sees(city):
    made = [city.report() for _n in range(3)] + [city.case(State.DISPATCHED)]
    city.report(unit=city.next_door, actor=city.stranger)
    asking = Asking(city.clerk)

    first = asking.get("cases", {"limit": 3}).json()
    second = asking.get("cases", {"limit": 3, "after": first["next"]}).json()

    ids = [one["id"] for one in first["items"] + second["items"]]
    assert ids == [case.pk for case in reversed(made)]
    assert second["next"] == ""
    told = first["items"][0]
    assert (told["state"], told["state_name"], told["late"]) == ("dispatched", "待整改", True)
    assert (told["owner_unit_name"], told["kind"]) == ("桂苑物业", "t01")


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ({"state": "dispatched"}, 1), ({"state": ["reported", "dispatched"]}, 2), ({"source": "media"}, 0),
        ({"kind": "t01"}, 2), ({"since": "2026-07-07T16:00:00+08:00"}, 0), ({"until": "2026-07-07T16:00:00"}, 2),
        ({"unit": "320502001001"}, 2),
    ],
)  # fmt: skip
def test_cases_are_narrowed(city, query, n):
    city.report(now=FOUND)
    city.case(State.DISPATCHED, now=FOUND)

    assert len(Asking(city.office).get("cases", query).json()["items"]) == n


@pytest.mark.parametrize("query", [{"state": "lost"}, {"since": "x"}, {"limit": 201}])
def test_filters_that_are_none_are_refused(city, query):
    assert Asking(city.clerk).get("cases", query).status_code == 422


def test_a_case_is_told_with_its_trail_and_without_names(city):
    case = city.case(State.CLOSED)

    told = Asking(city.clerk).get(f"cases/{case.pk}").json()

    acts = [(one["act"], one["unit_name"]) for one in told["trail"]]
    assert acts == [
        ("report", "金桥社区"), ("file", "金桥社区"), ("dispatch", "金桥社区"),
        ("rectify", "桂苑物业"), ("pass", "金桥社区"),
    ]  # fmt: skip
    assert "clerk" not in str(told)
    assert Asking(city.stranger).get(f"cases/{case.pk}").status_code == 404


def test_a_partner_reports_once(city):
    asking, key = Asking(city.clerk, Scope.WRITE_CASES), str(uuid4())
    told = {"key": key, "data": {"kind": "t01", "place": "金桥路", "source": "hotline"}}

    first, again = asking.post("cases", told), asking.post("cases", told)

    assert first.status_code == 200
    assert first.json() == again.json()
    assert first.json()["source"] == "hotline"


def test_kinds_are_told(city):
    kinds = Asking(city.clerk).get("kinds").json()["items"]

    told = next(one for one in kinds if one["code"] == "t01")
    assert (told["name"], told["limit"], told["limit_unit"]) == ("暴露垃圾", 4, "work_hour")


def test_places_and_visits_are_told(city):
    place = a_place(city)
    people = parse_quantity("4", "人次")
    told = Told(faults=[Fault("", "地面有积水")], people=people)
    patrols.record_visit(place=place.pk, told=told, actor=city.clerk, now=NOON, key=uuid4())
    asking = Asking(city.office)

    places = asking.get("places").json()["items"]
    visits = asking.get("visits", {"period": "2026-07"}).json()["items"]

    assert [(one["name"], one["kind"], one["last_faults"]) for one in places] == [("金桥农贸市场", "market", 1)]  # fmt: skip
    assert [(one["place_name"], one["people"], one["faults"]) for one in visits] == [("金桥农贸市场", 4, 1)]  # fmt: skip
    assert asking.get("visits", {"period": "2026-06"}).json()["items"] == []


def test_a_phone_gets_its_lists_and_is_told_when_nothing_changed(city):
    place = a_place(city)
    case = city.case(State.DISPATCHED)
    asking = Asking(city.worker)

    first = asking.get("phone/start")
    same = asking.get("phone/start", headers={"if-none-match": first["ETag"]})
    told = first.json()

    assert (same.status_code, same["ETag"], same.content) == (304, first["ETag"], b"")
    assert told["person"] == {"id": city.worker.person_id, "name": "worker"}
    assert told["member"]["unit_name"] == "桂苑物业"
    assert [(one["id"], one["acts"]) for one in told["cases"]] == [
        (case.pk, ["accept_case", "rectify_case", "add_note"])
    ]
    assert told["places"] == []

    clerk = Asking(city.clerk).get("phone/start").json()
    assert [one["id"] for one in clerk["places"]] == [place.pk]
    assert clerk["places"][0]["checklist"] == clerk["checklists"][0]["code"] == "market"
    assert clerk["common_kinds"] == ["t01"]
    assert {"code": "t01", "name": "暴露垃圾", "pinyin": "暴露垃圾", "parent": "", "wants_photos": False} in clerk["kinds"]  # fmt: skip


def test_a_phone_that_speaks_english_gets_english_names(city):
    asking = Asking(city.clerk)

    chinese = asking.get("phone/start")
    english = asking.get("phone/start", headers={"cookie": "django_language=en"})

    names = {one["code"]: one["name"] for one in english.json()["kinds"]}
    assert names["t01"] == "Exposed rubbish"
    assert english["ETag"] != chinese["ETag"]


def test_another_mark_is_another_list(city):
    asking = Asking(city.clerk)
    first = asking.get("phone/start")
    city.case(State.RECTIFIED)

    told = asking.get("phone/start", headers={"if-none-match": first["ETag"]})

    assert told.status_code == 200
    assert told.json()["cases"][0]["acts"] == ["verify_case", "add_note"]
