"""Numbers of cases: 金问〔2026〕0131号, per unit and year."""

from __future__ import annotations

from collections.abc import Collection, Iterator


def number(prefix: str, year: int, serial: int) -> str:
    """Return the number of a case: at least four digits."""
    return f"{prefix}问〔{year}〕{serial:04}号"


def prefixes(short_name: str, unit_id: int) -> Iterator[str]:
    """Yield what may stand before 问, shortest first: 金, 金桥, 金桥社…, at last with the id."""
    plain = short_name.strip() or "单位"
    for length in range(1, min(len(plain), 6) + 1):
        yield plain[:length]
    yield f"{plain[:4]}{unit_id}"


def free_prefix(short_name: str, unit_id: int, taken: Collection[str]) -> str:
    """Return the shortest prefix that no other unit uses."""
    return next(one for one in prefixes(short_name, unit_id) if one not in taken)
