"""What is kept of a child follows the registration that stays, once two of one person became one."""

from __future__ import annotations

from youju.aid.models import ChildFile, Contact, StandIn
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
