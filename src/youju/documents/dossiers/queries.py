"""Reading dossiers; the asking member first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, Q, QuerySet

from youju.documents.dossiers import rules
from youju.documents.models import Dossier, PaperText, Piece, Share
from youju.evidence.queries import items_of_many
from youju.kernel.refusal import Missing
from youju.ledgers.queries import Entry, LedgerVersion, entries_visible_to, ledgers_for
from youju.organisations.queries import May, Membership, Unit, subtree_ids, units_visible_to
from youju.standards.queries import Edition, edition_before

ARCHIVE = "archive"


def dossiers_visible_to(member: Membership | None) -> QuerySet[Dossier]:
    """Return the dossiers of the member's units."""
    if member is None or not member.may(May.SEE):
        return Dossier.objects.none()
    rows = Dossier.objects.filter(unit__in=units_visible_to(member))
    return rows.select_related("unit__parent", "item", "edition", "asked_by")


def dossier_for(member: Membership | None, dossier_id: int) -> Dossier:
    """Return one visible dossier. Raises Missing for any other."""
    rows = dossiers_visible_to(member).select_related("handed_in_by__person", "decided_by__person")
    found = rows.filter(pk=dossier_id).first()
    if found is None:
        raise Missing("没有这份档案，或者不在您的查看范围内")
    return found


def dossiers_of(member: Membership, edition: Edition, unit: Unit) -> QuerySet[Dossier]:
    """Return the dossiers of an edition at the unit and below it, in the order of the index."""
    rows = dossiers_visible_to(member).filter(edition=edition, unit__in=subtree_ids(unit))
    return rows.order_by("item__order", "unit__path")


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many dossiers of an edition wait for a unit, in one state, and the nearest of their days."""

    edition_id: int
    edition: str
    state: str
    n: int
    due_on: date | None


def dossiers_waiting(member: Membership) -> list[Waiting]:
    """Return what the member's own unit has to hand in or put right, and what waits for its office."""
    owed = Q(unit=member.unit_id, state__in=("open", "returned"))
    if member.may(May.REVIEW):
        owed |= Q(asked_by=member.unit_id, state="handed_in")
    rows = Dossier.objects.filter(owed, root_id=member.root_id).order_by("edition", "-state")
    counted = rows.values("edition_id", "state").annotate(
        edition=F("edition__name"), n=Count("pk"), due_on=Min("due_on")
    )
    return [
        Waiting(
            one["edition_id"],
            one["edition"],
            one["state"],
            one["n"],
            one["due_on"] if one["state"] != "handed_in" else None,  # the office sets itself no day
        )
        for one in counted
    ]


def edition_with_choices(member: Membership, edition: Edition) -> Edition | None:
    """Return the edition before this one where somebody chose papers or tables for its dossiers."""
    before = edition_before(member, edition)
    if before is None:
        return None
    rows = Piece.objects.filter(dossier__in=dossiers_visible_to(member).filter(edition=before))
    chosen = rows.filter(by_hand=True, slot__in=(rules.Slot.PAPERS, rules.Slot.TABLES))
    return before if chosen.exists() else None


def pieces_of(dossier: Dossier) -> dict[str, list[Piece]]:
    """Return the pieces of a dossier the caller has found, by slot; those taken out under `dropped`."""
    found: dict[str, list[Piece]] = defaultdict(list)
    rows = Piece.objects.filter(dossier=dossier).select_related("item")
    for one in rows.order_by("order", "pk"):
        found["dropped" if one.dropped else one.slot].append(one)
    return found


def piece_for(dossier: Dossier, piece_id: int) -> Piece:
    """Return one piece of a dossier the caller has found. Raises Missing."""
    found = Piece.objects.filter(dossier=dossier, pk=piece_id).select_related("item").first()
    if found is None:
        raise Missing("没有这一件，或者已经不在档案里")
    return found


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """How far a unit is: how many dossiers it keeps, and how many are at each point."""

    unit: Unit
    all: int
    accepted: int
    handed_in: int
    complete: int
    lacking: int
    doubtful: int

    @property
    def owed(self) -> int:
        """How many it still has to hand in."""
        return self.all - self.accepted - self.handed_in


def progress_by_unit(rows: Iterable[Dossier]) -> list[UnitProgress]:
    """Return how far each unit is; who owes most stands first."""
    held: dict[Unit, list[tuple[str, str]]] = defaultdict(list)
    for one in rows:
        held[one.unit].append((one.state, one.verdict))
    told = []
    for unit, states in held.items():
        n = rules.progress(states)
        points = ("accepted", "handed_in", "complete", "lacking", "doubtful")
        told.append(UnitProgress(unit, n["all"], *(n.get(point, 0) for point in points)))
    return sorted(told, key=lambda one: (-one.owed, one.unit.path))


def dossiers_of_item(member: Membership, item_id: int) -> list[Dossier]:
    """Return the visible dossiers of one index item."""
    return list(dossiers_visible_to(member).filter(item_id=item_id).order_by("unit__path")[:30])


def shares_of(dossier: Dossier) -> QuerySet[Share]:
    """Return the links of a dossier the caller has found, newest first."""
    return Share.objects.filter(dossier=dossier).select_related("made_by__person").order_by("-pk")


def owed_by(member: Membership) -> list[Dossier]:
    """Return what the member's own unit still has to hand in, by the day it is due."""
    rows = Dossier.objects.filter(unit=member.unit, state__in=("open", "returned"))
    return list(
        rows.exclude(due_on=None).select_related("item", "edition").order_by("due_on", "pk")[:50]
    )


def archive_for(member: Membership | None) -> LedgerVersion | None:
    """Return the ledger of archived papers where it is in force."""
    return ledgers_for(member).filter(code=ARCHIVE).first()


def papers_found(member: Membership, unit: Unit, kind: str, words: str) -> QuerySet[Entry]:
    """Return archived papers of a unit and those below, of a kind, in whose lines or text each word
    stands; newest first."""
    rows = entries_visible_to(member).filter(
        ledger_code=ARCHIVE, state=Entry.State.LIVE, unit__in=subtree_ids(unit)
    )
    if kind:
        rows = rows.filter(values__kind=kind)
    for word in words.split()[:5]:
        rows = rows.filter(Q(title__icontains=word) | Q(pk__in=_saying(member, word)))
    return rows.order_by("-end", "-pk")


def _saying(member: Membership, word: str) -> list[int]:
    """Return the entries one of whose files says the word."""
    items = PaperText.objects.filter(text__icontains=word).values_list("item_id", flat=True)[:500]
    return entries_with_items(member, items)


def entries_with_items(member: Membership, items: Iterable[int]) -> list[int]:
    """Return ids of the visible archived papers that these files stand in."""
    wanted = set(items)
    ids = entries_visible_to(member).filter(ledger_code=ARCHIVE).values_list("pk", flat=True)[:5000]
    held = items_of_many(member, "ledgers.entry", ids)
    return [int(pk) for pk, links in held.items() if wanted & {one.item_id for one in links}]


def units_above(dossier: Dossier) -> list[Unit]:
    """Return the units above the dossier's, the next one first."""
    ids = [pk for pk in dossier.unit.ancestor_ids if pk != dossier.unit_id]
    return list(Unit.objects.filter(pk__in=ids).order_by("-path"))
