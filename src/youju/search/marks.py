"""What was asked for, marked in the text where it was found."""

from __future__ import annotations

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

SNIPPET = 60  # characters


def pattern_of(asked: list[list[str]]) -> re.Pattern[str]:
    """Return what finds the asked words in a text as it was written."""
    return re.compile(
        "|".join(r"[\W_]*".join(map(re.escape, term)) for term in asked), re.IGNORECASE
    )


def marked(text: str, pattern: re.Pattern[str]) -> SafeString:
    """Return the text as HTML with what was asked for marked."""
    parts, last = [], 0
    for match in pattern.finditer(text):
        parts += [escape(text[last : match.start()]), f"<mark>{escape(match[0])}</mark>"]
        last = match.end()
    return mark_safe("".join([*parts, escape(text[last:])]))  # noqa: S308  each part is escaped


def snippet(body: str, pattern: re.Pattern[str]) -> SafeString:
    """Return the stretch of the body around the first place found, marked; else its beginning."""
    text = " ".join(body.split())
    match = pattern.search(text)
    start = max(0, match.start() - SNIPPET // 3) if match else 0
    end = start + SNIPPET
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return marked(f"{before}{text[start:end]}{after}", pattern)
