"""How a row is hashed and a batch is chained."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

GENESIS = "0" * 64
# A transaction may commit after a later one; what is younger than this waits for the next batch.
SETTLED = timedelta(seconds=60)


def row_hash(row: Mapping[str, Any]) -> str:
    """Return SHA-256 (hex) over the row's fields in a fixed written form."""
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def batch_hash(previous: str, rows: Iterable[str]) -> str:
    """Return SHA-256 (hex) over the hash of the batch before and those of the rows, in order."""
    chain = hashlib.sha256(previous.encode())
    for one in rows:
        chain.update(one.encode())
    return chain.hexdigest()
