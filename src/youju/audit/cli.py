"""`youju audit`: seal the log, and find what was changed in it."""

import sys

import click
from django.utils import timezone

from youju.audit import actions, queries


@click.group("audit")
def audit() -> None:
    """审计记录的封存和核验。"""


@audit.command("seal")
def seal() -> None:
    """封存已落定的记录；后台任务每分钟也会做。"""
    count = 0
    while batch := actions.seal(now=timezone.now()):
        count += batch.count
    click.echo(f"已封存 {count} 条")


@audit.command("verify")
def verify() -> None:
    """核验整条链，列出被改动或缺失的记录。"""
    faults = 0
    for fault in queries.faults():
        faults += 1
        click.echo(fault)
    if faults:
        click.echo(f"共 {faults} 处不符")
        sys.exit(1)
    click.echo("审计记录完整")


commands: list[click.Command] = [audit]
