"""Pages of the room: tokens and calendar of one's own, and the description of the API."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.api import actions, errors, queries, shown
from youju.api.forms import TokenForm
from youju.api.site import description
from youju.kernel.ids import key_in
from youju.kernel.refusal import Forbidden, Refused
from youju.organisations.queries import May, MemberRequest, require
from youju.organisations.rules import Role


@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: MemberRequest) -> HttpResponse:
    """The own tokens with the form of a new one; the security administrator sees all below."""
    member = request.member
    if not member.may(May.SECURITY):
        require(member, May.SEE)
    form = TokenForm(request.POST or None, role=Role(member.role))
    secret = ""
    if request.method == "POST" and form.is_valid():
        try:
            _made, secret = actions.make_token(
                **form.cleaned_data, actor=member, now=timezone.now()
            )
        except Forbidden:
            raise
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            if not secret:
                return redirect("api:tokens")
            form = TokenForm(role=Role(member.role))
    context = shown.tokens_page(member) | {"form": form, "secret": secret}
    return render(request, "api/tokens.html", context, status=422 if form.errors else 200)


@require_POST
def revoke(request: MemberRequest, token_id: int) -> HttpResponse:
    """Close a token."""
    token = actions.revoke_token(
        token_id,
        actor=request.member,
        now=timezone.now(),
        key=key_in(request.POST.get("key", "")),
    )
    messages.success(request, _("“%(name)s”已停用，用它的程序不能再读写。") % {"name": token.name})
    return redirect("api:tokens")


@never_cache
@require_http_methods(["GET", "POST"])
def calendar(request: MemberRequest) -> HttpResponse:
    """The secret address of the own calendar: made, shown once, replaced, closed."""
    member = require(request.member, May.SEE)
    address = ""
    if request.method == "POST":
        acting: dict[str, Any] = {"actor": member, "now": timezone.now(), "key": key_in(request.POST.get("key", ""))}  # fmt: skip
        if "drop" in request.POST:
            actions.drop_feed(**acting)
            messages.success(request, _("日历地址已停用。"))
            return redirect("api:calendar")
        secret = actions.make_feed(**acting)
        if not secret:
            return redirect("api:calendar")
        address = settings.PUBLIC_URL + reverse("api:feed", args=[secret])
    context = {"feed": queries.feed_of(member), "address": address}
    return render(request, "api/calendar.html", context)


@login_not_required
@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """The description of the API for people."""
    return render(request, "api/docs.html", shown.docs_page(description()))


@login_not_required
@require_GET
def schema(request: HttpRequest) -> HttpResponse:
    """The description of the API for programs."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@csrf_exempt
@login_not_required
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """An address under /api/v1/ that is none."""
    return errors.answer(errors.not_found())
