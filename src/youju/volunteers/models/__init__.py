"""The tables of the room, by what they hold."""

from youju.volunteers.models.association import Assembly, Association, Charter, CouncilSeat
from youju.volunteers.models.certificates import Certificate
from youju.volunteers.models.orders import Order, OrderStep
from youju.volunteers.models.pairs import Pair, PairVisit
from youju.volunteers.models.people import Assessment, Series, Trained, Training, Volunteer
from youju.volunteers.models.services import Post, Programme, Seat, Service, Shift
from youju.volunteers.models.stations import Station, StationCheck
from youju.volunteers.models.teams import Team, TeamMember, TeamReminder

__all__ = [
    "Assembly", "Assessment", "Association", "Certificate", "Charter", "CouncilSeat", "Order", "OrderStep", "Pair",
    "PairVisit", "Post", "Programme", "Seat", "Series", "Service", "Shift", "Station", "StationCheck", "Team",
    "TeamMember", "TeamReminder", "Trained", "Training", "Volunteer",
]  # fmt: skip
