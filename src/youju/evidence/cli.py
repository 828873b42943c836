"""`youju evidence verify`: is every file there, and is it what it was?"""

from __future__ import annotations

import sys

import click
from django.utils import timezone

from youju.evidence import checks


@click.group("evidence")
def evidence() -> None:
    """佐证文件的核对。"""


@evidence.command("verify")
@click.option("--mend", is_flag=True, help="缺失或被改动的缩略图由原件重做。")
def verify(mend: bool) -> None:
    """逐个重算文件指纹，列出缺失、被改动和无主的文件。"""
    faults = 0
    for fault in checks.faults(now=timezone.now(), mend=mend):
        faults += not fault.mended
        click.echo(fault.line)
    if faults:
        click.echo(f"共 {faults} 处不符")
        sys.exit(1)
    click.echo("全部文件与记录相符")


commands: list[click.Command] = [evidence]
