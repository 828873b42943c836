"""Visits: the list, recording one, one visit with what was found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.evidence.actions import store_drawn
from youju.evidence.queries import items_chosen, items_of_many, signatures_of
from youju.kernel.ids import key_in, row_id
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import Asking, May, Unit, asking, require
from youju.patrols import actions, measures, queries
from youju.patrols.actions.visits import FINDING, UNDO_FOR, Told
from youju.patrols.forms.visits import Line, VisitForm, faults_of, lines_of, passed_of
from youju.patrols.kinds import PlaceKind
from youju.patrols.models import Place, Visit
from youju.patrols.rules.visits import Purpose, Way
from youju.patrols.views.frame import crumbs, show, to, typed, units_of
from youju.ui.act_pages import pressed
from youju.ui.lists import keyset_page


@require_GET
def visits(request: HttpRequest) -> HttpResponse:
    """The visits of the chosen unit and period."""
    who = asking(request)
    rows = queries.visits_in(who.member, who.unit, who.period)
    counts = queries.visit_counts(rows)
    wanted = typed(request.GET, "what", 20)
    if wanted == "faults":
        rows = rows.filter(faults__gt=0)
    elif wanted:
        rows = rows.filter(purpose=wanted)
    chips = [
        {
            "text": text,
            "url": f"?what={code}",
            "count": counts.get(code, 0),
            "current": wanted == code,
        }
        for code, text in (("", _("全部")), *Visit.PurposeName.choices, ("faults", _("有问题")))
    ]
    page = keyset_page(rows, request, ["-done_on"], size=100)
    return show(request, "visits", who, "visits", page=page, chips=chips, count=counts[""])


@require_http_methods(["GET", "POST"])
def visit_add(request: HttpRequest) -> HttpResponse:
    """Record a visit: to the place in `?place=`, or to a unit as a whole."""
    who = asking(request, May.RECORD)
    here = _place_asked(request, who)
    kind = queries.kind_named(here.kind).kind if here is not None else None
    form = _form(request, who, here)
    posted = request.POST if request.method == "POST" else None
    lines = lines_of(kind, posted)
    drawn = request.POST.get("signed", "")
    made = None
    if posted is not None and form.is_valid():
        made = _recorded(form, who, here, lines, drawn)
    if made is not None:
        messages.success(request, _("已记下。"))
        return redirect("patrols:visit", made.pk)
    context = _shown(who, here, kind, form, lines) | {"drawn": drawn}
    return render(request, "patrols/visit_form.html", context, status=422 if form.errors else 200)


def _place_asked(request: HttpRequest, who: Asking) -> Place | None:
    raw = request.GET.get("place", "") or request.POST.get("place", "")
    if not raw:
        return None
    here = queries.place_for(who.member, row_id(raw) or 0)
    require(who.member, May.RECORD, here.unit)
    return here


def _form(request: HttpRequest, who: Asking, here: Place | None) -> VisitForm:
    unit = here.unit if here else who.unit
    first = {"unit": who.unit.pk, "purpose": request.GET.get("purpose", Purpose.PATROL)}
    first |= {"post": who.member.post, "team": request.GET.get("team", "")}
    return VisitForm(
        request.POST or None,
        units=units_of(who),
        near=queries.owners_near(who.member, unit),
        teams=queries.teams_of(who.member, unit, timezone.localdate()),
        routes=queries.routes_of(who.member, who.unit),
        placed=here is not None,
        initial=first,
    )


def _recorded(
    form: VisitForm, who: Asking, here: Place | None, lines: list[Line], drawn: str
) -> Visit | None:
    """Record it; a refusal is told at the form and None comes back."""
    data = form.cleaned_data
    told = Told(
        purpose=Purpose(data["purpose"]),
        way=Way(data["way"]),
        passed=passed_of(lines),
        faults=faults_of(lines, data["other"]),
        people=data["people"],
        team=_one(queries.teams_of(who.member, who.unit, timezone.localdate()), data["team"]),
        route=_one(queries.routes_of(who.member, who.unit), data["route"]),
        post=data["post"],
        praised=data["praised"],
        note=data["note"],
        opinions=data["opinions"].splitlines(),
        partners=list(data["partners"]),
    )
    at = {"place": here.pk} if here else {"unit": data.get("unit")}
    where = here.unit if here else data.get("unit")
    try:
        return actions.record_visit(
            **at,
            told=replace(told, signed=_signed(drawn, where, who)),
            done_at=data["done_at"],
            actor=who.member,
            now=timezone.now(),
            key=data["key"] or key_in(""),
        )
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None


def _signed(drawn: str, where: Unit | None, who: Asking) -> list[int]:
    if not drawn or where is None:
        return []
    return [store_drawn(drawn, unit=where, actor=who.member, now=timezone.now()).pk]


def _one(rows: Any, raw: str) -> Any:
    return rows.filter(pk=raw).first() if raw else None


def _shown(
    who: Asking, here: Place | None, kind: PlaceKind | None, form: VisitForm, lines: list[Line]
) -> dict[str, Any]:
    ids = [photo for one in lines for photo in one.photos]
    held = {one.pk: one for one in items_chosen(who.member, ids)} if ids else {}
    return {
        "who": who,
        "place": here,
        "kind": kind,
        "form": form,
        "lines": [(one, [held[pk] for pk in one.photos if pk in held]) for one in lines],
        "unit": here.unit if here else who.unit,
        "crumbs": crumbs((_("巡查记录"), "visits")),
    }


@require_GET
def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """One visit: the checklist as it was found, what was not in order, opinions, people."""
    who = asking(request)
    here = queries.visit_for(who.member, visit_id)
    findings = list(here.findings.order_by("pk"))
    photos = items_of_many(who.member, FINDING, [one.pk for one in findings])
    kind = here.checklist.kind if here.checklist else None
    passed = set(here.passed)
    young = timezone.now() - here.received_at <= UNDO_FOR
    may = who.member.may_at(May.RECORD, here.unit)
    return show(
        request,
        "visit",
        who,
        "visits",
        visit=here,
        findings=[(one, [ln.item for ln in photos.get(str(one.pk), [])]) for one in findings],
        passed=[one for one in kind.items if one.code in passed] if kind else [],
        opinions=list(here.opinions.order_by("pk")),
        partners=list(here.partners.order_by("path")),
        signed=signatures_of(who.member, measures.VISIT, here.pk),
        may_withdraw=may and young and here.state == Visit.State.LIVE,
        may_report=may and here.state == Visit.State.LIVE,
    )


@require_POST
def visit_withdraw(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Take a visit back within a day."""
    who = asking(request, May.RECORD)
    here = queries.visit_for(who.member, visit_id)
    reason = typed(request.POST, "reason")

    def do(**act: Any) -> Any:
        return actions.withdraw_visit(here.pk, reason=reason, **act)

    return pressed(request, do, to("visits"), _("已撤下，相关数字已减去。"))
