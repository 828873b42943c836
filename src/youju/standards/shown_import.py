"""What the preview of a file of an edition shows: what is in it, what is wrong with it, line by line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.words import joined, sentences
from youju.kernel.workbook import is_workbook
from youju.standards import words
from youju.standards.incoming import Incoming
from youju.standards.models import Edition
from youju.standards.reading.columns import COLUMNS
from youju.standards.reading.files import check_file
from youju.standards.reading.nodes import MOST_FAULTS, Fault
from youju.standards.reading.sheet import EDITION
from youju.standards.rules.scoring import KINDS
from youju.standards.spec import EditionSpec, ItemSpec

SHOWN_OF_LINE = 90
# Keys as an Excel sheet calls them; those that a rule or a proof has too are left as they are.
_AMBIGUOUS = {"kind", "places"}
_HEADS = {key: head for head, key in (EDITION | COLUMNS).items() if key not in _AMBIGUOUS}
_NAMED = re.compile(r"“([a-z]+)”")


@dataclass(frozen=True, slots=True)
class LineFault:
    """A fault, and the text of the line where it is."""

    at: str
    why: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A file that was read.

    Attributes:
        taken: The name of the edition that has this code already, "" where none has.
        ready: Whether it can be imported as it is.
    """

    name: str
    spec: EditionSpec | None
    faults: list[LineFault]
    warnings: list[LineFault]
    more_faults: int
    taken: str

    @property
    def ready(self) -> bool:
        return self.spec is not None and not self.faults and not self.taken

    @property
    def asks_head(self) -> bool:
        """Return whether code, name or year are missing, or the code has to be another."""
        spec = self.spec
        if spec is None:
            return False
        whole = bool(spec.code and spec.name and spec.year >= 1990)
        return not whole or bool(self.taken and not self.faults)


def preview_of(root_id: int, file: Incoming, given: Mapping[str, str]) -> Preview:
    """Return what a file says, with everything that keeps it from being imported."""
    checked = check_file(file.content, file.name, given=given).checked
    lines = [] if is_workbook(file.content) else file.content.decode("utf-8", "replace").split("\n")
    faults = [_shown(one, lines) for one in checked.faults]
    code = checked.spec.code if checked.spec else ""
    held = Edition.objects.filter(root_id=root_id, code=code).first() if code else None
    return Preview(
        file.name,
        checked.spec,
        faults[:MOST_FAULTS],
        [_shown(one, lines) for one in checked.warnings][:MOST_FAULTS],
        max(len(faults) - MOST_FAULTS, 0),
        held.name if held else "",
    )


def _shown(fault: Fault, lines: list[str]) -> LineFault:
    """Return a fault with the line of a text, or in the words of a sheet's columns."""
    if not lines:
        why = _NAMED.sub(lambda found: f"“{_HEADS.get(found[1], found[1])}”", fault.why)
        return LineFault(fault.at, why)
    text = lines[fault.line - 1].strip() if 0 < fault.line <= len(lines) else ""
    return LineFault(
        fault.at, fault.why, text[:SHOWN_OF_LINE] + ("…" if text[SHOWN_OF_LINE:] else "")
    )


def summary_of(spec: EditionSpec) -> dict[str, Any]:
    """Return what is in an edition, counted."""
    parents = {one.parent for one in spec.items}
    leaves = [one for one in spec.items if one.code not in parents]
    points = sum((one.weight for one in leaves), Decimal(0))
    return {
        "facts": _facts(spec, leaves, points),
        "methods": _counted(leaves, words.METHODS, lambda one: one.methods),
        "rules": _counted(
            leaves, {code: kind.label for code, kind in KINDS.items()}, lambda one: (one.rule.kind,) if one.rule else ()
        ),
        "proofs": _counted(leaves, words.PROOFS, lambda one: {proof.kind for proof in one.proofs}),
        "branches": _branches(spec, leaves),
    }  # fmt: skip


def _facts(spec: EditionSpec, leaves: list[ItemSpec], points: Decimal) -> list[tuple[str, str]]:
    kinds = Counter(one.kind for one in leaves)
    scaled = "" if points == spec.full else _("，按满分 %(full)s 折算") % {"full": short(spec.full)}
    told = [
        (_("代码"), spec.code),
        (_("年份"), str(spec.year) if spec.year else ""),
        (_("层级"), words.LEVELS.get(spec.level, spec.level)),
        (_("条目"), _("%(branches)s 个上级项，%(leaves)s 条指标") % {
            "branches": len(spec.items) - len(leaves), "leaves": len(leaves),
        }),
        (_("类别"), joined(f"{words.KINDS[kind]} {n}" for kind, n in kinds.items())),
        (_("分值合计"), short(points) + scaled),
        (_("达标线"), short(spec.passing)),
        (_("抽样"), _("%(n)s 条有抽样办法") % {"n": sum(bool(one.sampling) for one in leaves)}),
        (_("周期"), joined(_("%(year)s 年占 %(part)s") % {"year": year, "part": short(part)} for year, part in spec.cycle.items())),
        (_("单项门槛"), sentences(f"{one.label} ≥{short(one.least)}" for one in spec.gates)),
        (_("负面清单"), _("%(n)s 条") % {"n": len(spec.negative)} if spec.negative else ""),
        (_("缺项"), words.ABSENT[spec.absent]),
    ]  # fmt: skip
    return [(name, value) for name, value in told if value]


def short(value: Decimal) -> str:
    """Return a number without zeros that say nothing."""
    return f"{value.normalize():f}"


def _counted(
    leaves: Iterable[ItemSpec], labels: Mapping[str, str], codes: Any
) -> list[tuple[str, int]]:
    found = Counter(str(code) for one in leaves for code in codes(one))
    return [(label, found[code]) for code, label in labels.items() if found[code]]


def _branches(spec: EditionSpec, leaves: list[ItemSpec]) -> list[dict[str, Any]]:
    """Return the lines at the top with how many leaves and points each has."""
    parents = {one.code: one.parent for one in spec.items}
    rows = {
        one.code: {"code": one.code, "text": one.text, "leaves": 0, "points": Decimal(0)}
        for one in spec.items
        if not one.parent
    }
    for one in leaves:
        at = one.code
        while parents.get(at):
            at = parents[at]
        if at in rows:
            rows[at]["leaves"] += 1  # type: ignore[operator]
            rows[at]["points"] += one.weight  # type: ignore[operator]
    return list(rows.values())
