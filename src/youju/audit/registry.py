"""What users call each act; rooms name their own in their AppConfig."""

from collections.abc import Mapping

from youju.kernel.words import said

ACTS: dict[str, str] = {}
KINDS: dict[str, str] = {}  # of records, as the log names them: residents.resident


def register(act: str, label: str) -> None:
    """Name an act: `jobs.start` is 发起后台任务."""
    ACTS[act] = label


def label_of(act: str) -> str:
    """Return what users call the act; its code while its room has not named it."""
    return said(ACTS.get(act, act))


def name_kinds(labels: Mapping[str, str]) -> None:
    """Say what users call kinds of records: `jobs.job` is 后台任务."""
    KINDS.update(labels)


def kind_label(kind: str) -> str:
    """Return what users call a kind of record; its code while its room has not named it."""
    return said(KINDS.get(kind, kind))
