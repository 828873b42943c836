"""`youju run`: from nothing to a served demo city in one command."""

import click
from django.core.management import call_command

from youju.cli.main import room_commands
from youju.cli.messages import command as messages
from youju.cli.serve import command as serve


@click.command("run")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址")
@click.option("--port", default=8000, show_default=True, help="监听端口")
@click.pass_context
def command(ctx: click.Context, host: str, port: int) -> None:
    """建库、装入演示城市（库中无数据时）并提供服务。"""
    call_command("migrate", verbosity=0)
    ctx.invoke(messages)
    demo = room_commands().get("demo")
    if demo is not None:
        with demo.make_context("demo", ["--if-empty"], parent=ctx) as inner:
            demo.invoke(inner)
    ctx.invoke(serve, host=host, port=port)
