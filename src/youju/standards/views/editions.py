"""Pages of editions: the list, the tree, an item."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from youju.organisations.queries import May, MemberRequest, require
from youju.standards import queries, shown_editions


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """The editions of the root, those in force first, and the samples that can be enabled."""
    member = require(request.member, May.SEE)
    editions = list(queries.editions_visible_to(member))
    may_change = member.may(May.CONFIGURE) and member.unit_id == member.root_id
    held = [one.code for one in editions]
    context = {
        "rows": shown_editions.edition_rows(editions),
        "may_change": may_change,
        "samples": queries.samples_not_in(held) if may_change else [],
    }
    return render(request, "standards/editions.html", context)


@require_GET
def edition(request: MemberRequest, edition_id: int) -> HttpResponse:
    """The tree of an edition, or the lines of it that were asked for."""
    member = require(request.member, May.SEE)
    found = queries.edition_for(member, edition_id)
    wanted = shown_editions.wanted_from(request.GET)
    rows = shown_editions.tree_rows(member, found, wanted)
    at_top = member.unit_id == member.root_id
    context = {
        "edition": found,
        "rows": rows,
        "wanted": wanted,
        "counts": shown_editions.counts_of(rows),
        "chips": shown_editions.filters(wanted),
        "places": shown_editions.places_in(found),
        "may_change": member.may(May.CONFIGURE) and at_top,
        "instead_of": shown_editions.in_force_beside(member, found),
        "may_split": member.may(May.ORGANISE) and at_top and found.state != "closed",
    }
    return render(request, "standards/edition.html", context)


@require_GET
def item(request: MemberRequest, item_id: int) -> HttpResponse:
    """One item: what is asked, how it is scored and proved, who answers for it."""
    member = require(request.member, May.SEE)
    found = queries.item_for(member, item_id)
    context = shown_editions.item_page(member, found)
    context["duties"] = list(queries.duties_of_item(member, found))
    return render(request, "standards/item.html", context)
