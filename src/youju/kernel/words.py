"""Words of the trade that readers see in their own language, and lists of things in a sentence.

The kernel knows no framework: the front end says by `speak_with` how a message, or a name that the
product ships, is put into the reader's language. Until then, and for a Chinese reader, words stay as
they are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
_say: Callable[[str], str] = str


def speak_with(say: Callable[[str], str]) -> None:
    """Put every word through `say` from now on."""
    global _say
    _say = say


def said(message: str) -> str:
    """Return a message of the catalogue, or a shipped name, in the reader's language."""
    return _say(message)


class Words(Mapping[K, str]):
    """A table of words, each in the reader's language when it is read.

    What stands in it is written in Chinese and is a message of the catalogue.
    """

    def __init__(self, words: Mapping[K, str]) -> None:
        self._words = dict(words)

    def __getitem__(self, key: K) -> str:
        return _say(self._words[key])

    def __iter__(self) -> Iterator[K]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __contains__(self, key: object) -> bool:
        return key in self._words

    def chinese(self) -> dict[K, str]:
        """Return the table as it is written, for what is read in Chinese by everybody."""
        return dict(self._words)


def listed(items: Iterable[object]) -> str:
    """Return things one after the other: 甲、乙、丙; A, B, C."""
    return _say("、").join(_say(str(item)) for item in items)


def joined(clauses: Iterable[object]) -> str:
    """Return parts of one sentence: 甲，乙; A, B."""
    return _say("，").join(_say(str(clause)) for clause in clauses)


def sentences(parts: Iterable[object]) -> str:
    """Return statements that stand beside each other: 甲；乙; A; B."""
    return _say("；").join(_say(str(part)) for part in parts)


def noted(name: object, note: object) -> str:
    """Return a name with what is said of it in brackets: 甲（乙）; A (B)."""
    told = _say(str(name))
    return _say("%(name)s（%(note)s）") % {"name": told, "note": _say(str(note))} if note else told


def labelled(label: object, text: object) -> str:
    """Return a label and what it is for: 甲：乙; A: B."""
    return _say("%(label)s：%(text)s") % {"label": _say(str(label)), "text": _say(str(text))}
