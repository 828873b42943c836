"""Writing down what the core read: the text, its pieces, and a proposal for every figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from youju.ledgers.queries import Ledger, LedgerVersion
from youju.organisations.queries import Unit
from youju.reader import core
from youju.reader.likeness import LEAST, likeness, sketch_of
from youju.reader.models import Piece, ReadFact, Reading, quantity_json
from youju.reader.propose import Proposal, Told, clause_of, propose

PERIOD_SURE = 0.5  # below it a period read from the text is not taken without a hand
EARLIER = 3000  # earlier pieces looked at for copies


@transaction.atomic
def keep_reading(reading: Reading, text: str) -> None:
    """Read the text and write all of it down, in place of what was there."""
    read = core.read_text(text, reading.name, reading.undone)
    reading.pieces.all().delete()
    reading.source_text, reading.text = text, read.text
    reading.repairs = _repairs(read)
    reading.flags = [
        {"start": read.repaired.place(f.start), "text": f.text, "note": f.note}
        for f in read.repaired.flags
    ]
    reading.state, reading.note = Reading.State.READY, ""
    reading.save()
    pieces = _keep_pieces(reading, read)
    _keep_facts(reading, read, pieces)


def _repairs(read: core.Reading) -> list[dict[str, object]]:
    mended = read.repaired
    rows: list[dict[str, object]] = []
    for one in mended.repairs:
        start = mended.place(one.start)
        rows.append(
            {
                "key": one.key,
                "kind": str(one.kind),
                "before": one.before,
                "after": one.after,
                "start": start,
                "end": min(start + len(one.after), len(mended.text)),
            }
        )
    return rows


def _keep_pieces(reading: Reading, read: core.Reading) -> dict[int, Piece]:
    kept: dict[int, Piece] = {}
    earlier = _earlier(reading)
    for piece in read.pieces:
        sketch = sketch_of(read.text[piece.start : piece.end])
        other, share = _copied_from(sketch, earlier)
        if piece.copy_of is not None and piece.copy_of in kept:
            other, share = kept[piece.copy_of], piece.likeness
        profile = read.profiles[piece.number]
        period, sure = profile.period, profile.period_confidence
        if reading.period.known:
            period, sure = reading.period, 1.0
        kept[piece.number] = Piece.objects.create(
            reading=reading,
            number=piece.number,
            title=piece.title[:200],
            start=piece.start,
            end=piece.end,
            author=profile.author.value[:80],
            author_confidence=profile.author.confidence,
            level=profile.level.value[:20],
            kind=profile.kind.value[:20],
            kind_confidence=profile.kind.confidence,
            period_code=period.code if sure >= PERIOD_SURE else "?",
            period_confidence=sure,
            unit=reading.unit,
            copy_of=other,
            likeness=share,
            sketch=sketch,
        )
    return kept


def _earlier(reading: Reading) -> list[Piece]:
    rows = Piece.objects.filter(reading__unit=reading.unit).exclude(reading=reading)
    return list(rows.order_by("-pk")[:EARLIER])


def _copied_from(sketch: list[int], earlier: Iterable[Piece]) -> tuple[Piece | None, float]:
    for piece in earlier:
        share = likeness(sketch, piece.sketch)
        if share >= LEAST:
            return piece, round(share, 3)
    return None, 0.0


def _keep_facts(reading: Reading, read: core.Reading, pieces: Mapping[int, Piece]) -> None:
    told = [told_of(fact, pieces[fact.piece.number].copy_of_id is not None) for fact in read.facts]
    proposals = propose(told, ledgers_at(reading.unit))
    ReadFact.objects.bulk_create(
        _row(reading, pieces[fact.piece.number], fact, proposal)
        for fact, proposal in zip(read.facts, proposals, strict=True)
    )


def ledgers_at(unit: Unit) -> list[Ledger]:
    """Return the ledgers in force where a unit stands."""
    held = LedgerVersion.objects.filter(current=True)
    rows = held.filter(unit=None) | held.filter(unit__in=unit.ancestor_ids)
    return [version.ledger for version in rows.order_by("code")]


def told_of(fact: core.Fact, copied: bool) -> Told:
    """Return a fact as proposing takes it."""
    return Told(
        action=fact.action or "",
        object=fact.object or "",
        quantity=fact.quantity,
        kind=fact.kind,
        confidence=fact.confidence,
        doubts=fact.doubts,
        sentence=fact.sentence.text,
        heading=fact.sentence.heading,
        sentence_at=fact.sentence.start,
        clause=clause_of(fact.sentence.text, fact.start - fact.sentence.start),
        negated=fact.negated,
        copied=copied,
    )


def _row(reading: Reading, piece: Piece, fact: core.Fact, proposal: Proposal) -> ReadFact:
    return ReadFact(
        reading=reading,
        piece=piece,
        offset=fact.offset,
        offset_end=fact.offset + len(fact.quantity_text),
        start=fact.start,
        end=fact.end,
        quantity_text=fact.quantity_text[:100],
        said=quantity_json(fact.quantity),
        action=(fact.action or "")[:100],
        object=(fact.object or "")[:200],
        kind=fact.kind,
        negated=fact.negated,
        confidence=fact.confidence,
        doubts=list(fact.doubts),
        sentence=fact.sentence.text,
        sentence_at=fact.sentence.start,
        heading=fact.sentence.heading[:200],
        way=proposal.way.value,
        ledger=proposal.ledger,
        field=proposal.field,
        measure=proposal.measure,
        profile=proposal.profile,
        fresh=proposal.fresh,
        choices=dict(proposal.choices),
        group=proposal.group,
        score=proposal.score,
        sure=proposal.sure,
        why=list(proposal.why),
    )
