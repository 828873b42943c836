"""The values of a catalogue file, read one by one; what is wrong is named with its line."""

from __future__ import annotations

from youju.kernel.lined_yaml import Node

LONGEST = 2000  # days, working days or months of a limit


class BadLedger(ValueError):
    """A catalogue file is wrong. The message names the file, the line and what to write instead."""


class NodeReader:
    """Reads the values of nodes."""

    def __init__(self, name: str) -> None:
        self.name = name

    def fail(self, node: Node, key: str, why: str) -> BadLedger:
        return BadLedger(f"{self.name} 第 {node.line_of(key)} 行：{why}")

    def only(self, node: Node, allowed: set[str], what: str) -> None:
        for key in node:
            if key not in allowed:
                known = "、".join(sorted(allowed))
                raise self.fail(node, key, f"{what}没有“{key}”这一项，可写 {known}")

    def text(self, node: Node, key: str, default: str | None = None) -> str:
        value = node.get(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.fail(node, key, f"“{key}”要写文字")
        return value.strip()

    def flag(self, node: Node, key: str, default: bool) -> bool:
        value = node.get(key, default)
        if not isinstance(value, bool):
            raise self.fail(node, key, f"“{key}”写 true 或 false")
        return value

    def texts(self, node: Node, key: str) -> tuple[str, ...]:
        value = node.get(key, [])
        if not isinstance(value, list) or any(isinstance(one, dict | list) for one in value):
            raise self.fail(node, key, f"“{key}”要写成 [甲, 乙] 的样子")
        words = tuple(str(one).strip() for one in value)
        if len(set(words)) != len(words):
            raise self.fail(node, key, f"“{key}”里有重复的")
        return words

    def nodes(self, node: Node, key: str) -> list[Node]:
        value = node.get(key, [])
        if not isinstance(value, list) or any(not isinstance(one, Node) for one in value):
            raise self.fail(node, key, f"“{key}”要写成一列，每项以 - 开头")
        return value

    def one_of(self, node: Node, key: str, allowed: set[str]) -> str:
        value = self.text(node, key)
        known = sorted(allowed)
        if value not in known:
            raise self.fail(node, key, f"“{key}”没有“{value}”，可写 {'、'.join(known)}")
        return value

    def whole(self, node: Node, name: str) -> int:
        value = node.get(name, 0)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LONGEST:
            raise self.fail(node, name, f"“{name}”写 0 到 {LONGEST} 的整数")
        return value
