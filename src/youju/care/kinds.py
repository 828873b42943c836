"""The shipped catalogue: kinds of aid, and causes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from youju.care.rules.aid import Kind, kinds_from
from youju.kernel.refusal import Missing

FILE = Path(__file__).parent / "catalogue" / "aid.yaml"


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """Return the kinds of aid in the catalogue's order."""
    return kinds_from(_file()["kinds"])


def kind_of(code: str) -> Kind:
    """Return one kind. Raises Missing."""
    for kind in kinds():
        if kind.code == code:
            return kind
    raise Missing("没有这一类救助")


def causes() -> list[str]:
    """Return the causes to choose from."""
    return list(_file()["causes"])
