"""Tables of standards."""

from youju.standards.models.duties import (
    Duty,
)
from youju.standards.models.editions import (
    Edition,
    Item,
)
from youju.standards.models.mock import (
    MockRound,
    MockSettlement,
    MockSheet,
    MockSpot,
    MockTeam,
)
from youju.standards.models.standing import (
    CheckedItem,
    Judgement,
    Remedy,
    SelfCheck,
    Standing,
    Target,
)
from youju.standards.models.years import (
    IndexTarget,
    NegativeEvent,
)

__all__ = [
    "CheckedItem",
    "Duty",
    "Edition",
    "IndexTarget",
    "Item",
    "Judgement",
    "MockRound",
    "MockSettlement",
    "MockSheet",
    "MockSpot",
    "MockTeam",
    "NegativeEvent",
    "Remedy",
    "SelfCheck",
    "Standing",
    "Target",
]
