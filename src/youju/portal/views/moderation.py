"""Looking at what residents sent, before the public does."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.cases.queries import case_for
from youju.kernel.ids import key_in
from youju.kernel.refusal import Missing, Refused
from youju.organisations.actions import open_protected
from youju.organisations.queries import May, MemberRequest, Membership, require
from youju.portal import actions, queries, rules
from youju.portal.forms import AnswerForm, DecisionForm, PhotoForm, ReasonForm
from youju.portal.models import PublicCase
from youju.portal.queries.office import UNANSWERED, WAITING
from youju.portal.rules import Decision
from youju.ui.lists import keyset_page

GROUPS = {"": WAITING, "answer": UNANSWERED}


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    rows = queries.cases_to_look_at(request.member)
    group = request.GET.get("show", "")
    group = group if group in ("", "answer", "all") else ""
    if group in GROUPS:
        rows = rows.filter(GROUPS[group])
    page = keyset_page(rows, request, ["-received_on"])
    context = {
        "page_title": _("居民上报审核"),
        "page": page,
        "rows": [(row, rules.short_of(row.case.state)) for row in page.rows],
        "chips": _chips(request.member, group),
        "group": group,
        "site": queries.site_of(request.member.unit),
    }
    return render(request, "portal/moderation.html", context)


def _chips(member: Membership, group: str) -> list[dict[str, Any]]:
    waiting, unanswered = queries.waiting_counts(member)
    answer = {"url": "?show=answer", "count": unanswered, "current": group == "answer"}
    return [
        {"text": _("待审核"), "url": "?", "count": waiting, "current": not group},
        {"text": _("待答复"), **answer},
        {"text": _("全部"), "url": "?show=all", "current": group == "all"},
    ]


def _page(
    request: MemberRequest,
    public: PublicCase,
    decision: DecisionForm | None = None,
    answer: AnswerForm | None = None,
    photo_error: str = "",
) -> HttpResponse:
    first = {"decision": public.decision, "words": public.words, "reason": public.reason}
    proposed = public.answer or rules.hide_numbers(public.case.rectify_note)
    ended = public.case.state in rules.ANSWERED
    photos = queries.photos_to_decide(request.member, public)
    context: dict[str, Any] = {
        "page_title": _("居民上报审核"),
        "public": public,
        "case": public.case,
        "said": rules.short_of(public.case.state),
        "photos": photos,
        "covered": queries.covered_of(photos),
        "decision_form": decision or DecisionForm(initial=first),
        "answer_form": (answer or AnswerForm(initial={"answer": proposed})) if ended else None,
        "answered": public.answered_round == public.case.reopened,
        "feedback": queries.feedback_on(public),
        "photo_error": photo_error,
    }
    bad = bool(photo_error) or any(form and form.errors for form in (decision, answer))
    return render(request, "portal/moderate.html", context, status=422 if bad else 200)


@require_http_methods(["GET", "POST"])
def case(request: MemberRequest, public_id: int) -> HttpResponse:
    """One report; a post decides whether the public may read its words."""
    public = queries.case_to_look_at(request.member, public_id)
    if request.method == "GET":
        return _page(request, public)
    form = DecisionForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.decide_case(
                public_id,
                Decision(told["decision"]),
                words=told["words"],
                reason=told["reason"],
                actor=request.member,
                now=timezone.now(),
                key=told["key"],
            )
            messages.success(request, _("已记下是否公开"))
            return redirect("portal:moderate", public_id)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    return _page(request, public, decision=form)


@require_http_methods(["GET", "POST"])
def of_case(request: MemberRequest, case_id: int) -> HttpResponse:
    """The fragment that a case's page loads: what the public may see of it. A post offers it."""
    found = case_for(request.member, case_id)
    if request.method == "POST":
        key = key_in(request.POST.get("key", ""))
        public = actions.offer_case(case_id, actor=request.member, now=timezone.now(), key=key)
        return redirect("portal:moderate", public.pk)
    may = request.member.may_at(May.DISPATCH, found.unit)
    opens = request.member.may_at(May.OPEN_PROTECTED, found.unit) and found.reporter_phone
    context = {"case": found, "public": queries.face_of(found), "may": may, "opens": bool(opens)}
    return render(request, "portal/_of_case.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def reporter(request: MemberRequest, case_id: int) -> HttpResponse:
    """The reporter's phone, opened by the care officer with a reason; each look is in the log."""
    found = case_for(request.member, case_id)
    require(request.member, May.OPEN_PROTECTED, found.unit)
    form, shown = ReasonForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        reason, field = form.cleaned_data["reason"], "reporter_phone"
        try:
            shown = open_protected(
                found, field, found.unit, reason, actor=request.member, now=timezone.now()
            )
        except Missing:
            raise
        except Refused as refusal:
            form.add_error("reason", refusal.message)
    context = {"page_title": _("报告人电话"), "case": found, "form": form, "shown": shown}
    return render(request, "portal/reporter.html", context, status=422 if form.errors else 200)


@require_POST
def photo(request: MemberRequest, public_id: int) -> HttpResponse:
    """Whether the public may see one of its photos."""
    public = queries.case_to_look_at(request.member, public_id)
    form = PhotoForm(request.POST)
    if not form.is_valid():
        return _page(request, public, photo_error=_("选一张照片，再选公开或者不公开"))
    told = form.cleaned_data
    try:
        actions.decide_photo(
            public_id,
            told["item"],
            Decision(told["decision"]),
            reason=told["reason"],
            actor=request.member,
            now=timezone.now(),
            key=told["key"],
        )
    except Missing:
        raise
    except Refused as refusal:
        return _page(request, public, photo_error=refusal.message)
    return redirect("portal:moderate", public_id)


@require_POST
def answer(request: MemberRequest, public_id: int) -> HttpResponse:
    """What the resident is told at the end."""
    public = queries.case_to_look_at(request.member, public_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            actions.answer_case(
                public_id,
                form.cleaned_data["answer"],
                actor=request.member,
                now=timezone.now(),
                key=form.cleaned_data["key"],
            )
            messages.success(request, _("已答复，居民凭查询码可以看到"))
            return redirect("portal:moderate", public_id)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    return _page(request, public, answer=form)
