"""`youju audit seal` and `youju audit verify`."""

import sys

import click
from django.utils import timezone

from youju.audit.actions import seal as seal_log
from youju.audit.queries import faults


@click.group("audit")
def audit() -> None:
    """封存和核对审计日志。"""


@audit.command("seal")
def seal() -> None:
    """封存还没有封存的日志，打印最后的封条号；可另处抄存。"""
    batch = seal_log(now=timezone.now())
    click.echo(f"第 {batch.pk} 批，封条号 {batch.hash}" if batch else "没有要封存的")


@audit.command("verify")
@click.option("--expect", default="", help="另处抄存的封条号，核对它还在日志里")
def verify(expect: str) -> None:
    """核对日志有没有被改、被删、被后加；有问题时退出码为 1。"""
    found = 0
    for fault in faults(expect):
        found += 1
        click.echo(fault)
    click.echo(f"共 {found} 处不符" if found else "审计记录完整")
    if found:
        sys.exit(1)


commands = [audit]
