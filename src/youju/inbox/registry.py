"""Kinds of messages. Each room names its own in its AppConfig."""

from youju.kernel.words import said

KINDS: dict[str, str] = {}
URGENT: set[str] = set()


def register(kind: str, label: str, *, urgent: bool = False) -> None:
    """Name a kind of message: `cases.late` is 问题超期. An urgent one waits for nobody's quiet hours."""
    KINDS[kind] = label
    if urgent:
        URGENT.add(kind)


def choices() -> list[tuple[str, str]]:
    """Return the kinds with what users call them, by name."""
    return sorted(((kind, said(label)) for kind, label in KINDS.items()), key=lambda one: one[1])


def label_of(kind: str) -> str:
    """Return what users call the kind; its code while its room has not named it."""
    return said(KINDS.get(kind, kind))
