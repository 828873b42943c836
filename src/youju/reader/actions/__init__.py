"""Every write of the room, by subject."""

from youju.reader.actions.deciding import (
    change_fact,
    confirm_facts,
    confirm_piece,
    refuse_facts,
    undo_facts,
)
from youju.reader.actions.reading import (
    AlreadyRead,
    correct_piece,
    read_again,
    read_in_background,
    read_text,
    read_upload,
    undo_repair,
)

__all__ = [
    "AlreadyRead",
    "change_fact",
    "confirm_facts",
    "confirm_piece",
    "correct_piece",
    "read_again",
    "read_in_background",
    "read_text",
    "read_upload",
    "refuse_facts",
    "undo_facts",
    "undo_repair",
]
