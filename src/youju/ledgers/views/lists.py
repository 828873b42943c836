"""The index of ledgers, one ledger's list, and the trail of a total."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from youju.facts.queries import Measure
from youju.kernel.words import listed
from youju.ledgers import listing
from youju.ledgers.index import index_groups
from youju.ledgers.models import Entry
from youju.ledgers.queries import entries_in, put_aside
from youju.ledgers.spec import Ledger
from youju.ledgers.values import cell_text
from youju.ledgers.views.asking import Asking, asked_ledger, asking
from youju.organisations.queries import May, saved_views
from youju.ui.chosen import chosen
from youju.ui.lists import keyset_page


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All ledgers by module, with how many entries the period has; `?q=` finds one."""
    who = asking(request)
    words = request.GET.get("q", "").strip()[:30]
    groups = index_groups(who.member, who.unit, who.period, words)
    context = {"groups": groups, "words": words, "who": who, "may_configure": who.member.may(May.CONFIGURE), "may_look_up": who.member.may(May.RESIDENTS), "may_import": who.member.may(May.IMPORT)}  # fmt: skip
    return render(request, "ledgers/index.html", context)


@require_GET
def ledger(request: HttpRequest, code: str) -> HttpResponse:
    """The list of one ledger."""
    who = asking(request)
    version, spec = asked_ledger(who, code)
    filters = listing.Filters.of(spec, request.GET)
    whole = entries_in(who.member, spec, who.unit, who.period)
    shown = listing.listed(who.member, spec, who.unit, who.period, filters)
    oldest = "due_on" if spec.due else "end"
    order = [oldest] if filters.timeless else ["-end"]
    page = keyset_page(shown, request, order, size=100)
    counts = listing.mark_counts(whole, spec)
    if spec.due or spec.steps:
        ever = entries_in(who.member, spec, who.unit, None)
        counts |= listing.due_counts(ever, spec, filters.today)
        counts |= listing.step_counts(ever, spec)
    context = _context(request, who, spec, filters, page.rows, counts)
    context |= {
        "page": page,
        "version": version,
        "views": saved_views(who.member, f"ledgers:{code}"),
    }
    context["is_aside"] = code in put_aside(who.member.root_id)
    return render(request, "ledgers/list.html", context)


def _context(
    request: HttpRequest,
    who: Asking,
    spec: Ledger,
    filters: listing.Filters,
    entries: list[Entry],
    counts: dict[str, int],
) -> dict[str, Any]:
    kept = chosen(request).query.lstrip("?")
    fields = listing.list_columns(spec)
    found = listing.totals(who.member, spec, who.unit, who.period, filters)
    listed = len(entries) if filters.any else counts[""]
    wide = who.unit.parent_id is None or who.unit.children.exists()
    return {
        "who": who,
        "ledger": spec,
        "filters": filters,
        "query": filters.query(),
        "kept": kept,
        "fields": fields,
        "columns": _heads(spec, fields, wide),
        "rows": listing.rows_of(entries, fields, spec),
        "foot": listing.foot_of(spec, found, fields),
        "foot_head": listing.entry_total(spec, found, listed),
        "remarks": listing.remarks(spec, found, fields),
        "chips": listing.chips(spec, filters, kept, counts),
        "shown": None if filters.any or counts[""] > listing.COUNT_TO else counts["shown"],
        "menus": listing.choice_menus(spec, filters, kept),
        "count": counts[""] if not filters.any else None,
        "wide": wide,
    } | _may(who, spec)


def _may(who: Asking, spec: Ledger) -> dict[str, bool]:
    return {
        "may_record": who.member.may_at(May.RECORD, who.unit),
        "may_import": who.member.may_at(May.IMPORT, who.unit) and not spec.guarded,
    }


def _heads(spec: Ledger, fields: tuple[Any, ...], wide: bool) -> list[dict[str, Any]]:
    what = next((f.label for f in spec.fields if f"{{{f.key}}}" in spec.title), _("名称"))
    first = {"key": "what", "label": listed((spec.when_label, what)), "fixed": True}
    heads: list[dict[str, Any]] = [first]
    if wide:
        heads.append({"key": "unit", "label": _("单位")})
    if spec.due:
        heads.append({"key": "due", "label": _("状态")})
    heads += [
        {"key": one.key, "label": one.label, "unit": one.unit, "number": one.is_number}
        for one in fields
    ]
    if spec.photos:
        heads.append({"key": "photos", "label": _("照片（件）"), "number": True})
    return [head | {"head": True} for head in heads]


@require_GET
def trail(request: HttpRequest, code: str, measure: str) -> HttpResponse:
    """The entries behind a total of the list, for the side panel."""
    who = asking(request)
    _version, spec = asked_ledger(who, code)
    one = next((m for m in spec.measures if m.key == measure), None)
    known = get_object_or_404(Measure, code=spec.measure_code(measure))
    filters = listing.Filters.of(spec, request.GET)
    rows = listing.listed(who.member, spec, who.unit, who.period, filters)
    field = spec.field(one.of) if one else None
    if field is not None:
        rows = rows.filter(**{f"values__{field.key}__isnull": False})
    page = keyset_page(rows, request, ["-end"], size=50)
    found = listing.totals(who.member, spec, who.unit, who.period, filters)
    lines = [
        (entry, cell_text(field, entry.values.get(field.key)) if field else "1")
        for entry in page.rows
    ]
    context = {"who": who, "ledger": spec, "measure": known, "figure": found.get(known.code), "lines": lines, "page": page}  # fmt: skip
    part = "HX-Request" in request.headers
    return render(request, "ledgers/_trail.html" if part else "ledgers/trail.html", context)
