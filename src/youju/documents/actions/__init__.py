"""Every write of the room."""

from youju.documents.actions.drafts import (
    KIND,
    add_block,
    check_block,
    drop_report,
    edit_block,
    edit_head,
    edit_heading,
    mend_report,
    remove_block,
    return_report,
    section_of,
    send_for_review,
    set_aside_fault,
    start_correction,
    start_report,
    take_back_dropped,
    take_up_fault,
)
from youju.documents.actions.issuing import issue_report, set_prefix
from youju.documents.actions.templates import check_spec, publish_shipped, save_template

from youju.documents.briefings import actions as briefings  # isort: skip  # they start reports
from youju.documents.dossiers import actions as dossiers  # isort: skip

__all__ = [
    "KIND",
    "add_block",
    "briefings",
    "check_block",
    "check_spec",
    "dossiers",
    "drop_report",
    "edit_block",
    "edit_head",
    "edit_heading",
    "issue_report",
    "mend_report",
    "publish_shipped",
    "remove_block",
    "return_report",
    "save_template",
    "section_of",
    "send_for_review",
    "set_aside_fault",
    "set_prefix",
    "start_correction",
    "start_report",
    "take_back_dropped",
    "take_up_fault",
]
