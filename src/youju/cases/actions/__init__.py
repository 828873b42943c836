"""Every write of the room, one function per act."""

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
from youju.cases.actions.joint import Part, merge_case, split_case
from youju.cases.actions.report import Origin, Reporter, report_case
from youju.cases.rules.kinds import KindSpec

__all__ = [
    "KindSpec", "Origin", "Part", "Reporter", "accept_case", "add_note", "ask_extension", "dispatch_case", "dispute_case",
    "feedback_case", "file_case", "merge_case", "rectify_case", "refuse_case", "reopen_case", "report_case",
    "settle_dispute", "settle_extension", "split_case", "verify_case",
]  # fmt: skip
