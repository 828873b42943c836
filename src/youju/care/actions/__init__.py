"""Every write of the room, by subject."""

from youju.care.actions.aid import (
    add_fund,
    apply_aid,
    check_aid,
    grant_aid,
    notice_aid,
    pay_aid,
    refuse_aid,
    reopen_aid,
    review_aid,
    stop_aid,
    withdraw_payment,
)
from youju.care.actions.benefits import add_benefit, end_benefit, give, take_back
from youju.care.actions.frame import may_decide
from youju.care.actions.looks import open_field
from youju.care.actions.services import arrange_service, end_service, record_call, withdraw_call
from youju.care.actions.tallying import look_round, recount
from youju.care.actions.visits import open_round, record_visit, withdraw_visit

__all__ = [
    "add_benefit",
    "add_fund",
    "apply_aid",
    "arrange_service",
    "check_aid",
    "end_benefit",
    "end_service",
    "give",
    "grant_aid",
    "look_round",
    "may_decide",
    "notice_aid",
    "open_field",
    "open_round",
    "pay_aid",
    "record_call",
    "record_visit",
    "recount",
    "refuse_aid",
    "reopen_aid",
    "review_aid",
    "stop_aid",
    "take_back",
    "withdraw_call",
    "withdraw_payment",
    "withdraw_visit",
]
