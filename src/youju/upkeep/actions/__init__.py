"""Every write of the room."""

from youju.upkeep.actions.copies import Copy, back_up, check, restore
from youju.upkeep.actions.starting import (
    Beginning,
    begin,
    begin_at_terminal,
    choose_ledgers,
    finish,
    found_units,
    start_code,
    take_people,
    take_sample,
)
from youju.upkeep.actions.trees import Removed, remove_tree

__all__ = [
    "Beginning",
    "Copy",
    "Removed",
    "back_up",
    "begin",
    "begin_at_terminal",
    "check",
    "choose_ledgers",
    "finish",
    "found_units",
    "remove_tree",
    "restore",
    "start_code",
    "take_people",
    "take_sample",
]
