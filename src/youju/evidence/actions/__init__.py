"""Every write of the room."""

from youju.evidence.actions.addressed import attach, share_links
from youju.evidence.actions.keeping import make_copies, mark, store
from youju.evidence.actions.linking import describe, link, set_links, unlink
from youju.evidence.actions.redacting import redact, undo_redaction
from youju.evidence.actions.signing import sign, store_drawn
from youju.evidence.actions.uploading import (
    append_part,
    begin_upload,
    drop_abandoned,
    finish_upload,
    take_part,
    upload_state,
)

__all__ = [
    "append_part",
    "attach",
    "begin_upload",
    "describe",
    "drop_abandoned",
    "finish_upload",
    "link",
    "make_copies",
    "mark",
    "redact",
    "set_links",
    "share_links",
    "sign",
    "store",
    "store_drawn",
    "take_part",
    "undo_redaction",
    "unlink",
    "upload_state",
]
