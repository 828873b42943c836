"""Editions as the office at the top meets them: import, preview, enable, close, discard, export."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from youju.audit.models import Entry
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.kernel.workbook_out import workbook
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.search.models import Text
from youju.standards import publish
from youju.standards.actions import editions
from youju.standards.editions import spec_of
from youju.standards.incoming import FOLDER, keep_file, kept_file
from youju.standards.loader import read_edition
from youju.standards.models import Duty, Edition, MockRound
from youju.standards.reading.files import MOST_BYTES, check_file
from youju.standards.tests.samples import SMALL
from youju.standards.tests.test_sheet import without_lines
from youju.standards.tests.world import NOON, TODAY, Town, by

EDITIONS = "/standards/editions/"


@pytest.fixture
def town(db, tmp_path, settings) -> Town:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files", "base_url": None},
        },
    }
    return Town()


def enter(member: Any) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(answer: Any) -> str:
    return re.sub(r"\s+", "", strip_tags(answer.content.decode()))


def hand_in(client: Client, content: bytes, name: str = "six.yaml") -> Any:
    return client.post(f"{EDITIONS}import/", {"file": SimpleUploadedFile(name, content)})


def key() -> str:
    return str(uuid4())


def test_a_file_is_looked_at_and_taken_once_without_a_second_upload(town):
    client = enter(town.office)

    page = hand_in(client, SMALL.encode())["Location"]
    told = words(client.get(page))
    assert not Edition.objects.exists()
    assert "7个上级项，7条指标" in told and "一般3，动态2，量化2" in told and "分值合计100" in told
    assert "材料审核3" in told and "达标线2" in told and "点位检查1" in told
    assert "有2处请看一眼" in told and "第14行“2.1”没有写计分规则" in told
    assert "1廉洁高效的政务环境" in told and "导入为试用" in told

    sent = {"key": key()}
    made = client.post(page, sent, follow=True)
    assert "已导入，现在是试用" in words(made) and Edition.objects.get().state == "draft"
    gone = client.get(page)
    assert gone.status_code == 404 and "已经导入" in words(gone)
    assert default_storage.listdir(f"{FOLDER}/{town.city.pk}")[1] == []


def test_every_fault_is_shown_with_its_line_and_the_text_of_the_line(town):
    client = enter(town.office)
    bad = SMALL.replace("kind: deduct", "").replace("{kind: conform, each: true}", "{kind: magic}")

    page = hand_in(client, bad.replace("level: city", "level: 村").encode())["Location"]
    told = words(client.get(page))

    assert "有2处要改" in told and "什么也没有存" in told and "导入为试用" not in told
    assert "第4行“level”没有“村”" in told and "level:村" in told
    assert "没有“magic”这种计分方法，可用：分档（levels）、达标项数（met）" in told
    refused = client.post(page, {"key": key()})
    assert refused.status_code == 422 and not Edition.objects.exists()
    nonsense = words(client.get(hand_in(client, b"items: [", "x.yaml")["Location"]))
    assert "第1行不是合格的YAML" in nonsense


def test_many_faults_are_shown_to_a_limit(town):
    client = enter(town.office)
    many = "".join(f'  - {{code: "{n}", text: 甲}}\n' for n in range(250))
    text = f"code: x-1\nname: 甲\nyear: 2026\nlevel: city\nitems:\n{many}"

    assert "另有50处没有列出" in words(client.get(hand_in(client, text.encode())["Location"]))


def test_a_plain_table_is_told_in_the_words_of_its_columns_and_takes_its_head_from_the_page(town):
    client = enter(town.office)
    heads = ["编号", "测评内容", "分值"]
    bad = workbook("表", "甲", heads, [["1", "公园", "五"]])
    assert "第3行“分值”写的是“五”" in words(client.get(hand_in(client, bad, "a.xlsx")["Location"]))

    page = hand_in(client, workbook("表", "甲", heads, [["1", "公园", 5]]), "a.xlsx")["Location"]
    assert "文件里没有写全" in words(client.get(page))
    head = {"code": "own-2026", "name": "自编体系", "year": "2026", "level": "city"}
    again = words(client.get(page, head))
    assert "导入为试用" in again and "自编体系" in again and "按满分100折算" in again
    client.post(page, {**head, "key": key()})
    assert Edition.objects.get().name == "自编体系"


def test_a_code_that_is_taken_is_told_and_another_typed_in_its_place(town):
    town.edition()
    client = enter(town.office)

    page = hand_in(client, SMALL.encode())["Location"]
    assert "代码“six”已经是“文明城区测评体系（六大环境）”的" in words(client.get(page))
    late = client.post(page, {"key": key()})
    assert late.status_code == 422 and "代码“six”已经是" in words(late)
    client.post(page, {"key": key(), "code": "six-2"})
    assert sorted(Edition.objects.values_list("code", flat=True)) == ["six", "six-2"]


def test_a_file_must_be_there_and_not_too_large_and_is_kept_two_days(town):
    client = enter(town.office)

    none = client.post(f"{EDITIONS}import/", {})
    assert none.status_code == 422 and "先选一个文件" in words(none)
    empty = hand_in(client, b"")
    assert empty.status_code == 422 and "空文件" in words(empty)
    large = hand_in(client, b" " * (MOST_BYTES + 1))
    assert large.status_code == 422 and "最多5MB" in words(large)
    with pytest.raises(Refused, match="空文件"):
        keep_file(1, "a", b"", now=NOON)
    now = timezone.now()
    old, new = (keep_file(1, name, b"x", now=now) for name in ("旧 表.xlsx", "b"))
    assert (kept_file(1, old).name, kept_file(1, old).content) == ("旧 表.xlsx", b"x")
    three = (now - timedelta(3)).timestamp()
    os.utime(default_storage.path(f"{FOLDER}/1/{old}"), (three, three))
    keep_file(1, "c", b"x", now=now)
    with pytest.raises(Missing):
        kept_file(1, old)
    assert kept_file(1, new).name == "b"
    with pytest.raises(Missing):
        kept_file(2, new)


def test_a_sample_is_enabled_in_one_step_and_never_pushes_another_out(town, tmp_path, monkeypatch):
    for code in ("six", "seven"):
        text = SMALL.replace("code: six", f"code: {code}") + "sample: true\n"
        (tmp_path / f"{code}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(publish, "CATALOGUE", tmp_path)
    client = enter(town.office)

    page = words(client.get(EDITIONS))
    assert "随产品提供的样例" in page and "文明城区测评体系（六大环境）样例市启用" in page
    first = client.post(f"{EDITIONS}samples/six/", {"key": key()}, follow=True)
    assert "样例已启用" in words(first) and Edition.objects.get().state == "current"
    second = client.post(f"{EDITIONS}samples/seven/", {"key": key()}, follow=True)
    assert "样例先放在试用" in words(second)
    assert Edition.objects.get(code="seven").state == "draft"
    assert client.post(f"{EDITIONS}samples/none/", {"key": key()}).status_code == 404
    assert "随产品提供的样例" not in words(client.get(EDITIONS))


def test_one_edition_of_a_level_is_in_force(town):
    old = town.edition()
    new = town.edition(SMALL.replace("code: six", "code: six-2"), current=False)
    other = town.edition(
        SMALL.replace("code: six", "code: own").replace("level: city", "level: community")
    )
    client = enter(town.office)

    page = words(client.get(f"{EDITIONS}{new.pk}/"))
    assert "同一层级在用的“文明城区测评体系（六大环境）”同时停用" in page
    used = client.post(f"{EDITIONS}{new.pk}/use/", {"key": key()}, follow=True)
    assert "已启用" in words(used) and "各单位的得分一两分钟内" in words(used)

    states = dict(Edition.objects.values_list("code", "state"))
    assert states == {"six": "closed", "six-2": "current", "own": "current"}
    closed = Entry.objects.filter(act="standards.close_edition").get()
    assert (closed.subject_id, closed.detail["replaced_by"]) == (str(old.pk), "six-2")
    again = client.post(f"{EDITIONS}{new.pk}/use/", {"key": key()}, follow=True)
    assert "已经是“在用”" in words(again)
    shut = client.post(f"{EDITIONS}{other.pk}/close/", {"key": key()}, follow=True)
    assert "已停用" in words(shut)
    assert client.post(f"{EDITIONS}999999/close/", {"key": key()}).status_code == 404


def test_a_draft_nothing_hangs_on_is_discarded(town):
    made = town.edition(current=False)
    client, sent = enter(town.office), {"key": key()}
    assert Text.objects.filter(source_kind="standards.item").count() == 14

    gone = client.post(f"{EDITIONS}{made.pk}/discard/", sent, follow=True)

    assert "已删去“文明城区测评体系（六大环境）”" in words(gone) and not Edition.objects.exists()
    assert not Text.objects.filter(source_kind="standards.item").exists()
    told = by(town.office)
    again = town.edition(current=False)
    editions.discard_draft(again.pk, **told)
    assert editions.discard_draft(again.pk, **told) is None
    assert Entry.objects.filter(act="standards.discard_draft", outcome="done").count() == 2


def test_an_edition_that_was_used_is_not_discarded(town):
    used = town.edition()
    client = enter(town.office)
    told = client.post(f"{EDITIONS}{used.pk}/discard/", {"key": key()}, follow=True)
    assert "只有试用的体系可以删去" in words(told)

    split = town.edition(SMALL.replace("code: six", "code: split"), current=False)
    Duty.objects.create(
        root_id=town.city.pk, item=town.item(split, "3.1"), unit=town.bureau, side="lead", state="accepted",
        given_at=NOON, given_by_label="甲",
    )  # fmt: skip
    with pytest.raises(Refused, match="已经有单位认领"):
        editions.discard_draft(split.pk, **by(town.office))
    drawn = town.edition(SMALL.replace("code: six", "code: drawn"), current=False)
    MockRound.objects.create(
        root_id=town.city.pk, unit=town.city, edition=drawn, name="一", start=TODAY, end=TODAY, seed="7", drawn_at=NOON,
        drawn_by_label="甲",
    )  # fmt: skip
    with pytest.raises(Refused, match="建了档案或抽了样"):
        editions.discard_draft(drawn.pk, **by(town.office))
    assert Edition.objects.filter(pk=drawn.pk).exists()
    assert Text.objects.filter(source_id=str(town.item(drawn, "3.1").pk)).exists()


def test_an_edition_leaves_as_the_excel_that_the_import_reads(town):
    made = town.edition()

    file = enter(town.clerk).get(f"{EDITIONS}{made.pk}/export/")

    back = check_file(file.content, "a.xlsx").checked
    assert back.faults == () and without_lines(back.spec) == without_lines(read_edition(SMALL))
    assert without_lines(spec_of(made)) == without_lines(back.spec)
    entry = Entry.objects.get(act="standards.export_edition")
    assert (entry.outcome, entry.subject_id) == ("exported", str(made.pk))


def test_the_whole_sample_of_a_city_is_shown_with_few_questions_to_the_database(town):
    client = enter(town.office)
    for code in ("sample-city", "sample-county"):
        client.post(f"{EDITIONS}samples/{code}/", {"key": key()})
    city = Edition.objects.get(code="sample-city")
    leaf = city.items.filter(leaf=True).latest("order")
    page = f"{EDITIONS}{city.pk}/"

    assert city.items.filter(leaf=True).count() == 176
    for url in (
        EDITIONS,
        page,
        f"{page}compare/",
        f"{page}carry/",
        f"{page}export/",
        f"/standards/items/{leaf.pk}/",
    ):
        client.get(url)  # what a process learns once and keeps
        with CaptureQueriesContext(connection) as told:
            assert client.get(url).status_code == 200
        assert len(told) <= 25, url  # twenty, and five to learn who asks


def test_all_but_the_office_at_the_top_read_only(town):
    made = town.edition()
    street = make_member(town.street, Role.OFFICE, "jie-office")

    for member in (town.leader, town.clerk, street):
        client = enter(member)
        assert client.get(f"{EDITIONS}import/").status_code == 403
        assert client.post(f"{EDITIONS}{made.pk}/close/", {"key": key()}).status_code == 403
        assert client.post(f"{EDITIONS}{made.pk}/discard/", {"key": key()}).status_code == 403
        page = words(client.get(f"{EDITIONS}{made.pk}/"))
        assert "导出Excel" in page and "停用" not in page
    with pytest.raises(Forbidden, match="由最上级的创建办"):
        editions.import_edition(SMALL.encode(), "a.yaml", **by(street))
