"""`youju import`: what it takes, what it leaves and why, and what it refuses."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from youju.audit.models import Entry as LogEntry
from youju.ledgers.cli import import_
from youju.ledgers.models import Entry, ImportBatch
from youju.ledgers.sheets import read_sheets
from youju.ledgers.tests.world import World, make_member, make_world
from youju.organisations.rules import Role

pytestmark = pytest.mark.django_db
TEXT = "序号,社区,日期,行动,地点,垃圾（立方）\n1,金桥社区,2026-5-4,清扫,柳荫里,20余\n2,无名社区,2026-5-6,清扫,桂苑,3\n"
STREET = "330001001000"
COMMUNITY = "330001001001"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "整治.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


def youju_import(path: Path, *more: str, code: str = STREET) -> Result:
    told = ["--ledger", "cleanup", "--unit", code] if code else []
    return CliRunner().invoke(import_, [str(path), *told, *more])


def test_good_rows_are_taken_and_the_others_told_with_their_reasons(world, csv, tmp_path):
    out = tmp_path / "未导入.xlsx"

    done = youju_import(csv, "--rejects", str(out))

    assert done.exit_code == 3, done.output
    assert "导入柳荫街道的“环境卫生整治行动”，以丙主任" in done.output
    assert "  1 序号 → 不导入\n  2 社区 → 登记单位\n  3 日期 → 日期\n" in done.output
    assert "已导入 1 行，未导入 1 行\n  第 3 行 社区：“无名社区”不是您范围内的单位" in done.output
    entry = Entry.objects.get()
    assert (entry.unit, entry.made_by_label) == (world.jinqiao, world.street_office.label)
    assert (entry.source, entry.source_ref) == ("import", "2")
    assert ImportBatch.objects.get().state == "done"
    assert read_sheets(out.read_bytes(), out.name)[0].rows[-1][:3] == ["3", "2", "无名社区"]
    assert LogEntry.objects.filter(act="ledgers.import", outcome="done").count() == 1


def test_a_dry_run_says_the_same_and_writes_nothing(world, csv):
    done = youju_import(csv, "--dry-run")

    assert done.exit_code == 3
    assert "可以导入 1 行，未导入 1 行" in done.output
    assert not ImportBatch.objects.exists()
    assert not Entry.objects.exists()


def test_a_workbook_is_read_from_the_sheet_and_head_that_are_told(world, tmp_path):
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    book.add_worksheet("封面").write_row(0, 0, ["说明"])
    sheet = book.add_worksheet("五月")
    for n, row in enumerate(
        [["五月整治"], ["做了什么", "在哪", "垃圾"], ["清扫", "柳荫里", "3车"]]
    ):
        sheet.write_row(n, 0, row)
    book.close()
    path = tmp_path / "五月.xlsx"
    path.write_bytes(content.getvalue())
    how = ("--head-row", "2", "--map", "做了什么=action", "--map", "2=地点", "--map", "垃圾=")

    by_number = youju_import(path, "--sheet", "2", "--period", "2026-05", *how)
    by_name = youju_import(path, "--sheet", "五月", "--period", "2026-05", *how, "--again")

    assert (by_number.exit_code, by_name.exit_code) == (0, 0), by_number.output
    assert by_number.output.endswith("已导入 1 行，未导入 0 行\n")
    entry = Entry.objects.all()[0]
    assert (entry.period.code, entry.values) == (
        "2026-05",
        {"action": "清扫", "organiser": "社区", "place": "柳荫里"},
    )
    assert Entry.objects.count() == 2


def test_the_header_says_which_ledger_fits(world, csv, tmp_path):
    done = youju_import(csv, "--propose", code="")
    (tmp_path / "a.csv").write_text("甲乙,丙丁\n1,2\n", encoding="utf-8")
    none = youju_import(tmp_path / "a.csv", "--propose", code="")

    assert done.exit_code == 0
    assert "表头最适合的台账：\n  cleanup 环境卫生整治行动（对上 5 列）\n" in done.output
    assert none.exit_code == 1
    assert "没有适合这个表头的台账" in none.output


def test_the_same_file_is_taken_once_unless_told_again(world, csv):
    youju_import(csv)

    second = youju_import(csv)

    assert second.exit_code == 1
    assert "导入 1 行；要再导一遍，加 --again" in second.output
    assert ImportBatch.objects.count() == 1


def test_in_whose_name_is_told_or_is_the_only_one_there(world, csv):
    make_member("second", "己主任", world.street, Role.OFFICE)

    unclear = youju_import(csv)
    foreign = youju_import(csv, "--as", "guiyuan")
    told = youju_import(csv, "--as", "second")

    assert "用 --as 写明以谁的名义在柳荫街道导入；能导入的：office（" in unclear.output
    assert "“guiyuan”不能在柳荫街道导入" in foreign.output
    assert told.exit_code == 3
    assert Entry.objects.get().made_by_label.startswith("己主任")


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (("--ledger", "nothing"), "没有这个台账"),
        (("--unit", "999999999999"), "没有代码为“999999999999”的单位"),
        (("--ledger", ""), "不知道台账代码先用 --propose"),
        (("--sheet", "3"), "没有工作表“3”，有内容的表：1 CSV"),
        (("--head-row", "9"), "表“CSV”只有 3 行，没有第 9 行"),
        (("--map", "地点"), "“地点”要写成 列=字段"),
        (("--map", "门牌=地点"), "没有“门牌”这一列；表头有 序号、社区、"),
        (("--map", "地点=nothing"), "没有“nothing”这一项；有 日期（when）、"),
        (("--map", "地点="), "没有列对上必填的 地点；用 --map"),
        (("--map", "日期="), "没有列对上必填的 日期；用 --map"),
        (("--period", "前阵子"), "不认识的时段"),
        (("--rejects", "/no/such/a.xlsx"), "--rejects 要写到已有文件夹里的 .xlsx 文件"),
        (("--unit", COMMUNITY, "--as", "office"), ""),
    ],
)
def test_what_it_cannot_do_it_says_before_anything_is_written(world, csv, more, reason):
    done = youju_import(csv, "--dry-run", *more)

    assert done.exit_code == (1 if reason else 3), done.output
    assert reason in done.output
    assert not ImportBatch.objects.exists()


def test_a_file_that_is_none_is_refused(world, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"nothing")

    done = youju_import(path)

    assert done.exit_code == 1
    assert "“a.xlsx”不是 Excel 文件，或者已损坏" in done.output
