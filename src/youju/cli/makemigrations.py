"""`youju makemigrations`: write the migrations that models lack, or only say whether some do."""

import click
from django.core.management import call_command


@click.command("makemigrations")
@click.option("--check", is_flag=True, help="只核对，有缺少时退出码为 1")
def command(check: bool) -> None:
    """由模型写出缺少的迁移（开发用）。"""
    call_command("makemigrations", check_changes=check, dry_run=check, verbosity=1)
