"""Every write of the room, by subject."""

from youju.standards.actions.editions import (
    close_edition,
    enable_sample,
    import_edition,
    put_in_force,
)
from youju.standards.actions.mock import ask_second, record_sheet, report_failed, settle_check
from youju.standards.actions.mock_draw import close_round, draw_round, set_teams
from youju.standards.actions.years import (
    record_result,
    register_negative,
    set_target,
    withdraw_negative,
)

__all__ = [
    "ask_second",
    "close_edition",
    "close_round",
    "draw_round",
    "enable_sample",
    "import_edition",
    "put_in_force",
    "record_result",
    "record_sheet",
    "register_negative",
    "report_failed",
    "set_target",
    "set_teams",
    "settle_check",
    "withdraw_negative",
]
