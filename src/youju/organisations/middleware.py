"""Who asks: the membership behind each request; and the steps before anything else.

Every page needs a signed-in person with a post, unless its view is marked
`django.contrib.auth.decorators.login_not_required`. Pages of the way in (password, second factor,
choice of post) are marked `account_step`: they need only the person.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.organisations.queries import (
    Membership,
    Person,
    missing_step,
    posts_held,
)

CHOSEN = "membership"
SEEN = "seen_at"
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def account_step(view: View) -> View:
    """Mark a page of the way in, open to a signed-in person without a post or second factor."""
    view.account_step = True  # type: ignore[attr-defined]
    return view


class AskerMiddleware:
    """Sets `request.member`: the chosen membership of the signed-in person, or None; and
    `request.memberships`: all that hold today."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.member = self._member(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not getattr(view, "login_required", True):
            return None
        person = request.user
        if not isinstance(person, Person):
            return _to_sign_in(request)
        if getattr(view, "account_step", False):
            return None
        member: Membership | None = request.member  # type: ignore[attr-defined]
        if step := missing_step(person, member, bool(getattr(person, "otp_device", None))):
            return _to(request, reverse(step))
        if member is None:
            return render(request, "organisations/no_post.html", status=403)
        return None

    def _member(self, request: HttpRequest) -> Membership | None:
        person = request.user
        if not isinstance(person, Person):
            return None
        seen = request.session.get(SEEN)
        if seen is not None and time.time() - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
            minutes = settings.SESSION_IDLE_SECONDS // 60
            text = _("超过 %(minutes)d 分钟没有操作，已自动退出，请重新登录。")
            messages.warning(request, text % {"minutes": minutes})
            return None
        if seen is None or time.time() - seen > 60:
            request.session[SEEN] = int(time.time())
        held = posts_held(person, timezone.localdate())
        request.memberships = held  # type: ignore[attr-defined]
        chosen = request.session.get(CHOSEN)
        return next((m for m in held if m.pk == chosen), held[0] if held else None)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        return _to(request, reverse(settings.LOGIN_URL))
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"error": _("请先登录")}, status=401)
    return redirect_to_login(request.get_full_path(), reverse(settings.LOGIN_URL))


def _to(request: HttpRequest, url: str) -> HttpResponse:
    """Lead a page there; a part of a page cannot follow, so the whole page does."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)
