"""The list and the map of what the public may see, one problem, its photos; and what is published."""

from __future__ import annotations

from datetime import date

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from youju.evidence.queries import Size, public_copy
from youju.kernel.periods import Grain
from youju.kernel.refusal import Missing
from youju.portal import queries, rules
from youju.portal.models import PublicCase
from youju.portal.projection import frame_of, heaps, marks_of
from youju.portal.queries.public import narrowed
from youju.portal.views.frame import SHORT_CACHE, open_page, tiles_under
from youju.ui.forms import read_period
from youju.ui.lists import keyset_page

PAGE = 30


def month_of(text: str) -> date | None:
    """Return the first day of the month that the address names; None for anything else."""
    try:
        period = read_period(text)
    except ValueError:
        return None
    return period.start if period.grain is Grain.MONTH else None


@open_page(SHORT_CACHE)
@require_GET
def index(request: HttpRequest, place: int) -> HttpResponse:
    unit = queries.place_at(place)
    kinds = queries.kinds_offered(unit.root_id)
    chosen = _chosen(request, {code for code, _words in kinds})
    rows = narrowed(
        queries.public_cases(unit), chosen["kind"], chosen["state"], month_of(chosen["month"])
    )
    page = keyset_page(rows, request, ["-received_on"], size=PAGE)
    cells = queries.cells_of(rows)
    marks = queries.unit_marks(unit)
    frame = frame_of([(one.lat or 0.0, one.lng or 0.0) for one in marks] + [c[:2] for c in cells])
    context = {
        "place": unit,
        "page": page,
        "rows": [_line(row) for row in page.rows],
        "chosen": chosen,
        "kinds": kinds,
        "states": [(name, _(words)) for name, (words, _states) in rules.GROUPS.items()],
        "heaps": heaps(frame, cells) if frame else [],
        "marks": marks_of(frame, marks),
        "tiles": tiles_under(frame),
    }
    return render(request, "portal/problems.html", context)


def _chosen(request: HttpRequest, kinds: set[str]) -> dict[str, str]:
    """Return the filters of the address; what none of them can be is left out."""
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    month = request.GET.get("month", "")[:20]
    return {
        "kind": kind if kind in kinds else "",
        "state": state if state in rules.GROUPS else "",
        "month": month if month_of(month) else "",
    }


def _line(row: PublicCase) -> tuple[PublicCase, str]:
    return row, rules.short_of(row.case.state)


@open_page(SHORT_CACHE)
@require_GET
def problem(request: HttpRequest, slug: str) -> HttpResponse:
    public = queries.public_case_at(slug)
    photos = queries.shown_photos(public)
    case = public.case
    context = {
        "public": public,
        "place": queries.site_of(public.unit),
        "said": rules.said_of(case.state, hard=case.hard),
        "owner": case.owner_unit.short_name if case.owner_unit else "",
        "before": [one for one in photos if not one.after],
        "after": [one for one in photos if one.after],
        "answer": public.answer
        if case.state in rules.ANSWERED and public.answered_round == case.reopened
        else "",
    }
    return render(request, "portal/problem.html", context)


@open_page("public, max-age=300")
@require_GET
def photo(request: HttpRequest, slug: str, size: str) -> FileResponse:
    """A photo that somebody let the public see, in its public copy: redacted, without metadata."""
    shown = queries.photo_at(slug)
    if size not in (Size.MEDIUM, Size.SMALL):
        raise Missing(_("没有这种大小的图"))
    file, media_type = public_copy(shown.item, small=size == Size.SMALL)
    response = FileResponse(file, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@open_page(SHORT_CACHE)
@require_GET
def published(request: HttpRequest, place: int) -> HttpResponse:
    unit = queries.place_at(place)
    page = keyset_page(queries.publications_at(unit), request, ["-published_on"], size=PAGE)
    return render(request, "portal/published.html", {"place": unit, "page": page})


@open_page(SHORT_CACHE)
@require_GET
def publication(request: HttpRequest, place: int, publication_id: int) -> HttpResponse:
    unit = queries.place_at(place)
    found = queries.publication_at(unit, publication_id)
    return render(request, "portal/publication.html", {"place": unit, "publication": found})
