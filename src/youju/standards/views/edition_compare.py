"""Two editions side by side, and last year's split carried over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.kernel.ids import row_id
from youju.organisations.queries import May, MemberRequest, Membership, require
from youju.standards import actions, queries, shown_carry, shown_compare
from youju.standards.actions.editions import root_of
from youju.standards.forms.editions import CarryForm
from youju.standards.models import Edition
from youju.standards.queries.carrying import carry_plan, ledgers_left_behind
from youju.standards.queries.changes import comparison, editions_beside
from youju.standards.rules.comparing import counted
from youju.standards.views.mock_frame import crumbs, sent, to


def before_asked(request: MemberRequest, after: Edition) -> Edition | None:
    """Return the edition that another is held against: the one the address names, else the likeliest."""
    wanted = request.GET.get("with") or request.POST.get("with", "")
    if wanted:
        return queries.edition_for(request.member, row_id(wanted) or 0)
    return next(iter(editions_beside(request.member, after)), None)


@require_GET
def compare(request: MemberRequest, edition_id: int) -> HttpResponse:
    """What changed from another edition to this one, as sentences that are marked up."""
    member = require(request.member, May.SEE)
    after = queries.edition_for(member, edition_id)
    before = before_asked(request, after)
    context: dict[str, Any] = {
        "after": after,
        "before": before,
        "others": editions_beside(member, after),
        "crumbs": crumbs((after.name, to("edition", after.pk))),
    }
    if before is not None:
        rows = comparison(before, after)
        kind = shown_compare.kind_in(request.GET.get("kind", ""))
        start = row_id(request.GET.get("from", "")) or 0
        shown, further = shown_compare.shown_rows(before, after, rows, kind, start)
        context |= {
            "chips": shown_compare.chips(rows, kind, {"with": before.pk}),
            "head": shown_compare.head_changes(before, after),
            "rows": shown, "further": further, "kind": kind.value if kind else "",
            "same": sum(one.leaf and not one.changed for one in rows), "changed": bool(counted(rows)),
        }  # fmt: skip
    return render(request, "standards/edition_compare.html", context)


@require_http_methods(["GET", "POST"])
def carry(request: MemberRequest, edition_id: int) -> HttpResponse:
    """What of last year's split goes on under this edition, item by item; then carry it over."""
    member = require(request.member, May.ORGANISE)
    root_of(member)
    after = queries.edition_for(member, edition_id)
    before = before_asked(request, after)
    form = CarryForm(request.POST if request.method == "POST" else None)
    if before is not None and form.is_valid():
        carried = sent(request, form, lambda **told: _carry(request, before, after, **told))
        if carried:
            return redirect("standards:edition", after.pk)
    context = _carry_page(request, member, before, after) | {"form": form}
    code = 422 if form.errors else 200
    return render(request, "standards/edition_carry.html", context, status=code)


def _carry(request: MemberRequest, before: Edition, after: Edition, **told: Any) -> bool:
    n = actions.carry_over(before.pk, after.pk, **told)
    if n:
        said = _("已沿用 %(n)s 条分工，各单位收到消息后重新认领。") % {"n": n}
        messages.success(request, said)
    else:
        messages.info(request, _("没有可以沿用的分工：上一版没有分工，或者这版都已经分好。"))
    return True


def _carry_page(
    request: MemberRequest, member: Membership, before: Edition | None, after: Edition
) -> dict[str, Any]:
    context: dict[str, Any] = {
        "after": after,
        "before": before,
        "others": editions_beside(member, after),
        "crumbs": crumbs((after.name, to("edition", after.pk))),
    }
    if before is None:
        return context
    plan = carry_plan(member, before, after, timezone.localdate())
    fate = shown_carry.fate_in(request.GET.get("fate", ""))
    start = row_id(request.GET.get("from", "")) or 0
    shown, further = shown_carry.lines(plan, fate, start)
    return context | {
        "chips": shown_carry.chips(plan, fate, {"with": before.pk}),
        "rows": shown,
        "further": further,
        "fate": fate.value if fate else "",
        "made": shown_carry.duties_made(plan),
        "left_behind": ledgers_left_behind(member, [one.row for one in plan]),
    }
