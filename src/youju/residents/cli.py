"""`youju residents rekey`."""

import click

from youju.organisations.actions import rotate_field_keys
from youju.residents.actions import rekey_all


@click.group("residents")
def residents() -> None:
    """住户登记的维护。"""


@residents.command("rekey")
def rekey() -> None:
    """换了字段密钥以后，用新密钥重新加密各处，并重做住户的查找键；可中断、可重来。"""
    click.echo(f"重新加密 {rotate_field_keys()} 项")
    click.echo(f"重做 {rekey_all()} 人的查找键")


commands = [residents]
