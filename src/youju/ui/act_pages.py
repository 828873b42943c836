"""The page of a form behind an act, and the button that acts: where it goes, where a refusal is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from youju.kernel.ids import key_in
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.ui.middleware import is_fragment


def act_page(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[..., Any],
    *,
    back: str,
    saved: Any = "",
    template: str = "ui/act.html",
    **shown: Any,
) -> HttpResponse:
    """Show a form; when it is sent and sound, do the act and go back, else say at the field why.

    `do` gets the form's fields, and actor, now and key; an address that it returns is gone to.
    `shown` is what the template names: title, submit, note, crumbs.
    """
    if request.method == "POST" and form.is_valid() and (went := sent(request, form, do)):
        messages.success(request, saved or _("已保存。"))
        return gone_to(request, went if isinstance(went, str) else back)
    context = {"form": form, "back": back, **shown}
    return render(request, template, context, status=422 if form.errors else 200)


def gone_to(request: HttpRequest, url: str) -> HttpResponse:
    """Lead on after an act; a form that htmx sends, to keep its file when refused, goes as a page."""
    if is_fragment(request):
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)


def sent(request: HttpRequest, form: forms.Form, do: Callable[..., Any]) -> Any:
    """Do the act with a sound form; a refusal goes to its field and None comes back."""
    data = dict(form.cleaned_data)
    key = data.pop("key", None) or key_in("")
    try:
        return do(**data, actor=_member(request), now=timezone.now(), key=key) or True
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None


def pressed(request: HttpRequest, do: Callable[..., Any], back: str, saved: str) -> HttpResponse:
    """Do the act of a button and go back; a refusal is told on the page one comes from."""
    do(actor=_member(request), now=timezone.now(), key=key_in(request.POST.get("key", "")))
    messages.success(request, saved)
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return redirect(wanted if wanted and safe else back)


def _member(request: HttpRequest) -> Any:
    """Return the post somebody asks from, which a middleware above this room has found."""
    return getattr(request, "member")  # noqa: B009
