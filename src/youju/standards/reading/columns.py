"""The columns of an edition in Excel: what each is called, and how a cell is written and read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import yaml
from django.utils.translation import gettext as _

from youju.kernel.lined_yaml import BadYaml, Node, read_lined
from youju.standards import words
from youju.standards.reading.nodes import Collector
from youju.standards.rules.scoring import KINDS

# Column head -> key of the item, in the order of the sheet.
COLUMNS = {
    "编号": "code",
    "上级": "parent",
    "测评内容": "text",
    "测评标准": "standard",
    "类别": "kind",
    "方法": "methods",
    "分值": "weight",
    "要求": "required",
    "计分规则": "rule",
    "证明": "proofs",
    "适用单位": "applies",
    "点位种类": "places",
    "抽样": "sampling",
    "下级汇总": "over",
    "缺项": "absent",
    "整改办法": "fix",
    "工作量": "effort",
    "责任单位": "duty",
    "别名": "aliases",
}
OTHER_HEADS = {"指标编号": "code", "上级编号": "parent", "指标": "text", "指标名称": "text"}
OTHER_HEADS |= {"标准": "standard", "指标类别": "kind", "测评方法": "methods", "权重": "weight"}
LISTS = ("methods", "applies", "places", "aliases")
_LEVEL = re.compile(
    r"(?P<name>[A-Za-z#一-龥]{1,6}#?)\s*(?P<at>(?:≥|≤|>=|<=|>|<|=)\s*-?[\d.]+[%％]?|其余)"
    r"(?:\s*得?\s*(?P<share>[\d.]+)\s*(?P<percent>[%％]?))?"
)
_LIST_MARKS = re.compile(r"[、，,;；\n]+")


def split(cell: str) -> list[str]:
    """Return the words of a cell: 材料审核、实地考察."""
    return [one.strip() for one in _LIST_MARKS.split(cell) if one.strip()]


def lined(given: Mapping[str, Any], row: int) -> Node:
    """Return a mapping all of whose keys stand on a row."""
    node = Node()
    node.line, node.lines = row, dict.fromkeys(given, row)
    for key, value in given.items():
        node[key] = _relined(value, row)
    return node


def _relined(value: Any, row: int) -> Any:
    if isinstance(value, dict):
        return lined(value, row)
    return [_relined(one, row) for one in value] if isinstance(value, list) else value


def mapping_of(text: str) -> dict[str, Any]:
    """Return what stands between braces. Raises BadYaml."""
    return read_lined(text if text.startswith("{") else f"{{{text}}}")


def _labelled(cell: str, labels: Mapping[str, str]) -> dict[str, Any]:
    """Return `点位检查 {places: [alley]}` as a mapping with its kind. Raises BadYaml."""
    label, _mark, rest = cell.partition("{")
    label = label.strip(" ：:")
    kind = next((code for code, told in labels.items() if told == label), label)
    given = mapping_of("{" + rest) if rest else {}
    return {"kind": kind, **given}


def levels_of(cell: str, row: int, take: Collector) -> dict[str, Any] | None:
    """Return `A ≥95 得1；B ≥80 得0.7` as a rule; shares that are left out go down evenly."""
    parts = split(cell)
    found = [_LEVEL.fullmatch(one) for one in parts]
    if not parts or not all(found):
        return None
    count = len(parts)
    levels, assumed = [], []
    for n, match in enumerate(one for one in found if one):
        share = round(Decimal(count - n) / count, 2)
        if match["share"]:
            share = Decimal(match["share"]) / (100 if match["percent"] else 1)
        else:
            assumed.append(f"{match['name']} {share}")
        levels.append({"name": match["name"], "at": match["at"], "share": float(share)})
    if assumed:
        told = {"shares": "、".join(assumed)}
        take.warn(row, _("分档没有写得分比例，按 %(shares)s 计，如 A ≥95 得1；B ≥80 得0.7") % told)
    return {"kind": "levels", "levels": levels}


def rule_of(cell: str, row: int, take: Collector) -> dict[str, Any]:
    """Return a cell's rule. Raises BadYaml."""
    levels = levels_of(cell, row, take)
    labels = {code: kind.label for code, kind in KINDS.items()}
    return levels or _labelled(cell, labels)


def proofs_of(cell: str, row: int, take: Collector) -> list[dict[str, Any]]:
    """Return the proofs of a cell, one a line. Raises BadYaml."""
    return [_labelled(one.strip(), words.PROOFS) for one in cell.splitlines() if one.strip()]


def sampling_of(cell: str, row: int, take: Collector) -> dict[str, Any]:
    """Return a cell's sampling. Raises BadYaml."""
    return mapping_of(cell)


READERS: dict[str, Callable[[str, int, Collector], Any]] = {
    "rule": rule_of,
    "proofs": proofs_of,
    "sampling": sampling_of,
}


def read_cell(key: str, cell: str, row: int, take: Collector) -> Any:
    """Return what a cell says as YAML would; a fault in it is named with its row."""
    if key in LISTS:
        return split(cell)
    reader = READERS.get(key)
    if reader is None:
        return cell
    try:
        return reader(cell, row, take)
    except BadYaml as bad:
        head = next(one for one, code in COLUMNS.items() if code == key)
        told = {"head": head, "cell": cell[:30], "why": bad.why}
        take.fault(lined({}, row), key, _("“%(head)s”写的是“%(cell)s”：%(why)s") % told)
        return None


def flow(value: Any) -> str:
    """Return plain data as one line of YAML."""
    text = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False
    )
    return text.removesuffix("\n...\n").strip()
