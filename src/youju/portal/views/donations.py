"""What was given and handed over, on the public pages: people's names masked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from youju.aid.queries import public_drive, published_drives, sum_of
from youju.portal import queries
from youju.portal.views.frame import SHORT_CACHE, open_page

MOST = 60


@open_page(SHORT_CACHE)
@require_GET
def index(request: HttpRequest, place: int) -> HttpResponse:
    """The drives that were made public."""
    unit = queries.place_at(place)
    lines = [(one, sum_of(one)) for one in published_drives(unit)[:MOST]]
    return render(request, "portal/donations.html", {"place": unit, "lines": lines})


@open_page(SHORT_CACHE)
@require_GET
def drive(request: HttpRequest, place: int, drive_id: int) -> HttpResponse:
    """One drive: who gave what, to how many it was handed over."""
    unit = queries.place_at(place)
    shown = public_drive(unit, drive_id)
    return render(request, "portal/donation.html", {"place": unit, "shown": shown})
