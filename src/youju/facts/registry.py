"""The record kinds that make facts: each room names its own, once, when it starts.

A room calls `register` in its AppConfig; `facts` never imports the room. The kind leads from a
fact to its record's page, and lets `youju facts verify` make every fact again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from youju.audit.registry import name_kinds


@dataclass(frozen=True, slots=True)
class SourceKind:
    """One kind of record that makes facts.

    Attributes:
        kind: Name stored in facts: `ledgers.entry`.
        label: What users call it: 台账记录.
        url_name: Page of one record; takes its id.
        rebuild: Yields (source id, drafts) of every record there is, for verification.
        titles: Returns {source id: one-line title} for the ids given.
        names: The same without days and numbers, as a sentence names the records; None where the
            titles are such names.
    """

    kind: str
    label: str
    url_name: str
    rebuild: Callable[[], Iterator[tuple[str, Iterable[object]]]]
    titles: Callable[[Iterable[str]], dict[str, str]]
    names: Callable[[Iterable[str]], dict[str, str]] | None = None

    def url(self, source_id: str) -> str:
        return reverse(self.url_name, args=[source_id])


KINDS: dict[str, SourceKind] = {}


def register(kind: SourceKind) -> None:
    KINDS[kind.kind] = kind
    name_kinds({kind.kind: kind.label})
