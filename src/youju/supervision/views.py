"""Pages of notices and bulletins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.cases.queries import Case
from youju.evidence.actions import store_drawn
from youju.evidence.queries import items_chosen
from youju.kernel.ids import row_id
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.kernel.words import labelled
from youju.organisations.queries import (
    Asking,
    May,
    MemberRequest,
    Membership,
    asking,
    require,
    unit_options,
)
from youju.supervision import actions, queries, rules, shown
from youju.supervision.forms import NoticeForm, ReceiveForm, RecheckForm, ReplyForm, WithdrawForm
from youju.supervision.models import Notice
from youju.ui.lists import keyset_page

USUAL_DAYS = 7  # between notice and reply, unless somebody says
MOST_PHOTOS = 50


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """The notices of the chosen unit by state, and the bulletins of the year."""
    who = asking(request)
    today = timezone.localdate()
    rows = queries.notices_under(who.member, who.unit)
    state = request.GET.get("state", "")
    page = keyset_page(shown.of_state(rows, state, today), request, ["-issued_on", "-id"])
    context = {
        "page": page,
        "chips": shown.chips(rows, state, today),
        "unit": who.unit,
        "today": today,
        "late": {one.pk for one in page.rows if one.overdue(today)},
        "bulletins": queries.bulletins_of(who.member, who.unit)[:6],
        "may_issue": who.member.role in rules.ISSUERS,
        "may_draft": who.member.may(May.DRAFT),
    }
    return render(request, "supervision/index.html", context)


def _ids(request: MemberRequest, name: str) -> list[int]:
    given = request.POST.getlist(name) if request.method == "POST" else request.GET.getlist(name)
    return [found for one in given[:MOST_PHOTOS] if (found := row_id(one))]


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """The form of a notice, for the cases that were chosen."""
    who = asking(request)
    member = require(who.member, May.RECORD)
    rules.check_issuer(member.role)
    cases = queries.namable_cases(member, _ids(request, "case"))
    form = _new_form(request, member, cases)
    if request.method == "POST" and form.is_valid():
        try:
            made = _issue(request, who, form, cases)
        except Refused as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("已下发 %(number)s") % {"number": made.number})
            return redirect(made)
    items = items_chosen(member, _ids(request, "items"))
    context = {"form": form, "unit": who.unit, "cases": cases, "items": items}
    context["visits"] = _ids(request, "visit")
    return render(request, "supervision/new.html", context, status=422 if form.errors else 200)


def _new_form(request: MemberRequest, member: Membership, cases: list[Case]) -> NoticeForm:
    owner = next((one.owner_unit_id for one in cases if one.owner_unit_id), None)
    named = (labelled(one.place or one.unit.short_name, one.title) for one in cases)
    initial = {
        "to": owner,
        "problem": "\n".join(named),
        "due_on": timezone.localdate() + timedelta(USUAL_DAYS),
    }
    return NoticeForm(request.POST or None, units=unit_options(member), initial=initial)


def _issue(request: MemberRequest, who: Asking, form: NoticeForm, cases: list[Case]) -> Notice:
    return actions.issue_notice(
        unit=who.unit,
        cases=[one.pk for one in cases],
        photos=_ids(request, "items"),
        visit_id=next(iter(_ids(request, "visit")), None),
        actor=who.member,
        now=timezone.now(),
        **form.cleaned_data,
    )


def _refuse(form: forms.Form, refusal: Refused) -> None:
    """Put a refusal at its field; those that no field can answer go on."""
    if isinstance(refusal, Forbidden | Missing):
        raise refusal
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


@require_GET
def notice(request: MemberRequest, notice_id: int) -> HttpResponse:
    """One notice: what is wrong, what was done, what became of it."""
    member = require(request.member, May.SEE)
    found = queries.notice_for(member, notice_id)
    return render(
        request, "supervision/notice.html", shown.notice_page(member, found, timezone.localdate())
    )


@require_GET
def bulletin(request: MemberRequest, bulletin_id: int) -> HttpResponse:
    """A bulletin is read as the report it was issued as."""
    return redirect(queries.bulletin_for(request.member, bulletin_id).url)


@require_GET
def of_case(request: MemberRequest) -> HttpResponse:
    """The fragment that a case's page loads: the notices that name it."""
    member = require(request.member, May.SEE)
    wanted = row_id(request.GET.get("id", "")) or 0
    rows = queries.notices_naming(member, wanted)[:10]
    context = {"notices": rows, "case_id": wanted, "may_issue": member.role in rules.ISSUERS}
    return render(request, "supervision/_of_case.html", context)


