"""What the pages of mock assessment, board, index and negative list do alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from youju.kernel.ids import key_in
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.standards.place import tabs

__all__ = ["act_page", "acting", "crumbs", "sent", "tabs", "to"]


def to(name: str, *args: Any) -> str:
    """Return the address of a page of this room."""
    return reverse(f"standards:{name}", args=args)


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the way up: words and address."""
    return [{"label": text, "url": url} for text, url in pairs]


def act_page(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[..., Any],
    *,
    back: str,
    saved: str,
    template: str = "mock_act",
    **shown: Any,
) -> HttpResponse:
    """Show a form; when it is sent and sound, do the act and go on, else say at the field why.

    `do` gets the form's fields, and actor, now and key; an address that it returns is gone to.
    """
    if request.method == "POST" and form.is_valid() and (went := sent(request, form, do)):
        messages.success(request, saved)
        return redirect(went if isinstance(went, str) else back)
    context = {"form": form, "back": back, **shown}
    code = 422 if form.errors else 200
    return render(request, f"standards/{template}.html", context, status=code)


def sent(request: HttpRequest, form: forms.Form, do: Callable[..., Any]) -> Any:
    """Do the act with a sound form; a refusal goes to its field and None comes back."""
    data = dict(form.cleaned_data)
    key = data.pop("key", None) or key_in("")
    try:
        return do(**data, **acting(request, key)) or True
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None


def acting(request: HttpRequest, key: Any = None) -> dict[str, Any]:
    """Return who acts, when, and under which key."""
    member = getattr(request, "member")  # noqa: B009  set by the middleware
    given = key or key_in(request.POST.get("key", ""))
    return {"actor": member, "now": timezone.now(), "key": given}
