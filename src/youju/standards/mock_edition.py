"""What an edition asks of the places of a mock round: how many of each kind, and which checks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from youju.patrols.queries import kinds
from youju.standards.models import Edition, Item
from youju.standards.rules.drawing import HOUSEHOLD, Asked


def site_items(edition: Edition) -> list[Item]:
    """Return the leaves that are looked at at places."""
    leaves = edition.items.filter(leaf=True)
    return [one for one in leaves if one.spec.get("places") or one.spec.get("sampling")]


def asked_of(items: Iterable[Item], rest: int) -> list[Asked]:
    """Return what is drawn for the items.

    Args:
        rest: How many of each kind of place for which no item says how many; 0 for none.
    """
    found: list[Asked] = []
    for item in items:
        rule = item.spec.get("sampling")
        if rule:
            found.append(
                Asked(
                    rule["of"], int(rule["number"]), rule.get("per", ""),
                    int(rule.get("each", 0)), rule.get("span", ""), (item.code,),
                )
            )  # fmt: skip
    ruled = {one.of for one in found}
    for item in items:
        for place in item.spec.get("places") or ():
            if rest and place not in ruled:
                found.append(Asked(place, rest, items=(item.code,)))
    return found


def checks_of(items: Iterable[Item], wanted: Iterable[str]) -> dict[str, Any]:
    """Return the checklists of the kinds wanted as they are now, each line with the item it speaks
    for: kind -> {label, items: [{code, text, problem, item}]}."""
    items = list(items)
    names: dict[str, list[Item]] = {}
    for item in items:
        for name in (item.code, *(item.spec.get("aliases") or ())):
            names.setdefault(name, []).append(item)
    return {
        version.code: {
            "label": version.label,
            "items": [
                {
                    "code": line.code,
                    "text": line.text,
                    "problem": line.problem,
                    "item": _item(names.get(line.basis, []), version.code),
                }
                for line in version.kind.items
            ],
        }
        for version in kinds().filter(code__in=set(wanted) - {HOUSEHOLD})
    }


def _item(found: list[Item], kind: str) -> str:
    """Return the code of the item a line speaks for: the one looked at at this kind of place before
    another of the same code."""
    ordered = sorted(found, key=lambda one: kind not in (one.spec.get("places") or ()))
    return ordered[0].code if ordered else ""
