"""What the pages of self-checks, the table of units and targets show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from youju.facts.queries import figures, measures
from youju.kernel.words import noted
from youju.organisations.queries import Membership, Unit
from youju.standards import queries
from youju.standards.editions import spec_of
from youju.standards.models import CheckedItem, Edition, Item, SelfCheck, Target
from youju.standards.queries import Stood
from youju.standards.queries.standing import item_specs, open_check
from youju.standards.rules.outcome import State
from youju.standards.rules.standings import meets
from youju.standards.shown_score import STATES

FAILING = (State.FAIL, State.PART)
MOST_ITEMS, MOST_UNITS = 60, 200


def index_page(member: Membership, edition: Edition, unit: Unit) -> dict[str, Any]:
    """Return the self-checks of a unit, and its failing items with their owners."""
    stood = queries.stood_of(member, edition, unit)
    checks = list(queries.self_checks_of(member, unit).filter(edition=edition)[:20])
    counts: dict[int, list[int]] = {one.pk: [0, 0] for one in checks}
    for check_id, verdict in CheckedItem.objects.filter(check_run__in=counts).values_list(
        "check_run", "verdict"
    ):
        counts[check_id][verdict == "found"] += 1
    return {
        "stood": stood,
        "open": open_check(member, edition, unit),
        "checks": [(one, *counts[one.pk]) for one in checks],
        "failing": failing(edition, stood) if stood else [],
        "rates": edition_counts(stood) if stood else [],
    }


def failing(edition: Edition, stood: Stood) -> list[dict[str, Any]]:
    """Return the items that fail, hard ones first: norm, actual, state, owner."""
    specs = item_specs(stood.spec)
    items = {one.code: one for one in Item.objects.filter(edition=edition, leaf=True)}
    leads = queries.lead_units(edition)
    names = dict(Unit.objects.filter(pk__in=leads.values()).values_list("pk", "short_name"))
    rows = []
    for code, outcome in stood.outcomes.items():
        line = stood.whole.lines.get(code)
        if line is None or line.state not in FAILING or code not in items:
            continue
        item = items[code]
        rows.append({
            "item": item, "spec": specs[code], "line": line, "actual": outcome.actual,
            "state": STATES[line.state], "owner": names.get(leads.get(item.pk, 0)) or specs[code].duty,
            "hard": item.kind == Item.Kind.QUANTIFIED,
        })  # fmt: skip
    return sorted(
        rows, key=lambda row: (not row["hard"], row["line"].state != State.FAIL, -row["line"].lost)
    )


def edition_counts(stood: Stood) -> list[tuple[str, int, int]]:
    """Return for each kind of item how many there are and how many fail: 量化、动态、一般."""
    found = []
    for kind in Item.Kind:
        codes = [
            i.code
            for i in stood.spec.leaves
            if i.kind == kind.value and i.code in stood.whole.lines
        ]
        short = sum(1 for code in codes if stood.whole.lines[code].state in FAILING)
        found.append((str(kind.label), len(codes), short))
    return found


def run_page(member: Membership, check: SelfCheck, code: str) -> dict[str, Any]:
    """Return one item of a self-check, with the steps before and after it."""
    stood = queries.stood_of(member, check.edition, check.unit)
    asked = list(stood.outcomes) if stood else [one.code for one in spec_of(check.edition).leaves]
    rows = Item.objects.filter(edition=check.edition, leaf=True, code__in=asked).order_by("order")
    items = list(rows.select_related("edition"))
    lines: dict[int, list[CheckedItem]] = {}
    for line in check.lines.select_related("remedy", "item"):
        lines.setdefault(line.item_id, []).append(line)
    left = [one for one in items if one.pk not in lines]
    chosen = next((one for one in items if one.code == code), left[0] if left else items[0])
    place = items.index(chosen)
    done = len(items) - len(left)
    return {
        "item": chosen,
        "standing": queries.item_standing(member, chosen, check.unit),
        "lines": lines.get(chosen.pk, []),
        "steps": [_step(one, lines.get(one.pk, []), stood, one.pk == chosen.pk) for one in items],
        "after": items[place + 1].code if place + 1 < len(items) else "",
        "before": items[place - 1].code if place else "",
        "done": done,
        "all": len(items),
        "findings": [line for some in lines.values() for line in some if line.verdict == "found"],
        "states": STATES,
        "unit": check.unit,
    }


def _step(
    item: Item, lines: list[CheckedItem], stood: Stood | None, current: bool
) -> dict[str, Any]:
    line = stood.whole.lines.get(item.code) if stood else None
    words = STATES[line.state] if line else ("", "")
    found = [one for one in lines if one.verdict == "found"]
    told = _("%s 个问题") % len(found) if found else (_("符合") if lines else "")
    return {"item": item, "state": words, "told": told, "current": current}


def matrix(
    member: Membership, edition: Edition, unit: Unit, branch: str, whole: bool = False
) -> dict[str, Any]:
    """Return which unit lacks what: units by items. A page shows one branch where there are more items
    than it holds, a file (`whole`) all that was asked for."""
    spec = spec_of(edition)
    branches = [one for one in spec.items if not one.parent]
    leaves = spec.leaves
    parents = {one.code: one.parent for one in spec.items}
    too_many = len(leaves) > MOST_ITEMS and bool(branches)
    if too_many and not branch and not whole:
        branch = branches[0].code
    wanted = [one for one in leaves if not branch or _under(one.code, branch, parents)]
    wanted = wanted if whole else wanted[:MOST_ITEMS]
    kinds = {kind for one in wanted for kind in one.applies} or {"community", "village"}
    rows = []
    for standing in queries.standings_under(member, edition, unit, kinds)[:MOST_UNITS]:
        stood = queries.read_standing(standing)
        cells = [_cell(stood, one.code) for one in wanted]
        rows.append(
            {"unit": standing.unit, "cells": cells, "short": sum(c["short"] for c in cells)}
        )
    short = [sum(row["cells"][n]["short"] for row in rows) for n in range(len(wanted))]
    pks = dict(Item.objects.filter(edition=edition).values_list("code", "pk"))
    return {
        "items": [(one, pks.get(one.code)) for one in wanted],
        "rows": rows,
        "short": short,
        "branches": branches,
        "branch": branch,
        "too_many": too_many,
    }


def _under(code: str, branch: str, parents: dict[str, str]) -> bool:
    at = code
    while at:
        if at == branch:
            return True
        at = parents.get(at, "")
    return False


def _cell(stood: Stood, code: str) -> dict[str, Any]:
    line, outcome = stood.whole.lines.get(code), stood.outcomes.get(code)
    if line is None or outcome is None:
        return {"text": "", "kind": "", "actual": "", "short": False}
    words = {State.UNKNOWN: (_("未查"), "")}.get(line.state, STATES[line.state])
    return {
        "text": words[0],
        "kind": words[1],
        "actual": outcome.actual,
        "short": line.state in FAILING,
    }


def target_rows(member: Membership, unit: Unit) -> list[dict[str, Any]]:
    """Return the targets at a unit and below with what was reached."""
    targets = list(queries.targets_of(member, unit)[:200])
    names = {one.code: one for one in measures().filter(code__in={t.measure for t in targets})}
    return [_target(member, one, names) for one in targets if one.measure in names]


def _target(member: Membership, one: Target, names: dict[str, Any]) -> dict[str, Any]:
    figure = figures(member, one.unit, one.period, [one.measure]).get(one.measure)
    actual = figure.quantity if figure is not None else None
    state = meets(actual.value if actual else None, one.value, least=one.least)
    share = (
        round(100 * actual.value / one.value)
        if actual and actual.value is not None and one.value
        else None
    )
    words = {State.PASS: (_("完成"), "ok"), State.FAIL: (_("未完成"), "due")}.get(
        state, (_("没有数据"), "")
    )
    return {
        "target": one,
        "measure": names[one.measure],
        "actual": actual,
        "state": words,
        "share": share,
    }


def measure_choices() -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Return the measures to choose from, and their pinyin."""
    rows: Iterable[Any] = measures()
    told = [(one.code, noted(one.name, one.unit), one.pinyin) for one in rows]
    return [(code, name) for code, name, _p in told], {code: pinyin for code, _n, pinyin in told}
