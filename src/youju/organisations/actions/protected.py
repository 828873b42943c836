"""Opening protected values one at a time, and moving them to a new key."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction

from youju.audit.actions import act, record
from youju.audit.queries import Outcome
from youju.kernel.refusal import Missing
from youju.organisations import rules
from youju.organisations.actions.frame import Actor, allow
from youju.organisations.fields import ProtectedField, Sealed, key_ring
from youju.organisations.models import Unit
from youju.organisations.rules import May


def open_protected(
    row: models.Model, field: str, unit: Unit, reason: str, *, actor: Actor, now: datetime
) -> str:
    """Return one protected value of one record in plain, and log the look with its reason.

    Args:
        row: A record of any room that the caller found through a query that knows who asks.
        unit: Where the record belongs.

    Raises:
        Forbidden: If the actor is not the care officer there. The refusal is logged.
    """
    kind = row._meta.label_lower
    with act("organisations.open_protected", actor=actor, now=now) as doing:
        doing.on(kind, row.pk, field=field, reason=reason)
        allow(actor, May.OPEN_PROTECTED, unit)
        rules.check_reason(reason)
        value = getattr(row, field)
        if not isinstance(value, Sealed):
            raise Missing("这一项没有内容")
        details: dict[str, Any] = {"field": field, "reason": reason}
        record(
            "organisations.look",
            Outcome.LOOKED,
            actor=actor,
            now=now,
            kind=kind,
            subject_id=row.pk,
            **details,
        )
        return value.open()


def rotate_field_keys(batch: int = 500) -> int:
    """Re-encrypt every protected value of every room under the first key. Returns how many changed.

    Safe to stop and to run again. Blind indexes are made again by their own rooms.
    """
    changed = 0
    for model in apps.get_models():
        fields = [f for f in model._meta.concrete_fields if isinstance(f, ProtectedField)]
        for field in fields:
            changed += _rotate_column(model, field, batch)
    return changed


def _rotate_column(model: type[models.Model], field: ProtectedField, batch: int) -> int:
    first = key_ring().keys[0][0]
    stale = (
        model._default_manager.exclude(**{field.attname: ""})
        .exclude(**{f"{field.attname}__startswith": f"{first}."})
        .order_by("pk")
    )
    changed = 0
    while rows := list(stale[:batch]):
        with transaction.atomic():
            for row in rows:
                token = getattr(row, field.attname).token
                setattr(
                    row, field.attname, Sealed(key_ring().rotated(token, field.context), "", "")
                )
                row.save(update_fields=[field.attname])
        changed += len(rows)
    return changed
