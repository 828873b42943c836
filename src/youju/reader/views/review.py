"""What the review page and its fragment show."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from youju.kernel.ids import row_id
from youju.kernel.refusal import Missing, Refused
from youju.ledgers.queries import Ledger, ledgers_in_use
from youju.organisations.queries import May, MemberRequest, Membership, units_visible_to
from youju.reader import shown
from youju.reader.forms import PieceForm
from youju.reader.models import Piece, ReadFact, Reading


def ledgers_of(member: Membership) -> list[Ledger]:
    return [version.ledger for version in ledgers_in_use(member)]


def open_units(member: Membership) -> Any:
    """Return the units a report may be recorded for."""
    return units_visible_to(member).filter(until=None)


def piece_asked(request: MemberRequest, reading: Reading) -> Piece | None:
    """Return the piece in the address, else the first with a figure to decide, else the first."""
    pieces = reading.pieces.all()
    if asked := request.GET.get("piece", ""):
        found = pieces.filter(number=row_id(asked) or 0).first()
        if found is None:
            raise Missing(_("没有这一篇，请从上面选"))
        return found
    waiting = pieces.filter(facts__state=ReadFact.State.PROPOSED).first()
    return waiting or pieces.filter(facts__isnull=False).first() or pieces.first()


def context(request: MemberRequest, piece: Piece) -> dict[str, Any]:
    """Return all the review of one piece needs."""
    member, reading = request.member, piece.reading
    ledgers = ledgers_of(member)
    facts = list(piece.facts.select_related("piece", "entry").order_by("start"))
    return {
        "reading": reading,
        "piece": piece,
        "paragraphs": shown.paragraphs(reading, piece, facts),
        "cards": shown.cards(facts, ledgers),
        "counts": shown.counts(facts),
        "may": member.may_at(May.IMPORT, reading.unit),
        "may_configure": member.may(May.CONFIGURE),
    }


def page_context(request: MemberRequest, piece: Piece) -> dict[str, Any]:
    """Return what stands around the review: pieces, repairs, the piece's own form."""
    reading = piece.reading
    repairs = [one for one in reading.repairs if str(one["before"]).strip()]
    return context(request, piece) | {
        "pieces": _chips(reading, piece),
        "repairs": repairs,
        "form": PieceForm(piece=piece, units=open_units(request.member)),
    }


def _chips(reading: Reading, here: Piece) -> list[dict[str, Any]]:
    base = reverse("reader:reading", args=[reading.pk])
    found = []
    for piece in reading.pieces.prefetch_related("facts"):
        waiting = sum(1 for one in piece.facts.all() if one.state == ReadFact.State.PROPOSED)
        name = _("第 %(n)s 篇") % {"n": piece.number}
        current = piece.pk == here.pk
        found.append(
            {
                "text": name,
                "url": f"{base}?piece={piece.number}",
                "count": waiting,
                "current": current,
            }
        )
    return found


def answer(request: MemberRequest, piece: Piece) -> HttpResponse:
    """Answer an act on a figure: the review anew to htmx, else the page."""
    if request.htmx:
        piece.refresh_from_db()
        response = render(request, "reader/_review.html", context(request, piece))
        response["HX-Retarget"], response["HX-Reswap"] = "#review", "outerHTML"
        return response
    return redirect(f"{reverse('reader:reading', args=[piece.reading_id])}?piece={piece.number}")


def key_of(request: MemberRequest) -> UUID:
    """Return the key of the act, made once with its form. Raises Refused where there is none."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        raise Refused(_("页面过期了，请刷新后再试。")) from None
