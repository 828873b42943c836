"""`youju dossier`, as an operator types it."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from click.testing import CliRunner

from youju.audit.models import Entry
from youju.documents.cli import dossier
from youju.documents.tests.test_dossiers import World
from youju.organisations.tests.factories import City


@pytest.fixture
def world(db):
    return World()


def typed(*words):
    return CliRunner().invoke(dossier, list(words))


def test_the_list_says_of_each_dossier_what_it_lacks(world):
    world.filled()

    told = typed("list", "--unit", world.city.district.code, "--as", world.office.person.username)

    assert told.exit_code == 0, told.output
    lines = told.output.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("3.2.1 环境卫生 · 金桥社区：整理中，缺，")
    assert lines[0].endswith("2026-07-15 前报送")
    assert lines[1] == "文明城市测评体系（样例）：1 份"


def test_the_zip_holds_the_bound_dossiers_and_their_hashes_and_is_in_the_log(world, tmp_path):
    world.filled()
    world.opened(world.other)
    out = tmp_path / "档案.zip"

    done = typed(
        "export", "--out", str(out), "--item", "3.2.1", "--edition", "sample-city",
        "--unit", world.unit.code, "--as", world.staff.person.username,
    )  # fmt: skip

    assert done.exit_code == 0, done.output
    assert "1/1 3.2.1 环境卫生 · 金桥社区" in done.output
    packed = zipfile.ZipFile(out)
    lines = list(csv.reader(io.StringIO(packed.read("清单.csv").decode("utf-8-sig"))))
    assert [line[1] for line in lines[1:]] == ["3.2.1"]
    assert packed.read(lines[1][0]).startswith(b"%PDF")
    assert Entry.objects.filter(act="documents.export_dossier").count() == 1


def test_what_the_command_cannot_do_it_says(world, tmp_path):
    out, name = str(tmp_path / "a.zip"), world.staff.person.username
    mine = ("--unit", world.unit.code, "--as", name)

    assert "没有档案可以打包，请先建档" in typed("export", "--out", out, *mine).output
    assert "用 --as 写明以" in typed("list", "--unit", world.unit.code).output
    assert "没有代码为“xx”的测评体系" in typed("list", "--edition", "xx", *mine).output
    assert "没有代码为“999999999999”的单位" in typed("list", "--unit", "999999999999").output
    world.filled()
    nowhere = typed("export", "--out", str(tmp_path / "no" / "a.zip"), *mine)
    assert nowhere.exit_code == 1 and "写不了文件" in nowhere.output
    type(world.edition).objects.filter(pk=world.edition.pk).update(state="closed")
    assert "没有在用的测评体系" in typed("list", *mine).output


def test_without_a_unit_there_must_be_one_at_the_top(db):
    assert "还没有单位" in typed("list").output
    City()
    assert "用 --as 写明以" in typed("list").output
