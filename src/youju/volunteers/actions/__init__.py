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
from youju.volunteers.actions.teams import add_team, change_team, end_team, join_team, quit_team
from youju.volunteers.actions.training import record_training

__all__ = [
    "About", "add_team", "add_volunteer", "adopt_charter", "apply", "assess", "change_team", "change_volunteer",
    "come_back", "decide", "elect", "end_association", "end_seat", "end_team", "found_association", "hold_meeting",
    "join_team", "leave", "link_account", "quit_team", "record_training", "state_members",
]  # fmt: skip
