"""How a reading is shown: the text in runs, and beside it the entries its figures would make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from youju.kernel.periods import Period
from youju.ledgers.queries import Ledger
from youju.organisations.rules import PROFILE, ProfileItem
from youju.reader.models import Piece, ReadFact, Reading

SHOWS = ("open", "sure", "unsure", "none", "recorded", "refused")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: plain, a figure, a repaired place, or one left damaged."""

    text: str
    fact: ReadFact | None = None
    mark: str = ""
    before: str = ""
    note: str = ""


def look_of(fact: ReadFact) -> str:
    """Return how a figure is shown: recorded, refused, copied, sure, unsure or none."""
    if fact.recorded:
        return "recorded"
    if fact.state == ReadFact.State.REFUSED:
        return "refused"
    if fact.way in (ReadFact.Way.NONE, ReadFact.Way.NEW):
        return "none"
    return "sure" if fact.sure else "unsure"


def shown_end(text: str, fact: ReadFact) -> int:
    """Return where the figure ends with its qualifier and unit: 50余车."""
    end = fact.end
    for part in (*fact.quantity.qualifier.split("+"), str(fact.said.get("unit", ""))):
        if part and text.startswith(part, end):
            end += len(part)
    return end


def paragraphs(reading: Reading, piece: Piece, facts: Sequence[ReadFact]) -> list[list[Run]]:
    """Return the piece's lines, each as runs."""
    lines: list[list[Run]] = [[]]
    for run in _runs(reading, piece, facts):
        parts = run.text.split("\n")
        for number, part in enumerate(parts):
            if number:
                lines.append([])
            if part or run.mark:
                lines[-1].append(Run(part, run.fact, run.mark, run.before, run.note))
    return [line for line in lines if any(run.text.strip() or run.mark for run in line)]


def _runs(reading: Reading, piece: Piece, facts: Sequence[ReadFact]) -> Iterator[Run]:
    text, at = reading.text, piece.start
    for start, end, run in sorted(_marks(reading, piece, facts), key=lambda one: one[:2]):
        if start < at:
            continue
        if start > at:
            yield Run(text[at:start])
        yield run
        at = end
    if at < piece.end:
        yield Run(text[at : piece.end])


def _marks(
    reading: Reading, piece: Piece, facts: Sequence[ReadFact]
) -> Iterator[tuple[int, int, Run]]:
    taken: set[int] = set()
    for fact in facts:
        end = shown_end(reading.text, fact)
        taken.update(range(fact.start, end))
        yield fact.start, end, Run(reading.text[fact.start : end], fact, look_of(fact))
    for one in [*reading.repairs, *reading.flags]:
        start = int(one["start"])
        end = int(one.get("end", start + len(one.get("text", ""))))
        inside = piece.start <= start and end <= piece.end and start < end
        if inside and taken.isdisjoint(range(start, end)):
            words = reading.text[start:end]
            if "note" in one:
                yield start, end, Run(words, mark="flag", note=one["note"])
            elif one["before"].strip():
                yield start, end, Run(words, mark="repair", before=one["before"], note=one["kind"])


@dataclass(slots=True)
class Card:
    """Figures that go together into one entry, as proposed or recorded."""

    title: str
    period: Period
    facts: list[Line] = field(default_factory=list)
    entry_url: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure on a card: what it is, where it goes, why it is unsure."""

    fact: ReadFact
    look: str
    where: str
    why: str


def cards(facts: Sequence[ReadFact], ledgers: Iterable[Ledger]) -> list[Card]:
    """Return the figures in the order of the text; those of one entry stand together."""
    by_code = {ledger.code: ledger for ledger in ledgers}
    found: dict[tuple[Any, ...], Card] = {}
    before: tuple[Any, ...] = ()
    for fact in facts:
        key = _card_key(fact, before)
        before = key
        card = found.get(key)
        if card is None:
            card = found[key] = _card(fact, by_code)
        card.facts.append(Line(fact, look_of(fact), _where(fact, by_code), "；".join(fact.why)))
    return list(found.values())


def _card_key(fact: ReadFact, before: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return what names the card of a figure: its entry, its group, or that of its neighbours."""
    if fact.entry_id:
        return ("entry", fact.entry_id)
    if fact.way == ReadFact.Way.ENTRY and fact.state == ReadFact.State.PROPOSED:
        return ("group", fact.group, fact.period.code)
    title = fact.ledger if fact.way == ReadFact.Way.ENTRY else ""
    alike = ("run", _title_way(fact), title)
    return before if before[:3] == alike else (*alike, fact.pk)


def _title_way(fact: ReadFact) -> str:
    return "none" if look_of(fact) == "none" else fact.way


def _card(fact: ReadFact, by_code: dict[str, Ledger]) -> Card:
    url = reverse("ledgers:entry", args=[fact.entry_id]) if fact.entry_id else ""
    return Card(_title(fact, by_code), fact.period, entry_url=url, way=fact.way)


def _title(fact: ReadFact, by_code: dict[str, Ledger]) -> str:
    if fact.way == ReadFact.Way.PROFILE:
        return _("单位概况")
    ledger = by_code.get(fact.ledger)
    return ledger.label if ledger and fact.way == ReadFact.Way.ENTRY else _("没有去处")


def _where(fact: ReadFact, by_code: dict[str, Ledger]) -> str:
    if fact.way == ReadFact.Way.NEW:
        return _("可新建台账：%(name)s") % {"name": fact.fresh}
    if fact.way == ReadFact.Way.PROFILE:
        return PROFILE[ProfileItem(fact.profile)].label
    ledger = by_code.get(fact.ledger)
    held = ledger.field(fact.field) if ledger else None
    return held.label if held else ""


def counts(facts: Iterable[ReadFact]) -> dict[str, int]:
    """Return how many figures are in each look."""
    found = dict.fromkeys(("sure", "unsure", "none", "recorded", "refused"), 0)
    for fact in facts:
        found[look_of(fact)] += 1
    return found


def with_look(facts: Sequence[ReadFact], show: str) -> list[ReadFact]:
    """Return the figures of one look; all of them where none is asked for."""
    return [one for one in facts if look_of(one) == show] if show in SHOWS else list(facts)
