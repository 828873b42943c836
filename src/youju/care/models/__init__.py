"""The tables of the room, by what they hold."""

from youju.care.models.aid import AidCase, AidStep, Fund, Payment
from youju.care.models.benefits import Benefit, Gift
from youju.care.models.services import Call, Service
from youju.care.models.tallies import Tally
from youju.care.models.visits import Round, Visit

__all__ = [
    "AidCase",
    "AidStep",
    "Benefit",
    "Call",
    "Fund",
    "Gift",
    "Payment",
    "Round",
    "Service",
    "Tally",
    "Visit",
]
