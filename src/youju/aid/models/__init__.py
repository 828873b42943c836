"""The tables of the room, by what they hold."""

from youju.aid.models.children import ChildFile, Contact, StandIn
from youju.aid.models.giving import Donation, Drive, Fund, Grant, GrantChild, Handover
from youju.aid.models.pairs import Pairing, Payment, Visit, YearPlan
from youju.aid.models.tally import Tally
from youju.aid.models.wishes import Wish

__all__ = [
    "ChildFile",
    "Contact",
    "Donation",
    "Drive",
    "Fund",
    "Grant",
    "GrantChild",
    "Handover",
    "Pairing",
    "Payment",
    "StandIn",
    "Tally",
    "Visit",
    "Wish",
    "YearPlan",
]
