"""Which copies were made, and how far the first start has come; for the system administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from youju.audit.actions import SYSTEM
from youju.audit.queries import Entry, Outcome, trail_of_kind
from youju.ledgers.queries import shipped_in_use
from youju.ledgers.rules import is_suggested, keepers_expected
from youju.organisations.queries import May, Membership, Unit, people_visible_to, require, roots
from youju.organisations.rules import Role, UnitKind
from youju.standards.queries import Sample, editions_of_root, samples_not_in
from youju.upkeep import rules

ARCHIVE = "upkeep.archive"
START = "upkeep.start"
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


def is_new() -> bool:
    """Return whether nobody has founded a unit here yet."""
    return not roots().exists()


def setup_of(member: Membership | None) -> Unit | None:
    """Return the unit at the top while its system administrator is setting it up; None before,
    afterwards, for everybody else, and in a system that came to be in another way."""
    if member is None or member.role != Role.SYSADMIN or member.unit_id != member.root_id:
        return None
    begun = trail_of_kind(SYSTEM.root_id, START).filter(subject_id=str(member.root_id))
    ended = trail_of_kind(member.root_id, START)
    return member.unit if begun.exists() and not ended.exists() else None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the first start has come: counted from what is there."""

    units: int
    people: int
    ledgers: int
    ledgers_of: int
    ledgers_chosen: bool
    editions: list[str]
    samples: list[Sample]


def progress(root: Unit, member: Membership) -> Progress:
    """Return how far the start has come."""
    held = editions_of_root(root.pk)
    shipped, aside = shipped_in_use(root)
    return Progress(
        units=Unit.objects.filter(root_id=root.pk).exclude(pk=root.pk).count(),
        people=people_visible_to(member).count() - 1,
        ledgers=len(shipped) - len(aside),
        ledgers_of=len(shipped),
        ledgers_chosen=ledgers_chosen(root),
        editions=[name for _code, name in held],
        samples=samples_not_in(code for code, _name in held),
    )


def ledgers_chosen(root: Unit) -> bool:
    """Return whether it was said which ledgers are used."""
    chosen = trail_of_kind(root.pk, "organisations.unit").filter(subject_id=str(root.pk))
    return chosen.filter(act="ledgers.choose_ledgers", outcome=Outcome.DONE).exists()


def suggested_ledgers(root: Unit) -> set[str]:
    """Return which ledgers a tree like this one mostly uses, by its level and the units it has."""
    kinds = Unit.objects.filter(root_id=root.pk, until=None).values_list("kind", flat=True)
    expected = keepers_expected(UnitKind(root.kind), kinds.distinct())
    shipped, _aside = shipped_in_use(root)
    return {one.code for one in shipped if is_suggested(one.ledger.kept_by, expected)}
