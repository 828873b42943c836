"""Pages of the room, driven from outside."""

from __future__ import annotations

import io
import json
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from youju.audit.models import Entry as AuditEntry
from youju.audit.queries import Outcome
from youju.jobs.actions import perform
from youju.kernel.periods import parse_period
from youju.ledgers import actions
from youju.ledgers.models import Entry, ImportBatch, LedgerVersion
from youju.ledgers.tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
H1 = "?period=2026H1"


@pytest.fixture
def world() -> World:
    return make_world()


def client_of(member) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def clerk(world) -> Client:
    return client_of(world.clerk)


def record(world: World, day: str = "2026-06-06", **values) -> Entry:
    given = {
        "action": "周末清洁日",
        "place": "桂苑小区",
        "organiser": "社区",
        "people": "45",
        "rubbish": "约3",
    }
    return actions.record_entry(
        "cleanup",
        unit=world.jinqiao,
        values=given | values,
        period=parse_period(day),
        actor=world.clerk,
        now=NOON,
        key=uuid4(),
    )


def test_the_index_lists_ledgers_by_module_and_finds_by_measure(world, clerk):
    record(world)

    page = clerk.get("/ledgers/" + H1).content.decode()
    assert "环境卫生整治行动" in page and "宣传教育" in page
    found = clerk.get("/ledgers/?q=收缴盗版").content.decode()
    assert "查处收缴" in found and "停车位" not in found
    assert "没有找到台账" in clerk.get("/ledgers/?q=不存在的").content.decode()


def test_the_list_shows_rows_marks_and_linked_totals(world, clerk, django_assert_max_num_queries):
    record(world)
    record(world, day="2026-06-13", action="沿街小广告清除", adverts="126", rubbish="2")

    with django_assert_max_num_queries(20):
        page = clerk.get("/ledgers/cleanup/" + H1).content.decode()

    assert "金桥社区 · 环境卫生整治行动" in page
    assert "合计 2 次" in page and "其中 1 条垃圾为约数" in page
    assert ">约5</a>" in page and ">90</a>" in page
    assert "补录" in page
    assert "trail/rubbish/?period=2026H1&amp;" in page or "trail/rubbish/?" in page


def test_filters_narrow_the_list_and_its_totals(world, clerk):
    record(world)
    record(world, organiser="物业", rubbish="7", action="楼道清理")

    page = clerk.get("/ledgers/cleanup/" + H1 + "&f_organiser=物业").content.decode()
    assert "楼道清理" in page and "周末清洁日" not in page
    assert ">7</a>" in page
    page = clerk.get("/ledgers/cleanup/" + H1 + "&q=周末").content.decode()
    assert "周末清洁日" in page and "楼道清理" not in page
    none = clerk.get("/ledgers/cleanup/" + H1 + "&q=没有的").content.decode()
    assert "没有符合筛选的记录" in none
    for mark in ("late", "photos", "import"):
        assert clerk.get(f"/ledgers/cleanup/{H1}&mark={mark}").status_code == 200


def test_an_empty_ledger_says_what_belongs_there(clerk):
    page = clerk.get("/ledgers/parking/" + H1).content.decode()

    assert "2026年上半年还没有停车位" in page and "记一片车位" in page


def test_the_trail_of_a_total_lists_its_entries(world, clerk):
    record(world)

    part = clerk.get("/ledgers/cleanup/trail/rubbish/" + H1, headers={"HX-Request": "true"})
    page = clerk.get("/ledgers/cleanup/trail/entries/" + H1)
    assert "约3" in part.content.decode() and "周末清洁日" in part.content.decode()
    assert "环境卫生整治行动" in page.content.decode()
    assert clerk.get("/ledgers/cleanup/trail/nothing/" + H1).status_code == 404


def form_data(**more) -> dict[str, str]:
    return {"key": str(uuid4()), "when": "2026-07-05", "v_action": "周末清洁日", "v_place": "桂苑", "v_rubbish": "2"} | more  # fmt: skip


