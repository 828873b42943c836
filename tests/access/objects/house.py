"""Objects of the addresses outside the rooms."""

from __future__ import annotations

from tests.access.objects import documents, dossiers, volunteers

OBJECTS = {
    "code": lambda world, own: documents.issued(world, own).check_code,
    "certificate_check.code": volunteers.certificate_code,
    "token": dossiers.token,
    "piece_id": dossiers.piece,
}
