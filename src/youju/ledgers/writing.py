"""A ledger as the text of a catalogue file: what `loader` reads. Pure."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import yaml

from youju.facts.rules import Adds
from youju.ledgers.spec import CHOOSING, Counted, Due, Field, Kind, Ledger

PLAIN = ("code", "label", "module", "rhythm", "about", "act", "when_label", "measure_word", "title")


def catalogue_text(ledger: Ledger) -> str:
    """Return the file that `load_ledger` reads as this ledger: one line for each field and measure."""
    data: dict[str, Any] = {name: getattr(ledger, name) for name in PLAIN}
    data |= {"until_label": ledger.until_label, "signed": ledger.signed}
    data["mechanisms"] = list(ledger.mechanisms)
    data |= {name: getattr(ledger, name) or None for name in ("joint", "asset")}
    data["any_period"] = None if ledger.any_period == (not ledger.asset) else ledger.any_period
    data["photos"] = None if ledger.photos else False
    data |= {"supports": list(ledger.supports), "kept_by": list(ledger.kept_by)}
    lines = [_line({name: value}) for name, value in data.items() if value not in (None, "", [])]
    lines += _rows("fields", [_field(one) for one in ledger.fields])
    lines += _rows("parts", [{"whole": p.whole, "parts": list(p.parts)} for p in ledger.parts])
    if ledger.due is not None:
        lines.append(f"due: {_flow(_due(ledger.due))}")
    if (follow := ledger.follow) is not None:
        where = {key: list(values) for key, values in follow.where}
        told = {"ledger": follow.ledger, "where": where, "fill": dict(follow.fill)}
        lines.append(f"follow: {_flow({name: one for name, one in told.items() if one})}")
    if (draw := ledger.draw) is not None:
        taken = {"ledger": draw.ledger, "by": {draw.own: draw.named}, "fill": dict(draw.fill)}
        lines.append(f"draw: {_flow(taken)}")
    if ledger.steps is not None:
        steps = {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(ledger.steps).items() if v}  # fmt: skip
        lines.append(f"steps: {_flow(steps)}")
    if ledger.norms:
        norms = {key: int(norm) if norm.isdecimal() else norm for key, norm in ledger.norms}
        lines.append(f"norms: {_flow(norms)}")
    shown = {"columns": list(ledger.columns), "print_columns": list(ledger.print_columns), "rated": list(ledger.rated), "print_title": ledger.print_title}  # fmt: skip
    lines += [_line({name: value}) for name, value in shown.items() if value]
    lines += _rows("measures", [_measure(one, ledger) for one in ledger.measures])
    return "\n".join(lines) + "\n"


def copied(ledger: Ledger, code: str, mark: str) -> Ledger:
    """Return the ledger under a code of its own, its label and measures marked so that no two
    measures have one name; report words stay with the ledger it was copied from."""
    measures = tuple(replace(one, name=f"{one.name}{mark}", words=()) for one in ledger.measures)
    return replace(
        ledger, code=code, label=f"{ledger.label}{mark}", measures=measures, mechanisms=()
    )


def _rows(name: str, rows: list[dict[str, Any]]) -> list[str]:
    return [f"{name}:", *(f"  - {_flow(row)}" for row in rows)] if rows else []


def _field(one: Field) -> dict[str, Any]:
    found: dict[str, Any] = {"key": one.key, "label": one.label, "type": str(one.kind)}
    if one.units and not (one.kind is Kind.MONEY and one.units == ("元", "万元")):
        found["units"] = list(one.units)
    if one.kind in CHOOSING or one.choices:
        found["choices"] = list(one.choices)
    if one.required:
        found["required"] = True
    texts = {"default": one.default, "hint": one.hint, "personal": one.personal}
    found |= {name: value for name, value in texts.items() if value}
    return found | ({"words": list(one.words)} if one.words else {})


def _due(due: Due) -> dict[str, Any]:
    names = ("label", "start", "day", "within", "days", "workdays", "months", "done", "soon")
    usual = Due(label="")
    found = {n: getattr(due, n) for n in names if getattr(due, n) != getattr(usual, n)}
    unless = {key: list(values) for key, values in due.unless}
    return found | ({"unless": unless} if unless else {})


def _measure(one: Counted, ledger: Ledger) -> dict[str, Any]:
    found: dict[str, Any] = {"key": one.key, "name": one.name, "unit": one.unit}
    if one.of:
        found["of"] = one.of
    if one.adds is not (Adds.STOCK if ledger.asset else Adds.FLOW):
        found["adds"] = str(one.adds)
    for name in ("where", "zero"):
        held = {key: list(values) for key, values in getattr(one, name)}
        found |= {name: held} if held else {}
    rest = {name: getattr(one, name) for name in ("numerator", "denominator", "day")}
    found |= {name: value for name, value in rest.items() if value}
    return found | ({"words": list(one.words)} if one.words else {})


def _line(data: dict[str, Any]) -> str:
    return _flow(data)[1:-1]  # one pair, without the braces around it


def _flow(data: dict[str, Any]) -> str:
    how: dict[str, Any] = {"allow_unicode": True, "default_flow_style": True, "sort_keys": False}
    return str(yaml.safe_dump(data, width=10_000, **how)).strip()
