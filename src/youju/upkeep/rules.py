"""What is counted and hashed of a copy, and what makes a good passphrase; pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from youju.kernel.refusal import Refused

SHORTEST_PASSPHRASE = 12  # characters
CODE_BYTES = 6  # of the code for the first start
OLD = timedelta(days=7)
_WRAP = 1 << 256


class Damaged(Refused):
    """The file is no copy, was cut off or changed."""


class WrongKey(Refused):
    """The passphrase does not open the file."""


def check_passphrase(text: str) -> str:
    """Return the passphrase without the line's end, or refuse one that is soon guessed."""
    word = text.strip("\r\n")
    if len(word) < SHORTEST_PASSPHRASE:
        raise Refused(f"备份口令至少 {SHORTEST_PASSPHRASE} 个字符")
    return word


def line_of(values: Sequence[Any]) -> bytes:
    """Return a row as it stands in the archive, in the order of its columns."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    """Return a JSON value in the one form that every database gives back: 1.0 and 1 are one number."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def hash_of(values: Sequence[Any]) -> int:
    """Return the SHA-256 of a row as a number, whatever the order of keys inside its JSON."""
    text = json.dumps(_plain(list(values)), ensure_ascii=False, sort_keys=True)
    return int.from_bytes(hashlib.sha256(text.encode()).digest())


@dataclass(slots=True)
class Sum:
    """How many rows a table has, and a hash of them that does not depend on their order.

    The hashes of the rows are added up modulo 2^256. It tells two databases with the same rows from
    two without; that nobody changed an archive is told by its encryption.
    """

    rows: int = 0
    total: int = 0

    def add(self, values: Sequence[Any]) -> None:
        self.rows += 1
        self.total = (self.total + hash_of(values)) % _WRAP

    def told(self) -> dict[str, Any]:
        return {"rows": self.rows, "hash": f"{self.total:064x}"}


def content_hash(tables: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the one hash over all tables: 64 hex digits."""
    text = json.dumps({name: dict(tables[name]) for name in sorted(tables)}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def unlike(
    expected: Mapping[str, Mapping[str, Any]], found: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    """Return the tables whose rows are not those expected."""
    names = sorted({*expected, *found})
    return [name for name in names if expected.get(name) != found.get(name)]


def check_version(theirs: Iterable[str], ours: Iterable[str]) -> None:
    """Refuse a copy made by another version of the product: its tables are not ours."""
    there, here = set(theirs), set(ours)
    if newer := sorted(there - here):
        raise Refused(f"备份由更新的版本所做（多 {newer[-1]}），请先升级有据再恢复")
    if older := sorted(here - there):
        raise Refused(f"备份由更早的版本所做（缺 {older[-1]}），请用当时的版本恢复，再升级")


def check_keys(theirs: Iterable[str], ours: Iterable[str]) -> None:
    """Refuse where protected fields could not be opened afterwards."""
    if set(theirs) - set(ours):
        raise Refused(
            "本机的字段密钥与备份时不同，恢复后受保护的字段打不开；请先把 YOUJU_FIELD_KEYS 设成备份时的密钥"
        )


def is_old(made_at: datetime | None, now: datetime) -> bool:
    """Return whether the last good copy is missing or more than a week old."""
    return made_at is None or now - made_at > OLD


def size_text(size: int) -> str:
    """Return a size as people read it: 3.4 MB."""
    amount, bigger = float(size), ["GB", "MB", "KB"]
    unit = "B"
    while amount >= 1024 and bigger:
        amount, unit = amount / 1024, bigger.pop()
    return f"{amount:.0f} B" if unit == "B" else f"{amount:.1f} {unit}"


def shown_code(code: str) -> str:
    """Return a code as it is read out: 3f9a-12bc-77d0."""
    return "-".join(code[n : n + 4] for n in range(0, len(code), 4))


def bare_code(typed: str) -> str:
    """Return a typed code as it was made."""
    return "".join(typed.lower().replace("-", "").split())
