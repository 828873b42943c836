"""How a row is hashed and a batch is chained."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

GENESIS = "0" * 64
# What was made less than this ago waits for the next batch, so that batches are nearly in order.
SETTLED = timedelta(seconds=60)
# The longest transaction there is: an entry not sealed this long after it was made was not there
# when it should have been.
LONGEST = timedelta(hours=24)


def made_before(moment: datetime) -> UUID:
    """Return the least UUIDv7 made at the moment (aware): ids below it were made before."""
    milliseconds = int(moment.timestamp() * 1000)
    return UUID(int=(milliseconds << 80) | (0x7 << 76) | (0b10 << 62))


def made_at(key: UUID) -> datetime:
    """Return when a UUIDv7 was made, by the clock of the server that made it."""
    return datetime.fromtimestamp((key.int >> 80) / 1000, UTC)


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
