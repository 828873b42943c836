"""What the pages of this room are made of: links, cells, tables and sections; and the act page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.models import Unit
from youju.organisations.queries import May, require, unit_for
from youju.organisations.views.requests import MemberRequest
from youju.ui.forms import KeyField


@dataclass(frozen=True, slots=True)
class Link:
    """A link that leads to a page or an act."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: text, where it leads, a pill beside it."""

    text: Any = ""
    url: str = ""
    pill: str = ""
    pill_kind: str = ""
    links: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A panel with a table: its heading, acts at the right, and what an empty one says."""

    id: str
    title: str
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Cell]] = ()
    empty: str = ""
    acts: Sequence[Link] = ()
    meta: str = ""
    numbers: frozenset[int] = frozenset()

    @property
    def body(self) -> list[list[tuple[str, Cell, bool]]]:
        """Each cell with its column's name and whether it is a number."""
        return [
            [(self.columns[n], cell, n in self.numbers) for n, cell in enumerate(row)]
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the room: what and whose, facts, sections, what happened."""

    title: str
    unit: Unit | None = None
    crumbs: Sequence[dict[str, str]] = ()
    acts: Sequence[Link] = ()
    primary: Link | None = None
    facts: Sequence[tuple[str, Any]] = ()
    sections: Sequence[Section] = ()
    side: Sequence[Section] = ()
    events: Sequence[dict[str, Any]] | None = None
    tabs: Sequence[dict[str, Any]] = ()
    notes: Sequence[tuple[str, str]] = field(default_factory=tuple)
    search: str | None = None
    search_label: str = ""


def show(request: MemberRequest, page: Page, **more: Any) -> HttpResponse:
    """Answer the page."""
    return render(request, "organisations/page.html", {"page": page, **more})


def organiser_of(request: MemberRequest, unit_id: int, may: May = May.ORGANISE) -> Unit:
    """Return a unit at which the member may do it: Missing if not seen, Forbidden if not allowed."""
    unit = unit_for(request.member, unit_id)
    require(request.member, may, unit)
    return unit


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

    `do` gets the form's fields, and actor, now and key.
    """
    form.fields["key"] = KeyField(required=False)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            done = do(**data, actor=request.member, now=timezone.now())
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            if isinstance(done, HttpResponse):
                return done
            messages.success(request, saved or _("已保存。"))
            return redirect(back)
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "back": back,
        "crumbs": crumbs,
        "note": note,
    }
    status = 422 if form.errors else 200
    return render(request, "organisations/act.html", context, status=status)
