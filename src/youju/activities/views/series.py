"""Series and their parts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.activities import actions, queries
from youju.activities.forms.others import SeriesForm, initial_series
from youju.activities.kinds import kind_named
from youju.activities.rules.activities import State
from youju.activities.rules.series import Part, disagreement, is_off
from youju.activities.views.frame import act_page, crumbs, show, to, units_of
from youju.organisations.queries import May, asking, require
from youju.ui.lists import keyset_page


@require_GET
def series_list(request: HttpRequest) -> HttpResponse:
    """The series of a unit, with what is wrong in their sums."""
    who = asking(request)
    page = keyset_page(queries.series_of(who.member, who.unit), request, ["-start", "-id"])
    lines = [
        (
            one,
            kind_named(one.kind),
            disagreement(one.whole, [Part(p.label, p.told) for p in one.parts.all()]),
        )
        for one in page.rows
    ]
    return show(request, "series_list", who, "series_list", page=page, lines=lines)


@require_GET
def series(request: HttpRequest, series_id: int) -> HttpResponse:
    """One series: whole and parts, as told and as recorded, and its sessions."""
    who = asking(request)
    found = queries.series_for(who.member, series_id)
    parts, recorded = queries.series_parts(found)
    rows = found.activities.exclude(state=State.CANCELLED).select_related("unit", "part")
    page = keyset_page(rows, request, ["-on", "-id"])
    is_over = found.end < timezone.localdate()
    return show(
        request,
        "series",
        who,
        "series_list",
        series=found,
        kind=kind_named(found.kind),
        parts=[(one, is_off(one.told, one.recorded, is_over)) for one in parts],
        recorded=recorded,
        wrong=disagreement(found.whole, parts),
        is_off=is_off(found.whole, recorded, is_over),
        page=page,
        may_change=who.member.may_at(May.RECORD, found.unit),
        crumbs=crumbs((_("系列"), to("series_list"))),
    )


@require_http_methods(["GET", "POST"])
def series_add(request: HttpRequest) -> HttpResponse:
    """Begin a series."""
    who = asking(request, May.RECORD)
    year = timezone.localdate().year
    first = {"unit": who.unit.pk, "start": f"{year}-01-01", "end": f"{year}-12-31"}
    form = SeriesForm(request.POST or None, units=units_of(who), initial=first)

    def do(**act: Any) -> Any:
        said = form.cleaned_data
        return actions.add_series(said["unit"], said["kind"], form.told(), **act)

    trail = crumbs((_("系列"), to("series_list")))
    told: dict[str, Any] = {"title": _("建系列活动"), "submit": _("建系列"), "crumbs": trail}
    return act_page(request, form, do, back=to("series_list"), **told)


@require_http_methods(["GET", "POST"])
def series_change(request: HttpRequest, series_id: int) -> HttpResponse:
    """Say something else of a series."""
    who = asking(request)
    found = queries.series_for(who.member, series_id)
    require(who.member, May.RECORD, found.unit)
    form = SeriesForm(request.POST or None, units=[found.unit], initial=initial_series(found))
    del form.fields["unit"], form.fields["kind"]

    def do(**act: Any) -> Any:
        return actions.change_series(found.pk, form.told(), **act)

    trail = crumbs((_("系列"), to("series_list")), (found.title, found.get_absolute_url()))
    told: dict[str, Any] = {"title": _("改系列活动"), "submit": _("保存"), "crumbs": trail}
    return act_page(request, form, do, back=found.get_absolute_url(), **told)
