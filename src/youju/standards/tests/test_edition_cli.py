"""`youju standards import` and `export`: what they take, say and refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from youju.audit.models import Entry
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import make_member, make_unit
from youju.standards.cli import standards
from youju.standards.models import Edition
from youju.standards.tests.samples import SMALL
from youju.standards.tests.world import Town


@pytest.fixture
def town(db) -> Town:
    return Town()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "six.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def run(*told: object) -> Result:
    return CliRunner().invoke(standards, [str(one) for one in told])


def test_a_file_becomes_an_edition_and_goes_out_as_excel_that_comes_back(town, file, tmp_path):
    dry = run("import", file, "--dry-run")
    assert dry.exit_code == 0 and not Edition.objects.exists()
    assert "文明城区测评体系（六大环境）（six，2026 年）：7 条指标，满分 100" in dry.output
    assert "请看一眼：第 14 行：“2.1”没有写计分规则，按人工评定" in dry.output

    done = run("import", file, "--enable")
    assert "已导入“文明城区测评体系（六大环境）”（six），已启用" in done.output
    made = Edition.objects.get()
    assert (made.state, made.made_by_label) == ("current", town.office.label)

    out = tmp_path / "six.xlsx"
    assert run("export", "six", "--out", out, "--as", "shi-office").output == f"已写 {out}\n"
    assert Entry.objects.get(act="standards.export_edition").outcome == "exported"
    again = run("import", out, "--code", "six-2", "--name", "第二版", "--unit", town.city.pk)
    assert "已导入“第二版”（six-2），现在是试用" in again.output


def test_a_faulty_file_is_told_line_by_line_and_leaves_nothing(town, tmp_path):
    path = tmp_path / "bad.yaml"
    many = "".join(f'  - {{code: "{n}", text: 甲}}\n' for n in range(60))
    path.write_text(f"code: x\nname: 甲\nyear: 2026\nlevel: city\nitems:\n{many}", encoding="utf-8")

    done = run("import", path)

    assert done.exit_code == 1 and not Edition.objects.exists()
    assert "要改：第 6 行：缺少分值（weight），或者写的是 0" in done.output
    assert "要改：另有 11 处" in done.output and "文件有 61 处要改，没有导入" in done.output


def test_the_unit_and_the_name_it_is_done_in_must_be_clear(town, file, tmp_path):
    def said(*told: object) -> str:
        done = run(*told)
        assert done.exit_code == 1
        return done.output

    assert "不是" in said("import", file, "--unit", town.street.pk)
    assert "以澄江市谁的名义；可写：shi-office" in said("import", file, "--as", "nobody")
    assert "没有代码为“no”的测评体系，可写：没有" in said(
        "export", "no", "--out", tmp_path / "a.xlsx"
    )
    town.edition()
    folder = tmp_path / "missing" / "a.xlsx"
    assert "写不了文件" in said("export", "six", "--out", folder)
    make_member(make_unit("外市", UnitKind.CITY), Role.OFFICE, "wai")
    assert "用 --unit 写明放在哪个最上级单位：" in said("import", file)
