"""The page that shows anybody who holds an issued report what its numbers stand on."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from youju.documents import queries
from youju.organisations.queries import May, MemberRequest


@login_not_required
@require_GET
def ask(request: MemberRequest) -> HttpResponse:
    """Where a check code is typed in."""
    code = "".join(one for one in request.GET.get("code", "") if one.isalnum())
    if code:
        return redirect("proof", code=code[:40])
    return render(request, "documents/proof_ask.html")


@login_not_required
@require_GET
def proof(request: MemberRequest, code: str) -> HttpResponse:
    """What an issued report says: its number, day, issuer, and for each figure how many records.

    The public sees counts only; who may see the unit's data also gets links to the entries.
    """
    report = queries.report_by_code(code)
    inside = bool(request.member) and request.member.may_at(May.SEE, report.unit)
    numbers = queries.numbers_with_counts(report)
    context = {"report": report, "numbers": numbers, "inside": inside}
    return render(request, "documents/proof.html", context)
