"""What the check of a rendered document reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One departure from the standard: a short code, words for people, the page if any."""

    code: str
    message: str
    page: int | None = None
