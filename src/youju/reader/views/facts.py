"""Deciding on figures, one by one or all that are sure."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from youju.kernel.refusal import Missing, Refused
from youju.ledgers.queries import entry_at
from youju.organisations.queries import May, MemberRequest, require
from youju.reader import actions, queries
from youju.reader.forms import FactForm, told_place
from youju.reader.views import review

STEPS = {
    "confirm": actions.confirm_facts,
    "refuse": actions.refuse_facts,
    "undo": actions.undo_facts,
}


@require_GET
def fact(request: MemberRequest, fact_id: int) -> HttpResponse:
    """Lead to the sentence a figure was read from."""
    found = queries.fact_for(require(request.member, May.SEE), fact_id)
    page = reverse("reader:reading", args=[found.reading_id])
    return redirect(f"{page}?piece={found.piece.number}#fact-{found.pk}")


@require_POST
def step(request: MemberRequest, fact_id: int, step: str) -> HttpResponse:
    """Confirm, refuse, or take a decision back."""
    member = require(request.member, May.IMPORT)
    if step not in STEPS:
        raise Missing(_("没有这个操作"))
    found = queries.fact_for(member, fact_id)
    STEPS[step]([found.pk], actor=member, now=timezone.now(), key=review.key_of(request))
    return review.answer(request, found.piece)


@require_POST
def confirm_piece(request: MemberRequest, piece_id: int) -> HttpResponse:
    """Record all figures of a piece that are sure."""
    member = require(request.member, May.IMPORT)
    found = queries.piece_for(member, piece_id)
    actions.confirm_piece(found.pk, actor=member, now=timezone.now(), key=review.key_of(request))
    return review.answer(request, found)


def change(request: MemberRequest, fact_id: int) -> HttpResponse:
    """Say where a figure belongs, and record it so."""
    member = require(request.member, May.IMPORT)
    found = queries.fact_for(member, fact_id)
    form = FactForm(request.POST or None, fact=found, ledgers=review.ledgers_of(member))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        given = told_place(told.pop("place")) | told
        try:
            actions.change_fact(found.pk, actor=member, now=timezone.now(), **given)
            return review.answer(request, found.piece)
        except Refused as refusal:
            form.add_error("quantity" if refusal.field == "quantity" else "place", refusal.message)
    code = 422 if form.errors else 200
    page = "reader/_change.html" if request.htmx else "reader/change.html"
    return render(request, page, {"fact": found, "form": form}, status=code)


@require_GET
def of_entry(request: MemberRequest, entry_id: int) -> HttpResponse:
    """The fragment that an entry's page loads: the sentences it was confirmed from."""
    member = require(request.member, May.SEE)
    facts = queries.facts_of_entry(member, entry_at(member, entry_id).pk)
    return render(request, "reader/_of_entry.html", {"facts": facts})
