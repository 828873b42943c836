"""Every write of the room: forms from above, and calls to units below."""

from youju.returns.actions.calls import answer_call, close_call, make_call, remind_call
from youju.returns.actions.forms import (
    confirm_cells,
    drop_form,
    fill_form,
    map_cell,
    receive_form,
    set_period,
)

__all__ = [
    "answer_call",
    "close_call",
    "confirm_cells",
    "drop_form",
    "fill_form",
    "make_call",
    "map_cell",
    "receive_form",
    "remind_call",
    "set_period",
]
