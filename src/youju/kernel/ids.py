"""Keys made where the act was made."""

from uuid import UUID

import uuid_utils.compat


def new_key() -> UUID:
    """Return a UUIDv7: sortable by time of making, unique without a server."""
    return uuid_utils.compat.uuid7()
