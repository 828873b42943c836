"""What is allowed to a case: its states and acts, and who may do which; pure."""

from youju.cases.rules.acts import (
    HINTS,
    WHO,
    Look,
    Who,
    check_act,
    reason_against,
)
from youju.cases.rules.states import (
    ALLOWED,
    MOVES,
    OPEN,
    Act,
    Severity,
    Source,
    State,
    check_move,
    is_late,
)

__all__ = [
    "ALLOWED", "HINTS", "MOVES", "OPEN", "WHO", "Act", "Look", "Severity", "Source", "State", "Who", "check_act",
    "check_move", "is_late", "reason_against",
]  # fmt: skip
