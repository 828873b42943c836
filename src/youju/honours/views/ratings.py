"""Pages of the star ratings of businesses."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.honours import actions, queries, shown_titles
from youju.honours.forms.titles import RatingForm
from youju.honours.models import Rating
from youju.honours.place import tabs
from youju.honours.shipped import rating_kinds
from youju.honours.views.frame import act_page, crumbs
from youju.kernel.ids import row_id
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, MemberRequest, asking, require
from youju.ui.lists import keyset_page


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """The businesses of a year by their points."""
    who = asking(request)
    rows = queries.ratings_under(who.member, who.unit)
    kinds = rating_kinds()
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds else next(iter(kinds))
    years = shown_titles.years(rows.filter(kind=kind), timezone.localdate().year)
    year = row_id(request.GET.get("year", "")) or years[0]
    page = keyset_page(rows.filter(kind=kind, year=year), request, ["-whole"])
    context = {
        "page": page,
        "rows": shown_titles.rating_rows(page.rows, kinds[kind]),
        "of": kinds[kind],
        "unit": who.unit,
        "tabs": tabs("ratings"),
        "kinds": shown_titles.rating_chips(kinds, kind, year),
        "years": shown_titles.year_chips(years, kind, year),
        "may_rate": who.member.may_at(May.ARRANGE, who.unit),
    }
    return render(request, "honours/ratings.html", context)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, kind: str) -> HttpResponse:
    """Scoring a business, item by item."""
    who = asking(request)
    member = require(who.member, May.ARRANGE, who.unit)
    shipped = rating_kinds().get(kind)
    if shipped is None:
        raise Missing(_("没有这种评定，请从列表里选。"))
    today = timezone.localdate()
    initial = {"year": today.year, "on": today, "business": request.GET.get("business", "")[:60]}
    form = RatingForm(request.POST or None, kind=shipped, initial=initial)

    def do(form: Any, **told: Any) -> Rating:
        said = {name: form.cleaned_data[name] for name in ("business", "year", "on", "note")}
        given = {"unit": who.unit, "kind": kind, "scores": form.scores()}
        return actions.rate_business(**given, **said, **told)

    return act_page(
        request, member, form, do, back=reverse("honours:ratings"), saved=_("已评定。"), title=shipped.label,
        submit=_("评定"), note=shipped.about, crumbs=crumbs((_("星级评定"), reverse("honours:ratings"))),
    )  # fmt: skip


@require_GET
def rating(request: MemberRequest, rating_id: int) -> HttpResponse:
    """One rating: item by item, and the years before."""
    member = require(request.member, May.SEE)
    found = queries.rating_for(member, rating_id)
    context = shown_titles.rating_page(member, found)
    return render(request, "honours/rating.html", context)
