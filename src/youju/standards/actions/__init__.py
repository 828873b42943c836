"""Every write of the room, by subject."""

from youju.standards.actions.carrying import carry_over
from youju.standards.actions.duties import (
    BadShares,
    carry_duties,
    split_items,
)
from youju.standards.actions.duties_reminding import (
    remind_duties,
    remind_round,
)
from youju.standards.actions.duties_steps import (
    accept_duties,
    end_duty,
    hand_back_duty,
    insist_on_duty,
    place_duties,
    reassign_duty,
)
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
from youju.standards.splitting import Share

__all__ = [
    "BadShares",
    "Share",
    "Wanting",
    "accept_duties",
    "ask_second",
    "begin_check",
    "carry_duties",
    "carry_over",
    "check_item",
    "close_edition",
    "close_round",
    "discard_draft",
    "draw_round",
    "enable_sample",
    "end_duty",
    "finish_check",
    "hand_back_duty",
    "import_edition",
    "insist_on_duty",
    "judge_item",
    "place_duties",
    "put_in_force",
    "reassign_duty",
    "recompute",
    "record_result",
    "record_sheet",
    "register_negative",
    "remind_duties",
    "remind_round",
    "report_failed",
    "set_measure_target",
    "set_target",
    "set_teams",
    "settle_check",
    "split_items",
    "start_recompute",
    "take_up",
    "told_by_data",
    "withdraw_negative",
]
