"""The tables of the room, by what they hold."""

from youju.organisations.models.dated import holding
from youju.organisations.models.duties import Contract, Detachment, DutyItem, DutyOwner
from youju.organisations.models.grids import BlockHelper, GridSurvey, HardPoint
from youju.organisations.models.groups import Group, GroupDepartment, GroupPost, GroupTask
from youju.organisations.models.pairs import Pairing, PairingDeed
from youju.organisations.models.people import Membership, Person
from youju.organisations.models.profile import ProfileValue
from youju.organisations.models.saved import SavedView
from youju.organisations.models.security import RecoveryCode, RolePolicy, SignIn
from youju.organisations.models.tree import Unit, UnitEvent

__all__ = [
    "BlockHelper",
    "Contract",
    "Detachment",
    "DutyItem",
    "DutyOwner",
    "GridSurvey",
    "Group",
    "GroupDepartment",
    "GroupPost",
    "GroupTask",
    "HardPoint",
    "Membership",
    "Pairing",
    "PairingDeed",
    "Person",
    "ProfileValue",
    "RecoveryCode",
    "RolePolicy",
    "SavedView",
    "SignIn",
    "Unit",
    "UnitEvent",
    "holding",
]
