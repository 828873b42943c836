"""The pages of notices, as those who use them meet them."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.html import strip_tags

from youju.evidence.tests.test_signing import drawn
from youju.supervision.models import Notice
from youju.supervision.tests.world import Town


@pytest.fixture
def town(db) -> Town:
    return Town()


def enter(member: Any) -> Client:
    client = Client()
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(member.person, backend=backend)
    return client


def words(answer: Any) -> str:
    return re.sub(r"\s+", "", strip_tags(answer.content.decode()))


FORM = {
    "problem": "门诊部东侧停车杂乱\n消防通道被占",
    "requirement": "划线停放",
    "due_on": "2030-07-15",
}


def test_the_whole_way_through_the_pages(town):
    office, clerk, inspector = enter(town.office), enter(town.clerk), enter(town.inspector)
    sent = office.post("/supervision/new/", FORM | {"to": town.hospital.pk, "key": str(uuid4())})
    page = sent["Location"]

    assert "待回复" in words(clerk.get(page))
    assert "回复整改情况" in words(clerk.get(page))
    clerk.post(f"{page}reply/", {"text": "已清出通道", "key": str(uuid4())})
    assert "待复查" in words(inspector.get(page))
    told = {"passed": "no", "note": "仍有车", "due_on": "", "key": str(uuid4())}
    refused = inspector.post(f"{page}recheck/", told)
    assert refused.status_code == 422 and "再次回复的期限" in words(refused)
    assert "仍有车" in words(refused)
    inspector.post(f"{page}recheck/", told | {"passed": "yes", "note": "通道畅通"})

    said = words(office.get(page))
    assert "已销号" in said and "通道畅通" in said and "下发整改通知书" in said
    assert "已销号1" in words(office.get("/supervision/"))


def test_a_clerk_signs_for_a_notice_on_its_page(town, tmp_path, settings):
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    files["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    clerk, page = enter(town.clerk), town.issue().get_absolute_url()
    sent = {"name": "", "signed": drawn(), "key": str(uuid4())}

    assert "还没有签收" in words(clerk.get(page))
    refused = clerk.post(f"{page}receive/", sent)
    assert refused.status_code == 422 and drawn() in refused.content.decode()
    clerk.post(f"{page}receive/", sent | {"name": "王医生"})

    said = clerk.get(page).content.decode()
    assert "王医生" in said and 'alt="签收人签名"' in said and f"{page}receive/" not in said


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(town):
    client = enter(town.office)

    past = client.post(
        "/supervision/new/",
        FORM | {"to": town.district.pk, "due_on": "2026-07-01", "key": str(uuid4())},
    )
    empty = client.post("/supervision/new/", {"key": str(uuid4())})

    assert past.status_code == 422 and "不能给自己下发整改通知书" in words(past)
    assert "消防通道被占" in words(past)
    assert empty.status_code == 422 and "选责任单位。" in words(empty)
    assert not Notice.objects.exists()


def test_an_overdue_notice_is_marked_and_a_withdrawn_one_says_why(town):
    notice = town.issue()
    client = enter(town.office)

    late = words(client.get("/supervision/?state=late"))
    client.post(f"/supervision/{notice.pk}/withdraw/", {"reason": "发错单位", "key": str(uuid4())})

    assert "逾期未回复1" in late and "停车杂乱" in late
    assert "作废原因发错单位" in words(client.get(f"/supervision/{notice.pk}/"))
    assert "停车杂乱" not in words(client.get("/supervision/"))
    assert "停车杂乱" in words(client.get("/supervision/?state=withdrawn"))


def test_a_leader_reads_but_does_not_send(town):
    client = enter(town.leader)

    assert client.get("/supervision/").status_code == 200
    assert client.get("/supervision/new/").status_code == 403
