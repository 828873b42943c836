"""Keys made where the act was made, and ids as texts name them."""

from uuid import UUID

import uuid_utils.compat


def new_key() -> UUID:
    """Return a UUIDv7: sortable by time of making, unique without a server."""
    return uuid_utils.compat.uuid7()


def key_in(text: str) -> UUID:
    """Return the key that a form sent; a new one from a button that has none."""
    try:
        return UUID(text)
    except ValueError:
        return new_key()


def row_id(text: str) -> int | None:
    """Return the id of a row that a text names; None for any other text, or a number no row has."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    return number or None
