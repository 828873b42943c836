"""Every write of the room, by subject."""

from youju.aid.actions.children import contact, end_stand_in, keep_file, stand_in
from youju.aid.actions.giving import (
    Gift,
    Granted,
    Handed,
    donate,
    grant,
    hand_over,
    list_child,
    publish_drive,
    start_drive,
)
from youju.aid.actions.pairs import (
    Paid,
    Promise,
    end_pairing,
    pair,
    pay,
    plan_year,
    visit,
    withdraw_payment,
)
from youju.aid.actions.wishes import (
    Wished,
    drop_wish,
    fulfil_wish,
    gather_wish,
    release_wish,
    take_wish,
)

__all__ = [
    "Gift",
    "Granted",
    "Handed",
    "Paid",
    "Promise",
    "Wished",
    "contact",
    "donate",
    "drop_wish",
    "end_pairing",
    "end_stand_in",
    "fulfil_wish",
    "gather_wish",
    "grant",
    "hand_over",
    "keep_file",
    "list_child",
    "pair",
    "pay",
    "plan_year",
    "publish_drive",
    "release_wish",
    "stand_in",
    "start_drive",
    "take_wish",
    "visit",
    "withdraw_payment",
]
