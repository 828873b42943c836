"""Sessions in the database, as Django keeps them, found by SQL that is compiled once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from youju.ui.prepared import Prepared


def _held(key: str, now: datetime) -> Any:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


_session = Prepared(_held, "a-session-key", datetime(1971, 2, 3, tzinfo=UTC))


class SessionStore(DatabaseStore):
    """Named in the settings."""

    def _get_session_from_db(self) -> Session | None:
        found = _session.first(self.session_key, timezone.now()) if self.session_key else None
        if found is None:
            self._session_key = None
        return found
