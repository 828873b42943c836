"""Every write of the room, by subject."""

from youju.residents.actions.bodies import (
    approach_firm,
    complain,
    contact_bureau,
    elect_committee,
    settle_complaint,
    settle_firm,
    warn_of_terms,
)
from youju.residents.actions.doubles import erase, keep_apart, merge
from youju.residents.actions.houses import step_house, survey_house
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
    hand_area,
)
from youju.residents.actions.rosters import (
    forget_rosters,
    receive_roster,
    rejects_of,
    resume_roster,
    start_roster,
    table_of,
    take_roster,
)
from youju.residents.actions.tallying import recount

__all__ = [
    "AreaTold",
    "Home",
    "add_area",
    "approach_firm",
    "change",
    "change_area",
    "change_household",
    "close_area",
    "come_of_age",
    "complain",
    "contact_bureau",
    "elect_committee",
    "end_need",
    "erase",
    "forget_rosters",
    "give_building",
    "give_consent",
    "hand_area",
    "keep_apart",
    "leave",
    "merge",
    "move",
    "note_need",
    "open_field",
    "open_own_data",
    "receive_roster",
    "recount",
    "register",
    "rejects_of",
    "rekey_all",
    "resume_roster",
    "review",
    "settle_complaint",
    "settle_firm",
    "start_roster",
    "step_house",
    "survey_house",
    "table_of", "take_roster",
    "warn_of_terms",
    "withdraw_consent",
]  # fmt: skip
