"""The facts of one entry: what it counts, where and when, once for each unit that held it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from youju.facts.actions import Draft, Source
from youju.facts.rules import Adds
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.ledgers import rules
from youju.ledgers.models import Entry
from youju.ledgers.spec import Ledger
from youju.organisations.queries import Unit

ENTRY_KIND = "ledgers.entry"


def source_of(entry: Entry) -> Source:
    return Source(ENTRY_KIND, str(entry.pk))


def drafts_of(entry: Entry, ledger: Ledger, partners: Sequence[Unit] = ()) -> list[Draft]:
    """Return the facts an entry makes; none once it is withdrawn.

    A measure that the ledger no longer has is left to the entries of its own version.
    """
    stocks = {ledger.measure_code(one.key) for one in ledger.measures if one.adds is Adds.STOCK}
    spans = rules.spans_of(ledger, entry.period, entry.until)
    return [
        Draft(
            unit=unit,
            measure=figure.measure,
            quantity=Quantity(Decimal(0), figure.quantity.unit) if gone else figure.quantity,
            period=around(figure.day, Grain.DAY) if figure.day else period,
            share_key=entry.share_key,
            series=f"entry:{entry.pk}" if figure.measure in stocks else figure.series,
        )
        for figure in entry.figures(ledger)
        for period, gone in spans
        for unit in (entry.unit, *partners)
    ]
