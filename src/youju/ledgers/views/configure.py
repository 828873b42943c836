"""Ledgers of one's own: written as a catalogue file, checked and published."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from youju.kernel.ids import key_in, row_id
from youju.kernel.refusal import Forbidden, Refused
from youju.ledgers import actions
from youju.ledgers.loader import CATALOGUE
from youju.ledgers.views.asking import asking
from youju.organisations.queries import May


@require_http_methods(["GET", "POST"])
def configure(request: HttpRequest) -> HttpResponse:
    """Write or change a ledger; a fault is named with its line and nothing typed is lost."""
    who = asking(request, May.CONFIGURE)
    text = request.POST.get("text") or (CATALOGUE / "papers.yaml").read_text(encoding="utf-8")
    batch, error = request.POST.get("batch", ""), ""
    if request.method == "POST":
        try:
            made = actions.publish_ledger(text, unit=who.member.unit, actor=who.member, now=timezone.now(), key=key_in(request.POST.get("key", "")))  # fmt: skip
        except Forbidden:
            raise
        except Refused as refusal:
            error = refusal.message
        else:
            messages.success(request, _("“%(label)s”已启用，第 %(n)s 版。") % {"label": made.label, "n": made.number})  # fmt: skip
            if batch_id := row_id(batch):
                return redirect("ledgers:batch", batch_id)
            return redirect("ledgers:ledger", made.code)
    context = {"who": who, "text": text, "error": error, "batch_id": batch}
    return render(request, "ledgers/configure.html", context, status=422 if error else 200)
