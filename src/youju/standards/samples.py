"""The sample editions that come with the product, as a list shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from youju.standards import words
from youju.standards.publish import shipped_samples


@dataclass(frozen=True, slots=True)
class Sample:
    """A shipped sample edition, as its file begins."""

    code: str
    name: str
    level: str


def samples_not_in(held: Iterable[str]) -> list[Sample]:
    """Return the shipped sample editions that a root does not have."""
    known = set(held)
    found = []
    for code, path in shipped_samples().items():
        if code not in known:
            head = path.read_text(encoding="utf-8")[:2000]
            told = dict(re.findall(r"^(name|level): *(\S+)", head, re.MULTILINE))
            level = words.LEVELS.get(told.get("level", ""), "")
            found.append(Sample(code, told.get("name", code), level))
    return found
