"""Who asks: the membership behind each request, and the end of idle sessions."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from youju.organisations.queries import Membership, Person, memberships_of

CHOSEN = "membership"
SEEN = "seen_at"


class AskerMiddleware:
    """Sets `request.member`: the chosen membership of the signed-in person, or None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.member = self._member(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def _member(self, request: HttpRequest) -> Membership | None:
        person = request.user
        if not isinstance(person, Person):
            return None
        seen = request.session.get(SEEN)
        if seen is not None and time.time() - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
            return None
        if seen is None or time.time() - seen > 60:
            request.session[SEEN] = int(time.time())
        held = list(memberships_of(person, timezone.localdate()))
        chosen = request.session.get(CHOSEN)
        return next((m for m in held if m.pk == chosen), held[0] if held else None)
