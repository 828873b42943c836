"""No personal value of a resident leaves the room: not in the log, addresses, facts, the search index,
pages of errors, what the server logs, or the database's own bytes without the key."""

from __future__ import annotations

import logging
from datetime import date
from uuid import uuid4

import pytest
from django.apps import apps
from django.core import serializers
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from youju.audit.models import Entry
from youju.facts.models import Fact
from youju.jobs.actions import perform
from youju.jobs.models import Job
from youju.kernel.idcard import check_character
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.residents import actions
from youju.residents.actions import AreaTold, Home
from youju.residents.models import Area, Resident
from youju.residents.rules.people import Told
from youju.search.queries import search
from youju.upkeep import sealing
from youju.upkeep.actions import back_up
from youju.upkeep.archive import members

FIRST = "99010119900101002"
ID = FIRST + check_character(FIRST)
SECRET = (ID, "13812346027", "0390-7788991", "高血压三期", "欠债未还", "13912341193", "墙体裂到三楼", "帮教谈话内容")  # fmt: skip
CHILD = ("邵米粒", "2016-05-01", "邵大山", "shaomili")
KINDS = ("低保户", "dibao", "特殊管理人员", "watched")
NAME = "李小禾"


class Place(City):
    """A community with somebody of whom everything is known, and a child."""

    def __init__(self) -> None:
        super().__init__()
        self.staff = make_member(self.community, Role.STAFF, "jinqiao")
        self.care = make_member(self.community, Role.CARE_OFFICER, "jiuzhu")
        today = timezone.localdate()
        self.area: Area = actions.add_area(self.community, AreaTold("柳荫里", "open"), **self.by())
        told = Told(NAME, ID, phones=SECRET[1:3], note=SECRET[3], relation="head")
        home = Home(self.area, "3-2-508", "rented", landlord="赵六", landlord_phone=SECRET[5])
        self.person = actions.register(told, home, **self.by())
        child = Told(CHILD[0], birth=date(2016, 5, 1), guardian=CHILD[2])
        household = Home(self.area, household=self.person.household)
        self.child = actions.register(child, household, **self.by())
        given = {"household_id": self.person.household_id, "since": today, "detail": SECRET[4]}
        actions.note_need("dibao", **given, **self.by())
        watched = actions.note_need(
            "watched", resident_id=self.person.pk, since=today, **self.by(self.care)
        )
        actions.review(watched.pk, SECRET[7], on=today, **self.by(self.care))
        actions.survey_house(self.person.household_id, on=today, text=SECRET[6], **self.by())

    def by(self, actor=None):
        return {"actor": actor or self.staff, "now": timezone.now(), "key": uuid4()}

    def enter(self, member) -> Client:
        client = Client(raise_request_exception=False)
        backend = "django.contrib.auth.backends.ModelBackend"
        client.force_login(member.person, backend=backend)
        return client


@pytest.fixture
def place(db) -> Place:
    return Place()


def leaks(text: str, *more: str) -> list[str]:
    return [one for one in (*SECRET, *CHILD, *more) if one in text]


def test_the_databases_own_bytes_tell_nothing_without_the_key(place):
    content = "姓名,身份证号,门牌\n张三,990101,7-7-707\n".encode()
    actions.receive_roster(content, "a.csv", unit=place.community, area=place.area, **place.by())

    ours = [one for one in apps.get_models() if one.__module__.startswith("youju.")]
    dump = "".join(serializers.serialize("json", model._default_manager.all()) for model in ours)

    measures = serializers.serialize("json", apps.get_model("facts", "Measure").objects.all())
    left = dump.replace(measures, "")
    assert leaks(left, "7-7-707", "3-2-508") == []
    rows = "".join(str(row) for row in apps.get_model("residents", "Need").objects.values())
    assert not any(kind in rows for kind in KINDS)


