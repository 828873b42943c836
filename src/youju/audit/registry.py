"""What users call each act; rooms name their own in their AppConfig."""

from youju.kernel.words import said

ACTS: dict[str, str] = {}


def register(act: str, label: str) -> None:
    """Name an act: `jobs.start` is 发起后台任务."""
    ACTS[act] = label


def label_of(act: str) -> str:
    """Return what users call the act; its code while its room has not named it."""
    return said(ACTS.get(act, act))
