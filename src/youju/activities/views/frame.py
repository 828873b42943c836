"""What every page of this room does alike: its tabs, the page of a form, and the button that acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.ids import key_in, row_id
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import Asking, May, Membership, Unit, subtree

MOST_UNITS = 300
MOST_PHOTOS = 30


def typed(data: QueryDict, name: str, most: int = 200) -> str:
    """Return what was typed in a box that no form reads: no longer than asked, without NUL."""
    return data.get(name, "").replace("\0", "").strip()[:most]


def to(name: str, *args: Any) -> str:
    """Return the address of a page of this room."""
    return reverse(f"activities:{name}", args=args)


def tabs(current: str) -> list[dict[str, Any]]:
    """Return the lists of the room."""
    names = (
        ("calendar", _("日历")),
        ("list", _("活动记录")),
        ("norms", _("计划和完成")),
        ("series_list", _("系列")),
        ("photos", _("照片墙")),
    )
    return [{"text": text, "url": to(name), "current": name == current} for name, text in names]


def show(
    request: HttpRequest, template: str, who: Asking, tab: str, **context: Any
) -> HttpResponse:
    """Answer a page with the room's tabs and what the member may do at the chosen unit."""
    may = {
        "may_arrange": who.member.may_at(May.ARRANGE, who.unit),
        "may_record": who.member.may_at(May.RECORD, who.unit),
    }
    shown = {"who": who, "tabs": tabs(tab), **may, **context}
    return render(request, f"activities/{template}.html", shown)


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the way up: (words, address)."""
    found = [{"label": _("活动"), "url": to("calendar")}]
    return found + [{"label": text, "url": url} for text, url in pairs]


def units_of(who: Asking) -> list[Unit]:
    """Return the units something may be recorded at: the chosen one with all below it."""
    top = who.unit if who.member.unit.covers(who.unit) else who.member.unit
    return list(subtree(top).filter(until=None).order_by("path")[:MOST_UNITS])


def photo_ids(request: HttpRequest) -> list[int]:
    """Return the ids of the photos that a form carries."""
    given = request.POST.getlist("items")
    return [found for one in given[:MOST_PHOTOS] if (found := row_id(one))]


def act_page(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[..., Any],
    *,
    back: str,
    saved: str = "",
    template: str = "ui/act.html",
    **shown: Any,
) -> HttpResponse:
    """Show a form; when it is sent and sound, do the act and go back, else say at the field why.

    `do` gets actor, now and key; what it returns is gone to where it has an address, else `back`.
    `shown` is what the template names: title, submit, note, crumbs.
    """
    if request.method == "POST" and form.is_valid() and (made := sent(request, form, do)):
        messages.success(request, saved or _("已保存。"))
        return redirect(made if hasattr(made, "get_absolute_url") else back)
    context = {"form": form, "back": back, **shown}
    code = 422 if form.errors else 200
    return render(request, template, context, status=code)


def sent(request: HttpRequest, form: forms.Form, do: Callable[..., Any]) -> Any:
    """Do the act with a sound form; a refusal goes to its field and None comes back."""
    key = form.cleaned_data.get("key") or key_in("")
    member: Membership = getattr(request, "member")  # noqa: B009  set by the middleware
    try:
        return do(actor=member, now=timezone.now(), key=key) or True
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None


def pressed(request: HttpRequest, do: Callable[..., Any], back: str, saved: str) -> HttpResponse:
    """Do the act of a button and go back; a refusal is told there."""
    member: Membership = getattr(request, "member")  # noqa: B009  set by the middleware
    key = key_in(request.POST.get("key", ""))
    try:
        do(actor=member, now=timezone.now(), key=key)
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, saved)
    return redirect(back)
