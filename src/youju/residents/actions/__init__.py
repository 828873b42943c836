"""Every write of the room, by subject."""

from youju.residents.actions.doubles import erase, keep_apart, merge
from youju.residents.actions.keying import rekey_all
from youju.residents.actions.looks import (
    come_of_age,
    give_consent,
    open_field,
    open_own_data,
    withdraw_consent,
)
from youju.residents.actions.needs import end_need, note_need, review
from youju.residents.actions.people import Home, change, change_household, leave, move, register
from youju.residents.actions.places import (
    AreaTold,
    add_area,
    change_area,
    close_area,
    give_building,
)
from youju.residents.actions.tallying import recount

__all__ = [
    "AreaTold", "Home", "add_area", "change", "change_area", "change_household", "close_area", "come_of_age",
    "end_need", "erase", "give_building", "give_consent", "keep_apart", "leave", "merge", "move", "note_need",
    "open_field", "open_own_data", "recount", "register", "rekey_all", "review", "withdraw_consent",
]  # fmt: skip
