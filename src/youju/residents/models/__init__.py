"""The tables of the room, by what they hold."""

from youju.residents.models.bodies import Committee, Complaint, Engagement, Firm
from youju.residents.models.houses import HouseStep, UnsafeHouse
from youju.residents.models.kept import Consent, NotSame, Roster, Tally
from youju.residents.models.needs import Need, NeedNote
from youju.residents.models.people import Handle, Household, Resident, Stay
from youju.residents.models.places import Area, Building, Door

__all__ = [
    "Area",
    "Building",
    "Committee",
    "Complaint",
    "Consent",
    "Door",
    "Engagement",
    "Firm",
    "Handle",
    "HouseStep",
    "Household",
    "Need",
    "NeedNote",
    "NotSame",
    "Resident",
    "Roster",
    "Stay",
    "Tally",
    "UnsafeHouse",
]
