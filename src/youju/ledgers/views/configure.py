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
from youju.ledgers.queries import free_code, version_at
from youju.ledgers.views.asking import Asking, asking
from youju.ledgers.writing import catalogue_text, copied
from youju.organisations.queries import May

MOST_BYTES = 200_000


def _brought(request: HttpRequest) -> str:
    """Return the text of a file handed in, to be looked over before it is put in force."""
    upload = request.FILES.get("file")
    if upload is None or (upload.size or 0) > MOST_BYTES:
        return ""
    content: bytes = upload.read()
    return content.decode("utf-8-sig", errors="replace").replace("\0", "")


def _begun(request: HttpRequest, who: Asking) -> str:
    """Return what the page begins with: the ledger named by `?from=`, as it is where it is the
    unit's own (also in an older version), else as a copy; without one, an example."""
    code = request.GET.get("from", "")
    if not code:
        return (CATALOGUE / "papers.yaml").read_text(encoding="utf-8")
    found = version_at(who.member, code, row_id(request.GET.get("version", "")))
    own = found.origin == found.Origin.CONFIGURED and found.unit_id == who.member.unit_id
    if own and "copy" not in request.GET:
        return catalogue_text(found.ledger)
    return catalogue_text(copied(found.ledger, free_code(found.code), _("（自用）")))


@require_http_methods(["GET", "POST"])
def configure(request: HttpRequest) -> HttpResponse:
    """Write or change a ledger; a fault is named with its line and nothing typed is lost."""
    who = asking(request, May.CONFIGURE)
    text = _brought(request) or request.POST.get("text") or _begun(request, who)
    batch, error = request.POST.get("batch", ""), ""
    if request.method == "POST" and "read" not in request.POST:
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
