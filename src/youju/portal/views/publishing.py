"""What the office publishes and takes back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.documents.queries import Report, reports_visible_to
from youju.kernel.ids import key_in
from youju.kernel.refusal import Missing, Refused
from youju.ledgers.queries import Entry, entries_visible_to
from youju.organisations.queries import May, MemberRequest, require
from youju.portal import actions, queries
from youju.portal.actions.publishing import ENTRY, HONOURS, REPORT, may_publish, source_of
from youju.portal.forms import PublishForm
from youju.ui.lists import keyset_page


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """What is published, and what may be: issued reports and honours of units and groups."""
    member = require(request.member, May.SEE)
    page = keyset_page(queries.publications_visible_to(member), request, ["-published_on"])
    live = set(queries.live_sources(member))
    reports = reports_visible_to(member).filter(state=Report.State.ISSUED)
    honours = entries_visible_to(member).filter(ledger_code=HONOURS, state=Entry.State.LIVE)
    offered = [(REPORT, str(one.pk), one.shown_title, one.unit) for one in reports[:20]]
    offered += [
        (ENTRY, str(one.pk), one.title, one.unit)
        for one in honours.order_by("-pk")[:20]
        if one.values.get("holder") != "个人"
    ]
    context = {
        "page_title": _("公示"),
        "page": page,
        "may": may_publish(member),
        "offered": [one for one in offered if one[:2] not in live],
    }
    return render(request, "portal/publishing.html", context)


@require_http_methods(["GET", "POST"])
def publish(request: MemberRequest, source_kind: str, source_id: int) -> HttpResponse:
    member = require(request.member, May.SEE)
    if not may_publish(member):
        require(member, May.ISSUE)
    source = source_of(member, source_kind, str(source_id))
    form = PublishForm(request.POST or None, initial={"title": source.title, "words": source.words})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.publish(
                source_kind,
                str(source_id),
                title=told["title"],
                words=told["words"],
                actor=member,
                now=timezone.now(),
                key=told["key"],
            )
            messages.success(request, _("已公示"))
            return redirect("portal:publishing")
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    context = {"page_title": _("公示"), "source": source, "form": form}
    return render(request, "portal/publish.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw(request: MemberRequest, publication_id: int) -> HttpResponse:
    try:
        actions.withdraw(
            publication_id,
            actor=request.member,
            now=timezone.now(),
            key=key_in(request.POST.get("key", "")),
        )
    except Missing:
        raise
    messages.success(request, _("已撤下，公众页面不再显示"))
    return redirect("portal:publishing")
