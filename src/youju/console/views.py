"""The pages of the console: today, the dashboard of a unit, search, help."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from youju.console import dashboard, finding, guide
from youju.console.due import due_for
from youju.kernel.refusal import Forbidden
from youju.organisations.queries import May, MemberRequest, asking
from youju.ui.middleware import is_fragment


@require_GET
def today(request: MemberRequest) -> HttpResponse:
    """What is due for the member; figures, gaps and latest entries come after it."""
    member = request.member
    if member is None:
        raise Forbidden(_("请先登录"))
    now = timezone.localtime()
    groups = due_for(member, now.date())
    wanted = request.GET.get("due", "")
    context = {
        "groups": [group for group in groups if wanted in ("", group.code)],
        "chips": dashboard.due_chips(groups, wanted),
        "now": now,
        "may_see": member.may(May.SEE),
        "may_record": member.may(May.RECORD),
    }
    if member.may(May.SEE):
        asking(request)
    return render(request, "console/today.html", context)


@require_GET
def overview(request: MemberRequest) -> HttpResponse:
    """The fragment beside what is due: leading figures of the chosen unit and period, and gaps."""
    context = dashboard.overview(asking(request), timezone.localdate())
    context["may_record"] = request.member.may(May.RECORD)
    return render(request, "console/_overview.html", context)


@require_GET
def unit(request: MemberRequest) -> HttpResponse:
    """The dashboard of the chosen unit."""
    context = dashboard.of_unit(asking(request), request.GET, timezone.localdate())
    return render(request, "console/unit.html", context)


@require_GET
@vary_on_headers("HX-Request")
def search(request: MemberRequest) -> HttpResponse:
    """What is found; to htmx a few suggestions while somebody types."""
    member = request.member
    if member is None:
        raise Forbidden(_("请先登录"))
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
    context = {"article": shown or guide.article("index"), "articles": guide.articles()}
    return render(request, "console/help.html", context)
