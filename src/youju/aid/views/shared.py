"""Opening one protected value; what a month came to; what waits, for the page of today."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from youju.aid import queries
from youju.aid.drafts import TALLIED
from youju.aid.models import (
    ChildFile,
    Contact,
    Donation,
    GrantChild,
    Handover,
    StandIn,
    Tally,
    Visit,
    Wish,
)
from youju.aid.views.frame import crumbs, open_page, record_of, show_record, to
from youju.kernel.refusal import Missing
from youju.kernel.words import said
from youju.organisations.queries import May, asking
from youju.ui.shown import Cell, section, table

# What may be opened, by the word in the address: the model, its fields, the way back to its page.
OPENABLE: dict[str, tuple[type[Model], tuple[str, ...], str, str]] = {
    "visit": (Visit, ("note",), "pairing", "pairing_id"),
    "donation": (Donation, ("person",), "drive", "drive_id"),
    "handover": (Handover, ("receiver",), "drive", "drive_id"),
    "grant_child": (GrantChild, ("name", "school", "guardian"), "grant", "grant_id"),
    "wish": (Wish, ("person",), "wish", "pk"),
    "stand_in": (StandIn, ("phone", "consent_by"), "stand_in", "pk"),
    "contact": (Contact, ("note",), "stand_in", "stand_in_id"),
    "file": (ChildFile, ("school", "parents", "wants"), "child", "child_id"),
}


@never_cache
@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest, what: str, record_id: int, field: str) -> HttpResponse:
    """Ask why, then show one protected value once."""
    found = OPENABLE.get(what)
    if found is None or field not in found[1]:
        raise Missing(_("没有这一项"))
    model, _fields, page, way = found
    _who, row = record_of(request, model, record_id)
    label = said(str(model._meta.get_field(field).verbose_name))  # type: ignore[union-attr]
    return open_page(request, row, field, label, to(page, getattr(row, way)))


LIST_OF = {"pupils": "grants", "street": "grants", "stand_ins": "stand_ins", "files": "children", "registers": "children", "wishes": "wishes", "wishes_done": "wishes", "companions": "wishes"}  # fmt: skip


@require_GET
def tally(request: HttpRequest, tally_id: int) -> HttpResponse:
    """What a unit's helping came to in a month, with the way to the records."""
    _who, here = record_of(request, Tally, tally_id)
    shown = table(_("统计项"), (_("数量"), "n"), _("单位"))
    for one in TALLIED:
        code = one.code.removeprefix("aid.")
        if code in here.counts:
            page = f"{to(LIST_OF.get(code, 'pairings'))}?unit={here.unit_id}"
            shown.add(Cell(one.name, page), here.counts[code], one.unit)
    note = _("户和人不满 5 的，对外只写“不足5”。")
    return show_record(
        request, title=str(here), crumbs=crumbs(), main=[section("counts", _("计数"), shown)], note=note
    )  # fmt: skip


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """The fragment of the page of today: what helping waits for at the member's own unit."""
    who = asking(request)
    member, day, rows = who.member, timezone.localdate(), []
    if member.may(May.RESIDENTS):
        if n := queries.unpaid_at(member, day.year):
            words = _("结对帮扶 %(n)s 户，今年还没付清") % {"n": n}
            rows.append((words, f"{to('pairings')}?state=due&year={day.year}"))
        if queries.may_see_children(member) and (late := queries.contacts_late_at(member, day)):
            words = _("爱心家长 %(n)s 对，该联系了") % {"n": late}
            rows.append((words, f"{to('stand_ins')}?late=1"))
    return render(request, "aid/_today.html", {"rows": rows})
