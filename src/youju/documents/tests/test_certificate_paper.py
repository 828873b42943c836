"""A certificate of service on paper, in the form that is asked for; and the page that checks it."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

import docx
import pytest
from django.test import Client
from django.utils import timezone

from youju.audit.models import Entry
from youju.documents.certificate_paper import Holder, docx_of
from youju.documents.gbt9704 import check_rendered, to_pdfs
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.volunteers import actions
from youju.volunteers.actions import About, Plan, When
from youju.volunteers.rules.teams import Function

pytestmark = pytest.mark.django_db
ID = "11010519491231002X"


@pytest.fixture
def staff():
    return make_member(City().community, Role.STAFF)


@pytest.fixture
def issued(staff):
    """Return a certificate of two hours, a week after its notice."""
    then, now = timezone.now() - timedelta(days=20), timezone.now()

    def by(at):
        return {"actor": staff, "now": at, "key": uuid4()}

    one = actions.add_volunteer(staff.unit, About("袁志愿", "13800000001"), **by(then))
    plan = Plan("清洁家园", Function.CLEAN, "桂苑小区")
    when = When(then + timedelta(hours=1), then + timedelta(hours=3), 5)
    shift = actions.add_service(staff.unit, plan, [when], **by(then)).shifts.get()
    late = then + timedelta(hours=4)
    actions.list_present(shift.pk, [one.pk], **by(late))
    actions.confirm_shift(shift.pk, {}, **by(late))
    day = timezone.localdate(then)
    span = {"since": day, "until": day + timedelta(5), "content": "清洁家园"}
    made = actions.notice_certificate(one.pk, **span, **by(now - timedelta(days=8)))
    people = {"responsible": "负责人甲", "handler": "经办人乙", "contact": "0390-0001"}
    return actions.issue_certificate(made.pk, **people, **by(now))


def text_of(content):
    read = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in read.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in read.paragraphs), *cells])


def client_of(member) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_paper_says_all_that_it_must_and_keeps_the_standard(issued):
    paper = docx_of(issued, Holder("居民身份证", ID))

    said = text_of(paper)
    for words in (
        "志愿服务记录证明", "袁志愿", f"居民身份证　{ID}", issued.volunteer.number, "2 小时", "清洁家园", issued.number,
        "金桥社区（盖章）", "负责人甲　　签字：", "经办人乙　　签字：", "0390-0001", issued.code,
    ):  # fmt: skip
        assert words in said, words
    assert check_rendered(paper, to_pdfs([paper])[0]) == []


def test_a_certificate_printed_again_keeps_the_organ_that_signed_it(issued, staff):
    staff.unit.signs_as = "金桥社区居民委员会"
    staff.unit.save()
    issued.refresh_from_db()

    again = text_of(docx_of(issued, Holder("居民身份证", ID)))

    assert "金桥社区（盖章）" in again and "居民委员会" not in again


def test_the_id_number_stands_on_the_paper_and_nowhere_else(issued, staff):
    client, url = client_of(staff), f"/documents/certificates/{issued.pk}/"
    told = {"id_kind": "resident", "id_number": ID, "file": "docx"}

    refused = client.post(url, told)
    assert refused.status_code == 422 and "要本人在场同意" in refused.content.decode()
    wrong = client.post(url, told | {"id_number": ID[:-1] + "1", "consent": "on"})
    assert "最后一位应为 X" in wrong.content.decode()
    sent = client.post(url, told | {"consent": "on"})
    assert ID in text_of(sent.content)
    entry = Entry.objects.get(act="volunteers.print_certificate")
    assert ID not in str(entry.detail) and entry.outcome == "exported"


def test_anybody_checks_a_certificate_and_sees_the_holder_masked(issued, staff, client):
    assert client.get("/certificate/", {"code": issued.code}).status_code == 302
    page = client.get(f"/certificate/{issued.code}/").content.decode()
    assert "袁**" in page and "袁志愿" not in page and "2 小时" in page and "有效" in page
    assert client.get("/certificate/000000000000/").status_code == 404
    wrong = client.get("/certificate/", {"code": "12AB"})
    assert wrong.status_code == 422 and 'value="12AB"' in wrong.content.decode()
    assert "请核对校验码" in wrong.content.decode()
    told = {"actor": staff, "now": timezone.now(), "key": uuid4()}
    actions.revoke_certificate(issued.pk, reason="时长登记有误", **told)
    assert "已撤销" in client.get(f"/certificate/{issued.code}/").content.decode()
    assert client_of(staff).get(f"/documents/certificates/{issued.pk}/").status_code == 404
