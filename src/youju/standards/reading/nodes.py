"""Taking values from lines of a file; what is wrong is collected, never raised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.lined_yaml import Node
from youju.standards.spec import Value

MOST_FAULTS = 200
HEAD_LINES = 1_000_000  # rows of the sheet 版本 are counted from here, apart from those of 指标


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong, or worth a look, and on which line of the file."""

    line: int
    why: str

    @property
    def at(self) -> str:
        """Where it is, in words."""
        if self.line > HEAD_LINES:
            return _("“版本”表第 %(line)s 行") % {"line": self.line - HEAD_LINES}
        return _("第 %(line)s 行") % {"line": self.line}

    def __str__(self) -> str:
        return f"{self.at}：{self.why}"


@dataclass(slots=True)
class Collector:
    """Reads values of a mapping; remembers each fault and goes on with a plain value."""

    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def fault(self, node: Node, key: str, why: str) -> None:
        """Remember what is wrong at a key."""
        self.faults.append(Fault(node.line_of(key), why))

    def warn(self, line: int, why: str) -> None:
        """Remember what a reader should look at."""
        self.warnings.append(Fault(line, why))

    def only(self, node: Node, allowed: tuple[str, ...], what: str) -> None:
        """Refuse keys that mean nothing here."""
        for key in node:
            if key not in allowed:
                told = {"what": what, "key": key[:40], "all": "、".join(allowed)}
                self.fault(node, key, _("%(what)s没有“%(key)s”这一项，可写 %(all)s") % told)

    def text(self, node: Node, key: str, most: int, *, needed: bool = False) -> str:
        """Return a text no longer than `most`; numbers are taken as they are written."""
        value = node.get(key)
        if value is None or value == "":
            if needed:
                self.fault(node, key, _("缺少“%(key)s”") % {"key": key})
            return ""
        if isinstance(value, bool | dict | list):
            self.fault(node, key, _("“%(key)s”要写文字") % {"key": key})
            return ""
        plain = str(value).replace("\0", "").strip()
        if len(plain) > most:
            told = {"key": key, "most": most, "n": len(plain)}
            self.fault(node, key, _("“%(key)s”有 %(n)s 个字，最多 %(most)s 个") % told)
        return plain[:most]

    def number(self, node: Node, key: str, default: Decimal, most: Decimal) -> Decimal:
        """Return a number from 0 to `most`."""
        value = node.get(key)
        if value is None or value == "":
            return default
        try:
            if isinstance(value, bool | dict | list):
                raise InvalidOperation
            found = Decimal(str(value).strip())
            if not found.is_finite() or not 0 <= found <= most:
                raise InvalidOperation
        except InvalidOperation:
            told = {"key": key, "value": str(value)[:20], "most": f"{most.normalize():f}"}
            why = _("“%(key)s”写的是“%(value)s”，应为 0 到 %(most)s 的数") % told
            self.fault(node, key, why)
            return default
        return found

    def whole(self, node: Node, key: str, default: int, most: int) -> int:
        """Return a whole number from 0 to `most`."""
        found = self.number(node, key, Decimal(default), Decimal(most))
        if found != int(found):
            self.fault(node, key, _("“%(key)s”应为整数") % {"key": key})
        return int(found)

    def flag(self, node: Node, key: str) -> bool:
        """Return true or false; left out is false."""
        value = node.get(key, False)
        if not isinstance(value, bool):
            self.fault(node, key, _("“%(key)s”写 true 或 false") % {"key": key})
            return False
        return value

    def one_of(
        self, node: Node, key: str, words: Mapping[str, str], default: str, *, needed: bool = False
    ) -> str:
        """Return one of the codes; their Chinese names are taken too."""
        written = self.text(node, key, 40, needed=needed)
        if not written:
            return default
        return self.known(node, key, written, words) or default

    def known(self, node: Node, key: str, written: str, words: Mapping[str, str]) -> str:
        """Return the code of a word or of its Chinese name, "" for a strange one."""
        if written in words:
            return written
        found = next((code for code, label in words.items() if label == written), "")
        if not found:
            shown = "、".join(f"{label}（{code}）" for code, label in words.items())
            told = {"key": key, "value": written, "all": shown}
            self.fault(node, key, _("“%(key)s”没有“%(value)s”，可写 %(all)s") % told)
        return found

    def texts(self, node: Node, key: str) -> tuple[str, ...]:
        """Return a list of short texts, each once."""
        value = node.get(key)
        if value is None or value == "":
            return ()
        if not isinstance(value, list) or any(isinstance(one, dict | list) for one in value):
            self.fault(node, key, _("“%(key)s”要写成 [甲, 乙] 的样子") % {"key": key})
            return ()
        words = tuple(dict.fromkeys(str(one).strip() for one in value))
        if len(words) < len(value):
            self.fault(node, key, _("“%(key)s”里有重复的") % {"key": key})
        return words

    def codes(self, node: Node, key: str, words: Mapping[str, str]) -> tuple[str, ...]:
        """Return a list of codes, all of them known."""
        found = (self.known(node, key, one, words) for one in self.texts(node, key))
        return tuple(one for one in found if one)

    def nodes(self, node: Node, key: str) -> list[Node]:
        """Return the mappings of a list."""
        value = node.get(key)
        if value is None or value == "":
            return []
        if not isinstance(value, list) or any(not isinstance(one, Node) for one in value):
            self.fault(node, key, _("“%(key)s”要写成一列，每项以 - 开头") % {"key": key})
            return []
        return value

    def node(self, node: Node, key: str) -> Node | None:
        """Return the mapping at a key, None where there is none."""
        value = node.get(key)
        if value is None or value == "":
            return None
        if not isinstance(value, Node):
            self.fault(node, key, _("“%(key)s”要写成 {名称: 值} 的样子") % {"key": key})
            return None
        return value


def plain(value: Any) -> Value:
    """Return a value of a file as plain data: no lines, decimals for floats, days as text."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, float):
        return Decimal(repr(value))
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
