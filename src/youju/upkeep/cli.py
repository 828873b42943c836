"""`youju backup`, `youju restore`, `youju move`, and `youju first`."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from youju.kernel.refusal import Refused
from youju.organisations.rules import UnitKind
from youju.upkeep import actions, queries, rules

PASSPHRASE = "YOUJU_BACKUP_PASSPHRASE"  # the name of a variable  # noqa: S105
EXITS: dict[type[Refused], int] = {rules.WrongKey: 3, rules.Damaged: 4}
with_passphrase = click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"写有备份口令的文件；不给就用环境变量 {PASSPHRASE}",
)


def passphrase(file: Path | None) -> str:
    """Return the passphrase from the file or the environment; never from the command line, which
    every user of the machine can see."""
    text = file.read_text(encoding="utf-8") if file else os.environ.get(PASSPHRASE, "")
    if not text:
        raise Refused(f"没有备份口令：用 --passphrase-file 给出文件，或设置环境变量 {PASSPHRASE}")
    return rules.check_passphrase(text)


@contextmanager
def _told() -> Iterator[None]:
    """Say a refusal in one line, and end with its code."""
    try:
        yield
    except Refused as refusal:
        click.echo(refusal.message, err=True)
        sys.exit(EXITS.get(type(refusal), 1))


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_passphrase
def backup(file: Path, passphrase_file: Path | None) -> None:
    """把数据库和全部文件写成一份加密的备份，写完读回核对。

    运行时不必停止服务。字段密钥不在备份里，须另外保存。
    """
    with _told():
        now = timezone.now()
        copy = actions.back_up(file, passphrase(passphrase_file), now=now, say=click.echo)
    click.echo(f"已备份到 {file}（{rules.size_text(copy.size)}），核对无误：{copy.told()}")
    click.echo("字段密钥（YOUJU_FIELD_KEYS 或数据文件夹里的 field-key）不在备份里，请另外保存")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_passphrase
@click.option("--check", is_flag=True, help="只核对备份是否完好，什么也不写")
def restore(file: Path, passphrase_file: Path | None, check: bool) -> None:
    """把备份恢复到空系统；SQLite 的备份可以恢复到 PostgreSQL，反过来也行。

    退出码：0 已恢复，1 不能恢复，3 口令不对，4 备份文件已损坏。不成时什么也不留下。
    """
    with _told():
        word = passphrase(passphrase_file)
        if check:
            click.echo(f"备份完好：{actions.check(file, word).told()}")
            return
        call_command("migrate", verbosity=0)
        copy = actions.restore(file, word, now=timezone.now(), say=click.echo)
    click.echo(f"已恢复，内容与备份一致：{copy.told()}")


@click.command("move")
@click.option(
    "--to",
    "target",
    required=True,
    envvar="YOUJU_MOVE_TO",
    help="如 postgres://用户@主机:5432/youju；也可用环境变量 YOUJU_MOVE_TO",
)
def move(target: str) -> None:
    """把整个数据库搬到另一个空库，如从 SQLite 到 PostgreSQL；文件留在原处。

    搬的时候源库不能写入，请先停止服务。搬完核对每张表的内容指纹。
    """
    with _told(), tempfile.TemporaryDirectory(prefix="youju-move-") as folder:
        file, word = Path(folder) / "move", secrets.token_hex(24)
        with _held():
            copy = actions.back_up(file, word, now=timezone.now(), files=False, say=click.echo)
            _restored_at(target, file, word)
    click.echo(f"已搬到新库，内容与原库一致：{copy.told()}")
    click.echo("请把 YOUJU_DATABASE_URL 改为新库的地址，再启动服务；原库没有动，确认无误后再删")


@contextmanager
def _held() -> Iterator[None]:
    """Let nobody write to SQLite until the other database holds everything."""
    if connection.vendor != "sqlite":
        yield
        return
    with transaction.atomic():
        yield


def _restored_at(target: str, file: Path, word: str) -> None:
    """Run the restore in a process of its own, which knows only the other database."""
    environment = {**os.environ, "YOUJU_DATABASE_URL": target, PASSPHRASE: word}
    command = [sys.executable, "-m", "youju", "restore", str(file)]
    if subprocess.run(command, env=environment, check=False).returncode:
        raise Refused("没有搬成，新库里什么也没有留下，原库没有动")


def first_lines(address: str) -> list[str]:
    """Return what the terminal says where nobody has been yet: the page, and its code."""
    code = rules.shown_code(actions.start_code())
    return [f"首次使用：打开 {address}/upkeep/start/ ，输入代码 {code}"]


@click.command("first")
@click.option("--unit", "name", help="最上级单位全称，如 云岭市")
@click.option(
    "--kind",
    type=click.Choice(["province", "city", "district"]),
    default="city",
    show_default=True,
    help="级别：省、市、县区",
)
@click.option("--code", default="", help="12 位区划代码，没有就不填")
@click.option("--person", help="系统管理员姓名")
@click.option("--username", help="系统管理员登录名")
def first(name: str | None, kind: str, code: str, person: str | None, username: str | None) -> None:
    """首次使用：显示网页用的代码；或者直接建立最上级单位和系统管理员，显示初始密码。"""
    with _told():
        if not queries.is_new():
            raise Refused("本系统已经设置过")
        if not (name and person and username):
            click.echo("\n".join(first_lines(settings.PUBLIC_URL)))
            return
        told = actions.Beginning(name, UnitKind(kind), code, person, username, "")
        password = actions.begin_at_terminal(told, now=timezone.now())
    click.echo(
        f"已建立 {name}。系统管理员 {username} 的初始密码：{password}（只显示这一次，首次登录须更改）"
    )
    click.echo("登录后接着做首次设置：单位、人员、测评体系")


commands: list[click.Command] = [backup, restore, move, first]