Act = Callable[[Membership, Notice, dict[str, Any], list[int]], Notice]


@require_http_methods(["GET", "POST"])
def receive(request: MemberRequest, notice_id: int) -> HttpResponse:
    """Somebody of the responsible unit signs for the notice."""
    drawn = request.POST.get("signed", "")

    def act(member: Membership, found: Notice, told: dict[str, Any], _photos: list[int]) -> Notice:
        how: dict[str, Any] = {"actor": member, "now": timezone.now()}
        signed = [store_drawn(drawn, unit=found.to, **how).pk] if drawn else []
        return actions.receive_notice(found.pk, signed=signed, **how, **told)

    words = (_("签收整改通知书"), _("签收"), _("已签收"))
    return _act(request, notice_id, ReceiveForm, act, words, sign=_("签收人签名"), drawn=drawn)


@require_http_methods(["GET", "POST"])
def reply(request: MemberRequest, notice_id: int) -> HttpResponse:
    """The responsible unit says what it put right."""

    def act(member: Membership, found: Notice, told: dict[str, Any], photos: list[int]) -> Notice:
        return actions.reply_notice(
            found.pk, photos=photos, actor=member, now=timezone.now(), **told
        )

    words = (_("回复整改情况"), _("提交回复"), _("已回复，等待复查"))
    return _act(request, notice_id, ReplyForm, act, words, photos=True)


@require_http_methods(["GET", "POST"])
def recheck(request: MemberRequest, notice_id: int) -> HttpResponse:
    """Somebody of the issuing side looks on the spot."""

    def act(member: Membership, found: Notice, told: dict[str, Any], photos: list[int]) -> Notice:
        passed = told.pop("passed") == "yes"
        return actions.recheck_notice(
            found.pk, passed=passed, photos=photos, actor=member, now=timezone.now(), **told
        )

    words = (_("复查"), _("提交复查结果"), _("已记下复查结果"))
    return _act(request, notice_id, RecheckForm, act, words, photos=True)


@require_http_methods(["GET", "POST"])
def withdraw(request: MemberRequest, notice_id: int) -> HttpResponse:
    """A notice sent by mistake is declared void."""

    def act(member: Membership, found: Notice, told: dict[str, Any], photos: list[int]) -> Notice:
        return actions.withdraw_notice(found.pk, actor=member, now=timezone.now(), **told)

    words = (_("作废整改通知书"), _("作废"), _("已作废"))
    return _act(request, notice_id, WithdrawForm, act, words)


def _act(
    request: MemberRequest,
    notice_id: int,
    form_class: type[forms.Form],
    act: Act,
    words: tuple[str, str, str],
    *,
    photos: bool = False,
    **more: Any,
) -> HttpResponse:
    """One act on a notice: its form (GET), doing it (POST). `more` is what the page shows besides."""
    member = require(request.member, May.RECORD)
    found = queries.notice_for(member, notice_id)
    form = form_class(request.POST or None)
    chosen = _ids(request, "items")
    if request.method == "POST" and form.is_valid():
        try:
            act(member, found, dict(form.cleaned_data), chosen)
        except Refused as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, words[2])
            return redirect(found)
    context = {
        "notice": found,
        "form": form,
        "heading": words[0],
        "submit": words[1],
        "photos": photos,
        "items": items_chosen(member, chosen),
        "pick_unit": member.unit,
        **more,
    }
    return render(request, "supervision/act.html", context, status=422 if form.errors else 200)