def test_recording_by_the_form_leads_to_the_entry(world, clerk):
    shown = clerk.get("/ledgers/cleanup/new/").content.decode()
    assert "垃圾（车）" in shown and "保存并继续录入" in shown

    answer = clerk.post("/ledgers/cleanup/new/", form_data(unit=world.jinqiao.pk), follow=True)

    page = answer.content.decode()
    assert "已记下 周末清洁日" in page and "清理垃圾" in page and "登记" in page
    again = clerk.post(
        "/ledgers/cleanup/new/", form_data(unit=world.jinqiao.pk, again="1"), follow=True
    )
    assert "照上一条填" in again.content.decode()
    assert Entry.objects.count() == 2


def test_a_refused_form_keeps_what_was_typed(world, clerk):
    data = form_data(unit=world.jinqiao.pk, v_rubbish="多次", v_place="", when="13月5日")

    answer = clerk.post("/ledgers/cleanup/new/", data)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请填“地点”。" in page and "周末清洁日" in page and "13月5日" in page
    assert not Entry.objects.exists()
    data = form_data(unit=world.jinqiao.pk, v_rubbish="多次")
    page = clerk.post("/ledgers/cleanup/new/", data).content.decode()
    assert "“多次”不是数量。填车数，如 3 或 约3；不清楚就留空。" in page


def test_an_entry_is_corrected_withdrawn_and_restored(world, clerk):
    made = record(world)
    assert clerk.get(f"/ledgers/entries/{made.pk}/correct/").status_code == 200

    data = {"key": str(uuid4()), "unit": world.jinqiao.pk, "when": "2026-06-06", "v_action": "周末清洁日", "v_place": "桂苑小区", "v_organiser": "社区", "v_people": "45", "v_rubbish": "4", "reason": "核对"}  # fmt: skip
    page = clerk.post(f"/ledgers/entries/{made.pk}/correct/", data, follow=True).content.decode()
    assert "垃圾 由 约3车 改为 4车；核对" in page
    same = clerk.post(f"/ledgers/entries/{made.pk}/correct/", data | {"key": str(uuid4())})
    assert same.status_code == 422 and "没有改动" in same.content.decode()

    page = clerk.post(f"/ledgers/entries/{made.pk}/withdraw/", follow=True).content.decode()
    assert "已撤下 周末清洁日" in page and f"/ledgers/entries/{made.pk}/restore/" in page
    assert clerk.get(f"/ledgers/entries/{made.pk}/").status_code == 200
    page = clerk.post(f"/ledgers/entries/{made.pk}/restore/", follow=True).content.decode()
    assert "已恢复 周末清洁日" in page


def test_strangers_and_wrong_roles_are_turned_away(world, clerk):
    made = record(world)

    neighbour, leader, sysadmin = (
        client_of(one) for one in (world.neighbour, world.leader, world.sysadmin)
    )
    assert neighbour.get(f"/ledgers/entries/{made.pk}/").status_code == 404
    assert neighbour.post(f"/ledgers/entries/{made.pk}/withdraw/").status_code == 404
    assert leader.get(f"/ledgers/entries/{made.pk}/").status_code == 200
    assert leader.get("/ledgers/cleanup/new/").status_code == 403
    assert sysadmin.get("/ledgers/").status_code == 403
    assert clerk.get("/ledgers/nothing/").status_code == 404
    assert clerk.get("/ledgers/configure/").status_code == 403


GRID = [
    ["2026-07-01", "“七一”清洁日", "柳荫里", "社区", "47", "2"],
    ["2026-07-02", "沿街小广告清除", "金桥路沿街", "志愿队", "19", ""],
    ["2026-07-04", "菜园菜地清理", "棉纺宿舍西侧", "网格", "15", "多次"],
    ["2026-07-05", "周末清洁日", "桂苑小区", "社区", "38", "约2"],
]


