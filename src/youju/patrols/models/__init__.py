"""The tables of the room, by what they hold."""

from youju.patrols.models.cleaning import (
    AreaCheck,
    AreaMonth,
    CleaningArea,
    Shop,
    ShopCheck,
    ShopRound,
)
from youju.patrols.models.inspections import Inspection, LostItem
from youju.patrols.models.opinions import Opinion
from youju.patrols.models.places import KindVersion, Place, Route, RouteStop, Team
from youju.patrols.models.rosters import Call, Roster, Shift, Swap
from youju.patrols.models.rules_kept import Frequency, Mark
from youju.patrols.models.visits import Finding, Visit

__all__ = [
    "AreaCheck", "AreaMonth", "Call", "CleaningArea", "Finding", "Frequency", "Inspection", "KindVersion", "LostItem",
    "Mark", "Opinion", "Place", "Roster", "Route", "RouteStop", "Shift", "Shop", "ShopCheck", "ShopRound", "Swap",
    "Team", "Visit",
]  # fmt: skip
