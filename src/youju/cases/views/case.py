"""One case: its page, its whole trail, its sheet to print; and reporting a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.audit.actions import record as log
from youju.audit.queries import Outcome, trail_of
from youju.audit.registry import label_of
from youju.cases import actions, record
from youju.cases.forms.fields import refuse
from youju.cases.forms.report import ReportForm
from youju.cases.measures import CASE_KIND
from youju.cases.models import Case
from youju.cases.near import near_told
from youju.cases.queries import case_for, events_of, found_in, kinds_of
from youju.cases.rules import Source
from youju.cases.views.asking import photo_ids
from youju.evidence.queries import items_chosen, position_of
from youju.kernel.ids import row_id
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import Asking, May, Unit, asking, unit_options
from youju.organisations.queries.bodies import Point, point_for
from youju.organisations.rules import Role

LOG_SHOWN = 200
POINT_KIND = "organisations.hard_point"
SELDOM = ("title", "quantity", "lat", "lng", "reporter_name", "reporter_phone")
USUAL_SOURCE = {
    Role.GRID_WORKER: Source.GRID,
    Role.INSPECTOR: Source.SUPERVISION,
    Role.UNIT_USER: Source.SELF_CHECK,
}


@require_GET
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """One case: stages, acts, facts, photos, trail."""
    who = asking(request)
    found = case_for(who.member, case_id)
    return render(request, "cases/case.html", record.page(who.member, found, timezone.now()))


@require_GET
def trail(request: HttpRequest, case_id: int) -> HttpResponse:
    """Every line kept about a case, and the log's."""
    who = asking(request)
    found = case_for(who.member, case_id)
    rows = trail_of(found.root_id, CASE_KIND, found.pk)[:LOG_SHOWN]
    lines = [{"at": one.at, "said": label_of(one.act), "who": one.actor_label} for one in rows]
    context = {"case": found, "events": record.lines(list(events_of(found))), "log": lines}
    return render(request, "cases/trail.html", context)


@require_GET
def printed(request: HttpRequest, case_id: int) -> HttpResponse:
    """The sheet that goes with a case to the place: 处理单. In the log."""
    who, now = asking(request), timezone.now()
    found = case_for(who.member, case_id)
    log("cases.print", Outcome.EXPORTED, actor=who.member, now=now, kind=CASE_KIND, subject_id=str(found.pk))  # fmt: skip
    context = record.page(who.member, found, now) | {"now": now, "who": who}
    return render(request, "cases/printed.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form of a new problem."""
    who = asking(request, May.RECORD)
    point = _point(request, who)
    if point and (made_before := found_in(who.member, POINT_KIND, point.pk)):
        return redirect("cases:case", made_before.pk)
    form = _form(request, who, point)
    items = photo_ids(request)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.report_case(**_told(form, who, items, point), photos=items)
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _reported(request, made)
    more = any(form[name].value() for name in SELDOM)
    context = {
        "form": form,
        "items": items_chosen(who.member, items),
        "unit": who.unit,
        "more": more,
    }
    return render(request, "cases/new.html", context, status=422 if form.errors else 200)


def _point(request: HttpRequest, who: Asking) -> Point | None:
    """Return the point of a grid's survey that the problem is reported from, if any."""
    asked = row_id(request.GET.get("point", ""))
    return point_for(who.member, asked) if asked else None


def _form(request: HttpRequest, who: Asking, point: Point | None = None) -> ReportForm:
    units = list(unit_options(who.member)[:2000])
    usual = USUAL_SOURCE.get(Role(who.member.role), Source.SELF_CHECK)
    posted = [request.POST] if request.method == "POST" else []
    unit, kinds = point.grid if point else who.unit, kinds_of(who.member.root_id)
    form = ReportForm(units, kinds, unit, Source.GRID if point else usual, *posted)
    if point:
        form.initial = {"place": point.place, "description": point.problem}
    return form


def _told(form: ReportForm, who: Asking, items: list[int], point: Point | None) -> dict[str, Any]:
    given = form.cleaned_data | _spot(form, who, items)
    told = {
        name: given[name]
        for name in ("kind", "place", "title", "description", "quantity", "lat", "lng")
    }
    reporter = actions.Reporter(given["reporter_name"], given["reporter_phone"])
    return told | {
        "unit": Unit.objects.get(pk=given["unit"]),
        "source": Source(given["source"]),
        "origin": actions.Origin(POINT_KIND, str(point.pk)) if point else None,
        "reporter": reporter if reporter.name or reporter.phone else None,
        "actor": who.member,
        "now": timezone.now(),
        "key": given["key"],
    }


def _spot(form: ReportForm, who: Asking, items: list[int]) -> dict[str, float]:
    """Return where the first photo with a position was taken, if nobody said where it is."""
    if form.cleaned_data["lat"] is not None or form.cleaned_data["lng"] is not None:
        return {}
    for item in items_chosen(who.member, items):
        place = position_of(who.member, item)
        if place is not None and place[2]:
            return {"lat": place[0], "lng": place[1]}
    return {}


def _reported(request: HttpRequest, made: Case) -> HttpResponseRedirect:
    said = _("已上报 %(number)s %(title)s。") % {"number": made.number, "title": made.title}
    messages.success(request, said)
    if request.POST.get("again"):
        return redirect("cases:new")
    return redirect("cases:case", made.pk)


@require_GET
def near(request: HttpRequest) -> HttpResponse:
    """Open problems like the one being typed, as a part of the form's page."""
    who = asking(request, May.RECORD)
    found = near_told(who, request.GET, timezone.now())
    context = {"near": found, "asked": bool(request.GET.get("kind"))}
    return render(request, "cases/_near.html", context)
