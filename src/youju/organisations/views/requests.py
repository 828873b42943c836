"""What a request carries in this room."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from youju.organisations.queries import Membership, Person


class PersonRequest(HttpRequest):
    """A request of a signed-in person."""

    user: Person
    member: Membership | None


class MemberRequest(HttpRequest):
    """A request of a person at a post: what every page past the way in receives."""

    user: Person
    member: Membership


def address_of(request: HttpRequest) -> str | None:
    """Return the network address the request came from."""
    return request.META.get("REMOTE_ADDR") or None


def remember_language(response: HttpResponse, language: str) -> None:
    """Have the browser ask for a language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
