"""Personal values of entries: encrypted beside the entry, which itself holds their masks only."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from youju.kernel.crypto import MASKS
from youju.kernel.text import NOTHING
from youju.ledgers.models import Entry, Guarded
from youju.ledgers.spec import Ledger
from youju.ledgers.values import Values, show_value


def split(
    ledger: Ledger, kept: Values, left: Collection[str] = ()
) -> tuple[Values, dict[str, str]]:
    """Return (what the entry holds, with masks; the personal values in plain). `left` names the
    fields that hold a mask already."""
    shown, secret = dict(kept), {}
    for field in ledger.fields:
        if field.personal and field.key in kept and field.key not in left:
            secret[field.key] = str(kept[field.key])
            shown[field.key] = MASKS[field.personal](secret[field.key])
    return shown, secret


def left_alone(
    ledger: Ledger, held: Mapping[str, Any], values: Mapping[str, Any]
) -> tuple[dict[str, Any], set[str]]:
    """Return what was told with the masks of personal fields that were left empty, and their keys:
    a form cannot show what is kept, so an empty field leaves it as it is, and 无 takes it out."""
    kept = [field for field in ledger.fields if field.personal and field.key in held]
    told = {field.key: str(values.get(field.key) or "").strip() for field in kept}
    left = {key for key, text in told.items() if not text}
    gone = {one.key: "" for one in kept if told[one.key] == NOTHING and not one.required}
    return {**values, **{key: held[key] for key in left}, **gone}, left


def changed_unseen(
    ledger: Ledger, entry: Entry, kept: Values, secret: Mapping[str, str]
) -> list[dict[str, str]]:
    """Return the personal values that changed though their masks are the same."""
    held = {one.key: one.value for one in entry.guarded.filter(key__in=list(secret))}
    return [
        {"label": field.label, "old": show_value(field, kept[field.key]), "new": show_value(field, kept[field.key])}
        for field in ledger.fields
        if field.key in held
        and kept[field.key] == entry.values.get(field.key)
        and held[field.key].open() != secret[field.key]
    ]  # fmt: skip


def keep(entry: Entry, secret: Mapping[str, str]) -> None:
    """Keep personal values of an entry, over those kept before; what the entry holds no more goes."""
    entry.guarded.exclude(key__in=list(entry.values)).delete()
    for key, value in secret.items():
        Guarded.objects.update_or_create(entry=entry, key=key, defaults={"value": value})
