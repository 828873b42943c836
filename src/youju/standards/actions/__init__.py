"""Every write of the room, by subject."""

from youju.standards.actions.editions import (
    close_edition,
    discard_draft,
    enable_sample,
    import_edition,
    put_in_force,
)
from youju.standards.actions.judging import (
    judge_item,
    set_measure_target,
    told_by_data,
)
from youju.standards.actions.mock import (
    ask_second,
    record_sheet,
    report_failed,
    settle_check,
)
from youju.standards.actions.mock_draw import (
    close_round,
    draw_round,
    set_teams,
)
from youju.standards.actions.remedying import (
    Wanting,
    take_up,
)
from youju.standards.actions.self_checking import (
    begin_check,
    check_item,
    finish_check,
)
from youju.standards.actions.standing import (
    recompute,
    start_recompute,
)
from youju.standards.actions.years import (
    record_result,
    register_negative,
    set_target,
    withdraw_negative,
)

__all__ = [
    "Wanting",
    "ask_second",
    "begin_check",
    "check_item",
    "close_edition",
    "close_round",
    "discard_draft",
    "draw_round",
    "enable_sample",
    "finish_check",
    "import_edition",
    "judge_item",
    "put_in_force",
    "recompute",
    "record_result",
    "record_sheet",
    "register_negative",
    "report_failed",
    "set_measure_target",
    "set_target",
    "set_teams",
    "settle_check",
    "start_recompute",
    "take_up",
    "told_by_data",
    "withdraw_negative",
]
