"""The dossiers of an edition, one dossier, its PDF, its way to the office and upward."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.documents.dossiers import actions, bundling, paper, queries, rules, shown, tables
from youju.documents.dossiers.actions.sharing import token_of
from youju.documents.dossiers.forms import OpenForm, ReturnForm, ShareForm
from youju.documents.models import Dossier
from youju.kernel.ids import key_in, row_id
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import (
    May,
    MemberRequest,
    asking,
    require,
    unit_or_own,
    units_visible_to,
)
from youju.standards.queries import current_edition, edition_for, editions_visible_to, item_for
from youju.ui.chosen import chosen

PER_PAGE = 60
VERDICTS = (*rules.Verdict, rules.State.HANDED_IN, rules.State.ACCEPTED)


@require_GET
def start(request: MemberRequest) -> HttpResponse:
    """The dossiers of the edition in force; where none is, what to do first."""
    who = asking(request)
    edition = current_edition(who.member, who.unit)
    if edition is not None:
        return redirect("documents:dossiers", edition.pk)
    return render(request, "documents/dossiers/none.html", {"unit": who.unit})


@require_GET
def overview(request: MemberRequest, edition_id: int) -> HttpResponse:
    """How far the dossiers of an edition are, by item and by unit."""
    who = asking(request)
    edition = edition_for(who.member, edition_id)
    rows = list(queries.dossiers_of(who.member, edition, who.unit))
    state = request.GET.get("state", "")
    kept = [one for one in rows if not state or state in (_point(one), one.state)]
    page = Paginator(kept, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "edition": edition,
        "editions": editions_visible_to(who.member)[:10],
        "unit": who.unit,
        "page": page,
        "total": rules.progress((one.state, one.verdict) for one in rows),
        "chips": _chips(rows, state),
        "units": queries.progress_by_unit(rows),
        "may_open": who.member.may(May.DRAFT),
        "before": queries.edition_with_choices(who.member, edition),
        "may_review": who.member.may(May.REVIEW),
    }
    return render(request, "documents/dossiers/overview.html", context)


def _point(one: Dossier) -> str:
    passed = one.state in (rules.State.HANDED_IN, rules.State.ACCEPTED)
    return one.state if passed else one.verdict or rules.Verdict.LACKING


def _chips(rows: list[Dossier], state: str) -> list[dict[str, Any]]:
    counted = rules.progress((one.state, one.verdict) for one in rows)
    names: dict[str, str] = {str(one): word for one, word in rules.VERDICT_NAMES.items()}
    names |= {str(one): word for one, word in rules.STATE_NAMES.items()}
    chips: list[dict[str, Any]] = [
        {"text": _("全部"), "url": "?", "count": len(rows), "current": not state}
    ]
    chips += [
        {"text": names[one], "url": f"?state={one}", "count": counted[one], "current": state == one}
        for one in VERDICTS
        if counted.get(one)
    ]
    return chips


@require_http_methods(["GET", "POST"])
def open_new(request: MemberRequest, edition_id: int) -> HttpResponse:
    """Open the dossiers of an edition, or of one item."""
    member = require(request.member, May.DRAFT)
    edition = edition_for(member, edition_id)
    units = units_visible_to(member).filter(until=None)
    item = row_id(request.GET.get("item", ""))
    items = [item] if item else []
    initial = {"unit": unit_or_own(member, chosen(request).unit_code)}
    form = OpenForm(request.POST or None, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        how: dict[str, Any] = {"actor": member, "now": timezone.now(), **form.cleaned_data}
        try:
            opened = actions.open_dossiers(edition.pk, items=items, **how)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("已建 %(n)d 份档案，正在后台整理") % {"n": len(opened)})
            return redirect("documents:dossiers", edition.pk)
    context = {"form": form, "edition": edition, "one": bool(item)}
    status = 422 if form.errors else 200
    return render(request, "documents/dossiers/open.html", context, status=status)


def refuse(form: Any, refusal: Refused) -> None:
    """Put a refusal at its field; those that no field can answer go on."""
    if isinstance(refusal, Forbidden | Missing):
        raise refusal
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


@require_GET
def dossier(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """One dossier, slot by slot, with what is missing and what to look at again."""
    member = require(request.member, May.SEE)
    found = queries.dossier_for(member, dossier_id)
    return render(request, "documents/dossiers/dossier.html", shown.dossier_page(member, found))


@require_GET
def figures(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """The fragment that a dossier's page loads: its statistics, which take their time."""
    member = require(request.member, May.SEE)
    found = queries.dossier_for(member, dossier_id)
    context = {"tables": tables.statistics(found)}
    return render(request, "documents/dossiers/_figures.html", context)


@require_GET
def pdf(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """The dossier bound as one PDF."""
    member = require(request.member, May.SEE)
    found = queries.dossier_for(member, dossier_id)
    made = paper.bound(found)
    record(
        "documents.export_dossier", Outcome.EXPORTED, actor=member, now=timezone.now(),
        kind="documents.dossier", subject_id=found.pk, pages=made.pages,
    )  # fmt: skip
    answer = HttpResponse(made.pdf, content_type=paper.PDF)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(paper.name_of(found))}"
    return answer


