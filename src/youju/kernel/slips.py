"""Codes on slips of paper that serve once."""

from __future__ import annotations

import secrets

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that look alike
LENGTH = 12  # 59 bits


def new_code() -> str:
    """Return a code as it is printed: k7wd-29fh-mx3t."""
    plain = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(plain[n : n + 4] for n in range(0, LENGTH, 4))


def plain_code(code: str) -> str:
    """Return a code in its one form, however it was typed."""
    return code.strip().lower().replace("-", "").replace(" ", "")
