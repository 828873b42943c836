"""What every page of this room does alike: the page of a form, where a refusal goes, a protected look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.evidence.queries import items_chosen
from youju.honours.forms.base import LookForm
from youju.kernel.ids import row_id
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.actions import open_protected
from youju.organisations.queries import May, MemberRequest, Membership, Unit, require

MOST_PHOTOS = 30
Do = Callable[..., Any]


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the way up: words and addresses."""
    found = [{"label": _("评选"), "url": reverse("honours:index")}]
    return found + [{"label": text, "url": url} for text, url in pairs]


def photo_ids(request: MemberRequest) -> list[int]:
    """Return the ids of the photos that a form carries."""
    given = request.POST.getlist("items")
    return [found for one in given[:MOST_PHOTOS] if (found := row_id(one))]


def act_page(
    request: MemberRequest,
    member: Membership,
    form: forms.Form,
    do: Do,
    *,
    back: str,
    saved: str,
    photo_unit: Unit | None = None,
    **shown: Any,
) -> HttpResponse:
    """Show a form; when it is sent and sound, do the act and go on, else say at the field why.

    `do` gets the form itself, the photos where the page takes some, and actor and now. What it
    returns is gone to where it has an address, else `back`.
    """
    photos = photo_ids(request)
    if request.method == "POST" and form.is_valid():
        more = {"photos": photos} if photo_unit is not None else {}
        if made := _sent(form, do, actor=member, now=timezone.now(), **more):
            messages.success(request, saved)
            return redirect(made if hasattr(made, "get_absolute_url") else back)
    items = items_chosen(member, photos)
    context = {"form": form, "back": back, "photo_unit": photo_unit, "items": items, **shown}
    return render(request, "honours/act.html", context, status=422 if form.errors else 200)


PREFIXES = ("", "i_", "seats_")
NAMES = {"seats": "title", "points": "juror", "guardian": "by_guardian"}


def refuse(form: forms.Form, refusal: Refused) -> None:
    """Put a refusal at the field it belongs to."""
    field = NAMES.get(refusal.field or "", refusal.field or "")
    at = next((f"{one}{field}" for one in PREFIXES if f"{one}{field}" in form.fields), None)
    form.add_error(at, refusal.message)


def _sent(form: forms.Form, do: Do, **more: Any) -> Any:
    """Do the act with a sound form; a refusal goes to its field and None comes back."""
    try:
        return do(form, key=form.cleaned_data["key"], **more)
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        refuse(form, refusal)
        return None


def look_page(
    request: MemberRequest, row: Model, field: str, unit: Unit, *, label: str, back: str
) -> HttpResponse:
    """Open one protected value with a reason; each look is in the log."""
    member = require(request.member, May.OPEN_PROTECTED, unit)
    form, shown = LookForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            shown = open_protected(row, field, unit, reason, actor=member, now=timezone.now())
        except Missing:
            raise
        except Refused as refusal:
            form.add_error("reason", refusal.message)
    context = {"page_title": label, "form": form, "shown": shown, "back": back}
    response = render(request, "honours/look.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response
