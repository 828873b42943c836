"""Finding pieces that say what an earlier reading said. Pure."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection

RUN = 10  # characters of one run
KEPT = 8  # one run in so many is kept
FEWEST = 12  # kept runs below which nothing can be said
LEAST = 0.6


def sketch_of(text: str) -> list[int]:
    """Return a sample of the text's runs of ten characters; the same runs give the same sample."""
    bare = re.sub(r"[\W_]+", "", text)
    runs = {zlib.crc32(bare[n : n + RUN].encode()) for n in range(len(bare) - RUN + 1)}
    return sorted(one for one in runs if one % KEPT == 0)


def likeness(one: Collection[int], other: Collection[int]) -> float:
    """Return the part of the smaller text found in the other, by their samples; 0 if too short."""
    smaller = min(len(one), len(other))
    if smaller < FEWEST:
        return 0.0
    return len(set(one) & set(other)) / smaller
