"""What the page of two editions side by side shows: every change as a sentence that is marked up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from youju.kernel.words import Words, joined, listed, sentences
from youju.standards import words
from youju.standards.editions import spec_of
from youju.standards.models import Edition
from youju.standards.rules.comparing import NAMES, ChangeKind, Row, counted
from youju.standards.rules.matching import By
from youju.standards.rules.wording import Piece, pieces
from youju.standards.rules_said import said
from youju.standards.shown_editions import place_names, proof_words, sampling_words
from youju.standards.shown_import import short
from youju.standards.spec import EditionSpec, ItemSpec

PAGE = 60
TOLD_OF_ADDED = ("标准", "分值", "要求", "计分规则", "拿什么证明", "测评方法", "通常由谁负责")
TOLD_OF_DROPPED = ("标准", "分值")
FOUND_BY = Words({By.ALIAS: "按别名对上", By.TEXT: "按内容对上", By.CODE: "按编号对上"})


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence of a change: what it is of, and the text marked up."""

    what: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the page.

    Attributes:
        branch: Where it stands, in words: 环境卫生.
        by: How old and new were found to be one, where it is not plain.
    """

    row: Row
    code: str
    text: str
    branch: str
    pills: list[tuple[str, str]]
    by: str
    changes: list[Change]


def kind_in(text: str) -> ChangeKind | None:
    """Return the kind of change that an address asks for; None for all."""
    return ChangeKind(text) if text in list(ChangeKind) else None


def chips(
    rows: list[Row], kind: ChangeKind | None, address: dict[str, Any]
) -> list[dict[str, Any]]:
    """Return the kinds of change as filters, each with how many lines it has."""

    def chip(text: str, code: str, n: int, current: bool) -> dict[str, Any]:
        told = {**address, **({"kind": code} if code else {})}
        return {"text": text, "url": f"?{urlencode(told)}", "count": n, "current": current}

    found = counted(rows)
    all_changed = sum(one.changed for one in rows)
    return [
        chip(_("全部变动"), "", all_changed, kind is None),
        *(chip(NAMES[one], one.value, n, kind is one) for one, n in found.items()),
    ]


def shown_rows(
    before: Edition, after: Edition, rows: list[Row], kind: ChangeKind | None, start: int
) -> tuple[list[Shown], int]:
    """Return a page of the changed lines, and where the next page begins (0 at the end)."""
    wanted = [one for one in rows if (kind in one.kinds if kind else one.changed)]
    names = place_names()
    told = [spec_of(one) for one in (before, after)]
    lines = [{one.code: one for one in spec.items} for spec in told]
    shown = [_shown(one, lines, names) for one in wanted[start : start + PAGE]]
    return shown, start + PAGE if len(wanted) > start + PAGE else 0


def _shown(row: Row, lines: list[dict[str, ItemSpec]], names: dict[str, str]) -> Shown:
    one, side = (row.pair.after, 1) if row.pair.after else (row.pair.before, 0)
    assert one is not None  # a pair has at least one side
    above = lines[side].get(one.parent)
    pills = [(NAMES[kind], _colour(kind)) for kind in ChangeKind if kind in row.kinds]
    plain = row.pair.by in (By.SAME, By.NONE)
    by = "" if plain else FOUND_BY[row.pair.by]
    return Shown(
        row, one.code, one.text, above.text if above else "", pills, by,
        [Change(what, marked) for what, marked in _changes(row, names) if marked],
    )  # fmt: skip


def _colour(kind: ChangeKind) -> str:
    return {ChangeKind.ADDED: "ok", ChangeKind.DROPPED: "late"}.get(kind, "")


def _changes(row: Row, names: dict[str, str]) -> Iterable[tuple[str, list[Piece]]]:
    old, new = row.pair.before, row.pair.after
    for what, say in _sayings(row.leaf, names):
        if old and new:
            left, right = say(old), say(new)
            if left != right:
                yield what, pieces(left, right)
        elif what in (TOLD_OF_DROPPED if old else TOLD_OF_ADDED):
            yield what, pieces(say(old) if old else "", say(new) if new else "")


def _sayings(leaf: bool, names: dict[str, str]) -> list[tuple[str, Callable[[ItemSpec], str]]]:
    """Return what is said of an item, in the order of reading."""
    told: list[tuple[str, Callable[[ItemSpec], str]]] = [
        ("编号", lambda one: one.code),
        ("内容", lambda one: one.text),
        ("标准", lambda one: one.standard),
    ]
    if not leaf:
        return told
    return [
        *told,
        ("分值", lambda one: short(one.weight)),
        ("要求", lambda one: one.required),
        ("计分规则", lambda one: said(one.rule)),
        ("拿什么证明", lambda one: _proofs(one, names)),
        ("类别", lambda one: words.KINDS[one.kind]),
        ("测评方法", lambda one: listed(words.METHODS[way] for way in one.methods)),
        ("适用单位", lambda one: listed(words.UNITS[unit] for unit in one.applies)),
        ("点位", lambda one: listed(names.get(place, place) for place in one.places)),
        ("抽样", lambda one: sampling_words(one.sampling, names) if one.sampling else ""),
        ("下级汇总", lambda one: words.OVER[one.over]),
        ("缺项", lambda one: words.ABSENT[one.absent] if one.absent else ""),
        ("整改办法", lambda one: one.fix),
        ("工作量（人天）", lambda one: short(one.effort)),
        ("通常由谁负责", lambda one: one.duty),
    ]


def _proofs(one: ItemSpec, names: dict[str, str]) -> str:
    told = [proof_words(proof, names) for proof in one.proofs]
    return sentences(" ".join(filter(None, (proof["kind"], proof["text"]))) for proof in told)


def head_changes(before: Edition, after: Edition) -> list[Change]:
    """Return what changed of an edition beside its items."""
    old, new = spec_of(before), spec_of(after)
    found = []
    for what, say in _head_sayings():
        left, right = say(old), say(new)
        if left != right:
            found.append(Change(what, pieces(left, right)))
    return found


def _head_sayings() -> list[tuple[str, Callable[[EditionSpec], str]]]:
    return [
        ("层级", lambda one: words.LEVELS.get(one.level, one.level)),
        ("满分", lambda one: short(one.full)),
        ("达标线", lambda one: short(one.passing)),
        ("缺项", lambda one: words.ABSENT[one.absent]),
        ("周期", lambda one: joined(_("%(y)s 年占 %(n)s") % {"y": y, "n": short(n)} for y, n in one.cycle.items())),
        ("单项门槛", lambda one: sentences(f"{gate.label} ≥{short(gate.least)}" for gate in one.gates)),
        ("负面清单", lambda one: sentences(line.text for line in one.negative)),
    ]  # fmt: skip
