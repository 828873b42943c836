"""What the units of systemd and the container run is there, and systemd takes the units."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from youju.cli.main import cli

ROOT = Path(__file__).parents[2]
UNITS = sorted((ROOT / "deploy/systemd").iterdir())
COMMAND = re.compile(r"(?:bin/|exec |\")youju ((?:[a-z-]+ ?)+)((?:--[a-z-]+ ?[^\s-]* ?)*)")


def commands() -> list[tuple[str, str, str]]:
    """Return (file, words, options) of each command that a unit or the container runs."""
    files = [*UNITS, ROOT / "Containerfile"]
    lines = [
        (path.name, line)
        for path in files
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(("Exec", "CMD"))
    ]
    return [(name, found[1], found[2]) for name, line in lines for found in COMMAND.finditer(line)]


def test_every_command_that_is_run_is_one_of_youju():
    found = commands()

    assert {name for name, _w, _o in found} == {
        "youju.service", "youju-backup.service", "youju-verify.service", "Containerfile",
    }  # fmt: skip
    for name, words, options in found:
        command: click.Command | None = cli
        for word in words.split():
            if not isinstance(command, click.Group):
                break
            command = command.get_command(click.Context(command), word)
            assert command is not None, (name, word)
        known = {option for one in command.params for option in one.opts}
        assert set(re.findall(r"--[a-z-]+", options)) <= known, name


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="NO SYSTEMD FOUND")
def test_systemd_takes_the_units(tmp_path):
    for path in UNITS:
        text = path.read_text(encoding="utf-8").replace(
            "/srv/youju/.venv/bin/youju", sys.executable
        )
        (tmp_path / path.name).write_text(text)
    command = ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stderr

    assert [line for line in told.splitlines() if "youju" in line] == []
