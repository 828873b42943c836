"""The page that anybody with a link reads: one dossier, nothing else, and every opening is logged."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from youju.documents.dossiers import actions, paper, queries, shown, tables
from youju.documents.dossiers.rules import Slot
from youju.evidence.queries import public_copy
from youju.kernel.refusal import Missing


@login_not_required
@require_GET
def page(request: HttpRequest, token: str) -> HttpResponse:
    """The dossier for reading."""
    share = actions.open_share(token, part="page", now=timezone.now())
    dossier = share.dossier
    held = queries.pieces_of(dossier)
    context = {
        "share": share,
        "token": token,
        "dossier": dossier,
        "papers": held[Slot.PAPERS],
        "photos": [one for one in held[Slot.PHOTOS] if one.item and not one.item.broken],
        "words": shown.words_of(dossier) if dossier.statement else [],
        "tables": tables.statistics(dossier),
    }
    return _private(render(request, "documents/dossiers/shared.html", context))


@login_not_required
@require_GET
def pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The bound dossier."""
    share = actions.open_share(token, part="pdf", now=timezone.now())
    made = paper.bound(share.dossier)
    name = quote(paper.name_of(share.dossier))
    answer = HttpResponse(made.pdf, content_type=paper.PDF)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return _private(answer)


@login_not_required
@require_GET
def photo(request: HttpRequest, token: str, piece_id: int) -> FileResponse:
    """One photo of the dossier, faces and plates covered where somebody covered them."""
    share = actions.open_share(token, part="photo", now=timezone.now())
    piece = queries.piece_for(share.dossier, piece_id)
    if piece.slot != Slot.PHOTOS or piece.dropped or piece.item is None:
        raise Missing(_("没有这张照片"))
    file, kind = public_copy(piece.item)
    answer = FileResponse(file, content_type=kind)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _private(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
