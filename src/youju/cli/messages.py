"""`youju messages`: compile the message catalogues, without gettext's own tools."""

import os
from pathlib import Path

import click
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings


def compile_messages(folder: Path) -> list[Path]:
    """Write the .mo beside each .po that is newer; return those written."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        made = target.with_suffix(f".{os.getpid()}")
        with made.open("wb") as file:
            write_mo(file, catalogue)
        made.replace(target)  # at once: others may be reading
        written.append(target)
    return written


@click.command("messages")
def command() -> None:
    """编译界面译文。"""
    for folder in settings.LOCALE_PATHS:
        for target in compile_messages(Path(folder)):
            click.echo(f"已编译 {target}")
