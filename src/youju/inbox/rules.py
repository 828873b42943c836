"""What a message may say and where it may lead; pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta

MAX_TITLE = 120
MAX_URL = 200
COUNTED_TO = 99  # of more unread messages the bar says 99+
READ_KEPT = timedelta(days=90)
KEPT = timedelta(days=400)


def clean_title(title: str) -> str:
    """Return the title on one line, cut to what a row can show."""
    line = " ".join(title.split())
    if not line:
        raise ValueError("a message without a title")
    return line if len(line) <= MAX_TITLE else line[: MAX_TITLE - 1] + "…"


def check_url(url: str) -> str:
    """Return the address if it leads to a page of this product; "" leads nowhere.

    Raises:
        ValueError: If it leads anywhere else: the caller's mistake.
    """
    local = url.startswith("/") and not url.startswith(("//", "/\\"))
    if url and (not local or len(url) > MAX_URL or not url.isprintable() or " " in url):
        raise ValueError(f"not an address of this product: {url[:80]}")
    return url


def holds(since: date | None, until: date | None, on: date) -> bool:
    """Return whether a post is held on the day: nobody is told at a post they left."""
    return (since is None or since <= on) and (until is None or until >= on)


def forgotten_before(now: datetime, *, read: bool) -> datetime:
    """Return the moment before which messages are dropped: read ones sooner."""
    return now - (READ_KEPT if read else KEPT)


def shown_count(unread: int) -> str:
    """Return the number in the bar: "" for none, at most 99+."""
    if unread > COUNTED_TO:
        return f"{COUNTED_TO}+"
    return str(unread) if unread else ""
