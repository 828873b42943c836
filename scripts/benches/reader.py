"""How fast the reader reads, in seconds of one core."""

import time
from pathlib import Path
from typing import Any

from youju.reader.core import read_text

SAMPLE = Path(__file__).parent / "sample.txt"
LEAST_SECONDS = 3.0


def figures() -> dict[str, Any]:
    """Read the sample again and again for some seconds; the limit is 200 kB/s."""
    text = SAMPLE.read_text(encoding="utf-8")
    size = len(text.encode())
    facts = len(read_text(text, "sample").facts)  # also warms what is loaded once
    rounds, began = 0, time.process_time()
    while time.process_time() - began < LEAST_SECONDS:
        read_text(text, f"sample-{rounds}")
        rounds += 1
    seconds = time.process_time() - began
    return {
        "reader_kb_per_second": round(size * rounds / 1000 / seconds, 1),
        "reader_facts_in_sample": facts,
    }
