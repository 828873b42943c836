"""Which copies were made, for the system administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from youju.audit.actions import SYSTEM
from youju.audit.queries import Entry, Outcome, trail_of_kind
from youju.organisations.queries import May, Membership, require
from youju.upkeep import rules

ARCHIVE = "upkeep.archive"
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Done:
    """A copy that was made, could not be made, or was taken in."""

    at: datetime
    name: str
    restored: bool
    reason: str
    rows: int
    files: int
    size: str
    content: str


def copies(member: Membership | None) -> list[Done]:
    """Return the latest copies and restores, newest first. They are of the whole system, not of a
    unit: names of files and counts, nothing of what they hold."""
    require(member, May.UPKEEP)
    return [_done(entry) for entry in trail_of_kind(SYSTEM.root_id, ARCHIVE)[:SHOWN]]


def _done(entry: Entry) -> Done:
    told = entry.detail
    return Done(
        at=entry.at,
        name=entry.subject_id,
        restored=entry.act == "upkeep.restore",
        reason=told.get("reason", "") if entry.outcome == Outcome.REFUSED else "",
        rows=told.get("rows", 0),
        files=told.get("files", 0),
        size=rules.size_text(told.get("bytes", 0)),
        content=str(told.get("content", ""))[:16],
    )


def last_good(found: list[Done]) -> Done | None:
    """Return the newest copy that was made and read back."""
    return next((one for one in found if not (one.restored or one.reason)), None)
