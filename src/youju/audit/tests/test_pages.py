"""The auditor's page: for auditors alone, with filters and an export that is itself on record."""

from io import BytesIO

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from youju.audit import views
from youju.audit.actions import record
from youju.audit.models import Entry, Outcome
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return City()


@pytest.fixture
def auditor(city, client):
    member = make_member(city.city, Role.AUDITOR)
    sign_in(client, member)
    return member


def sign_in(client, member):
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")


def text(answer):
    return answer.content.decode()


def test_the_auditor_reads_and_filters_the_log(city, auditor, client):
    staff = make_member(city.community, Role.STAFF)
    now = timezone.now()
    record("t.look", Outcome.LOOKED, actor=staff, now=now, kind="t.card", subject_id=41)
    record("t.export", Outcome.EXPORTED, actor=staff, now=now, kind="t.list", subject_id=42)

    assert "t.look" in text(client.get("/audit/"))
    only = text(client.get("/audit/?outcome=exported&who=金桥&act=export&subject=42&since=2026-01-01&until=2099-01-01"))  # fmt: skip
    assert "t.export" in only
    assert "t.look" not in only
    assert "没有符合条件的日志" in text(client.get("/audit/?until=2020-01-01"))


def test_kinds_of_records_and_fields_stand_in_the_users_words(city, auditor, client):
    staff = make_member(city.community, Role.STAFF)
    told = {"actor": staff, "now": timezone.now(), "subject_id": 41}
    record("t.look", Outcome.LOOKED, kind="residents.resident", field="id_number", **told)
    record("t.look", Outcome.LOOKED, kind="t.card", field="door", **told)
    record("t.look", Outcome.LOOKED, kind="residents.resident", field="door", **told)

    page = text(client.get("/audit/"))
    assert "住户 41" in page and "身份证号" in page and "t.card 41" in page and "door" in page
    assert "residents.resident" not in page
    rows = CalamineWorkbook.from_filelike(BytesIO(client.get("/audit/export/?act=t.look").content)).get_sheet_by_index(0).to_python()  # fmt: skip
    assert {row[4] for row in rows} == {"对象", "住户", "t.card"}


def test_an_export_is_text_alone_and_is_logged(city, auditor, client):
    staff = make_member(city.community, Role.STAFF)
    record("t.look", Outcome.LOOKED, actor=staff, now=timezone.now(), subject_id="=1+1")

    answer = client.get("/audit/export/?act=t.look")

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[2] for row in rows] == ["何事", "t.look"]
    assert rows[1][5] == "=1+1"
    entry = Entry.objects.get(act="audit.export")
    assert (entry.outcome, entry.detail) == ("exported", {"asked": {"act": "t.look"}})


def test_too_large_an_export_is_refused(auditor, client, monkeypatch):
    record("t.look", Outcome.LOOKED, actor=auditor, now=timezone.now())
    monkeypatch.setattr(views, "MOST_ROWS", 0)

    answer = client.get("/audit/export/")

    assert answer.status_code == 422
    assert "请用日期缩小范围" in text(answer)


def test_the_log_of_another_city_is_not_shown(auditor, client):
    class Stranger:
        root_id, person_id, unit_id, role, label = 999, 1, 1, "staff", "外市某人"

    record("t.look", Outcome.LOOKED, actor=Stranger(), now=timezone.now())

    assert "外市某人" not in text(client.get("/audit/"))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_no_other_role_reads_the_log(city, client, role):
    sign_in(client, make_member(city.city, role))

    assert client.get("/audit/").status_code == 403
    assert client.get("/audit/export/").status_code == 403
    assert not Entry.objects.filter(act="audit.export").exists()


def test_nobody_reads_it_without_signing_in(client):
    assert client.get("/audit/").status_code in (302, 403)