STEPS: dict[str, tuple[Callable[..., object], str]] = {
    "fill": (actions.fill, "已按记录重新整理"),
    "hand-in": (actions.hand_in, "已报送"),
    "accept": (actions.accept, "已验收"),
}


@require_POST
def step(request: MemberRequest, dossier_id: int, step: str) -> HttpResponse:
    """Move a dossier on: fill again, hand in, accept."""
    if step not in STEPS:
        raise Http404
    member = require(request.member, May.SEE)
    act, said = STEPS[step]
    key = key_in(request.POST.get("key", ""))
    act(dossier_id, actor=member, now=timezone.now(), key=key)
    messages.success(request, _(said))
    return redirect("documents:dossier", dossier_id)


@require_http_methods(["GET", "POST"])
def send_back(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Send a dossier back with a reason."""
    member = require(request.member, May.REVIEW)
    found = queries.dossier_for(member, dossier_id)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_dossier(found.pk, actor=member, now=timezone.now(), **form.cleaned_data)
            return redirect("documents:dossier", found.pk)
        except Refused as refusal:
            refuse(form, refusal)
    context = {"form": form, "dossier": found, "title": _("退回档案"), "submit": _("退回")}
    return render(
        request, "documents/dossiers/act.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
def shares(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """The links by which outsiders read a dossier, and a new one; and the units above."""
    member = require(request.member, May.REVIEW)
    found = queries.dossier_for(member, dossier_id)
    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.share(found.pk, actor=member, now=timezone.now(), **form.cleaned_data)
            return redirect("documents:dossier_shares", found.pk)
        except Refused as refusal:
            refuse(form, refusal)
    now = timezone.now()
    links = [
        {"share": one, "open": one.open_at(now), "token": token_of(one)}
        for one in queries.shares_of(found)[:30]
    ]
    context = {"form": form, "dossier": found, "links": links, "above": queries.units_above(found)}
    return render(
        request, "documents/dossiers/shares.html", context, status=422 if form.errors else 200
    )


@require_POST
def end_share(request: MemberRequest, dossier_id: int, share_id: int) -> HttpResponse:
    """End a link."""
    member = require(request.member, May.REVIEW)
    key = key_in(request.POST.get("key", ""))
    ended = actions.end_share(share_id, actor=member, now=timezone.now(), key=key)
    return redirect("documents:dossier_shares", ended.dossier_id)


@require_POST
def show_above(request: MemberRequest, dossier_id: int) -> HttpResponse:
    """Tell a unit above that the dossier is there to be read."""
    member = require(request.member, May.DRAFT)
    to = row_id(request.POST.get("to", "")) or 0
    key = key_in(request.POST.get("key", ""))
    actions.show_above(dossier_id, to, actor=member, now=timezone.now(), key=key)
    messages.success(request, _("已送阅"))
    return redirect("documents:dossier", dossier_id)


@require_POST
def bulk(request: MemberRequest, edition_id: int, step: str) -> HttpResponse:
    """What is done for a whole edition: check again, remind, one zip of all or of those chosen."""
    member = require(request.member, May.SEE)
    how: dict[str, Any] = {
        "actor": member, "now": timezone.now(), "key": key_in(request.POST.get("key", "")),
    }  # fmt: skip
    if step == "zip":
        ids = [found for one in request.POST.getlist("dossier") if (found := row_id(one))]
        return redirect("jobs:detail", bundling.start_zip(edition_id, ids, **how).pk)
    if step == "check":
        actions.check_all(edition_id, **how)
        messages.success(request, _("正在后台检查，做完在“后台任务”里能看到"))
    elif step == "remind":
        n = actions.remind(edition_id, **how)
        messages.success(request, _("已提醒 %(n)d 个单位") % {"n": n})
    elif step == "carry":
        _carry(request, edition_id, how)
    else:
        raise Http404
    return redirect("documents:dossiers", edition_id)


def _carry(request: MemberRequest, edition_id: int, how: dict[str, Any]) -> None:
    """Take over what was chosen for the edition before; a refusal is told on the page."""
    before = row_id(request.POST.get("before", "")) or 0
    try:
        n = actions.carry_pieces(edition_id, before, **how)
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("已沿用 %(n)d 件，正在后台整理") % {"n": n})


@require_GET
def of_item(request: MemberRequest, item_id: int) -> HttpResponse:
    """The fragment that an index item's page loads: the dossiers kept for it."""
    member = require(request.member, May.SEE)
    item = item_for(member, item_id)
    rows = queries.dossiers_of_item(member, item.pk)
    context = {"dossiers": rows, "item": item, "may_open": member.may(May.DRAFT)}
    return render(request, "documents/dossiers/_of_item.html", context)
