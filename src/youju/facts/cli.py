"""`youju facts verify` and `youju facts rebuild`."""

import sys

import click

from youju.facts.actions import rebuild_totals
from youju.facts.verify import differences


@click.group("facts")
def facts() -> None:
    """核对事实与记录、重算合计。"""


@facts.command("verify")
def verify() -> None:
    """由记录重做全部事实并逐条比较，再核对合计；有不符时退出码为 1。"""
    found = 0
    for line in differences():
        found += 1
        click.echo(line)
    click.echo(f"共 {found} 处不符" if found else "事实与记录一致，合计无误")
    if found:
        sys.exit(1)


@facts.command("rebuild")
def rebuild() -> None:
    """由事实重算全部合计。"""
    rebuild_totals()
    click.echo("合计已重算")


commands = [facts]
