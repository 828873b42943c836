"""The countdown board, on a page, on paper and on the office wall."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from youju.kernel.ids import row_id
from youju.organisations.queries import MemberRequest, asking
from youju.standards.board import board as told
from youju.standards.views.mock_frame import tabs


@require_GET
def board(request: MemberRequest) -> HttpResponse:
    """How many days are left, and what is not ready."""
    who = asking(request)
    wanted = row_id(request.GET.get("inspection", ""))
    now = timezone.now()
    wall = request.GET.get("wall") == "1"
    context = told(who.member, who.unit, wanted, timezone.localdate(now), now)
    template = "standards/wall.html" if wall else "standards/board.html"
    return render(request, template, context | {"who": who, "tabs": tabs("board"), "now": now})
