"""Printing contact cards: the phones on them are opened for that, and it is logged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.organisations.queries import May, Membership, Sealed, Unit, require
from youju.volunteers import measures
from youju.volunteers.models import Volunteer
from youju.volunteers.queries.seen import volunteers_chosen


@dataclass(frozen=True, slots=True)
class Card:
    """What a contact card says: the phone is the one given for the card."""

    name: str
    number: str
    unit: str
    services: str
    phone: str


def print_cards(
    unit: Unit, people: Iterable[int], *, actor: Membership, now: datetime
) -> list[Card]:
    """Return the cards of some volunteers. The holder gave this phone to be handed out."""
    require(actor, May.ARRANGE, unit)
    chosen = volunteers_chosen(unit, people)
    record(
        "volunteers.print_cards",
        Outcome.EXPORTED,
        actor=actor,
        now=now,
        kind=measures.VOLUNTEER,
        people=len(chosen),
        unit=unit.pk,
    )
    return [_card(one) for one in chosen]


def _card(one: Volunteer) -> Card:
    told = one.card_phone
    phone = told.open() if isinstance(told, Sealed) else ""
    return Card(one.name, one.number or "", one.unit.name, one.services or one.skills, phone)
