"""`youju demo`: the invented city, for trying things out."""

from __future__ import annotations

import secrets
import sys
import time

import click
from django.conf import settings
from django.utils import timezone

from youju.console.demo.loading import is_empty, load
from youju.console.demo.people import SIGN_INS
from youju.console.demo.removing import remove, was_removed
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership

KEPT = "demo-password"  # a file in the data folder
LETTERS = "abcdefghjkmnpqrstuvwxyz"


def demo_password() -> str:
    """Return the one password of the demo sign-ins; made once and kept beside the data."""
    kept = settings.DATA_DIR / KEPT
    if not kept.exists():
        word = "".join(secrets.choice(LETTERS) for _n in range(6)).capitalize()
        kept.touch(mode=0o600)
        kept.write_text(f"{word}-{secrets.randbelow(9000) + 1000}")
    return str(kept.read_text().strip())


@click.command("demo")
@click.option("--if-empty", is_flag=True, help="库里已有数据时不报错，只列出演示登录名。")
@click.option(
    "--remove", "taken_out", is_flag=True, help="删除演示城市的全部记录和文件，别的数据不动。"
)
@click.option("--yes", "sure", is_flag=True, help="与 --remove 一起用：里面有后来办的事也删除。")
def demo(if_empty: bool, taken_out: bool, sure: bool) -> None:
    """装入或删除演示城市“澄江市”：两年的记录、照片和文稿，每个角色一个登录名。"""
    if taken_out:
        _take_out(sure)
        return
    if is_empty() and if_empty and was_removed():
        return  # somebody wanted it gone
    if is_empty():
        click.echo("正在装入演示城市，约一分钟")
        began = time.monotonic()
        made = load(timezone.now(), demo_password())
        took = time.monotonic() - began
        click.echo(
            f"已装入：单位 {made.units} 个，记录 {made.entries} 条，照片 {made.photos} 张，用时 {took:.0f} 秒"
        )
    elif not if_empty:
        click.echo("库里已有数据，演示城市只装入空库", err=True)
        sys.exit(1)
    if (settings.DATA_DIR / KEPT).exists():
        _say_sign_ins()


def _take_out(sure: bool) -> None:
    try:
        gone = remove(now=timezone.now(), sure=sure)
    except Refused as refusal:
        click.echo(refusal.message, err=True)
        sys.exit(1)
    (settings.DATA_DIR / KEPT).unlink(missing_ok=True)
    click.echo(f"演示城市已删除：{gone.rows} 行，{gone.files} 个文件；审计记录按规定保留")


def _say_sign_ins() -> None:
    click.echo(f"演示登录（密码都是 {demo_password()}）：")
    for one in SIGN_INS:
        click.echo(
            f"  {one.username:<12}{one.unit} · {Membership.Role(one.role).label}，{one.post}"
        )


commands: list[click.Command] = [demo]
