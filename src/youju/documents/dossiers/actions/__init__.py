"""Every write on dossiers."""

from youju.documents.dossiers.actions.carrying import carry_pieces
from youju.documents.dossiers.actions.editing import (
    add_items,
    add_tables,
    caption,
    drop_piece,
    keep_piece,
    move_piece,
    replace_photo,
    write_statement,
)
from youju.documents.dossiers.actions.handing import accept, hand_in, remind, return_dossier
from youju.documents.dossiers.actions.opening import (
    CHECK_JOB,
    FILL_JOB,
    check_all,
    check_in_background,
    fill,
    fill_in_background,
    open_dossiers,
)
from youju.documents.dossiers.actions.sharing import end_share, open_share, share, show_above

__all__ = [
    "CHECK_JOB", "FILL_JOB", "accept", "add_items", "add_tables", "caption", "carry_pieces", "check_all", "check_in_background",
    "drop_piece", "end_share", "fill", "fill_in_background", "hand_in", "keep_piece", "move_piece", "open_dossiers",
    "open_share", "remind", "replace_photo", "return_dossier", "share", "show_above", "write_statement",
]  # fmt: skip