def test_a_copy_of_the_whole_system_tells_nothing_without_its_passphrase_and_the_key(
    place, tmp_path, monkeypatch
):
    monkeypatch.setattr(sealing, "COST", 2)
    word, path = "correct horse battery", tmp_path / "a.bak"
    back_up(path, word, now=timezone.now(), files=False)

    sealed = path.read_bytes()
    assert [one for one in (*SECRET, *CHILD, NAME) if one.encode() in sealed] == []
    with path.open("rb") as file:
        opened = {
            one.name: str(list(one.rows())) for one in members(file, word) if "jsonl" in one.name
        }
    assert any("residents.Resident/" in name for name in opened)
    told = {
        name: leaks(text, "3-2-508") for name, text in opened.items() if "facts.Measure" not in name
    }
    assert {name: found for name, found in told.items() if found} == {}


def test_log_facts_and_search_tell_nothing_of_a_person(place):
    staff, care = place.enter(place.staff), place.enter(place.care)
    for words in (ID, SECRET[1], "3-2-508", NAME, CHILD[0]):
        assert staff.post("/residents/", {"q": words}).status_code == 200
    opening = reverse("residents:open", args=["person", place.person.pk, "id_number"])
    shown = care.post(opening, {"purpose": "定期复核", "basis": "低保复核18号"})
    assert ID in shown.content.decode() and shown["Cache-Control"].startswith("max-age=0")

    logged = "".join(f"{one.act}{one.subject_id}{one.detail}" for one in Entry.objects.all())
    assert leaks(logged, NAME, "3-2-508", *KINDS) == []
    facts = "".join(str(row) for row in Fact.objects.values())
    assert leaks(facts, NAME) == []
    small = Fact.objects.filter(measure__code__startswith="residents.need_")
    assert {(one.value, one.qualifier) for one in small} == {(5, "不足")}
    for words in (NAME, "lxh", CHILD[0], ID, SECRET[1]):
        assert search(place.staff, words) == []


def test_addresses_and_lists_tell_nothing(place):
    staff = place.enter(place.staff)
    pages = ["", "areas/", f"areas/{place.area.pk}/", "needs/", "rented/", "houses/", "bodies/", "doubles/"]  # fmt: skip
    pages += [f"people/{place.person.pk}/", f"people/{place.child.pk}/"]
    pages += [f"households/{place.person.household_id}/", f"people/{place.person.pk}/change/"]
    for page in pages:
        text = staff.get(f"/residents/{page}").content.decode()
        assert leaks(text, "3-2-508", "特殊管理人员") == [], page
    sent = staff.post(
        "/residents/new/",
        {"key": str(uuid4()), "area": place.area.pk, "door": "5-1-101", "tenure": "own", "name": "王二", "phone": "13700001111"},
    )  # fmt: skip
    assert sent.status_code == 302 and "13700001111" not in sent["Location"]


def test_errors_and_server_logs_tell_nothing(place, caplog, monkeypatch):
    staff = place.enter(place.staff)
    caplog.set_level(logging.DEBUG)

    def broken(*args, **kwargs):
        raise RuntimeError("the database went away")

    monkeypatch.setattr("youju.residents.queries.look_up", broken)
    for words in (ID, SECRET[1], NAME):
        answer = staff.post("/residents/", {"q": words})
        assert answer.status_code == 500
        assert leaks(answer.content.decode(), NAME) == []
    refused = staff.post(f"/residents/people/{place.child.pk}/change/", {"id_number": "123"})
    assert refused.status_code == 422 and leaks(refused.content.decode()) == []

    told = "\n".join(record.getMessage() + str(record.exc_text or "") for record in caplog.records)
    assert leaks(told, NAME) == []


def test_a_job_and_its_file_tell_nothing(place):
    content = f"姓名,身份证号,门牌\n张三,{ID[:17]}0,7-7-707\n".encode()
    made = actions.receive_roster(
        content, "a.csv", unit=place.community, area=place.area, **place.by()
    )
    columns = {0: "name", 1: "id_number", 2: "door"}
    actions.start_roster(made.pk, columns, **place.by())
    job = Job.objects.latest("pk")
    perform(job.pk)

    job.refresh_from_db()
    told = f"{job.payload}{job.result}{job.title}"
    assert leaks(told, "张三", "7-7-707") == []
    assert Resident.objects.filter(name="张三").count() == 0
