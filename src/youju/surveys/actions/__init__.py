"""Every write of the room."""

from youju.surveys.actions.counts import record_counted, remove_counted, state_official
from youju.surveys.actions.design import (
    add_audience,
    drop_audience,
    drop_question,
    move_question,
    new_version,
    save_question,
    take_form,
)
from youju.surveys.actions.paper import check_entry, enter_sheet, settle_entry, undo_entry
from youju.surveys.actions.plans import draw_plan, set_cells
from youju.surveys.actions.releases import release_results, withdraw_release
from youju.surveys.actions.sheets import answer_sheet, answer_sheets, spoil_sheet
from youju.surveys.actions.surveys import (
    change_survey,
    close_survey,
    make_survey,
    open_survey,
)
from youju.surveys.actions.tokens import issue_tokens, record_issued

__all__ = [
    "add_audience",
    "answer_sheet",
    "answer_sheets",
    "change_survey",
    "check_entry",
    "close_survey",
    "draw_plan",
    "drop_audience",
    "drop_question",
    "enter_sheet",
    "issue_tokens",
    "make_survey",
    "move_question",
    "new_version",
    "open_survey",
    "record_counted",
    "record_issued",
    "release_results",
    "remove_counted",
    "save_question",
    "set_cells",
    "settle_entry",
    "spoil_sheet",
    "state_official",
    "take_form",
    "undo_entry",
    "withdraw_release",
]
