"""Lists of reports."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from youju.documents import queries
from youju.documents.models import Report
from youju.organisations.queries import May, MemberRequest, asking, require, subtree_ids
from youju.ui.lists import keyset_page

SHOWN = (Report.State.DRAFT, Report.State.REVIEW, Report.State.ISSUED, Report.State.DROPPED)


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """The reports of the chosen unit and those below it, by state."""
    who = asking(request)
    member, unit = who.member, who.unit
    rows = queries.reports_visible_to(member).filter(unit_id__in=subtree_ids(unit))
    counts = queries.counts_by_state(rows)
    state = request.GET.get("state", "")
    live = rows.filter(state=state) if state in counts else rows.exclude(state=Report.State.DROPPED)
    chips = [{"text": _("全部"), "url": "?", "current": not state}]
    chips += [
        {"text": one.label, "url": f"?state={one}", "count": counts[one], "current": state == one}
        for one in SHOWN
        if counts.get(one)
    ]
    page = keyset_page(live, request, ["-changed_at", "-id"])
    context = {"page": page, "chips": chips, "unit": unit}
    context |= {"may_draft": member.may(May.DRAFT), "may_start": member.may(May.RECORD)}
    return render(request, "documents/index.html", context)


@require_GET
def used_in(request: MemberRequest) -> HttpResponse:
    """The fragment that a record's page loads: in which issued reports its figures stand."""
    member = require(request.member, May.SEE)
    kind, source_id = request.GET.get("kind", ""), request.GET.get("id", "")
    reports = queries.used_in(member, kind, source_id)[:10]
    return render(request, "documents/_used_in.html", {"reports": reports})
