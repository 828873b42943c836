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
from youju.surveys.actions.plans import draw_plan, set_cells
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
    "close_survey",
    "draw_plan",
    "drop_audience",
    "drop_question",
    "issue_tokens",
    "make_survey",
    "move_question",
    "new_version",
    "open_survey",
    "record_counted",
    "record_issued",
    "remove_counted",
    "save_question",
    "set_cells",
    "spoil_sheet",
    "state_official",
    "take_form",
]
