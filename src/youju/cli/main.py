"""The command line for operators: own commands, and those that rooms offer.

A room offers commands as `commands: list[click.Command]` in `youju.<room>.cli`. Django is
set up before any command module is imported, so these import what they need at the top.
"""

import importlib
import importlib.util
import os

import click
import django

from youju.rooms import ROOMS

OWN = ("serve", "run", "check", "messages", "migrate", "makemigrations")


def room_commands() -> dict[str, click.Command]:
    """Return the commands that rooms offer, by name."""
    found: dict[str, click.Command] = {}
    for room in ROOMS:
        name = f"youju.{room}.cli"
        if importlib.util.find_spec(name) is not None:
            for command in importlib.import_module(name).commands:
                found[command.name] = command
    return found


class Commands(click.Group):
    """Finds a command when it is asked for, so that `--help` of one loads only that one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        set_up()
        return sorted({*OWN, *room_commands()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, or None."""
        set_up()
        if cmd_name in OWN:
            command: click.Command = importlib.import_module(f"youju.cli.{cmd_name}").command
            return command
        return room_commands().get(cmd_name)


def set_up() -> None:
    """Make Django ready; a second call does nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "youju.settings")
    django.setup()


@click.group(cls=Commands)
@click.version_option(package_name="youju", message="%(version)s")
def cli() -> None:
    """有据：一次记录，处处有据。"""
