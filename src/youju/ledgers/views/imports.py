"""Importing a file: hand it in, map its columns, look at what will happen, start, undo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.kernel.ids import key_in
from youju.kernel.refusal import Refused
from youju.ledgers import imports, mapping
from youju.ledgers.models import ImportBatch
from youju.ledgers.queries import batch_at, batches_of
from youju.ledgers.sheets import check_size
from youju.ledgers.views.asking import asking
from youju.organisations.queries import May
from youju.ui.lists import keyset_page


@require_http_methods(["GET", "POST"])
def hand_in(request: HttpRequest) -> HttpResponse:
    """Choose a file; the imports made before are listed below."""
    who = asking(request, May.IMPORT)
    error = ""
    ledger = request.POST.get("ledger") or request.GET.get("ledger", "")
    upload = request.FILES.get("file")
    if request.method == "POST":
        try:
            if upload is None:
                raise Refused(_("先选一个 Excel 或 CSV 文件。"), field="file")
            check_size(upload.size or 0)
            batch = imports.receive_file(upload.read(), upload.name or "", unit=who.unit, actor=who.member, now=timezone.now(), key=key_in(request.POST.get("key", "")))  # fmt: skip
        except Refused as refusal:
            error = refusal.message
        else:
            answer = redirect("ledgers:batch", batch.pk)
            answer["Location"] += f"?ledger={ledger}" if ledger.isidentifier() else ""
            return answer
    page = keyset_page(batches_of(who.member), request, ["-made_at"], size=20)
    context = {"who": who, "error": error, "page": page, "chosen": ledger}
    return render(request, "ledgers/import.html", context, status=422 if error else 200)


@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """One import: mapping and preview, then progress, then what came of it."""
    who = asking(request, May.IMPORT)
    found = batch_at(who.member, batch_id)
    error = ""
    if request.method == "POST":
        try:
            return _go_on(request, found, who.member)
        except Refused as refusal:
            error = refusal.message
            found.refresh_from_db()
    if "HX-Request" in request.headers and found.state != ImportBatch.State.MAPPING:
        return _told(found)
    if found.state != ImportBatch.State.MAPPING:
        return render(request, "ledgers/batch.html", {"batch": found, "who": who})
    context = mapping.page(found, who.member, request.POST or request.GET)
    context |= {"batch": found, "who": who, "error": error}
    return render(request, "ledgers/mapping.html", context, status=422 if error else 200)


def _told(found: ImportBatch) -> HttpResponse:
    """Answer the page that asks while an import runs: at the end it shows itself anew."""
    answer = HttpResponse(status=204)
    if found.state not in (ImportBatch.State.WAITING, ImportBatch.State.RUNNING, ImportBatch.State.UNDOING):  # fmt: skip
        answer["HX-Refresh"] = "true"
    return answer


def _go_on(request: HttpRequest, found: ImportBatch, member: Any) -> HttpResponse:
    """Keep the mapping that was sent, and start when that was asked for."""
    sent = mapping.sent(found, member, request.POST)
    imports.map_columns(found.pk, **sent, actor=member, now=timezone.now())
    if "start" in request.POST:
        again = bool(request.POST.get("again"))
        imports.start_import(
            found.pk,
            actor=member,
            now=timezone.now(),
            key=key_in(request.POST.get("key", "")),
            again=again,
        )
    return redirect("ledgers:batch", found.pk)


@require_POST
def undo(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Take a whole import back."""
    who = asking(request, May.RECORD)
    found = imports.undo_import(
        batch_id, actor=who.member, now=timezone.now(), key=key_in(request.POST.get("key", ""))
    )
    messages.info(request, _("正在撤销这次导入，做完后记录退出台账。"))
    if not who.member.may(May.IMPORT) and found.version:
        return redirect("ledgers:ledger", found.version.code)
    return redirect("ledgers:batch", found.pk)


@require_POST
def resume(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Go on with an import that stopped in the middle."""
    who = asking(request, May.IMPORT)
    key = key_in(request.POST.get("key", ""))
    found = imports.resume_import(batch_id, actor=who.member, now=timezone.now(), key=key)
    messages.info(request, _("接着导入，已导入的行不会重复。"))
    return redirect("ledgers:batch", found.pk)


@require_GET
def proposed(request: HttpRequest, batch_id: int) -> HttpResponse:
    """A new ledger proposed from the head of a file, to be looked at and published."""
    who = asking(request, May.CONFIGURE)
    found = batch_at(who.member, batch_id)
    text = mapping.proposed_text(found, request.GET.get("label", ""), timezone.localdate())
    context = {"who": who, "text": text, "batch": found}
    return render(request, "ledgers/configure.html", context)
