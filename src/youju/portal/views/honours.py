"""Selections without a sign-in: the notice, nominating, objecting, voting, and who was honoured."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.honours import actions
from youju.honours import queries as honours
from youju.honours.queries import Nomination, Selection
from youju.honours.rules import Stage
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import Unit
from youju.portal import queries
from youju.portal.actions.reporting import resident_of
from youju.portal.forms import GateForm
from youju.portal.forms_honours import NominateForm, SayForm, VoteForm
from youju.portal.rules import Counted, hide_numbers, prefix_of
from youju.portal.views.frame import (
    NO_STORE,
    SHORT_CACHE,
    address_of,
    fresh_challenge,
    open_page,
    pass_gate,
)
from youju.ui.lists import keyset_page

PAGE = 30


@open_page(SHORT_CACHE)
@require_GET
def index(request: HttpRequest, place: int) -> HttpResponse:
    """The selections of a place: under way first by their start, and those that have ended."""
    unit = queries.place_at(place)
    page = keyset_page(honours.selections_open_at(unit), request, ["-started_on"], size=PAGE)
    return render(request, "portal/selections.html", {"place": unit, "page": page})


def _shown(one: Nomination) -> dict[str, Any]:
    words = hide_numbers(one.public_words)
    return {"one": one, "name": one.public_name, "words": words, "votes": one.votes}


@open_page(SHORT_CACHE)
@require_GET
def selection(request: HttpRequest, slug: str) -> HttpResponse:
    """One selection as the public sees it: names masked, deeds, and votes once they are counted."""
    found = honours.selection_for_public(slug)
    nominees = honours.nominees_of(found)
    context = {
        "selection": found,
        "place": queries.site_of(found.unit),
        "groups": [
            (one.label, rows)
            for one in found.types
            if (rows := [_shown(n) for n in nominees if n.category == one.code])
        ],
        "awarded": honours.awarded_of(found),
        "may_nominate": found.at is Stage.NOMINATE and found.open_to_public,
        "is_reviewed": found.at is Stage.REVIEW,
        "may_say": found.at is Stage.NOTICE,
        "may_vote": found.at is Stage.VOTE,
        "counted": found.ballots is not None,
    }
    return render(request, "portal/selection.html", context)


def _page(
    request: HttpRequest,
    found: Selection,
    form: GateForm,
    what: Counted,
    template: str,
    **more: Any,
) -> HttpResponse:
    context = {
        "selection": found,
        "place": queries.site_of(found.unit),
        "form": form,
        "challenge": fresh_challenge(what, found.root_id, timezone.now()),
        **more,
    }
    return render(request, template, context, status=422 if form.errors else 200)


def _refuse(form: GateForm, refusal: Refused) -> None:
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, refusal.message)


def _only_at(found: Selection, stage: Stage, why: str) -> None:
    if found.at is not stage:
        raise Missing(why)


@open_page(NO_STORE)
@require_http_methods(["GET", "POST"])
def nominate(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody of the public proposes somebody."""
    found = honours.selection_for_public(slug)
    _only_at(found, Stage.NOMINATE, _("推荐已经截止。"))
    units = queries.communities(found.unit) or [found.unit]
    names = [(str(unit.pk), unit.short_name) for unit in units]
    form = NominateForm(request.POST or None, selection=found, units=names)
    if request.method == "POST" and form.is_valid():
        try:
            unit = next(one for one in units if str(one.pk) == form.cleaned_data["unit"])
            _send_nomination(request, found, form, unit)
            return redirect("portal:selection_done", slug=slug, what="nominated")
        except Missing:
            raise
        except Refused as refusal:
            _refuse(form, refusal)
    return _page(request, found, form, Counted.NOMINATION, "portal/nominate.html")


def _send_nomination(
    request: HttpRequest, found: Selection, form: NominateForm, unit: Unit
) -> None:
    now, key = timezone.now(), form.cleaned_data["key"]
    pass_gate(request, form, Counted.NOMINATION, found.root_id, now)
    actions.nominate(
        found.pk, form.told(), unit=unit, actor=resident_of(found.unit), now=now, key=key
    )


@open_page(NO_STORE)
@require_http_methods(["GET", "POST"])
def say(request: HttpRequest, slug: str, nomination_id: int) -> HttpResponse:
    """An objection or a comment while the notice stands."""
    found = honours.selection_for_public(slug)
    _only_at(found, Stage.NOTICE, _("公示期已满。"))
    one = honours.public_nominee(found, nomination_id)
    form = SayForm(request.POST or None, initial={"kind": request.GET.get("kind", "comment")})
    if request.method == "POST" and form.is_valid():
        now, said = timezone.now(), form.cleaned_data
        given = {name: said[name] for name in ("kind", "words", "name", "phone", "key")}
        try:
            pass_gate(request, form, Counted.OBJECTION, found.root_id, now)
            actions.object_to(one.pk, **given, actor=resident_of(found.unit), now=now)
            return redirect("portal:selection_done", slug=slug, what="said")
        except Missing:
            raise
        except Refused as refusal:
            _refuse(form, refusal)
    template = "portal/say.html"
    return _page(request, found, form, Counted.OBJECTION, template, shown=_shown(one))


@open_page(NO_STORE)
@require_http_methods(["GET", "POST"])
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    """One ballot for one code."""
    found = honours.selection_for_public(slug)
    _only_at(found, Stage.VOTE, _("现在不是投票的时候。"))
    nominees = honours.nominees_of(found)
    initial = {"code": request.GET.get("t", "")[:40]}
    form = VoteForm(request.POST or None, selection=found, nominees=nominees, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _cast(request, found, form)
            return redirect("portal:selection_done", slug=slug, what="voted")
        except Missing:
            raise
        except Refused as refusal:
            _refuse(form, refusal)
    return _page(request, found, form, Counted.BALLOT, "portal/vote.html")


def _cast(request: HttpRequest, found: Selection, form: VoteForm) -> None:
    now = timezone.now()
    pass_gate(request, form, Counted.BALLOT, found.root_id, now)
    actions.cast_ballot(
        found.pk,
        code=form.cleaned_data["code"],
        choices=form.choices,
        prefix=prefix_of(address_of(request)),
        actor=resident_of(found.unit),
        now=now,
        key=form.cleaned_data["key"],
    )


@open_page(SHORT_CACHE)
@require_GET
def done(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """Thanks, and what comes next."""
    found = honours.selection_for_public(slug)
    said = {
        "nominated": (_("推荐收到了，谢谢"), _("工作人员会核实。审核通过的在公示时可以看到。")),
        "said": (_("收到了，谢谢"), _("异议由评选的组织单位核查，您的姓名和电话不会告诉别人。")),
        "voted": (_("投票成功，谢谢"), _("投票结束后，在这一页公布票数。")),
    }
    if what not in said:
        raise Missing(_("没有这一页"))
    title, text = said[what]
    context = {
        "selection": found, "place": queries.site_of(found.unit), "title": title, "text": text,
    }  # fmt: skip
    return render(request, "portal/selection_done.html", context)
