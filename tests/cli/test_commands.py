"""The command line: what it offers, and what it says when something is missing."""

from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner

from youju.cli import check, main, messages, run


def youju(*arguments):
    return CliRunner().invoke(main.cli, list(arguments))


def test_the_help_lists_own_commands_and_those_of_rooms():
    result = youju("--help")

    assert result.exit_code == 0
    for name in ("check", "messages", "migrate", "run", "serve", "import", "read", "worker"):
        assert f"\n  {name} " in result.output


def test_a_command_nobody_offers_is_refused():
    result = youju("nonsense")

    assert result.exit_code == 2
    assert "No such command 'nonsense'" in result.output


def test_a_room_offers_its_commands_by_a_list(monkeypatch):
    @click.command("greet")
    def greet():
        click.echo("问好")

    monkeypatch.setattr(main, "ROOMS", ("ledgers",))
    monkeypatch.setattr(main.importlib.util, "find_spec", lambda name: name == "youju.ledgers.cli")
    module = SimpleNamespace(commands=[greet])
    monkeypatch.setattr(main.importlib, "import_module", lambda name: module)

    assert main.room_commands() == {"greet": greet}


def test_messages_are_compiled_once(tmp_path):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "台账"\nmsgstr "Ledgers"\n',
        encoding="utf-8",
    )

    first = messages.compile_messages(tmp_path)
    second = messages.compile_messages(tmp_path)

    assert first == [folder / "django.mo"]
    assert second == []
    assert b"Ledgers" in first[0].read_bytes()


@pytest.mark.django_db
def test_check_says_one_line_each(monkeypatch):
    findings = [check.Finding("设置", True), check.Finding("字体", True)]
    monkeypatch.setattr(check, "CHECKS", [lambda finding=finding: finding for finding in findings])

    result = youju("check")

    assert result.exit_code == 0
    assert result.output == "设置：正常\n字体：正常\n"


def test_check_fails_and_says_what_to_do(monkeypatch):
    monkeypatch.setattr(check.shutil, "which", lambda name: None)
    monkeypatch.setattr(check, "CHECKS", (check.check_office, check.check_fonts))

    result = youju("check")

    assert result.exit_code == 1
    assert result.output == "PDF 导出：请安装 libreoffice-writer-nogui\n字体：请安装 fontconfig\n"


def test_check_names_the_fonts_that_are_missing(monkeypatch):
    monkeypatch.setattr(check.shutil, "which", lambda name: f"/usr/bin/{name}")
    listed = SimpleNamespace(stdout="Noto Serif CJK SC\nAR PL UKai CN\n")
    monkeypatch.setattr(check.subprocess, "run", lambda *args, **named: listed)

    finding = check.check_fonts()

    assert not finding.is_fine
    assert finding.advice.startswith("缺少 AR PL SungtiL GB；请安装")


@pytest.mark.django_db
def test_check_finds_the_database_and_the_storage_in_order():
    assert check.check_database().is_fine
    assert check.check_storage() == check.Finding("文件存储", True)


def test_check_says_that_storage_cannot_be_written(monkeypatch):
    def refuse(name, content):
        raise OSError("只读")

    monkeypatch.setattr(check.default_storage, "save", refuse)

    finding = check.check_storage()

    assert not finding.is_fine
    assert finding.advice == "不能写入：只读；请核对 YOUJU_DATA_DIR 或 YOUJU_S3_BUCKET"


def test_run_makes_the_database_and_loads_the_demo_before_it_serves(monkeypatch):
    done = []

    @click.command("demo")
    @click.option("--if-empty", is_flag=True)
    def demo(if_empty):
        done.append(f"demo if_empty={if_empty}")

    monkeypatch.setattr(run, "call_command", lambda name, **options: done.append(name))
    monkeypatch.setattr(run, "room_commands", lambda: {"demo": demo})
    monkeypatch.setattr(run, "messages", click.Command("messages", callback=lambda: None))
    served = click.Command("serve", callback=lambda host, port: done.append(f"serve {host}:{port}"))
    monkeypatch.setattr(run, "serve", served)

    result = youju("run", "--port", "9000")

    assert result.exit_code == 0, result.output
    assert done == ["migrate", "demo if_empty=True", "serve 127.0.0.1:9000"]
