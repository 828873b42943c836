"""`youju standards recompute`."""

import click
from django.utils import timezone

from youju.standards.actions.standing import recompute
from youju.standards.queries.editions import editions_in_force


@click.group("standards")
def standards() -> None:
    """测评体系和自评得分。"""


@standards.command("recompute")
def recompute_all() -> None:
    """按现在的记录，把在用的每套测评体系重算一遍。"""
    now = timezone.now()
    for edition in editions_in_force():
        n = recompute(edition.pk, timezone.localdate(now), now=now)
        click.echo(f"{edition.name}：{n} 个单位的得分已更新")


commands = [standards]
