"""Objects of the addresses outside the rooms."""

from __future__ import annotations

from tests.access.objects import documents, dossiers

OBJECTS = {
    "code": lambda world, own: documents.issued(world, own).check_code,
    "token": dossiers.token,
    "piece_id": dossiers.piece,
}
