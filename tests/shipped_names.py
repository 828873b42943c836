"""Everything the product ships a name for: what an English reader is to meet in English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from youju.facts.models import Measure
from youju.kernel.festivals import FESTIVALS
from youju.ledgers.spec import Ledger
from youju.ui.names import HAN

SOURCES = Path(settings.LOCALE_PATHS[0]).parent
# Found but not shown: other words for a thing, and what papers, posters and titles of entries say.
UNSEEN = {"words", "title", "print_title", "limit", "when", "at"}
# Of a template of a paper only its name is read outside the paper.
PAPERS = SOURCES / "documents"


def _said_in(value: Any, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if key == "options":
                yield str(name)
            if name not in UNSEEN:
                yield from _said_in(inner, str(name))
    elif isinstance(value, list):
        for one in value:
            yield from _said_in(one, key)
    elif isinstance(value, str):
        yield value


def _in_file(path: Path) -> Iterator[str]:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    if PAPERS in path.parents:
        yield told.get("name", "")
    else:
        yield from _said_in(told, "")


def shipped() -> dict[str, str]:
    """Return each Chinese name and where it is shipped; the database holds what rooms publish."""
    found: dict[str, str] = {}
    for path in sorted(SOURCES.glob("*/catalogue/**/*.yaml")):
        for name in _in_file(path):
            found.setdefault(name, str(path.relative_to(SOURCES)))
    for field in fields(Ledger):
        found.setdefault(str(field.default), "ledgers/spec.py")
    for name, custom in FESTIVALS.values():
        found.setdefault(name, "kernel/festivals.py")
        found.setdefault(custom, "kernel/festivals.py")
    for one in Measure.objects.order_by("code"):
        found.setdefault(one.name, one.code)
        found.setdefault(one.unit, "units")
    return {name: where for name, where in found.items() if HAN.search(name)}
