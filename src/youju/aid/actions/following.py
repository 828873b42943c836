"""What is kept of a child follows the registration that stays, once two of one person became one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from youju.aid import measures
from youju.aid.actions.tallying import recount
from youju.aid.models import ChildFile, Contact, Pairing, StandIn
from youju.organisations.queries import Unit
from youju.residents.queries import Resident


def follow(keep: Resident, drop: Resident) -> None:
    """Put stand-in parents and the file of one registration to the other, where it has none itself."""
    going = StandIn.objects.filter(child=keep, until=None).exists()
    rows = StandIn.objects.filter(child=drop)
    (rows.exclude(until=None) if going else rows).update(child=keep)
    if not ChildFile.objects.filter(child=keep).exists():
        ChildFile.objects.filter(child=drop).update(child=keep)


def forget(row: Resident) -> None:
    """Take away the file of a child who was erased, and what was written of its stand-in parent's contacts."""
    ChildFile.objects.filter(child=row).delete()
    Contact.objects.filter(stand_in__child=row).update(note="")


def hand(homes: Sequence[int], unit: Unit, now: datetime) -> None:
    """Let pairings of households, and what is kept of their children, stand at the unit that answers for
    them now; payments, visits and contacts count there too."""
    pairings = list(Pairing.objects.filter(household__in=homes).select_related("unit"))
    stand_ins = list(StandIn.objects.filter(child__household__in=homes).select_related("unit"))
    files = list(ChildFile.objects.filter(child__household__in=homes).select_related("unit"))
    rows: list[Any] = [*pairings, *stand_ins, *files]
    days = [getattr(one, "since", None) or one.made_on for one in rows]
    if not days:
        return
    left = {one.unit for one in rows}
    for row in rows:
        row.unit = unit
        row.save(update_fields=["unit"])
    for pairing in pairings:
        measures.count_again(measures.PAIRING, pairing, now)
        for kind, told in ((measures.PAYMENT, pairing.payments), (measures.VISIT, pairing.visits)):
            for row in told.select_related("pairing__unit"):
                measures.count_again(kind, row, now)
    for contact in Contact.objects.filter(stand_in__in=stand_ins).select_related("stand_in__unit"):
        measures.count_again(measures.CONTACT, contact, now)
    for one in sorted({unit, *left}, key=lambda found: found.pk):
        recount(one, [min(days)], now)
