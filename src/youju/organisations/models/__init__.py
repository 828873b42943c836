"""The tables of the room, by what they hold."""

from youju.organisations.models.people import Membership, Person
from youju.organisations.models.security import RecoveryCode, RolePolicy, SignIn
from youju.organisations.models.tree import Unit, UnitEvent

__all__ = [
    "Membership",
    "Person",
    "RecoveryCode",
    "RolePolicy",
    "SignIn",
    "Unit",
    "UnitEvent",
]
