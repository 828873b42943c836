"""What users call each kind of record that can be found; rooms name their own in their AppConfig."""

LABELS: dict[str, str] = {}
FOR_ALL_BELOW: set[str] = set()


def register(source_kind: str, label: str, *, for_all_below: bool = False) -> None:
    """Name a kind of record: `ledgers.entry` is 台账记录.

    Args:
        for_all_below: Whether those below its unit may find it too, as everybody may read the items
            that a city is measured by.
    """
    LABELS[source_kind] = label
    if for_all_below:
        FOR_ALL_BELOW.add(source_kind)
