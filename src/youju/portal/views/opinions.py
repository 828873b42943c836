"""Opinions on the product: sending one, and the office's page to read and answer them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import MemberRequest, Membership, Unit
from youju.portal import actions, queries
from youju.portal.forms import OpinionAnswerForm, OpinionForm
from youju.portal.models import Opinion
from youju.portal.rules import Counted
from youju.portal.secrets import code_for
from youju.portal.views.frame import fresh_challenge, open_page, pass_gate
from youju.ui.lists import keyset_page


@open_page()
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, place: int) -> HttpResponse:
    unit = queries.place_at(place)
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = _send(request, unit, form)
            code = code_for(unit.root_id, form.cleaned_data["key"])
            return redirect("portal:progress", number=sent.number, code=code)
        except Missing:
            raise
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    context = {
        "place": unit,
        "form": form,
        "challenge": fresh_challenge(Counted.OPINION, unit.root_id, timezone.now()),
    }
    return render(request, "portal/opinion.html", context, status=422 if form.errors else 200)


def _send(request: HttpRequest, place: Unit, form: OpinionForm) -> Opinion:
    now, told = timezone.now(), form.cleaned_data
    before = queries.opinion_under(place.root_id, told["key"])
    if before is not None:
        return before
    pass_gate(request, form, Counted.OPINION, place.root_id, now)
    member: Membership | None = getattr(request, "member", None)
    return actions.send_opinion(
        place,
        Opinion.Kind(told["kind"]),
        told["words"],
        sender=member if member and member.root_id == place.root_id else None,
        now=now,
        key=told["key"],
    )


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """The opinions of the office's own subtree, newest first; all others are led to send one."""
    if not queries.reads_opinions(request.member):
        site = queries.site_of(request.member.unit)
        if site is None:
            raise Missing(_("本单位和上级单位都没有录入区划代码，还没有公众页面"))
        return redirect("portal:opinion", place=site.code)
    rows = queries.opinions_visible_to(request.member)
    if request.GET.get("open"):
        rows = rows.filter(answered_at=None)
    page = keyset_page(rows, request, ["-received_at"])
    context = {
        "page_title": _("产品意见"),
        "page": page,
        "only_open": bool(request.GET.get("open")),
        "waiting": queries.opinions_visible_to(request.member).filter(answered_at=None).count(),
    }
    return render(request, "portal/opinions.html", context)


@require_http_methods(["GET", "POST"])
def opinion(request: MemberRequest, opinion_id: int) -> HttpResponse:
    found = queries.opinion_for(request.member, opinion_id)
    form = OpinionAnswerForm(request.POST or None, initial={"answer": found.answer})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.answer_opinion(
                opinion_id,
                told["answer"],
                actor=request.member,
                now=timezone.now(),
                key=told["key"],
            )
            messages.success(request, _("已答复，来信人凭查询码可以看到"))
            return redirect("portal:opinions")
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    context = {"page_title": _("产品意见"), "opinion": found, "form": form}
    return render(
        request, "portal/opinion_answer.html", context, status=422 if form.errors else 200
    )
