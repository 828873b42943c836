"""Changing a dossier: its photos and papers, their lines, the statement, the statistics; and the archive."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.documents.dossiers import actions, gather, queries, shown
from youju.documents.dossiers.forms import CaptionForm, StatementForm, TablesForm
from youju.documents.dossiers.rules import CAPTION_NAMES, SLOT_NAMES, Slot
from youju.documents.dossiers.views.pages import refuse
from youju.documents.models import Dossier
from youju.evidence.queries import items_chosen
from youju.facts.queries import measures
from youju.kernel.ids import key_in, row_id
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, MemberRequest, Membership, asking, require
from youju.ui.lists import keyset_page


def _found(request: MemberRequest, dossier_id: int) -> tuple[Membership, Dossier]:
    member = require(request.member, May.DRAFT)
    return member, queries.dossier_for(member, dossier_id)


def _how(request: MemberRequest, member: Membership) -> dict[str, Any]:
    key = key_in(request.POST.get("key", ""))
    return {"actor": member, "now": timezone.now(), "key": key}


@require_http_methods(["GET", "POST"])
def statement(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """The words of the statement, beside them as they read with their numbers."""
    member, found = _found(request, dossier_id)
    form = StatementForm(request.POST or None, initial={"statement": found.statement})
    if "preview" not in request.POST and request.method == "POST" and form.is_valid():
        try:
            told = form.cleaned_data
            actions.write_statement(
                found.pk, told["statement"], actor=member, now=timezone.now(), key=told["key"]
            )
            return redirect("documents:dossier", found.pk)
        except Refused as refusal:
            refuse(form, refusal)
    context = {"form": form, "dossier": found, "measures": gather.measures_offered(found)[:20]}
    context["words"] = [] if form.errors else shown.words_of(found, request.POST.get("statement"))
    status = 422 if form.errors else 200
    return render(request, "documents/dossiers/statement.html", context, status=status)


@require_http_methods(["GET", "POST"])
def add(request: MemberRequest, dossier_id: int, slot: str) -> HttpResponse:
    """Put photos or papers in: from those there are, from the archive, or new ones."""
    member, found = _found(request, dossier_id)
    if slot not in (Slot.PHOTOS, Slot.PAPERS):
        raise Http404
    ids = [one for text in request.POST.getlist("items")[:60] if (one := row_id(text))]
    error = ""
    if request.method == "POST":
        try:
            actions.add_items(found.pk, slot, ids, **_how(request, member))
            return redirect(f"{found.get_absolute_url()}#{slot}")
        except Refused as refusal:
            if type(refusal) is not Refused:
                raise
            error = refusal.message
    context = {"dossier": found, "slot": slot, "label": SLOT_NAMES[Slot(slot)], "error": error}
    context["items"] = items_chosen(member, ids) if error else []
    context["offers"] = _offers(found, slot)
    return render(request, "documents/dossiers/add.html", context, status=422 if error else 200)


def _offers(found: Dossier, slot: str) -> list[gather.Offer]:
    """Return what the records offer and the dossier does not hold."""
    held = {one.item_id for one in found.pieces.filter(slot=slot, dropped=False)}
    offers = gather.photos_offered(found) if slot == Slot.PHOTOS else gather.papers_offered(found)
    return [one for one in offers if one.item.pk not in held]


@require_http_methods(["GET", "POST"])
def caption(request: MemberRequest, dossier_id: int, piece_id: int) -> HttpResponse:
    """The six lines of one photo."""
    member, found = _found(request, dossier_id)
    piece = queries.piece_for(found, piece_id)
    initial = {**piece.captions, "unmarked": piece.unmarked}
    form = CaptionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        lines = {name: told[name] for name in CAPTION_NAMES}
        try:
            actions.caption(
                found.pk, piece.pk, lines, unmarked=told["unmarked"], actor=member,
                now=timezone.now(), key=told["key"],
            )  # fmt: skip
            return redirect(f"{found.get_absolute_url()}#piece-{piece.pk}")
        except Refused as refusal:
            refuse(form, refusal)
    context = {"form": form, "dossier": found, "piece": piece}
    status = 422 if form.errors else 200
    return render(request, "documents/dossiers/caption.html", context, status=status)


@require_POST
def piece(request: MemberRequest, dossier_id: int, piece_id: int, step: str) -> HttpResponse:
    """Take a piece out, put it back, move it, or put another photo in its place."""
    member = require(request.member, May.DRAFT)
    how = _how(request, member)
    if step == "drop":
        actions.drop_piece(dossier_id, piece_id, **how)
    elif step == "keep":
        actions.keep_piece(dossier_id, piece_id, **how)
    elif step in ("up", "down"):
        actions.move_piece(dossier_id, piece_id, up=step == "up", **how)
    elif step == "replace":
        item = row_id(request.POST.get("items", "")) or 0
        actions.replace_photo(dossier_id, piece_id, item, **how)
    else:
        raise Http404
    return redirect("documents:dossier", dossier_id)


@require_http_methods(["GET", "POST"])
def add_tables(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Choose measures for the statistics: those the records offer first."""
    member, found = _found(request, dossier_id)
    held = set(
        found.pieces.filter(slot=Slot.TABLES, dropped=False).values_list("measure_code", flat=True)
    )
    offered = gather.measures_offered(found)
    word = request.GET.get("q", "").strip()
    if word:
        offered = [one for one in measures() if word in one.name][:60]
    form = TablesForm(
        request.POST or None, offered=[one for one in offered if one.code not in held]
    )
    if request.method == "POST" and form.is_valid():
        try:
            told = form.cleaned_data
            actions.add_tables(
                found.pk, told["measures"], actor=member, now=timezone.now(), key=told["key"]
            )
            return redirect(f"{found.get_absolute_url()}#tables")
        except Refused as refusal:
            refuse(form, refusal)
    context = {"form": form, "dossier": found, "q": word}
    status = 422 if form.errors else 200
    return render(request, "documents/dossiers/add_tables.html", context, status=status)


@require_GET
def papers(request: MemberRequest) -> HttpResponse:
    """The archive of speeches, notices and schemes: by kind, title and what the files say."""
    who = asking(request)
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "").strip()
    version = queries.archive_for(who.member)
    kinds = (
        next((f.choices for f in version.ledger.fields if f.key == "kind"), ()) if version else ()
    )
    rows = queries.papers_found(who.member, who.unit, kind, words)
    chips = [{"text": _("全部"), "url": f"?q={words}", "current": not kind}]
    chips += [
        {"text": one, "url": f"?kind={one}&q={words}", "current": kind == one} for one in kinds
    ]
    page = keyset_page(rows, request, ["-end", "-id"])
    context = {
        "page": page, "chips": chips, "unit": who.unit, "q": words, "kind": kind,
        "may_record": who.member.may(May.RECORD), "there": version is not None,
    }  # fmt: skip
    return render(request, "documents/dossiers/papers.html", context)
