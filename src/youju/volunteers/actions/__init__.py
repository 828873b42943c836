"""Every write of the room, by subject."""

from youju.volunteers.actions.association import (
    adopt_charter,
    elect,
    end_association,
    end_seat,
    found_association,
    hold_meeting,
    state_members,
)
from youju.volunteers.actions.calendars import make_feed
from youju.volunteers.actions.cards import Card, print_cards
from youju.volunteers.actions.certificates import (
    issue_certificate,
    notice_certificate,
    revoke_certificate,
    stop_certificate,
)
from youju.volunteers.actions.lacking import remind_teamless
from youju.volunteers.actions.make_ups import ask_make_up, correct_hours, decide_make_up
from youju.volunteers.actions.many import BadRows, add_volunteers
from youju.volunteers.actions.orders import ask_order, step_order
from youju.volunteers.actions.pairs import add_pair, end_pair, name_pair, visit_pair
from youju.volunteers.actions.register import (
    About,
    add_volunteer,
    apply,
    assess,
    change_volunteer,
    come_back,
    decide,
    leave,
    link_account,
)
from youju.volunteers.actions.seats import attend, confirm_shift, list_present, sign_up, withdraw
from youju.volunteers.actions.services import (
    Plan,
    When,
    add_post,
    add_programme,
    add_service,
    add_shift,
    cancel_service,
    close_service,
    end_post,
    end_programme,
    plan_post,
)
from youju.volunteers.actions.stations import add_station, check_station, end_station
from youju.volunteers.actions.teams import add_team, change_team, end_team, join_team, quit_team
from youju.volunteers.actions.training import record_training

__all__ = [
    "About",
    "BadRows",
    "Card",
    "Plan",
    "When",
    "add_pair",
    "add_post",
    "add_programme",
    "add_service",
    "add_shift",
    "add_station",
    "add_team",
    "add_volunteer",
    "add_volunteers",
    "adopt_charter",
    "apply",
    "ask_make_up",
    "ask_order",
    "assess",
    "attend",
    "cancel_service",
    "change_team",
    "change_volunteer",
    "check_station",
    "close_service",
    "come_back",
    "confirm_shift",
    "correct_hours",
    "decide",
    "decide_make_up",
    "elect",
    "end_association",
    "end_pair",
    "end_post",
    "end_programme",
    "end_seat",
    "end_station",
    "end_team",
    "found_association",
    "hold_meeting",
    "issue_certificate",
    "join_team",
    "leave",
    "link_account",
    "list_present",
    "make_feed",
    "name_pair",
    "notice_certificate",
    "plan_post",
    "print_cards",
    "quit_team",
    "record_training",
    "remind_teamless",
    "revoke_certificate",
    "sign_up",
    "state_members",
    "step_order",
    "stop_certificate",
    "visit_pair",
    "withdraw",
]  # fmt: skip
