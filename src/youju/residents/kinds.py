"""The shipped catalogue: kinds of need, why a field may be opened, how long data are kept."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from youju.kernel.refusal import Missing
from youju.residents.rules.needs import Kind, kinds_from

FILE = Path(__file__).parent / "catalogue" / "kinds.yaml"


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """Return the kinds of need in the catalogue's order."""
    return kinds_from(_file()["needs"])


def kind_of(code: str) -> Kind:
    """Return one kind. Raises Missing."""
    for kind in kinds():
        if kind.code == code:
            return kind
    raise Missing("没有这一类")


def purposes() -> list[str]:
    """Return why a protected field may be opened."""
    return list(_file()["purposes"])


def keep_years() -> int:
    """Return for how many years after leaving data are kept."""
    return int(_file()["keep_years"])
