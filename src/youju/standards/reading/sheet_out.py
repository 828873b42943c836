"""An edition as an Excel workbook that reads back as the same edition."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.workbook_out import workbook_of
from youju.standards import words
from youju.standards.reading.columns import COLUMNS, flow
from youju.standards.reading.sheet import CYCLE, EDITION, GATE, HEAD_SHEET, NEGATIVE
from youju.standards.rules.scoring import KINDS
from youju.standards.spec import EditionSpec, ItemSpec, ProofSpec, RuleSpec
from youju.standards.stored import as_json


def workbook_of_edition(spec: EditionSpec) -> bytes:
    """Return the sheets 指标 and 版本."""
    rows = [[_cell(one, key) for key in COLUMNS.values()] for one in spec.items]
    heads = [_("项目"), _("代码或内容"), _("名称"), _("数值或分类"), _("指标或统计项")]
    return workbook_of(
        [
            (_("指标"), spec.name, list(COLUMNS), rows),
            (HEAD_SHEET, "", heads, _head(spec)),
        ]
    )


def _head(spec: EditionSpec) -> list[list[Any]]:
    told = as_json(spec) | {
        "sample": "是" if spec.sample else "否",
        "level": words.LEVELS[spec.level],
        "absent": words.ABSENT[spec.absent],
    }
    rows: list[list[Any]] = [[name, told[key]] for name, key in EDITION.items() if told[key] != ""]
    rows += [[CYCLE, str(year), _number(weight)] for year, weight in spec.cycle.items()]
    rows += [
        [GATE, one.code, one.label, f"≥{as_json(one.least)}", "、".join(one.items)]
        for one in spec.gates
    ]
    rows += [[NEGATIVE, one.code, one.text, one.group, one.measure] for one in spec.negative]
    return rows


def _cell(one: ItemSpec, key: str) -> Any:
    if key in ("methods", "applies", "places", "aliases"):
        labels: Mapping[str, str] = {"methods": words.METHODS, "applies": words.UNITS}.get(key, {})
        return "、".join(labels.get(str(code), str(code)) for code in getattr(one, key))
    if key == "kind":
        return words.KINDS[one.kind]
    if key == "over":
        return words.OVER[one.over]
    if key == "absent":
        return words.ABSENT[one.absent] if one.absent else ""
    if key == "rule":
        return rule_text(one.rule) if one.rule else ""
    if key == "proofs":
        return "\n".join(_proof_text(proof) for proof in one.proofs)
    if key == "sampling":
        return flow(as_json(one.sampling)) if one.sampling else ""
    if key == "weight":
        return _number(one.weight) if one.weight else ""
    value = getattr(one, key)
    return _number(value) if isinstance(value, Decimal) else value


def _number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def rule_text(rule: RuleSpec) -> str:
    """Return a rule as a cell says it: A ≥95 得1；B ≥80 得0.7, or 扣分 {each: 2, most: 10}."""
    given: Any = as_json(rule.given)
    levels = given.get("levels")
    if rule.kind == "levels" and set(given) == {"levels"}:
        return "；".join(f"{one['name']} {one['at']} 得{one['share']}" for one in levels)
    label = KINDS[rule.kind].label
    return f"{label} {flow(given)}" if given else label


def _proof_text(proof: ProofSpec) -> str:
    given: Any = as_json(proof.given)
    if proof.name != "main":
        given = {"name": proof.name, **given}
    label = words.PROOFS[proof.kind]
    return f"{label} {flow(given)}" if given else label
