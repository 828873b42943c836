"""Cases of unsafe houses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.organisations.queries import May
from youju.residents import actions, forms, queries
from youju.residents.models import Committee, Engagement, Household, Tally, UnsafeHouse
from youju.residents.rules.houses import ALLOWED, HELP, NAMES, State
from youju.residents.views.frame import act_page, asker, crumbs, record_of, show, to
from youju.ui.lists import keyset_page


@require_GET
def houses(request: HttpRequest) -> HttpResponse:
    """The cases of the chosen unit, by state and by what was applied for."""
    who = asker(request)
    rows = queries.houses_of(who.member, who.unit)
    sorts: dict[str, Mapping[Any, str]] = {"state": NAMES, "asked": HELP}
    asked = {name: request.GET.get(name, "") for name in sorts}
    chosen = {name: one for name, one in asked.items() if one in sorts[name]}
    chips: dict[str, Any] = {
        f"{name}_chips": _chips(rows, name, words, chosen) for name, words in sorts.items()
    }
    page = keyset_page(rows.filter(**chosen), request, ["id"])
    return show(request, "houses", who, "houses", page=page, chosen=chosen, **chips)


def _chips(
    rows: QuerySet[UnsafeHouse], name: str, words: Mapping[Any, str], chosen: dict[str, str]
) -> list[dict[str, Any]]:
    """Return the filters by one field, each with its count; what the other field is filtered by stays."""
    others = {one: value for one, value in chosen.items() if one != name}
    rows, now = rows.filter(**others), chosen.get(name, "")

    def chip(text: str, value: str, n: int) -> dict[str, Any]:
        query = urlencode(others | ({name: value} if value else {}))
        return {"text": text, "url": f"?{query}", "count": n, "current": now == value}

    found = [chip(_("全部"), "", rows.count())]
    for one, text in words.items():
        n = rows.filter(**{name: one}).count()
        if n or now == one:
            found.append(chip(text, one, n))
    return found


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
