"""Pages of titles, help, and honours written down twice."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from youju.honours import actions, queries, shown_titles
from youju.honours.actions.titles import BadRows
from youju.honours.forms.titles import AidForm, ReviewForm, TitleForm
from youju.honours.models import Title
from youju.honours.place import tabs
from youju.honours.views.frame import act_page, crumbs, look_page
from youju.kernel.ids import key_in
from youju.organisations.queries import (
    Asking,
    May,
    MemberRequest,
    asking,
    require,
    unit_options,
)
from youju.ui.lists import keyset_page


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """The titles of the chosen unit and those below, by kind, level and standing."""
    who = asking(request)
    rows = queries.titles_under(who.member, who.unit)
    year = timezone.localdate().year
    chosen = {"kind": request.GET.get("kind", ""), "state": request.GET.get("state", "")}
    page = keyset_page(shown_titles.narrowed(rows, year=year, **chosen), request, ["-since"])
    context = {
        "page": page,
        "unit": who.unit,
        "tabs": tabs("titles"),
        "chips": shown_titles.chips(rows, year=year, **chosen),
        "kinds": shown_titles.kind_chips(rows, **chosen),
        "year": year,
        "may_register": who.member.may_at(May.ARRANGE, who.unit),
    }
    return render(request, "honours/titles.html", context)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Registering a title, or many in one go."""
    who = asking(request)
    member = require(who.member, May.ARRANGE, who.unit)
    initial = {"unit": who.unit.pk, "since": timezone.localdate(), "kind": request.GET.get("kind")}
    form = TitleForm(request.POST or None, units=unit_options(member), initial=initial)

    def do(form: Any, **told: Any) -> Title:
        return actions.register_title(form.told(), unit=form.cleaned_data["unit"], **told)

    return act_page(
        request, member, form, do, back=reverse("honours:titles"), saved=_("称号已登记。"), title=_("登记称号"),
        submit=_("登记"), crumbs=crumbs((_("称号"), reverse("honours:titles"))),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def paste(request: MemberRequest) -> HttpResponse:
    """A list of titles pasted from Excel: all of it, or none and why."""
    who = asking(request)
    require(who.member, May.ARRANGE, who.unit)
    rows = shown_titles.cells_in(request.POST.get("cells", "")) if request.method == "POST" else []
    errors = _pasted(request, who, rows) if rows else {}
    if rows and not errors:
        messages.success(request, _("已登记 %(n)s 个称号。") % {"n": len(rows)})
        return redirect("honours:titles")
    context = {
        "unit": who.unit,
        "columns": shown_titles.columns(),
        "rows": [shown_titles.cells_of(row, errors.get(n)) for n, row in enumerate(rows)],
        "wrong": len(errors),
        "crumbs": crumbs((_("称号"), reverse("honours:titles"))),
    }
    return render(request, "honours/paste.html", context, status=422 if errors else 200)


def _pasted(
    request: MemberRequest, who: Asking, rows: list[list[str]]
) -> dict[int, tuple[str, str]]:
    """Register the rows; return for those that are wrong the field and why, and then none was."""
    given, errors = shown_titles.read_rows(rows, timezone.localdate())
    if errors:
        return errors
    key, now = key_in(request.POST.get("key", "")), timezone.now()
    try:
        actions.register_titles(given, unit=who.unit, actor=who.member, now=now, key=key)
    except BadRows as bad:
        return bad.errors
    return {}


@require_GET
def title(request: MemberRequest, title_id: int) -> HttpResponse:
    """One title: who holds it, its reviews, help and works."""
    member = require(request.member, May.SEE)
    found = queries.title_for(member, title_id)
    return render(request, "honours/title.html", shown_titles.title_page(member, found))


def _of(found: Title) -> dict[str, Any]:
    way = crumbs((_("称号"), reverse("honours:titles")), (str(found), found.get_absolute_url()))
    return {"back": found.get_absolute_url(), "crumbs": way}


@require_http_methods(["GET", "POST"])
def review(request: MemberRequest, title_id: int) -> HttpResponse:
    """The review of a year."""
    member = require(request.member, May.ARRANGE)
    found = queries.title_for(member, title_id)
    require(member, May.ARRANGE, found.unit)
    today = timezone.localdate()
    initial = {"year": today.year, "on": today, "result": found.standing}
    form = ReviewForm(request.POST or None, kind=found.of_kind, initial=initial)

    def do(form: Any, **told: Any) -> Title:
        said = {k: v for k, v in form.cleaned_data.items() if k != "key"}
        return actions.review_title(found.pk, **said, **told).title

    return act_page(
        request, member, form, do, saved=_("复查已登记。"), title=_("年度复查：%(title)s") % {"title": found},
        submit=_("登记复查"), note=_("警示的下次复查合格后恢复；撤销的不再计数。"), **_of(found),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def aid(request: MemberRequest, title_id: int) -> HttpResponse:
    """Help, courtesy, or a benefit used."""
    member = require(request.member, May.RECORD)
    found = queries.title_for(member, title_id)
    require(member, May.RECORD, found.unit)
    form = AidForm(request.POST or None, title=found, initial={"on": timezone.localdate()})

    def do(form: Any, **told: Any) -> Title:
        said = {k: v for k, v in form.cleaned_data.items() if k != "key"}
        return actions.record_aid(found.pk, **said, **told).title

    return act_page(
        request, member, form, do, saved=_("已登记。"), title=_("帮扶礼遇：%(title)s") % {"title": found},
        submit=_("登记"), **_of(found),
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def look(request: MemberRequest, title_id: int) -> HttpResponse:
    """The whole name of a household or a minor."""
    found = queries.title_for(request.member, title_id)
    back = found.get_absolute_url()
    return look_page(request, found, "full_name", found.unit, label=_("姓名"), back=back)


@require_GET
def doubles(request: MemberRequest) -> HttpResponse:
    """Honours of the ledger that were written down more than once."""
    who = asking(request)
    context = {
        "unit": who.unit,
        "tabs": tabs("doubles"),
        "groups": queries.double_honours(who.member, who.unit),
    }
    return render(request, "honours/doubles.html", context)
