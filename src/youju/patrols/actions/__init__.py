"""Every write of the room, by subject."""

from youju.patrols.actions.cleaning import (
    add_area,
    check_area,
    correct_area_fault,
    end_area,
    give_reward,
    settle_month,
)
from youju.patrols.actions.inspections import (
    add_inspection,
    add_lost_item,
    choose_places,
    settle_inspection,
)
from youju.patrols.actions.kinds import change_checklist
from youju.patrols.actions.many import BadRows, add_places, add_shops
from youju.patrols.actions.opinions import answer_opinion, hear_opinion
from youju.patrols.actions.places import add_place, change_place, retire_place, set_readiness
from youju.patrols.actions.reports import (
    report_area_fault,
    report_finding,
    report_lost_item,
    report_opinion,
)
from youju.patrols.actions.rosters import (
    add_roster,
    answer_swap,
    ask_swap,
    change_shift,
    end_roster,
    fill_roster,
    log_call,
)
from youju.patrols.actions.rounds import (
    Asked,
    add_frequency,
    add_route,
    add_team,
    change_frequency,
    end_frequency,
    end_route,
    end_team,
    keep_marks,
)
from youju.patrols.actions.shops import (
    add_shop,
    check_shops,
    correct_shop_fault,
    end_shop,
    sign_shop,
)
from youju.patrols.actions.visits import Fault, Purpose, Told, Way, record_visit, withdraw_visit

__all__ = [
    "Asked",
    "BadRows",
    "Fault",
    "Purpose",
    "Told",
    "Way",
    "add_area",
    "add_frequency",
    "add_inspection",
    "add_lost_item",
    "add_place",
    "add_places",
    "add_roster",
    "add_route",
    "add_shop",
    "add_shops",
    "add_team",
    "answer_opinion",
    "answer_swap",
    "ask_swap",
    "change_checklist",
    "change_frequency",
    "change_place",
    "change_shift",
    "check_area",
    "check_shops",
    "choose_places",
    "correct_area_fault",
    "correct_shop_fault",
    "end_area",
    "end_frequency",
    "end_roster",
    "end_route",
    "end_shop",
    "end_team",
    "fill_roster",
    "give_reward",
    "hear_opinion",
    "keep_marks",
    "log_call",
    "record_visit",
    "report_area_fault",
    "report_finding",
    "report_lost_item",
    "report_opinion",
    "retire_place",
    "set_readiness",
    "settle_inspection",
    "settle_month",
    "sign_shop",
    "withdraw_visit",
]  # fmt: skip