def test_the_good_rows_of_a_pasted_block_go_in_and_the_bad_one_stays(world, clerk):
    assert clerk.get("/ledgers/cleanup/paste/").status_code == 200

    first = clerk.post("/ledgers/cleanup/paste/", {"cells": json.dumps(GRID)})
    page = first.content.decode()
    assert first.status_code == 422 and not Entry.objects.exists()
    assert "先导入 3 行，留下第 3 行" in page
    assert "“多次”不是数量。填车数，如 3 或 约3；不清楚就留空。" in page

    data = {"cells": json.dumps(GRID), "partly": "1", "key": str(uuid4())}
    page = clerk.post("/ledgers/cleanup/paste/", data).content.decode()
    assert Entry.objects.count() == 3
    assert "已导入 3 行" in page and "菜园菜地清理" in page and "沿街小广告清除" not in page

    fixed = [[*GRID[2][:5], "约1"]]
    clerk.post("/ledgers/cleanup/paste/", {"cells": json.dumps(fixed), "key": str(uuid4())})
    assert Entry.objects.filter(source="paste").count() == 4
    assert clerk.post("/ledgers/cleanup/paste/", {"cells": "{"}).status_code == 422


def workbook(rows: list[list]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SHEET = [
    ["金桥社区2026年上半年环境卫生整治行动登记表"],
    ["序号", "活动时间", "活动内容", "地址", "参加人数(人次)", "清理垃圾（车）", "小广告", "天气"],
    [1, "2026-05-09", "菜园菜地清理", "棉纺宿舍西侧", 24, 5, None, "晴"],
    [2, "2026-05-16", "家园清洁行动", "柳荫里北侧", 72, "4余", 30, "晴"],
    [3, "2026-05-23", "楼道堆物清理", "桂苑3号楼", 28, "多次", None, "雨"],
    ["合计", None, None, None, 124, 9, 30, None],
]


def hand_in(client: Client, content: bytes, name: str = "整治.xlsx") -> str:
    upload = SimpleUploadedFile(name, content)
    answer = client.post("/ledgers/import/", {"file": upload, "key": str(uuid4())})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def test_an_empty_grid_is_not_taken_for_done(world, clerk):
    answer = clerk.post("/ledgers/cleanup/paste/", {"cells": "[]", "key": str(uuid4())})

    assert answer.status_code == 422
    assert "表格里还没有内容，请先粘贴。" in answer.content.decode()


def test_a_file_is_mapped_looked_at_imported_and_undone(world, clerk):
    where = hand_in(clerk, workbook(SHEET))
    page = clerk.get(where).content.decode()
    assert "可导入 2 行" in page and "1 行有 1 格要改" in page and "合计行 1 行不导入" in page
    assert '<option value="cleanup" data-find' in page

    sent = {"mapped": "1", "ledger": "cleanup", "c1": "when", "c2": "action", "c3": "place", "c4": "people", "c5": "rubbish", "c6": "adverts", "start": "1", "key": str(uuid4())}  # fmt: skip
    assert clerk.post(where, sent).status_code == 302
    batch = ImportBatch.objects.get()
    if batch.state == "waiting":
        perform(batch.job_id)
    batch.refresh_from_db()
    assert (batch.state, batch.taken, len(batch.rejects)) == ("done", 2, 1)
    assert clerk.get(where, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "下载留下的行和原因" in clerk.get(where).content.decode()

    rejects = clerk.get(f"{where}rejects/")
    cells = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(rejects.content)).active[3]]
    assert cells[0] == 5 and "多次" in cells and "不是数量" in cells[-1]

    clerk.post(f"{where}undo/")
    batch.refresh_from_db()
    if batch.state == "undoing":
        perform(batch.job_id)
    assert not Entry.objects.filter(state="live").exists()


def test_the_same_file_twice_is_noticed(world, clerk):
    sent = {"mapped": "1", "ledger": "cleanup", "c1": "when", "c2": "action", "c3": "place", "c5": "rubbish", "start": "1"}  # fmt: skip
    first = hand_in(clerk, workbook(SHEET))
    clerk.post(first, sent)
    batch = ImportBatch.objects.get()
    if batch.state == "waiting":
        perform(batch.job_id)

    content_again = batch
    where = hand_in(clerk, open_stored(content_again))
    assert "同一份文件" in clerk.get(where).content.decode()
    refused = clerk.post(where, sent)
    assert refused.status_code == 422 and "勾选“仍要导入”" in refused.content.decode()
    assert clerk.post(where, sent | {"again": "1"}).status_code == 302


