"""The checklists that are shipped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from youju.work.rules.checklists import Template, read_templates

FILE = Path(__file__).parent / "catalogue" / "checklists.yaml"


@cache
def templates() -> dict[str, Template]:
    """Return the shipped checklists by code."""
    return {one.code: one for one in read_templates(FILE.read_text(encoding="utf-8"))}
