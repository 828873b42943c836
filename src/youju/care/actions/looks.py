"""Opening what is protected, one value at a time."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Model

from youju.care.queries.scope import unit_of
from youju.organisations.actions import open_protected
from youju.organisations.queries import Membership
from youju.residents.rules.people import check_basis


def open_field(
    row: Model, field: str, purpose: str, basis: str, *, actor: Membership, now: datetime
) -> str:
    """Return one protected value of a record the caller has found, and log the look with why."""
    reason = check_basis(purpose, basis)
    return open_protected(row, field, unit_of(row), reason, actor=actor, now=now)
