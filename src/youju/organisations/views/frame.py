"""What every page of this room does alike: the page behind a tab of a unit, and the act page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.models import Unit
from youju.organisations.queries import May, Membership, require, unit_for, units_listed_to
from youju.organisations.queries.bodies import UNIT_OF, counts_at, record_for
from youju.organisations.views.requests import MemberRequest
from youju.organisations.views.shown import Link, Page, Section
from youju.ui.forms import KeyField

F = TypeVar("F", bound=forms.Form)
M = TypeVar("M", bound=Model)


def to(name: str, *args: Any) -> str:
    """Return the address of a page of this room."""
    return reverse(f"organisations:{name}", args=args)


def crumbs_of(member: Membership, unit: Unit) -> list[dict[str, str]]:
    """Return the way up from a unit, as far as the member sees."""
    above = units_listed_to(member).filter(pk__in=unit.ancestor_ids[:-1]).order_by("path")
    found = [{"label": one.short_name, "url": to("unit", one.pk)} for one in above]
    return [{"label": _("单位和人员"), "url": to("units")}, *found]


def crumbs_in(member: Membership, unit: Unit) -> list[dict[str, str]]:
    """Return the way up from a page of the unit."""
    return [*crumbs_of(member, unit), {"label": unit.short_name, "url": to("unit", unit.pk)}]


def tabs_of(member: Membership, unit: Unit, current: str) -> list[dict[str, Any]]:
    """Return the unit's pages with what they hold."""
    counts = counts_at(member, unit, timezone.localdate())
    names = (
        ("unit", _("概况"), None),
        ("groups", _("组织机构"), counts["groups"]),
        ("duties", _("责任到人"), counts["duties"]),
        ("forces", _("力量调配"), counts["forces"]),
        ("surveys", _("网格摸底"), counts["surveys"]),
        ("helpers", _("楼栋骨干"), counts["helpers"]),
        ("pairings", _("共建联点"), counts["pairings"]),
        ("contracts", _("责任状"), counts["contracts"]),
    )
    return [
        {"text": text, "url": to(name, unit.pk), "current": name == current, "count": count}
        for name, text, count in names
    ]


def changes(member: Membership, unit: Unit, may: May = May.ORGANISE) -> bool:
    """Return whether the member may do it at the unit, which still exists."""
    return member.may_at(may, unit) and unit.until is None


def show(request: MemberRequest, page: Page) -> HttpResponse:
    """Answer the page."""
    return render(request, "organisations/page.html", {"page": page})


def tab_page(
    request: MemberRequest,
    unit: Unit,
    tab: str,
    sections: Sequence[Section],
    *,
    title: str,
    add: Link | None = None,
    **more: Any,
) -> HttpResponse:
    """Answer what stands behind a tab of the unit: its lists, and the way to add to them."""
    page = Page(
        title=title,
        unit=unit,
        crumbs=crumbs_of(request.member, unit),
        tabs=tabs_of(request.member, unit, tab),
        primary=add,
        sections=sections,
        **more,
    )
    return show(request, page)


def organiser_of(request: MemberRequest, unit_id: int, may: May = May.ORGANISE) -> Unit:
    """Return a unit at which the member may do it: Missing if not seen, Forbidden if not allowed."""
    unit = unit_for(request.member, unit_id)
    require(request.member, may, unit)
    return unit


def record_of(request: MemberRequest, model: type[M], record_id: int, may: May = May.ORGANISE) -> M:
    """Return a record at whose unit the member may do it: Missing or Forbidden as above."""
    record = record_for(request.member, model, record_id)
    unit: Any = reduce(getattr, UNIT_OF[model].split("__"), record)
    require(request.member, may, unit)
    return record


def dated(request: MemberRequest, form: Callable[..., F], field: str, **more: Any) -> F:
    """Return the form as it was sent, or an empty one with today in the field."""
    first = {field: timezone.localdate(), **more.pop("initial", {})}
    return form(request.POST or None, request.FILES or None, initial=first, **more)


@dataclass(frozen=True, slots=True)
class Done:
    """What an act gave back."""

    value: Any


def sent(request: MemberRequest, form: forms.Form, do: Callable[..., Any]) -> Done | None:
    """Do the act with a form that was sent and is sound; a refusal goes to its field.

    `do` gets the form's fields, and actor and now. None: nothing was done, and if something
    was sent, the form says why.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return Done(do(**form.cleaned_data, actor=request.member, now=timezone.now()))
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None


def act_page(
    request: MemberRequest,
    form: forms.Form,
    do: Callable[..., Any],
    *,
    title: str,
    submit: str,
    back: str,
    saved: str = "",
    crumbs: Sequence[dict[str, str]] = (),
    note: str = "",
) -> HttpResponse:
    """Show a form; when it is sent and sound, do the act and go back, else say at the field why.

    `do` gets the form's fields, and actor, now and key; an answer of its own is passed on.
    """
    form.fields["key"] = KeyField(required=False)
    if done := sent(request, form, do):
        if isinstance(done.value, HttpResponse):
            return done.value
        messages.success(request, saved or _("已保存。"))
        return redirect(back)
    says = {"title": title, "submit": submit, "back": back, "crumbs": crumbs, "note": note}
    code = 422 if form.errors else 200
    return render(request, "organisations/act.html", {"form": form, **says}, status=code)


def made_page(
    request: MemberRequest,
    title: str,
    made: Sequence[Any],
    *,
    passwords: Sequence[Any] = (),
    bad: Sequence[Any] = (),
    back: str,
    again: str = "",
) -> HttpResponse:
    """Answer what an import or a new account made: new passwords once, rows that were left."""
    context = {"title": title, "made": made, "passwords": passwords, "bad": bad}
    context |= {"back": back, "again": again}
    return render(request, "organisations/imported.html", context)
