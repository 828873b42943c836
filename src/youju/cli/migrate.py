"""`youju migrate`: bring the database to this version."""

import click
from django.core.management import call_command


@click.command("migrate")
def command() -> None:
    """建立或升级数据库。"""
    call_command("migrate", verbosity=1)
