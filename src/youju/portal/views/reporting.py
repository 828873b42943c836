"""Where a resident begins: the place's page, and reporting a problem."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from youju.activities.queries import public_activities
from youju.honours.queries import selections_open_at
from youju.organisations.queries import Unit
from youju.portal import challenges, queries
from youju.portal.forms import ReportForm
from youju.portal.projection import frame_of, marks_of
from youju.portal.rules import Counted
from youju.portal.rules.kinds import URGENT
from youju.portal.views.deeds import deeds_shown
from youju.portal.views.frame import (
    NO_STORE,
    SHORT_CACHE,
    LimitedUpload,
    fresh_challenge,
    open_page,
    tiles_under,
)
from youju.portal.views.sending import send_told
from youju.surveys.queries import surveys_asking_at, surveys_released_at


@open_page(SHORT_CACHE)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The places that have a public site; the only one opens at once."""
    places = queries.places_open()
    if len(places) == 1:
        return redirect("portal:place", place=places[0].code)
    return render(request, "portal/index.html", {"places": places})


@open_page(SHORT_CACHE)
@require_GET
def place(request: HttpRequest, place: int) -> HttpResponse:
    unit = queries.place_at(place)
    context = {
        "place": unit,
        "takes_asked": queries.takes_asked(unit),
        "lately": queries.public_cases(unit).order_by("-received_on", "-id")[:5],
        "deeds": deeds_shown(unit),
        "coming": public_activities(unit, timezone.localdate())[:4],
        "asking": surveys_asking_at(unit),
        "results": surveys_released_at(unit)[:3],
        "selections": selections_open_at(unit).order_by("-started_on", "-id")[:3],
        "published": queries.publications_at(unit).order_by("-published_on", "-id")[:3],
    }
    return render(request, "portal/place.html", context)


@csrf_exempt  # checked in _report, once the limit stands before the reading of the body
@open_page(NO_STORE)
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, place: int) -> HttpResponse:
    request.upload_handlers.insert(0, LimitedUpload(request))
    answer: HttpResponse = _report(request, queries.place_at(place))
    return answer


@csrf_protect
def _report(request: HttpRequest, place: Unit) -> HttpResponse:
    kinds, units = queries.kinds_offered(place.root_id), queries.communities(place)
    names = [(str(unit.pk), unit.short_name) for unit in units]
    asked = {"kinds": kinds, "communities": names if len(names) > 1 else []}
    if request.method == "GET":
        return _form(request, place, ReportForm(**asked), units)
    form = ReportForm(request.POST, request.FILES, **asked)
    done = send_told(request, place, form, units) if form.is_valid() else None
    return done or _form(request, place, form, units)


def _form(request: HttpRequest, place: Unit, form: ReportForm, units: list[Unit]) -> HttpResponse:
    marks = [unit for unit in units if unit.lat is not None and unit.lng is not None]
    frame = frame_of([(unit.lat or 0.0, unit.lng or 0.0) for unit in marks])
    context = {
        "place": place,
        "form": form,
        "challenge": fresh_challenge(Counted.REPORT, place.root_id, timezone.now()),
        "frame": frame,
        "marks": marks_of(frame, marks),
        "tiles": tiles_under(frame),
        "urgent": [words for code, words in form.fields["kind"].choices if code in URGENT],  # type: ignore[attr-defined]
    }
    return render(request, "portal/report.html", context, status=422 if form.errors else 200)


@open_page(NO_STORE)
@require_GET
def sum_picture(request: HttpRequest, token: str) -> HttpResponse:
    """The sum for browsers without scripts."""
    return HttpResponse(challenges.picture_of(token), content_type="image/png")
