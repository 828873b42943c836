"""What an office promised and did for residents, and their word on it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from youju.kernel.refusal import Missing, Refused
from youju.ledgers.actions import rate_entry
from youju.ledgers.queries import Entry, entries_for_residents, entry_for_residents
from youju.ledgers.rules import told
from youju.organisations.queries import Unit
from youju.portal import queries
from youju.portal.actions.reporting import resident_of
from youju.portal.forms_deeds import RateForm
from youju.portal.rules import Counted, hide_names, hide_numbers
from youju.portal.views.frame import (
    NO_STORE,
    SHORT_CACHE,
    fresh_challenge,
    open_page,
    pass_gate,
)
from youju.ui.lists import keyset_page

PAGE = 30


def _words(text: str) -> str:
    return hide_names(hide_numbers(text), [])


@open_page(SHORT_CACHE)
@require_GET
def index(request: HttpRequest, place: int) -> HttpResponse:
    """What was promised and done, the latest made public first."""
    unit = queries.place_at(place)
    page = keyset_page(entries_for_residents(unit), request, ["-public_on", "-id"], size=PAGE)
    lines = [(one, _words(one.title)) for one in page.rows]
    return render(request, "portal/deeds.html", {"place": unit, "page": page, "lines": lines})


def deeds_shown(unit: Unit, most: int = 3) -> list[tuple[Entry, str]]:
    """Return the things made public last, for the place's own page."""
    rows = entries_for_residents(unit).order_by("-public_on", "-id")[:most]
    return [(one, _words(one.title)) for one in rows]


def _shown(entry: Entry) -> dict[str, Any]:
    ledger = entry.version.ledger
    values = told(ledger, entry.values)
    facts = [
        (one.label, _words(values[one.key]))
        for one in ledger.fields
        if one.key in ledger.rated and one.key in values
    ]
    return {"entry": entry, "title": _words(entry.title), "facts": facts, "label": ledger.label}


@open_page(NO_STORE)
@require_http_methods(["GET", "POST"])
def deed(request: HttpRequest, place: int, entry_id: int) -> HttpResponse:
    """One of them, with the form to rate it once it is done."""
    unit = queries.place_at(place)
    found = entry_for_residents(unit, entry_id)
    form = RateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _rate(request, unit, found, form)
            return redirect("portal:deed_rated", place=place, entry_id=found.pk)
        except Missing:
            raise
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    challenge = fresh_challenge(Counted.RATING, unit.root_id, timezone.now())
    context = {"place": unit, "form": form, "challenge": challenge, **_shown(found)}
    return render(request, "portal/deed.html", context, status=422 if form.errors else 200)


def _rate(request: HttpRequest, unit: Unit, found: Entry, form: RateForm) -> None:
    now = timezone.now()
    pass_gate(request, form, Counted.RATING, unit.root_id, now)
    rate_entry(
        found.pk,
        form.told,
        words=_words(form.cleaned_data["words"]),
        actor=resident_of(found.unit),
        now=now,
        key=form.cleaned_data["key"],
    )


@open_page(NO_STORE)
@require_GET
def rated(request: HttpRequest, place: int, entry_id: int) -> HttpResponse:
    """Thanks, and how it stands now."""
    unit = queries.place_at(place)
    found = entry_for_residents(unit, entry_id)
    return render(request, "portal/deed.html", {"place": unit, "is_done": True, **_shown(found)})
