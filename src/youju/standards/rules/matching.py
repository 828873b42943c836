"""Which item of one edition is which of another; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from youju.kernel.text import normalised
from youju.standards.spec import ItemSpec


class By(StrEnum):
    """How two items were found to be one."""

    SAME = "same"  # code and words
    ALIAS = "alias"  # one names the other's code, or both the same one
    TEXT = "text"  # the same words under another code
    CODE = "code"  # the same code with other words
    NONE = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """An item before and after; one side is None where it was added or dropped."""

    before: ItemSpec | None
    after: ItemSpec | None
    by: By = By.NONE

    @property
    def code(self) -> str:
        """The code it has now, or had last."""
        one = self.after or self.before
        return one.code if one else ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, with what it is recognised by."""

    item: ItemSpec
    leaf: bool
    words: str
    above: str


def matched(before: Sequence[ItemSpec], after: Sequence[ItemSpec]) -> list[Pair]:
    """Return both editions as one list: in the order of the new one, what was dropped after the line it
    followed.

    A line is the same as one with its code and words; then as one that an alias names; then as the
    only one with its words, even under another code, so that renumbering loses nothing; and last
    as the one with its code, whose words were changed. A line with others below it is never the
    same as one without.
    """
    old, new = _lines(before), _lines(after)
    found: dict[str, tuple[str, By]] = {}  # new code -> old code
    steps: tuple[tuple[By, Callable[[_Line], Hashable]], ...] = (
        (By.SAME, lambda one: (one.item.code, one.words)),
        (By.TEXT, lambda one: (one.words, one.above)),
        (By.TEXT, lambda one: one.words),
        (By.CODE, lambda one: one.item.code),
    )
    for place, (by, mark) in enumerate(steps):
        if place == 1:
            _by_alias(old, new, found)
        _by_mark(old, new, found, by, mark)
    return _in_order(before, after, found)


def _lines(items: Sequence[ItemSpec]) -> dict[str, _Line]:
    parents = {one.parent for one in items}
    words = {one.code: normalised(one.text) for one in items}
    return {
        one.code: _Line(one, one.code not in parents, words[one.code], words.get(one.parent, ""))
        for one in items
    }


def _left(
    old: dict[str, _Line], new: dict[str, _Line], found: dict[str, tuple[str, By]]
) -> tuple[list[_Line], list[_Line]]:
    """Return the lines of both sides that are not matched yet."""
    taken = {code for code, _by in found.values()}
    return (
        [one for code, one in old.items() if code not in taken],
        [one for code, one in new.items() if code not in found],
    )


def _by_mark(
    old: dict[str, _Line],
    new: dict[str, _Line],
    found: dict[str, tuple[str, By]],
    by: By,
    mark: Callable[[_Line], Hashable],
) -> None:
    """Match the lines whose mark stands once on either side."""
    before, after = _left(old, new, found)
    held = {(one.leaf, mark(one)): one for one in before}
    counts = Counter((one.leaf, mark(one)) for one in before)
    fresh = Counter((one.leaf, mark(one)) for one in after)
    for one in after:
        key = (one.leaf, mark(one))
        if counts[key] == 1 and fresh[key] == 1:
            found[one.item.code] = (held[key].item.code, by)


def _by_alias(
    old: dict[str, _Line], new: dict[str, _Line], found: dict[str, tuple[str, By]]
) -> None:
    """Match the lines that share a name of which at least one is an alias."""
    before, after = _left(old, new, found)
    names = {alias: one for one in before for alias in one.item.aliases}
    codes = {one.item.code: one for one in before}
    taken: set[str] = set()
    for one in after:
        told = [names.get(name) or codes.get(name) for name in one.item.aliases]
        told.append(names.get(one.item.code))
        same = next(
            (o for o in told if o and o.leaf == one.leaf and o.item.code not in taken), None
        )
        if same is not None:
            taken.add(same.item.code)
            found[one.item.code] = (same.item.code, By.ALIAS)


def _in_order(
    before: Sequence[ItemSpec], after: Sequence[ItemSpec], found: dict[str, tuple[str, By]]
) -> list[Pair]:
    old = {one.code: one for one in before}
    new_of = {was: code for code, (was, _by) in found.items()}
    dropped: dict[str, list[Pair]] = {}
    anchor = ""
    for one in before:
        if one.code in new_of:
            anchor = new_of[one.code]
        else:
            dropped.setdefault(anchor, []).append(Pair(one, None))
    rows = list(dropped.get("", ()))
    for one in after:
        was, by = found.get(one.code, ("", By.NONE))
        rows.append(Pair(old.get(was), one, by))
        rows += dropped.get(one.code, ())
    return rows
