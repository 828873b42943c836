"""Kinds of places with their checklists: what the catalogue file says, checked line by line."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.lined_yaml import BadYaml, read_lined
from youju.kernel.refusal import Refused
from youju.kernel.words import listed

CATALOGUE = Path(__file__).parent / "catalogue" / "place_kinds.yaml"
CODE = re.compile(r"[a-z][a-z0-9_]{1,29}")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a checklist.

    Attributes:
        basis: The item of the sample index it comes from, "" for common practice.
        problem: Code of the kind of problem it becomes when it fails.
    """

    code: str
    text: str
    basis: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """A kind of place and what is looked at there."""

    code: str
    label: str
    group: str
    items: tuple[Item, ...]

    def item(self, code: str) -> Item | None:
        return next((one for one in self.items if one.code == code), None)


def as_json(kind: PlaceKind) -> dict[str, Any]:
    """Return the kind as plain data, for the row of its version."""
    return asdict(kind)


def from_json(data: dict[str, Any]) -> PlaceKind:
    """Return the kind kept by `as_json`."""
    return PlaceKind(**{**data, "items": tuple(Item(**one) for one in data["items"])})


def load_kinds(path: Path = CATALOGUE) -> list[PlaceKind]:
    """Return the kinds of the shipped file."""
    return read_kinds(path.read_text(encoding="utf-8"))


def read_kinds(text: str) -> list[PlaceKind]:
    """Return the kinds a file describes.

    Raises:
        Refused: With the kind that is wrong and why.
    """
    try:
        top = read_lined(text)
        shared = {name: _items(rows, name) for name, rows in top.get("shared", {}).items()}
        kinds = [_kind(one, shared) for one in top["kinds"]]
    except BadYaml as error:
        told = {"line": error.line, "why": error.why}
        raise Refused(_("点位种类文件第 %(line)s 行：%(why)s") % told) from error
    except (AttributeError, KeyError, TypeError) as error:
        raise Refused(_("点位种类文件读不出来：%(why)s") % {"why": error}) from error
    codes = [one.code for one in kinds]
    if doubled := sorted({code for code in codes if codes.count(code) > 1}):
        raise Refused(_("点位种类“%(code)s”写了两次") % {"code": listed(doubled)})
    return kinds


def _kind(row: dict[str, Any], shared: dict[str, tuple[Item, ...]]) -> PlaceKind:
    code = _code(row["code"])
    own = _items(row["items"], code)
    items = {one.code: one for name in row.get("with", []) for one in shared[name]}
    items |= {one.code: one for one in own}
    if not items:
        raise Refused(_("点位种类“%(code)s”没有检查项") % {"code": code})
    return PlaceKind(code, str(row["label"]), str(row["group"]), tuple(items.values()))


def _items(rows: list[dict[str, Any]], where: str) -> tuple[Item, ...]:
    found = tuple(
        Item(_code(r["code"]), str(r["text"]), r.get("basis", ""), r.get("problem", ""))
        for r in rows
    )
    if len({one.code for one in found}) < len(found):
        raise Refused(_("“%(where)s”里有检查项写了两次") % {"where": where})
    return found


def _code(value: object) -> str:
    if not isinstance(value, str) or not CODE.fullmatch(value):
        raise Refused(_("代码“%(code)s”应是小写英文字母、数字和下划线") % {"code": value})
    return value
