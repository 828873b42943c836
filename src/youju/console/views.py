"""The pages of the console: today, the dashboard of a unit, search, help."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from youju.console import dashboard, finding, guide, tour
from youju.console.due import ARRIVED, DATED, due_for
from youju.console.due_row import NEW
from youju.kernel.refusal import Forbidden
from youju.organisations.queries import May, MemberRequest, Membership, asking
from youju.organisations.rules import Role
from youju.ui.chosen import chosen
from youju.ui.middleware import is_fragment
from youju.upkeep.queries import setup_of


@require_GET
def today(request: MemberRequest) -> HttpResponse:
    """What is due for the member; what came in, figures, gaps and latest entries come after it."""
    member = _signed_in(request)
    if setup_of(member):
        return redirect("upkeep:start")
    now = timezone.localtime()
    found = due_for(member, now.date(), DATED)
    wanted = request.GET.get("due", "")
    groups = [group for group in found if wanted in (group.code, "")]
    context = {
        "groups": groups,
        "chips": dashboard.due_chips(found, wanted),
        "after": groups[-1].code if groups else "",
        "arrivals": wanted in (NEW, ""),
        "now": now,
        "may_see": member.may(May.SEE),
        "may_record": member.may(May.RECORD),
        "manual": guide.ROLES[Role(member.role)],
        "tour": tour.steps_for(member, request.COOKIES, again="tour" in request.GET),
    }
    if member.may(May.SEE):
        asking(request)
    return render(request, "console/today.html", context)


@require_POST
def tour_away(request: MemberRequest) -> HttpResponse:
    """Put the tour of the member's role away, in this browser."""
    away = tour.put_away(request.COOKIES) | {_signed_in(request).role}
    answer = redirect("console:today")
    kept = ".".join(sorted(away))
    answer.set_cookie(tour.COOKIE, kept, max_age=tour.AGE, httponly=True, samesite="Lax")
    return answer


@require_GET
def arrivals(request: MemberRequest) -> HttpResponse:
    """The last rows of what is due: what came in and waits for a look of the member.

    `after` tells what stands above them: "new" the group's own line, "some" other groups, or nothing.
    """
    member = _signed_in(request)
    day = timezone.localdate()
    rows = [row for group in due_for(member, day, ARRIVED) for row in group.rows]
    context = {"rows": rows, "after": request.GET.get("after", ""), "may_see": member.may(May.SEE)}
    return render(request, "console/_arrivals.html", context)


def _signed_in(request: MemberRequest) -> Membership:
    if request.member is None:
        raise Forbidden(_("请先登录"))
    return request.member


@require_GET
def overview(request: MemberRequest) -> HttpResponse:
    """The fragment beside what is due: leading figures of the chosen unit and period, and gaps."""
    context = dashboard.overview(asking(request), timezone.localdate())
    context["may_record"] = request.member.may(May.RECORD)
    return render(request, "console/_overview.html", context)


@require_GET
def unit(request: MemberRequest) -> HttpResponse:
    """The dashboard of the chosen unit."""
    context = dashboard.of_unit(
        asking(request), chosen(request).query.lstrip("?"), request.GET, timezone.localdate()
    )
    return render(request, "console/unit.html", context)


@require_GET
@vary_on_headers("HX-Request")
def search(request: MemberRequest) -> HttpResponse:
    """What is found; to htmx a few suggestions while somebody types."""
    member = _signed_in(request)
    asked = request.GET.get("q", "")[:100]
    part = is_fragment(request)
    context = {"asked": asked, "kinds": finding.find(member, asked, few=part)}
    return render(request, "console/_suggestions.html" if part else "console/search.html", context)


@require_GET
def help_page(request: MemberRequest) -> HttpResponse:
    """The article for a page, or the index of all."""
    shown = guide.article(request.GET.get("article", "")) or guide.article_for(
        request.GET.get("page", "")
    )
    context = {"article": shown or guide.article("index"), "groups": guide.groups()}
    return render(request, "console/help.html", context)
