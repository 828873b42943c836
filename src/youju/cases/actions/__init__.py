"""Every write of the room, one function per act."""

from youju.cases.actions.configure import (
    add_route,
    count_facilities,
    drop_route,
    publish_kind,
    set_hours,
    set_limit,
)
from youju.cases.actions.disputes import dispute_case, settle_dispute
from youju.cases.actions.extensions import ask_extension, settle_extension
from youju.cases.actions.flow import (
    accept_case,
    add_note,
    dispatch_case,
    feedback_case,
    file_case,
    rectify_case,
    refuse_case,
    reopen_case,
    verify_case,
)
from youju.cases.actions.hard import clear_hard, mark_hard, review_hard
from youju.cases.actions.joint import Part, merge_case, split_case
from youju.cases.actions.kinds import change_kind
from youju.cases.actions.raising import answer_raising, raise_case
from youju.cases.actions.report import Origin, Reporter, report_case
from youju.cases.actions.structures import (
    Household,
    change_step,
    log_talk,
    register_structure,
    remove_structure,
    watch_structure,
)
from youju.cases.rules.kinds import KindSpec

__all__ = [
    "Household", "KindSpec", "Origin", "Part", "Reporter", "accept_case", "add_note", "add_route", "answer_raising",
    "ask_extension", "change_kind", "change_step", "clear_hard", "count_facilities", "dispatch_case", "dispute_case",
    "drop_route", "feedback_case", "file_case", "log_talk", "mark_hard", "merge_case", "publish_kind", "raise_case",
    "rectify_case", "refuse_case", "register_structure", "remove_structure", "reopen_case", "report_case",
    "review_hard", "set_hours", "set_limit", "settle_dispute", "settle_extension", "split_case", "verify_case",
    "watch_structure",
]  # fmt: skip
