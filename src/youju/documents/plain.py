"""A template as plain text that an office can edit: headings, paragraphs, and a few marked lines.

标题：{{单位}}{{时段}}文明创建工作总结
主送：{{上级}}
适用：社区、村
# 环境整治 | 仅 社区、村
开展环境卫生整治行动{{环境卫生整治行动}}，清理垃圾{{清理垃圾}}。
@列表 problems 10 | {problem}。{cause}。
@表格 清理垃圾、清除小广告 分单位 | 环境整治情况
@图 清理垃圾 分月 折线 | 逐月清理垃圾
@照片 6 图说 | 工作照片
"""

from __future__ import annotations

import re
from typing import Any

from youju.documents import rules
from youju.kernel.refusal import Refused

# How the plain text calls the kinds of units; part of its grammar, so the same in every language.
KINDS = {
    "province": "省", "city": "市", "district": "区县", "street": "街道", "town": "乡镇", "community": "社区",
    "village": "村", "bureau": "部门", "hospital": "医院", "school": "学校", "enterprise": "企业",
}  # fmt: skip
_LIST = re.compile(r"@列表\s+(\w+)(?:\s+(\d+))?(?:\s*\|\s*(.*))?")
_TABLE = re.compile(r"@表格\s+(.+?)(\s+分单位)?(?:\s+至少(\d+)项)?(?:\s*\|\s*(.*))?")
_PHOTOS = re.compile(r"@照片\s+(\d+)(\s+图说)?(?:\s*\|\s*(.*))?")
_CHART = re.compile(r"@图\s+(\S+)(?:\s+(分单位|分月))?(?:\s+(柱|折线))?(?:\s*\|\s*(.*))?")


def to_plain(spec: dict[str, Any]) -> str:
    """Return a template's content as plain text."""
    lines = [f"标题：{spec['title']}", f"主送：{spec.get('addressee', '')}"]
    if spec.get("for"):
        lines.append(f"适用：{kinds_told(spec)}")
    for number, section in enumerate(spec["sections"]):
        lines.append("")
        only = "、".join(KINDS[kind] for kind in section.get("only", ()))
        if section.get("heading") or only or number:
            head = f"# {section.get('heading', '')}".rstrip()
            lines.append(head + (f" | 仅 {only}" if only else ""))
        lines.extend(_line(block) for block in section["blocks"])
    return "\n".join(lines)


def kinds_told(spec: dict[str, Any]) -> str:
    """Return which kinds of units a template is made for, "" where for all."""
    return "、".join(KINDS[kind] for kind in spec.get("for", ()))


def _line(block: dict[str, Any]) -> str:
    caption = f" | {block['caption']}" if block.get("caption") else ""
    match block["kind"]:
        case "list":
            pattern = f" | {block['text']}" if block.get("text") else ""
            return f"@列表 {block['ledger']} {block.get('limit', 10)}{pattern}"
        case "table":
            by = " 分单位" if block.get("by") == "unit" else ""
            least = f" 至少{block['least']}项" if block.get("least") else ""
            return f"@表格 {'、'.join(block['measures'])}{by}{least}{caption}"
        case "photos":
            return f"@照片 {block.get('count', 6)}{' 图说' if block.get('cards') else ''}{caption}"
        case "chart":
            by = "分月" if block.get("by") == "month" else "分单位"
            style = "折线" if block.get("style") == "line" else "柱"
            return f"@图 {block['measures'][0]} {by} {style}{caption}"
    return str(block["source"])


def from_plain(text: str, base: dict[str, Any]) -> dict[str, Any]:
    """Return the template that a plain text describes; kind and grain come from `base`.

    Raises:
        Refused: With the number of the line that cannot be read.
    """
    kept = {key: value for key, value in base.items() if key != "for"}
    spec: dict[str, Any] = {**kept, "addressee": "", "title": "", "sections": []}
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if line.startswith("标题："):
            spec["title"] = line.removeprefix("标题：").strip()
        elif line.startswith("主送："):
            spec["addressee"] = line.removeprefix("主送：").strip()
        elif line.startswith("适用："):
            if told := line.removeprefix("适用：").strip():
                spec["for"] = _kinds(told, f"第 {number} 行：适用后写单位的类型")
        elif line.startswith("#"):
            spec["sections"].append(_heading(line.lstrip("#").strip(), number))
        elif line:
            if not spec["sections"]:
                spec["sections"].append({"heading": "", "blocks": []})
            spec["sections"][-1]["blocks"].append(_block(line, number))
    if spec["addressee"] != base.get("addressee", ""):
        spec.pop("addressees", None)  # who is written here holds for all kinds of units
    if not spec["title"]:
        raise Refused("第一行写“标题：……”", field="body")
    if not any(section["blocks"] for section in spec["sections"]):
        raise Refused("模板还没有内容，一段写一行", field="body")
    return spec


def _heading(line: str, number: int) -> dict[str, Any]:
    """优化医疗服务 | 仅 医院: a section that only units of these kinds get."""
    heading, _bar, told = (part.strip() for part in line.partition("|"))
    heading = rules.unnumbered(heading)
    if not told:
        return {"heading": heading, "blocks": []}
    names = told.removeprefix("仅") if told.startswith("仅") else ""
    only = _kinds(names, f"第 {number} 行：标题后写“| 仅 医院、学校”")
    return {"heading": heading, "only": only, "blocks": []}


def _kinds(told: str, how: str) -> list[str]:
    """Return the kinds of units named with 、 between them. Refuses other names, saying how."""
    by_name = {name: kind for kind, name in KINDS.items()}
    names = [name.strip() for name in told.split("、")]
    if any(name not in by_name for name in names):
        raise Refused(f"{how}，可用：{'、'.join(by_name)}", field="body")
    return [by_name[name] for name in names]


def _block(line: str, number: int) -> dict[str, Any]:
    if not line.startswith("@"):
        return {"kind": "text", "source": line}
    if match := _LIST.fullmatch(line):
        return {
            "kind": "list",
            "ledger": match[1],
            "limit": int(match[2] or 10),
            "text": match[3] or "",
        }
    if match := _PHOTOS.fullmatch(line):
        cards = {"cards": True} if match[2] else {}
        return {"kind": "photos", "count": int(match[1]), "caption": match[3] or "", **cards}
    if match := _CHART.fullmatch(line):
        return {
            "kind": "chart",
            "measures": [match[1]],
            "by": "month" if match[2] == "分月" else "unit",
            "style": "line" if match[3] == "折线" else "bar",
            "caption": match[4] or match[1],
        }
    if match := _TABLE.fullmatch(line):
        names = [name.strip() for name in match[1].split("、") if name.strip()]
        by = {"by": "unit"} if match[2] else {}
        least = {"least": int(match[3])} if match[3] else {}
        return {"kind": "table", "measures": names, "caption": match[4] or "", **by, **least}
    raise Refused(
        f"第 {number} 行“{line[:20]}”读不懂：可用 @列表 台账 条数、@表格 数字、数字、@图 数字、@照片 张数",
        field="body",
    )
