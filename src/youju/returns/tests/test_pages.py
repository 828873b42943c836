"""The pages: a form handed in, looked at, filled in and taken back; a call made and answered."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from youju.audit.models import Entry
from youju.returns.models import Call, Return
from youju.returns.tests.world import BY_NAME, Street, cell_at


@pytest.fixture
def street(db) -> Street:
    return Street()


def enter(member) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_form_goes_in_and_comes_back_filled(street):
    street.clean(rubbish="50余车")
    office = enter(street.office)
    form = BY_NAME["环境整治统计表"]
    content = form.content()
    new = reverse("returns:new")
    told = {"asker": "区创建办", "period": "2026H1", "unit": street.street.pk}
    assert "表原样传上来" in words(office.get(new))
    bad = office.post(new, told | {"file": SimpleUploadedFile("旧.xls", b"\xd0\xcf\x11\xe0x")})
    assert (bad.status_code, "另存为 .xlsx" in words(bad)) == (422, True)
    by_script = {"HX-Request": "true"}
    file = SimpleUploadedFile(form.file_name, content)
    bare = office.post(new, told | {"asker": "", "file": file}, headers=by_script)
    assert (bare.status_code, "写明谁要的，如 区创建办。" in words(bare)) == (422, True)
    assert 'hx-preserve="true"' in words(bare) and 'hx-select="#receive"' in words(bare)

    office.post(new, told | {"file": SimpleUploadedFile(form.file_name, content)})

    made = Return.objects.get()
    again = told | {"file": SimpleUploadedFile(form.file_name, content)}
    gone = office.post(new, again, headers=by_script)
    assert gone.headers["HX-Redirect"] == Return.objects.latest("pk").get_absolute_url()
    page = words(office.get(made.get_absolute_url()))
    assert "表上要 6 项，记录里有 1 项" in page
    assert "没有对上" in page
    cell = cell_at(made, 7, 3)
    url = reverse("returns:cell", args=[made.pk, cell.pk])
    panel = office.get(url, headers={"HX-Request": "true"})
    assert "统计项里没有相近的名称" in words(panel)
    assert office.post(url, {"rule": "form", "typed": "8"}).status_code == 302
    assert office.get(reverse("returns:file", args=[made.pk])).status_code == 404
    office.post(reverse("returns:fill", args=[made.pk]))
    answer = office.get(reverse("returns:file", args=[made.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Sheet1"]
    assert (sheet["D3"].value, sheet["D8"].value) == (50, 8)
    assert Entry.objects.filter(act="returns.download").exists()
    assert office.get(reverse("returns:file", args=[made.pk]) + "?as=it-came").content == content
    assert "区创建办" in words(office.get(reverse("returns:index")))
    assert "17%" in words(office.get(reverse("returns:burden")))
    assert "要填的表" not in words(office.get(reverse("returns:due")))


def test_a_call_is_refused_then_made_answered_and_taken_away(street):
    street.clean(rubbish="50余车")
    office, clerk = enter(street.office), enter(street.clerk)
    url = reverse("returns:call_new")
    told = {
        "title": "上半年数据", "period": "2026H1", "due_on": "2026-12-15", "unit": street.street.pk,
        "items": "1. 清理垃圾（车）\n充电桩（个）", "units": [street.community.pk],
    }  # fmt: skip
    refused = office.post(url, told)
    assert (refused.status_code, "没有依据不向下要数" in words(refused)) == (422, True)
    again = office.post(url, told | {"basis": "区〔2026〕3号"})
    assert "记录里已经有" in words(again)
    office.post(url, told | {"basis": "区〔2026〕3号", "reason": "要盖章"})

    call = Call.objects.get()
    reply = call.replies.get()
    assert "有 1 件等着答复" in words(clerk.get(reverse("returns:index")))
    listed = words(clerk.get(reverse("returns:calls")))
    assert "待本单位答复" in listed and f'href="{reply.get_absolute_url()}"' in listed
    assert "待本单位答复" not in words(office.get(reverse("returns:calls")))
    page = words(clerk.get(reply.get_absolute_url()))
    assert 'value="50余车"' in page
    rubbish, other = (one.pk for one in call.items.all())
    bad = clerk.post(reply.get_absolute_url(), {f"text_{rubbish}": "60", f"text_{other}": "3"})
    assert (bad.status_code, "请写明原因" in words(bad)) == (422, True)
    fixed = {f"text_{rubbish}": "60", f"reason_{rubbish}": "漏记", f"text_{other}": "3"}
    assert clerk.post(reply.get_absolute_url(), fixed).status_code == 302

    page = words(office.get(call.get_absolute_url()))
    assert "记录为 50余车：漏记" in page and 'data-label="充电桩"' in page
    sheet = openpyxl.load_workbook(
        io.BytesIO(office.get(reverse("returns:export", args=[call.pk])).content)
    ).active
    assert [cell.value for cell in sheet[3]][:3] == ["金桥社区", 60, 3]
    listed = words(clerk.get(reverse("returns:calls")))
    assert "上半年数据" in listed and "本单位已答复" in listed
    assert "等着答复" not in words(clerk.get(reverse("returns:index")))
    assert office.post(reverse("returns:close", args=[call.pk])).status_code == 302


def test_the_period_is_changed_on_a_page_and_a_form_put_aside(street):
    form = street.receive("环境整治统计表")
    office = enter(street.office)

    assert (
        office.post(reverse("returns:period", args=[form.pk]), {"period": "x"}).status_code == 422
    )
    assert (
        office.post(reverse("returns:period", args=[form.pk]), {"period": "2025年"}).status_code
        == 302
    )
    form.refresh_from_db()
    assert form.period.code == "2025"
    office.post(reverse("returns:confirm", args=[form.pk]))
    office.post(reverse("returns:drop", args=[form.pk]))
    assert form.title not in words(office.get(reverse("returns:index")))
    assert form.title in words(office.get(reverse("returns:index") + "?state=dropped"))
    assert office.get(reverse("returns:cell", args=[form.pk, 10**9])).status_code == 404
