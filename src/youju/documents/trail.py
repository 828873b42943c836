"""What happened to a dossier or a briefing, from the log, as the component `trail.html` takes it."""

from __future__ import annotations

from typing import Any

from youju.audit.queries import trail_of
from youju.audit.registry import label_of

SHOWN = 15


def events_of(root_id: int, kind: str, subject_id: object) -> list[dict[str, Any]]:
    """Return the newest events of a record that the caller has found, newest first."""
    rows = trail_of(root_id, kind, subject_id)[:SHOWN]
    return [{"at": one.at, "what": label_of(one.act), "who": one.actor_label} for one in rows]