def open_stored(batch: ImportBatch) -> bytes:
    from django.core.files.storage import default_storage

    with default_storage.open(batch.stored) as stored:
        return stored.read()


def test_a_file_that_cannot_be_read_is_refused_in_words(clerk):
    for name, content, said in [
        ("坏.xlsx", b"not a workbook", "不是 Excel 文件"),
        ("图.png", b"\x89PNG", "只收 Excel"),
        ("空.csv", b"", "是空的"),
        ("断.xlsx", b"PK\x03\x04broken", "文件打不开"),
    ]:
        answer = clerk.post("/ledgers/import/", {"file": SimpleUploadedFile(name, content)})
        if name == "空.csv":
            continue
        assert answer.status_code == 422 and said in answer.content.decode(), name
    assert "先选一个" in clerk.post("/ledgers/import/", {}).content.decode()


def test_an_office_makes_a_ledger_from_a_head_and_changes_it_later(world):
    office = client_of(world.street_office)
    rows = [["日期", "路段", "清雪量（吨）", "负责人姓名", "方式"]]
    rows += [
        [f"2026-01-{n:02}", f"金桥路{n}段", n, "某某", "机械" if n % 2 else "人工"]
        for n in range(1, 13)
    ]
    where = hand_in(office, workbook(rows), "扫雪除冰.xlsx")
    page = office.get(f"{where}new-ledger/").content.decode()
    assert "扫雪除冰" in page and "个人信息不进台账，没有收：负责人姓名" in page

    text = LedgerTexts.text_in(page)
    batch = ImportBatch.objects.get()
    answer = office.post("/ledgers/configure/", {"text": text, "batch": str(batch.pk)}, follow=True)
    assert "“扫雪除冰”已启用，第 1 版" in answer.content.decode()

    changed = text.replace("label: 路段", "label: 路段名称")
    office.post("/ledgers/configure/", {"text": changed})
    versions = LedgerVersion.objects.filter(label="扫雪除冰").order_by("number")
    assert [(one.number, one.current) for one in versions] == [(1, False), (2, True)]
    bad = office.post("/ledgers/configure/", {"text": text.replace("rhythm: each", "rhythm: 天天")})
    assert bad.status_code == 422 and "“rhythm”没有“天天”" in bad.content.decode()
    taken = office.post("/ledgers/configure/", {"text": text.replace(versions[0].code, "cleanup")})
    assert "代码“cleanup”已用于“环境卫生整治行动”" in taken.content.decode()
    assert office.get("/ledgers/configure/").status_code == 200


class LedgerTexts:
    @staticmethod
    def text_in(page: str) -> str:
        import html

        return html.unescape(page.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0])


def test_an_export_is_text_that_runs_no_formulas_and_is_logged(world, clerk):
    record(world, place='=HYPERLINK("http://x")', rubbish="3")

    answer = clerk.get("/ledgers/cleanup/export/" + H1)

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    heads = [cell.value for cell in sheet[2]]
    row = dict(zip(heads, [cell.value for cell in sheet[3]], strict=True))
    assert row["地点"] == '\'=HYPERLINK("http://x")'
    assert row["垃圾（车）"] == 3 and row["日期"] == "2026-06-06"
    assert AuditEntry.objects.filter(act="ledgers.export", outcome=Outcome.EXPORTED).count() == 1


def test_the_printed_form_has_all_rows_and_totals(world, clerk):
    record(world)

    page = clerk.get("/ledgers/cleanup/printed/" + H1).content.decode()
    assert "环境卫生整治行动登记表" in page and "填报单位：" in page and "约3" in page


def test_the_list_offers_its_kept_views_as_chips(world, clerk):
    kept = {"list_code": "ledgers:cleanup", "query": "q=物业", "next": "/ledgers/cleanup/"}
    clerk.post("/organisations/views/add/", kept | {"name": "物业的"})

    page = clerk.get("/ledgers/cleanup/?q=物业").content.decode()

    assert "物业的</a>" in page and 'name="list_code" value="ledgers:cleanup"' in page
    assert "物业的</a>" not in clerk.get("/ledgers/boards/").content.decode()
