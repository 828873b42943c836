"""Two editions side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from youju.kernel.ids import row_id
from youju.organisations.queries import May, MemberRequest, require
from youju.standards import queries, shown_compare
from youju.standards.models import Edition
from youju.standards.queries.changes import comparison, editions_beside
from youju.standards.rules.comparing import counted
from youju.standards.views.mock_frame import crumbs, to


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
