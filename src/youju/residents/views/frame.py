"""What every page of this room does alike: its tabs, the page of a form, where a refusal goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as say

from youju.kernel.ids import key_in
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import Asking, May, Membership, asking, require
from youju.residents import queries
from youju.ui import act_pages

TABS = (
    ("index", say("找住户")),
    ("areas", say("小区")),
    ("needs", say("困难和特殊群体")),
    ("rented", say("出租屋")),
    ("houses", say("危房")),
    ("bodies", say("业委会")),
    ("rosters", say("导入名册")),
    ("doubles", say("重复登记")),
)


def to(name: str, *args: Any) -> str:
    """Return the address of a page of this room."""
    return reverse(f"residents:{name}", args=args)


def asker(request: HttpRequest, may: May = May.RESIDENTS) -> Asking:
    """Return who asks, and the unit that stays chosen, where the role looks residents up."""
    who = asking(request)
    require(who.member, May.RESIDENTS)
    require(who.member, may)
    return who


def show(
    request: HttpRequest, template: str, who: Asking, tab: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """Answer a list with the room's tabs and what the member may do."""
    may = who.member.may
    shown = {
        "who": who,
        "tabs": [
            {"text": text, "url": to(name), "current": name == tab} for name, text in _tabs(who)
        ],
        "may_arrange": may(May.ARRANGE) and who.member.unit.covers(who.unit),
        "may_import": may(May.IMPORT) and who.member.unit.covers(who.unit),
        "may_open": may(May.OPEN_PROTECTED),
        **context,
    }
    return render(request, f"residents/{template}.html", shown, status=status)


def _tabs(who: Asking) -> Sequence[tuple[str, Any]]:
    if who.member.may(May.IMPORT):
        return TABS
    return [one for one in TABS if one[0] not in ("rosters", "doubles")]


def crumbs(*pairs: tuple[Any, str]) -> list[dict[str, Any]]:
    """Return the way up: words and addresses."""
    found = [{"label": _("住户"), "url": to("index")}]
    return found + [{"label": str(text), "url": url} for text, url in pairs]


def record_of(request: HttpRequest, model: type[Model], record_id: int, may: May = May.RESIDENTS) -> tuple[Membership, Any]:  # fmt: skip
    """Return who asks and the record: Missing if not seen, Forbidden if the role does not allow it."""
    member = asker(request).member
    found = queries.record_for(member, model, record_id)
    require(member, may, queries.unit_of(found))
    return member, found


act_page = partial(act_pages.act_page, template="residents/act.html")


def pressed(request: HttpRequest, do: Callable[..., Any], back: str, saved: Any) -> HttpResponse:
    """Do the act of a button and go back; what was refused is told there."""
    member: Membership = getattr(request, "member")  # noqa: B009  set by the middleware
    try:
        do(actor=member, now=timezone.now(), key=key_in(request.POST.get("key", "")))
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, saved)
    return redirect(back)
