"""What users call each kind of record that can be found; rooms name their own in their AppConfig."""

LABELS: dict[str, str] = {}


def register(source_kind: str, label: str) -> None:
    """Name a kind of record: `ledgers.entry` is 台账记录."""
    LABELS[source_kind] = label
