"""Cases of unsafe houses."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.organisations.queries import May
from youju.residents import actions, forms, queries
from youju.residents.models import Committee, Engagement, Household, Tally, UnsafeHouse
from youju.residents.rules.houses import ALLOWED, NAMES, State
from youju.residents.views.frame import act_page, asker, crumbs, record_of, show, to
from youju.ui.lists import keyset_page


@require_GET
def houses(request: HttpRequest) -> HttpResponse:
    """The cases of the chosen unit, by state."""
    who = asker(request)
    rows = queries.houses_of(who.member, who.unit)
    state = request.GET.get("state", "")
    chips = [{"text": _("全部"), "url": "?", "count": rows.count(), "current": not state}]
    for one, label in NAMES.items():
        n = rows.filter(state=one).count()
        chips.append({"text": label, "url": f"?state={one}", "count": n, "current": state == one})
    page = keyset_page(rows.filter(state=state) if state in NAMES else rows, request, ["id"])
    return show(request, "houses", who, "houses", page=page, chips=chips)


@require_GET
def house(request: HttpRequest, house_id: int) -> HttpResponse:
    """One case with its steps."""
    member, row = record_of(request, UnsafeHouse, house_id)
    may_open = member.may(May.OPEN_PROTECTED)
    context = {
        "house": row,
        "steps": row.steps.order_by("-on", "-pk"),
        "next": ALLOWED[State(row.state)],
        "may_open": may_open,
    }
    return render(request, "residents/house.html", context)


@require_http_methods(["GET", "POST"])
def survey(request: HttpRequest, household_id: int) -> HttpResponse:
    """Open the case of a house that was visited."""
    _member, home = record_of(request, Household, household_id)

    def do(**told: Any) -> str:
        return actions.survey_house(home.pk, **told).get_absolute_url()

    back = home.get_absolute_url()
    words = {"title": _("%s · 危房走访") % home, "submit": _("立案")}
    form = forms.SurveyForm(request.POST or None)
    return act_page(request, form, do, back=back, crumbs=crumbs((home, back)), **words)


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, house_id: int) -> HttpResponse:
    """Take the next step of a case."""
    _member, row = record_of(request, UnsafeHouse, house_id)
    offered = [(one.value, NAMES[one]) for one in State if one in ALLOWED[State(row.state)]]
    form = forms.StepForm(request.POST or None, offered=offered)

    def do(**told: Any) -> UnsafeHouse:
        return actions.step_house(row.pk, **told)

    back = row.get_absolute_url()
    words = {"title": _("%s · 登记进展") % row, "submit": _("保存")}
    return act_page(request, form, do, back=back, crumbs=crumbs((_("危房"), to("houses"))), **words)


@require_GET
def tally(request: HttpRequest, tally_id: int) -> HttpResponse:
    """Where a count leads: the register of its unit."""
    _member, row = record_of(request, Tally, tally_id)
    return redirect(f"{to('areas')}?unit={row.unit.code or row.unit_id}")


@require_GET
def committee(request: HttpRequest, committee_id: int) -> HttpResponse:
    """Where an election leads: the area."""
    _member, row = record_of(request, Committee, committee_id)
    return redirect(row.area.get_absolute_url())


@require_GET
def engagement(request: HttpRequest, engagement_id: int) -> HttpResponse:
    """Where the choice of a firm leads: the area."""
    _member, row = record_of(request, Engagement, engagement_id)
    return redirect(row.area.get_absolute_url())
