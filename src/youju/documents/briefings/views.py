"""Pages of briefings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.documents.briefings import actions, queries, rules
from youju.documents.briefings.forms import AnswerForm, CommentForm, HoldForm, StartForm
from youju.documents.dossiers.views.pages import refuse
from youju.documents.models import Comment
from youju.documents.trail import events_of
from youju.kernel.periods import Grain, around
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import (
    May,
    MemberRequest,
    asking,
    require,
    unit_or_own,
    units_visible_to,
)
from youju.ui.chosen import chosen
from youju.ui.lists import keyset_page


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """The briefings of the unit and those below, and which quarters of the year have none yet."""
    who = asking(request)
    today = timezone.localdate()
    page = keyset_page(queries.briefings_of(who.member, who.unit), request, ["-start", "-id"])
    held = queries.quarters_held(who.unit, today.year)
    missing = rules.missing_quarters(held, (today.month - 1) // 3)
    context = {
        "page": page, "unit": who.unit, "year": today.year, "held": len(held), "missing": missing,
        "per_year": rules.PER_YEAR, "may_draft": who.member.may(May.DRAFT),
    }  # fmt: skip
    return render(request, "documents/briefings/index.html", context)


@require_http_methods(["GET", "POST"])
def start(request: MemberRequest) -> HttpResponse:
    """Start the briefing of a quarter."""
    member = require(request.member, May.DRAFT)
    units = units_visible_to(member).filter(until=None)
    last = around(timezone.localdate(), Grain.QUARTER).previous()
    initial = {"unit": unit_or_own(member, chosen(request).unit_code), "period": last}
    form = StartForm(request.POST or None, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.start_briefing(actor=member, now=timezone.now(), **form.cleaned_data)
            return redirect(made)
        except Refused as refusal:
            refuse(form, refusal)
    status = 422 if form.errors else 200
    return render(request, "documents/briefings/start.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def briefing(request: MemberRequest, briefing_id: int) -> HttpResponse:
    """One briefing: its report, when it was given and to how many, the comments and their answers."""
    member = require(request.member, May.SEE)
    found = queries.briefing_for(member, briefing_id)
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_comment(found.pk, actor=member, now=timezone.now(), **form.cleaned_data)
            return redirect(found)
        except Refused as refusal:
            refuse(form, refusal)
    context = {
        "briefing": found, "comments": found.comments.all(), "form": form,
        "may_edit": member.may_at(May.DRAFT, found.unit),
        "events": events_of(member.root_id, actions.KIND, found.pk),
        "audience": [(label, getattr(found, kind)) for kind, label in rules.AUDIENCES.items()],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "documents/briefings/briefing.html", context, status=status)


@require_http_methods(["GET", "POST"])
def hold(request: MemberRequest, briefing_id: int) -> HttpResponse:
    """Say that a briefing was given."""
    member = require(request.member, May.DRAFT)
    found = queries.briefing_for(member, briefing_id)
    kinds = [str(one) for one in rules.AUDIENCES]
    initial: dict[str, Any] = {kind: getattr(found, kind) or None for kind in kinds}
    initial |= {
        "held_on": found.held_on,
        "way": found.way or rules.Way.MEETING,
        "place": found.place,
    }
    form = HoldForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        people = {kind: told.pop(kind) for kind in kinds}
        try:
            actions.hold(found.pk, people=people, actor=member, now=timezone.now(), **told)
            messages.success(request, _("已登记"))
            return redirect(found)
        except Refused as refusal:
            refuse(form, refusal)
    context = {"form": form, "briefing": found, "title": _("登记通报"), "submit": _("登记")}
    status = 422 if form.errors else 200
    return render(request, "documents/briefings/act.html", context, status=status)


@require_http_methods(["GET", "POST"])
def answer(request: MemberRequest, briefing_id: int, comment_id: int) -> HttpResponse:
    """Answer a comment, or say what came of it."""
    member = require(request.member, May.DRAFT)
    found = queries.briefing_for(member, briefing_id)
    comment = Comment.objects.filter(briefing=found, pk=comment_id).first()
    if comment is None:
        raise Missing(_("没有这条意见"))
    form = AnswerForm(request.POST or None, initial={"outcome": comment.outcome})
    if comment.answer:
        del form.fields["answer"]
    if request.method == "POST" and form.is_valid():
        how: dict[str, Any] = {"actor": member, "now": timezone.now(), **form.cleaned_data}
        try:
            actions.answer(found.pk, comment.pk, **how)
            return redirect(found)
        except Refused as refusal:
            refuse(form, refusal)
    context = {"form": form, "briefing": found, "comment": comment}
    context |= {"title": _("答复意见"), "submit": _("保存")}
    status = 422 if form.errors else 200
    return render(request, "documents/briefings/act.html", context, status=status)
