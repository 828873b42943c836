"""An edition as rows keep it: plain JSON there and back, nothing lost."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from enum import Enum
from typing import Any

from youju.standards.spec import (
    Absent,
    EditionSpec,
    Gate,
    ItemKind,
    ItemSpec,
    Method,
    Negative,
    Over,
    ProofKind,
    ProofSpec,
    RuleSpec,
    Sampling,
)


def as_json(value: Any) -> Any:
    """Return a part of an edition as JSON; decimals become numbers as short as they were written."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, dict):
        return {str(key): as_json(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {one.name: as_json(getattr(value, one.name)) for one in fields(value)}
    return value


def head_json(spec: EditionSpec) -> dict[str, Any]:
    """Return what an edition says beside its items and the columns of its row."""
    told = {key: as_json(getattr(spec, key)) for key in ("cycle", "gates", "negative")}
    return {**told, "absent": spec.absent.value, "about": spec.about}


def _decimal(value: Any) -> Decimal:
    return Decimal(str(value))


def _value(value: Any) -> Any:
    """Return what a rule or a proof was given; a number with a point is a decimal again."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, dict):
        return {key: _value(one) for key, one in value.items()}
    return [_value(one) for one in value] if isinstance(value, list) else value


def item_from(data: dict[str, Any]) -> ItemSpec:
    """Return the item kept by `as_json`."""
    rule, sampling, absent = data["rule"], data["sampling"], data["absent"]
    told = {
        "kind": ItemKind(data["kind"]),
        "methods": tuple(Method(one) for one in data["methods"]),
        "weight": _decimal(data["weight"]),
        "effort": _decimal(data["effort"]),
        "rule": RuleSpec(rule["kind"], _value(rule["given"]), rule["line"]) if rule else None,
        "proofs": tuple(
            ProofSpec(ProofKind(one["kind"]), one["name"], _value(one["given"]), one["line"])
            for one in data["proofs"]
        ),
        "absent": Absent(absent) if absent else None,
        "over": Over(data["over"]),
        "sampling": Sampling(**sampling) if sampling else None,
        **{key: tuple(data[key]) for key in ("applies", "places", "aliases")},
    }
    return ItemSpec(**{**data, **told})


def head_from(head: dict[str, Any]) -> dict[str, Any]:
    """Return what `head_json` kept, as arguments of `EditionSpec`."""
    return {
        "cycle": {int(year): _decimal(one) for year, one in head["cycle"].items()},
        "gates": tuple(
            Gate(one["code"], one["label"], tuple(one["items"]), _decimal(one["least"]))
            for one in head["gates"]
        ),
        "negative": tuple(Negative(**one) for one in head["negative"]),
        "absent": Absent(head["absent"]),
        "about": head["about"],
    }
