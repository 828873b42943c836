"""What every page of this room does alike: its tabs, the page of a form, where a refusal goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.evidence.queries import items_chosen
from youju.kernel.ids import row_id
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import MemberRequest, Membership, Unit

MOST_PHOTOS = 30
Do = Callable[..., Any]


def tabs(current: str) -> list[dict[str, Any]]:
    """Return the lists of the room."""
    names = (
        ("index", _("任务")),
        ("plans", _("计划")),
        ("checklists", _("迎检清单")),
        ("meetings", _("会议")),
        ("projects", _("工程项目")),
    )
    return [
        {"text": text, "url": reverse(f"work:{name}"), "current": name == current}
        for name, text in names
    ]


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the way up: words and addresses."""
    found = [{"label": _("任务"), "url": reverse("work:index")}]
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

    `do` gets the form's fields, the photos where the page takes some, actor and now; what it returns is gone to.
    """
    photos = photo_ids(request)
    if request.method == "POST" and form.is_valid():
        more = {"photos": photos} if photo_unit is not None else {}
        if made := _sent(form, do, actor=member, now=timezone.now(), **more):
            messages.success(request, saved)
            return redirect(made if hasattr(made, "get_absolute_url") else back)
    context = {"form": form, "back": back, "photo_unit": photo_unit, **shown}
    context["items"] = items_chosen(member, photos)
    status = 422 if form.errors else 200
    return render(request, shown.get("template", "work/act.html"), context, status=status)


def _sent(form: forms.Form, do: Do, **more: Any) -> Any:
    """Do the act with a sound form; a refusal goes to its field and None comes back."""
    try:
        return do(**form.cleaned_data, **more)
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None
